"""From a data folder to a report: the frozen view, the sandbox its templates run in, rendering, and files."""
