"""What was probably meant by a file that does not parse, or that its schema does not accept."""
