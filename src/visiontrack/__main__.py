"""``python -m visiontrack``: the same program as the command ``visiontrack``."""

from __future__ import annotations

from visiontrack.cli.start import main

if __name__ == "__main__":
    main()
