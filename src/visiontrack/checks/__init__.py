"""Cross-file rules, one module per subject: pure functions from what was read to issues."""
