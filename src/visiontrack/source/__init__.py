"""From bytes to models: encodings, characters, YAML with positions, validation, and edits by splice."""
