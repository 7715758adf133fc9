"""The command line: one module per command, which only wires options to one call and its output."""
