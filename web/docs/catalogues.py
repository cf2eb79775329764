"""Update the message catalogues: `python web/docs/catalogues.py`, from the root.

It extracts every message of the interface from web/, merges them into the two .po files (a new one
has an empty translation, in English the message itself), and compiles both.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1]
LANGUAGES = ("it", "en")
WRITTEN = datetime(2026, 11, 28, tzinfo=UTC)
"""The date in the header. It is fixed, so that the same messages give the same files."""
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "gettext_in": (2,),
    "ngettext_in": (2, 3),
}


def extracted() -> Catalog:
    """Return the messages of the interface that are in the code and the templates."""
    catalog = Catalog(project="torino-archive", fuzzy=False)
    for path, line, message, comments, context in extract_from_dir(
        WEB, method_map=METHODS, keywords=KEYWORDS
    ):
        if not path.startswith("docs/"):
            catalog.add(message, None, [(path, line)], auto_comments=comments, context=context)
    return catalog


def po_path(language: str) -> Path:
    """Return the path of a language's catalogue."""
    return WEB / "translations" / language / "LC_MESSAGES" / "messages.po"


def merged(language: str, template: Catalog) -> Catalog:
    """Return the language's catalogue with exactly the messages of the template."""
    path = po_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(locale=language, project="torino-archive", fuzzy=False)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _set_header(catalog)
    if language == "en":
        for message in catalog:
            if message.id:
                message.string = message.id
    return catalog


def _set_header(catalog: Catalog) -> None:
    """Say nothing in the header that would have to be kept up to date."""
    catalog.header_comment = "# The interface of torino-archive. Made by web/docs/catalogues.py."
    catalog.creation_date = catalog.revision_date = WRITTEN
    catalog.version = catalog.msgid_bugs_address = ""
    catalog.last_translator = catalog.language_team = "torino-archive"


def main() -> int:
    """Update and compile both; print the messages without translation and return 1 for any."""
    template = extracted()
    missing = 0
    for language in LANGUAGES:
        catalog = merged(language, template)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalog, width=100, omit_header=False, no_location=True, sort_output=True
            )
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        for message in catalog:
            strings = (
                message.string if isinstance(message.string, tuple | list) else [message.string]
            )
            if message.id and not all(strings):
                print(f"{language}: no translation for {message.id!r}")
                missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
