"""Workbooks that go out to the sections as forms, and come back with their answers."""
