"""A data folder: listed, loaded, checked as a draft, and then immutable."""
