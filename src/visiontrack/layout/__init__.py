"""Text laid out in cells, as a terminal shows it: Japanese characters take two."""
