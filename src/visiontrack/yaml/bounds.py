"""How much one file may hold and say: beyond a bound there is one finding, and the rest of the folder is read."""

from __future__ import annotations

MAX_DEPTH = 32
# Keys and values. A megabyte that people wrote holds fewer; a made-up one could hold more than memory bears.
MAX_VALUES = 50_000
# Findings of one file that are worked out. Fifty are listed, the others counted up to here.
MAX_FINDINGS = 5_000
# Findings of one file for which the word that was probably meant is looked up.
MAX_SUGGESTIONS = 200
