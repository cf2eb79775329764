"""The dictionary of a segment tells for each text which fields have it, and where."""

import random
import struct

from whoosh.codec.whoosh3 import W3TermInfo

from index.indexing.engines.whoosh.term_dictionary import (
    Extent,
    TermDictionary,
    TermDictionaryWriter,
)

LETTERS = "abcèß"


def _info(extent: Extent) -> bytes:
    info = W3TermInfo._struct.pack(0, 1.0, extent.holders, 0, 0, 1.0, 0, 0)
    return info + struct.pack("!qi", extent.offset, extent.length)


def test_every_text_leads_to_its_fields_and_no_other_does(tmp_path):
    chance = random.Random(2)
    texts = sorted({"".join(chance.choices(LETTERS, k=chance.randint(1, 5))) for _ in range(900)})
    held: dict[str, dict[str, Extent]] = {}
    writer = TermDictionaryWriter()
    written = 0
    for field in ("body", "title", "years"):
        terms = []
        for text in sorted(chance.sample(texts, 300), key=str.encode):
            offset, length, holders = (chance.randrange(most) for most in (1 << 40, 900, 9))
            extent = Extent(offset, length, holders, number=written)
            written += 1
            held.setdefault(text, {})[field] = extent
            terms.append((text.encode(), _info(extent)))
        assert list(writer.noted(field, terms)) == terms
    writer.write(tmp_path / "terms")
    dictionary = TermDictionary(tmp_path / "terms")

    assert {text: dict(dictionary.extents(text)) for text in texts} == {
        text: held.get(text, {}) for text in texts
    }


def test_a_dictionary_without_terms_has_no_text(tmp_path):
    TermDictionaryWriter().write(tmp_path / "terms")

    assert TermDictionary(tmp_path / "terms").extents("torino") == {}
