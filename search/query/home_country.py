"""The country of the archive itself."""

from __future__ import annotations

HOME = "IT"
"""ISO 3166 code. Every entry concerns it, so it is neither a facet value nor an expansion
of "Italian"."""
