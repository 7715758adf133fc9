"""Bytes become text, a tree with positions, plain data and a document: what reading one data file needs."""
