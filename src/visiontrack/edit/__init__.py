"""Changes to files: edits of a YAML text by splice, the spelling of its scalars, and the one writer."""
