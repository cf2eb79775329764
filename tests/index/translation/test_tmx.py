"""TMX in and out: nothing changed on the way, nothing dangerous let in."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.errors import PageError
from index.translation.tmx import Unit, read_tmx, write_tmx

HEAD = '<tmx version="1.4"><header srclang="en" segtype="paragraph"/><body>'
TAIL = "</body></tmx>"
PAIR = (
    '<tuv xml:lang="en"><seg>Mayor of Lyon</seg></tuv>'
    '<tuv xml:lang="it"><seg>Sindaco di Lione</seg></tuv>'
)
SPEAKABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r\x85 <>&\"'"),
    min_size=1,
    max_size=40,
)
UNSPEAKABLE = (
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"),
    *map(chr, range(0xD800, 0xE000)), "\ufffe", "\uffff",
)  # fmt: skip
"""What XML 1.0 has no way to write."""


def read(text: str | bytes) -> list[Unit]:
    return list(read_tmx(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def written(units: list[Unit]) -> bytes:
    stream = io.BytesIO()
    write_tmx(units, stream)
    return stream.getvalue()


@st.composite
def units(draw: st.DrawFn) -> Unit:
    source, target = draw(st.permutations(["it", "en", "fr", "zh"]))[:2]
    machine = draw(st.booleans())
    return Unit(
        source_language=source,
        source=draw(SPEAKABLE),
        target_language=target,
        target=draw(SPEAKABLE),
        origin="machine" if machine else "human",
        translator=draw(st.sampled_from(["google", 'a "b" <c>&'])) if machine else None,
        model=draw(st.none() | st.just("m&m 2")) if machine else None,
        day=draw(st.none() | st.dates()),
    )


@settings(deadline=None)
@given(st.lists(units(), max_size=5))
def test_what_is_written_is_read_back_exactly(memory: list[Unit]) -> None:
    assert read(written(memory)) == memory


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from(UNSPEAKABLE), min_size=1, max_size=20))
def test_a_character_that_xml_cannot_hold_is_replaced_and_the_other_units_stay(text: str) -> None:
    plain = Unit("en", "Mayor of Lyon", "it", "Sindaco di Lione")
    unruly = Unit("en", text, "it", text, "machine", translator=text, model=text)
    before, between, after = read(written([plain, unruly, replace(plain, source="Mayor of Nice")]))
    assert (before, after.source) == (plain, "Mayor of Nice")
    assert len(between.source) == len(text)
    assert between.source == between.target
    for found, given_sign in zip(between.source, text, strict=True):
        assert found == ("\ufffd" if given_sign in UNSPEAKABLE else given_sign)


@settings(deadline=None, max_examples=40)
@given(units(), SPEAKABLE)
def test_one_source_in_two_languages_is_one_unit_of_the_file(unit: Unit, other: str) -> None:
    twin = Unit(unit.source_language, unit.source, "pt", other)
    file = written([unit, twin])
    assert file.count(b"<tu ") == 1
    assert read(file) == [unit, twin]


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_anything_else_is_refused_by_name_and_never_with_a_traceback(body: bytes) -> None:
    with pytest.raises(PageError):
        read(body)


@pytest.mark.parametrize("wanted", ["EN-US", "en_gb", "En"])
def test_a_region_and_the_case_of_a_tag_do_not_matter(wanted: str) -> None:
    text = HEAD.replace('"en"', f'"{wanted}"') + f"<tu>{PAIR}</tu>" + TAIL
    text = text.replace('xml:lang="it"', 'xml:lang="IT-it"')
    assert read(text) == [Unit("en", "Mayor of Lyon", "it", "Sindaco di Lione")]


def test_the_unit_s_source_language_wins_over_the_header_s() -> None:
    unit = read(f'{HEAD}<tu srclang="it">{PAIR}</tu>{TAIL}')
    assert unit == [Unit("it", "Sindaco di Lione", "en", "Mayor of Lyon")]


def test_without_one_source_language_both_directions_are_given() -> None:
    found = read(HEAD.replace('"en"', '"*all*"') + f"<tu>{PAIR}</tu>" + TAIL)
    assert [(unit.source, unit.target_language) for unit in found] == [
        ("Mayor of Lyon", "it"),
        ("Sindaco di Lione", "en"),
    ]


def test_of_two_regional_variants_the_one_named_is_the_source() -> None:
    british = '<tuv xml:lang="en-GB"><seg>Lord Mayor</seg></tuv>'
    found = read(f'{HEAD}<tu srclang="en-gb">{PAIR}{british}</tu>{TAIL}')
    assert [unit.source for unit in found] == ["Lord Mayor"]


def test_a_unit_without_its_source_language_gives_nothing() -> None:
    assert read(f'{HEAD}<tu srclang="de">{PAIR}</tu>{TAIL}') == []


def test_empty_segments_give_nothing() -> None:
    assert read(HEAD + "<tu>" + PAIR.replace("Sindaco di Lione", "") + "</tu>" + TAIL) == []


def test_the_old_lang_attribute_is_read() -> None:
    assert read(f"{HEAD}<tu>{PAIR.replace('xml:lang', 'lang')}</tu>{TAIL}")


def test_inline_codes_go_and_highlighted_words_stay() -> None:
    rich = (
        '<bpt i="1">&lt;b&gt;</bpt>Mayor<ept i="1">&lt;/b&gt;</ept> of '
        '<hi type="name">Ly<hi>on</hi></hi><ph>&lt;br/&gt;<sub>a note</sub></ph><it pos="end"/>!'
    )
    found = read(HEAD + f"<tu>{PAIR.replace('Mayor of Lyon', rich)}</tu>" + TAIL)
    assert [unit.source for unit in found] == ["Mayor of Lyon!"]


@pytest.mark.parametrize("name", ["x-translator", "x-engine"])
def test_a_machine_s_translation_keeps_its_translator_and_model(name: str) -> None:
    props = (
        f'<prop type="X-Origin">Machine</prop><prop type="{name}">libre</prop>'
        '<prop type="x-model">1.5</prop>'
    )
    unit = read(f"{HEAD}<tu>{props}{PAIR}</tu>{TAIL}")[0]
    assert (unit.origin, unit.translator, unit.model) == ("machine", "libre", "1.5")


def test_what_a_variant_says_of_itself_wins_over_its_unit() -> None:
    mine = '"it" changedate="20260102T030405Z"><prop type="x-origin">human</prop>'
    pair = PAIR.replace('"it">', mine)
    machine = '<prop type="x-origin">machine</prop>'
    unit = read(f'{HEAD}<tu changedate="20250101T000000Z">{machine}{pair}</tu>{TAIL}')[0]
    assert (unit.origin, unit.day) == ("human", date(2026, 1, 2))


def test_the_last_change_is_the_day_and_else_the_making() -> None:
    def day(attributes: str) -> date | None:
        return read(f"{HEAD}<tu {attributes}>{PAIR}</tu>{TAIL}")[0].day

    assert day('creationdate="20240101T000000Z" changedate="20250607T101112Z"') == date(2025, 6, 7)
    assert day('creationdate="20240101T000000Z"') == date(2024, 1, 1)
    assert day('creationdate="yesterday"') is None
    assert day('creationdate="20241399T000000Z"') is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_declared_encoding_is_obeyed(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>{HEAD}<tu>{PAIR}</tu>{TAIL}'
    found = read(text.replace("Lione", "Città").encode(encoding))
    assert [unit.target for unit in found] == ["Sindaco di Città"]


def test_a_doctype_that_only_names_a_file_is_passed_over() -> None:
    doctype = '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'
    assert len(read(f'<?xml version="1.0"?>{doctype}{HEAD}<tu>{PAIR}</tu>{TAIL}')) == 1


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE tmx []>",
        '<!DOCTYPE tmx [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ELEMENT seg ANY>]>',
    ],
)
def test_declarations_of_its_own_are_refused_with_the_remedy(doctype: str) -> None:
    with pytest.raises(PageError, match="remove its DOCTYPE"):
        read(doctype + HEAD + f"<tu>{PAIR}</tu>" + TAIL)


def test_an_entity_that_nobody_declared_is_refused() -> None:
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    with pytest.raises(PageError):
        read(doctype + HEAD + f"<tu>{PAIR.replace('Lyon', '&city;')}</tu>" + TAIL)


def test_another_kind_of_xml_is_named() -> None:
    with pytest.raises(PageError, match="<xliff>"):
        read("<xliff/>")


def test_a_file_cut_short_gives_its_whole_units_and_then_says_so() -> None:
    units = read_tmx(io.BytesIO(f"{HEAD}<tu>{PAIR}</tu><tu>".encode()))
    assert next(units).source == "Mayor of Lyon"
    with pytest.raises(PageError):
        next(units)


def test_units_come_before_the_file_is_read_to_its_end() -> None:
    stream = io.BytesIO((HEAD + f"<tu>{PAIR}</tu>" * 10_000 + TAIL).encode())
    next(read_tmx(stream))
    assert stream.tell() < len(stream.getvalue()) / 2


def test_an_endless_segment_is_refused() -> None:
    with pytest.raises(PageError, match="characters"):
        read(f"{HEAD}<tu><tuv xml:lang='en'><seg>{'a ' * 500_001}</seg></tuv></tu>{TAIL}")


def test_an_endless_unit_is_refused() -> None:
    with pytest.raises(PageError, match="languages"):
        read(f"{HEAD}<tu>{PAIR * 51}</tu>{TAIL}")
