"""Small things without a home: Windows, shipped files, the nearest name."""
