"""One module per form of output; each takes plain values and gives text."""
