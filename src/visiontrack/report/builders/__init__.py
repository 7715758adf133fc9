"""How the view is filled from a data folder: one module for each part of the view."""
