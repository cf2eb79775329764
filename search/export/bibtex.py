"""An entry as a BibTeX record: fields of BibLaTeX, and those that plain BibTeX prints."""

from __future__ import annotations

import re
from urllib.parse import quote

from index.text.output_characters import text_for
from search.export.reference import Reference
from search.results.labels import label_of

_LANGIDS = {"it": "italian", "en": "english", "fr": "french"}
"""The names that babel and polyglossia have for the languages of the archive."""

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
        "\N{NO-BREAK SPACE}": "~",
    }
)
"""The special characters of TeX, escaped; braces by name, because BibTeX counts those of `\\{`."""

_LIGATURE = re.compile("(?<=([-',<>]))(?=\\1)|(?<=[`?!])(?=`)")
"""Between two signs of which TeX makes one: a dash of `--`, a quotation mark of `''`."""


def bibtex(reference: Reference) -> str:
    """Return the reference as one record.

    `date`, `urldate`, `organization` and `langid` are BibLaTeX's; `year`, `month` and
    `howpublished` say the same to the styles of plain BibTeX.
    """
    fields = {
        "title": "{" + _tex(reference.title) + "}",
        "author": "{" + _tex(reference.author) + "}",
        "organization": _tex(reference.site),
        "howpublished": _tex(reference.site),
        "address": _tex(reference.place),
    }
    if reference.dates:
        year, *rest = reference.dates[0].split("-")
        fields["year"] = year
        if rest:
            fields["month"] = str(int(rest[0]))
        fields["date"] = "/".join(reference.dates)  # last: Zotero puts a later month before it
    fields["url"] = _tex_url(reference.address)
    fields["urldate"] = reference.accessed.isoformat()
    if reference.language:
        fields["language"] = _tex(label_of("written", reference.language)["en"].lower())
        fields["langid"] = _LANGIDS.get(reference.language, "")
    fields["keywords"] = _tex(", ".join(reference.keywords))
    fields["abstract"] = _tex(reference.text)
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return text_for("bibtex", f"@online{{{reference.key}-{reference.id},\n{body}\n}}\n\n")


def _tex(text: str) -> str:
    return _LIGATURE.sub("{}", text.translate(_TEX))


def _tex_url(address: str) -> str:
    """Return the address with percent-encoding for the characters that would end the field."""
    return "".join(quote(sign) if sign in "{}\\" else sign for sign in address)
