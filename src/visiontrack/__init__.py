"""visiontrack: the yearly Plan-Do-Check-Act cycle of a city's industrial-promotion vision."""

__version__ = "0.1.0"
