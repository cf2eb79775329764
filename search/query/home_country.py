"""The country of the archive itself."""

from __future__ import annotations

HOME = "IT"
"""ISO 3166 code. Every entry concerns it, so facets list it only when it is chosen, and "Italian"
is not expanded to it."""
