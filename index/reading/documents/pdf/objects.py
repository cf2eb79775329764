"""Objects of a PDF: what a dictionary has under a name, references followed."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject


def entry(holder: Any, name: Any) -> Any:
    """Return what a dictionary has under a name; None for nothing, or what is no dictionary."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return resolved(found)


def resolved(found: Any) -> Any:
    """Return what a reference leads to, and anything else itself."""
    return found.get_object() if isinstance(found, IndirectObject) else found


def dictionary(holder: Any, name: Any) -> DictionaryObject:
    """Return the dictionary under a name, an empty one where there is none."""
    found = entry(holder, name)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
