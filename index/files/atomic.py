"""Waiting until the disk has it, so that a power cut takes nothing back."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can."""
    if os.name == "nt":  # Windows cannot sync a folder
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_text(path: Path, text: str) -> None:
    """Let the file hold `text`, on the disk, and never anything but the old or the new."""
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, "ascii")
    sync_file(aside)
    aside.replace(path)
    sync_folder(path.parent)
