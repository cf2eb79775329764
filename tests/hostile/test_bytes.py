"""Files with bytes overwritten are read, or refused in words."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from index.model.errors import PageError
from index.reading.sources.json_lines import read_json_lines
from index.translation.tmx import read_tmx

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TMX = '<tmx version="1.4"><header srclang="en"/><body>{}</body></tmx>'


def overwritten(whole: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with a few stretches put elsewhere, left out or made up."""

    @st.composite
    def change(draw: st.DrawFn) -> bytes:
        body = bytearray(whole)
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(body)))
            until = min(len(body), at + draw(st.integers(0, 8)))
            body[at:until] = draw(
                st.binary(max_size=8)
                | st.sampled_from(
                    [b"<seg>", b"</tu>", b"&#0;", b"\x00", b"\xff\xfe", b'"', b"{", b"\\ud800"]
                )
            )
        return bytes(body)

    return change()


PAIR = (
    '<tu creationdate="20260103T000000Z"><prop type="x-origin">machine</prop>'
    '<tuv xml:lang="en"><seg>Mayor of <hi>Lyon</hi></seg></tuv>'
    '<tuv xml:lang="it"><seg>Sindaco &amp; &#232; Lione</seg></tuv></tu>'
)


@given(overwritten(TMX.format(PAIR * 2).encode()))
def test_a_memory_with_bytes_overwritten_is_read_or_refused(body):
    try:
        units = list(read_tmx(io.BytesIO(body)))
    except PageError:
        return
    assert all(unit.source and unit.target for unit in units)


LINE = '{"url": "http://example.org/a", "html": "<p>x</p>", "fetched": "2020-01-01T00:00:00Z"}\n'


@given(overwritten((LINE * 3).encode()))
def test_lines_with_bytes_overwritten_give_pages_or_reasons(body):
    for found in read_json_lines(io.BytesIO(body), "a.jsonl", NOW):
        assert getattr(found, "reason", None) or found.url.startswith(("http", "file:"))
