"""Writes that survive a power cut: fsync of files and folders, and atomic replacement."""

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
    """Wait until the folder's list of names is on the disk; on Windows, do nothing."""
    if os.name == "nt":  # Windows cannot sync a folder
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path, mode: int) -> None:
    """Create a folder that survives a power cut, with those above it; nothing when it is there."""
    if not path.is_dir():
        make_folder(path.parent, mode)
        path.mkdir(mode=mode, exist_ok=True)
        sync_folder(path.parent)


def replace_text(path: Path, text: str) -> None:
    """Replace the file's content by `text` (ASCII); see `replace_bytes`."""
    replace_bytes(path, text.encode("ascii"))


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace the file's content, atomically and durably; its permissions stay.

    After a crash the file holds either the old or the new content. Raises OSError.
    """
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_bytes(content)
    if path.exists():
        import shutil  # which brings all that can pack files along

        shutil.copymode(path, temporary)
    sync_file(temporary)
    temporary.replace(path)
    sync_folder(path.parent)
