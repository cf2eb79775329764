"""The memory that a process has for itself alone."""

from __future__ import annotations

from pathlib import Path


def private_megabytes() -> float:
    """What this process has for itself."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    held = dict(line.split(":", 1) for line in lines if ":" in line)
    return sum(int(held[name].split()[0]) for name in ("Private_Clean", "Private_Dirty")) / 1024
