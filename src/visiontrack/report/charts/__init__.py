"""Charts of a report: what they show as plain values, how they look, and the library that draws them."""
