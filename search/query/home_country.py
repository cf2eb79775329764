"""TODO module."""

from __future__ import annotations

HOME = "IT"
"""Every entry is about Italy, so Italy is no choice."""
