"""provenance.json: from which archive and publication a generation of the Whoosh engine is."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from index.indexing.writer import Provenance
from index.model.errors import StoreError

PROVENANCE = "provenance.json"


def write_provenance(folder: Path, provenance: Provenance | None) -> None:
    """Write the file into a generation that is being built, in place of one that was copied."""
    path = folder / PROVENANCE
    path.unlink(missing_ok=True)
    if provenance is not None:
        path.write_text(json.dumps(asdict(provenance)), "ascii")


def read_provenance(folder: Path) -> Provenance | None:
    """Return what the file says; None when there is none, it is damaged, or this user may not.

    The manifest tells the damage; `torino check` names another user's files.
    Raises StoreError when the file cannot be read.
    """
    try:
        found = json.loads((folder / PROVENANCE).read_bytes())
        return Provenance(
            str(found["archive"]),
            str(found["token"]),
            int(found["entries"]),
            str(found.get("profile", "")),  # earlier versions knew one profile
        )
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:  # another user's generation: its manifest cannot be read either
        return None
    except OSError as error:
        raise StoreError(f"{folder / PROVENANCE} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError):
        return None
