"""An entry as a record for reference managers: RIS or BibTeX."""

from __future__ import annotations

from urllib.parse import quote

from index.model.entry import UNDETERMINED, Entry, Version
from index.text.output_characters import text_for
from index.text.titles import title_of
from search.results.date_format import written
from search.results.labels import label_of, place_name

OFFICE = {
    "it": "Città di Torino, Relazioni internazionali",
    "en": "City of Torino, International Relations",
}
"""The author of the news, in each language."""

SITE_NAME = "Torino nel mondo"

_TEX = str.maketrans(
    {
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
    }
)
"""The special characters of TeX, escaped; braces by name, because BibTeX counts those of `\\{`."""


def ris(entry: Entry, address: str) -> str:
    """Return an entry as one RIS record; lines end with CR LF."""
    original = entry.original
    lines: list[tuple[str, str]] = [
        ("TY", "ICOMM"),
        ("ID", entry.id),
        ("TI", title_of(original) or entry.id),
        ("AU", OFFICE[_office_language(original)]),
    ]
    if start := entry.dates.start:
        whole = {"day": start.strftime("%Y/%m/%d/"), "month": start.strftime("%Y/%m//")}
        lines.append(("PY", f"{start.year:04}"))
        lines.append(("DA", whole.get(entry.dates.precision, f"{start.year:04}///")))
    lines += [("T2", SITE_NAME), ("UR", address)]
    lines += [("L2", source.url) for source in entry.sources]
    if original.language != UNDETERMINED:
        lines.append(("LA", original.language))
    lines += [("TT", title_of(v)) for v in entry.versions[1:]]
    lines += [("KW", keyword) for keyword in keywords(entry, "en")]
    lines += [("AB", one_line(original.text)), ("ER", "")]
    record = "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines)
    return text_for("ris", record) + "\r\n"


def bibtex(entry: Entry, address: str) -> str:
    """Return an entry as one BibTeX record."""
    original = entry.original
    fields = {
        "title": "{" + _tex(title_of(original) or entry.id) + "}",
        "author": "{" + _tex(OFFICE[_office_language(original)]) + "}",
        "howpublished": _tex(SITE_NAME),
        "url": _tex_url(address),
        "note": _tex(written(entry.dates, "en")),
        "keywords": _tex(", ".join(keywords(entry, "en"))),
    }
    if original.language != UNDETERMINED:
        fields["language"] = _tex(label_of("written", original.language)["en"].lower())
    if start := entry.dates.start:
        fields["year"] = f"{start.year:04}"
        if entry.dates.precision != "year":
            fields["month"] = str(start.month)
        if entry.dates.precision == "day":
            fields["date"] = _iso_span(entry)
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return text_for("bibtex", f"@misc{{torino-{entry.id},\n{body}\n}}\n\n")


def keywords(entry: Entry, language: str) -> tuple[str, ...]:
    """Return kind, countries, places and people, in words."""
    return (
        entry.kind,
        *(label_of("country", code)[language] for code in entry.countries),
        *(place_name(place, language) for place in entry.places),
        *(person.name for person in entry.people),
    )


def one_line(text: str) -> str:
    """Return the text in one line, white space collapsed."""
    return " ".join(text.split())


def _office_language(version: Version) -> str:
    return "it" if version.language == "it" else "en"


def _iso_span(entry: Entry) -> str:
    start, end = entry.dates.start, entry.dates.end
    assert start
    return start.isoformat() if start == end or end is None else f"{start}/{end}"


def _tex_url(address: str) -> str:
    """Return the address with percent-encoding for the characters that would end the field."""
    return "".join(quote(sign) if sign in "{}\\" else sign for sign in one_line(address))


def _tex(text: str) -> str:
    return one_line(text).translate(_TEX)
