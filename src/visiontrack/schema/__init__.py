"""The data format as Pydantic models, one module per kind of data file (the contract: docs/data.md)."""
