"""Every state of the site in both languages, at every width, in light and dark, by every rule."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from index.reading.language import detect_language
from index.text.tokens import Text

Resize = Callable[[Page, int], None]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    },
    "rules": {"color-contrast-enhanced": {"enabled": True}},  # AAA: 7 to 1
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},  # style sheets are for none of these rules
}


OPEN = """() => { window.shut = [...document.querySelectorAll('details:not([open])')];
shut.forEach(e => e.open = true) }"""
SHUT = "shut.forEach(e => e.open = false)"

REPEATED = (
    ".chron > li:nth-child(n+6), .filters li:nth-child(n+3), .tally > li:nth-child(n+3), "
    ".years li:not(:has([aria-current])):nth-child(n+3), .map a:nth-of-type(n+4), "
    ".columns li:nth-child(n+3), option:nth-child(n+3), tbody tr:nth-child(n+3)"
)
"""What a list holds more of the same: the rules take their time for each element."""

THIN = """rest => { window.taken = [...document.querySelectorAll(rest)]
.map(e => [e, e.parentNode, e.nextSibling]); window.taken.forEach(([e]) => e.remove()) }"""
WHOLE = "window.taken.reverse().forEach(([e, parent, next]) => parent.insertBefore(e, next))"


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_axe_finds_nothing(settled: Page, resize: Resize) -> None:
    """The languages share colours and boxes: one is seen on a phone at night, one on a desk."""
    width, theme = (360, "dark") if "/it/" in settled.url else (1280, "light")
    settled.evaluate(THIN, REPEATED)
    try:
        resize(settled, width)
        settled.emulate_media(color_scheme=theme)
        settled.evaluate(OPEN)  # the filters are folded on a phone
        assert violations(settled) == []
        settled.evaluate(SHUT)
    finally:
        settled.evaluate(WHOLE)
        settled.emulate_media(color_scheme="light")


@pytest.mark.soak
def test_axe_finds_nothing_at_any_width_in_light_or_dark(settled: Page, resize: Resize) -> None:
    """Every rule on every combination, what is folded unfolded: minutes in all, in CI."""
    settled.evaluate(THIN, REPEATED)
    try:
        for width in (360, 768, 1280):
            resize(settled, width)
            settled.evaluate(OPEN)
            for theme in ("light", "dark"):
                settled.emulate_media(color_scheme=theme)
                assert violations(settled) == [], (width, theme)
            settled.evaluate(SHUT)
    finally:
        settled.evaluate(WHOLE)
        settled.emulate_media(color_scheme="light")


COLOUR = """
const parts = colour => colour.match(/[\\d.]+/g).map(Number);
const light = colour => colour.slice(0, 3).map(c => c / 255)
    .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
const contrast = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + .05) / (b + .05) };
const ground = e => { for (; e; e = e.parentElement) {
    const colour = parts(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour }
    return [255, 255, 255] };
"""
"""Contrast as WCAG reckons it, and the colour behind an element."""

FAINT = (
    "() => {"
    + COLOUR
    + """
const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const told = (e, ratio) => found.push(`${ratio.toFixed(2)}: ${e.outerHTML.slice(0, 90)}`);
const seen = new Set();
while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (seen.has(e) || !walk.currentNode.data.trim() || !e.checkVisibility()) continue;
    seen.add(e);
    if (e.closest('svg, script, option, .vh')) continue;
    const style = getComputedStyle(e), px = parseFloat(style.fontSize);
    const large = px >= 24 || (px >= 18.66 && style.fontWeight >= 700);
    const ratio = contrast(parts(style.color), ground(e));
    if (ratio < (large ? 3 : 4.5) || style.opacity < 1) told(e, ratio);
}
for (const e of document.querySelectorAll('input:not([type=checkbox]), select, .years svg')) {
    if (e.type === 'hidden' || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const line = e.localName === 'svg' ? style.color : style.borderTopColor;
    const ratio = contrast(parts(line), ground(e.parentElement));
    if (ratio < 3) told(e, ratio);
}
return [seen.size, found] }"""
)
"""Words whose contrast is below 4.5 (3 when large), controls and bars whose is below 3."""


def test_every_word_and_control_stands_out_at_every_width_in_light_and_dark(
    settled: Page, resize: Resize
) -> None:
    try:
        for theme in ("light", "dark"):
            settled.emulate_media(color_scheme=theme)
            for width in (360, 768, 1280):
                resize(settled, width)
                looked_at, faint = settled.evaluate(FAINT)
                assert looked_at > 3
                assert faint == [], (theme, width)
    finally:
        settled.emulate_media(color_scheme="light")


BROKEN = """() => {
const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
const lines = () => new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size;
while (walk.nextNode()) {
    const node = walk.currentNode, e = node.parentElement;
    if (!e.checkVisibility() || e.closest('svg, script, option, .vh, .cite, dd')) continue;
    range.selectNodeContents(node);
    if (lines() < 2) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (lines() > 1) found.push(`${word[0]}: ${e.outerHTML.slice(0, 90)}`);
    }
}
return found }"""
"""Words that a line ends inside of; the addresses of sources may break anywhere."""


def test_no_word_is_broken_inside_on_a_screen_or_on_paper(settled: Page, resize: Resize) -> None:
    try:
        for media, widths in (("screen", (320, 360, 768, 1280)), ("print", (560, 700))):
            settled.emulate_media(media=media)
            for width in widths:
                resize(settled, width)
                assert settled.evaluate(BROKEN) == [], (media, width)
    finally:
        settled.emulate_media(media="screen")


def test_everything_fits_and_nothing_is_cut(
    settled: Page, misfits: Callable[..., list[str]]
) -> None:
    assert misfits(settled, unfolded=True) == []


def test_everything_fits_when_letters_words_and_lines_are_set_wide(
    settled: Page, set_wide: Callable[[Page], None], misfits: Callable[..., list[str]]
) -> None:
    set_wide(settled)
    try:
        assert misfits(settled, unfolded=False) == []
    finally:
        settled.evaluate("document.adoptedStyleSheets = []")


def test_letters_twice_as_large_make_no_page_scroll_sideways(settled: Page, resize: Resize) -> None:
    settled.evaluate("document.documentElement.style.fontSize = '200%'")
    try:
        for width in (768, 1280):
            resize(settled, width)
            assert settled.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    finally:
        settled.evaluate("document.documentElement.style.fontSize = ''")


FOCUS = (
    "() => {"
    + COLOUR
    + """
const found = [];
for (const e of document.querySelectorAll('a[href], button, input, select, summary')) {
    if (e.type === 'hidden' || !e.checkVisibility()) continue;
    e.focus();
    if (document.activeElement !== e) found.push(`no focus: ${e.outerHTML.slice(0, 90)}`);
    const dot = e.querySelector(':scope > circle');
    const style = getComputedStyle(dot ?? e);
    const [line, width] = dot ? [style.stroke, parseFloat(style.strokeWidth)]
        : [style.outlineColor, style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0];
    const around = ground(e.parentElement);
    const ratio = contrast(parts(line), around);
    if (width < 2 || ratio < 3)
        found.push(`${width}px ${ratio.toFixed(2)}: ${e.outerHTML.slice(0, 90)}`);
}
document.activeElement.blur();
return found }"""
)
"""What has no line of two pixels and of a contrast of three to one about it when focused."""


def test_the_focus_is_seen_on_everything_in_light_and_dark(settled: Page, resize: Resize) -> None:
    resize(settled, 1280)
    try:
        for theme in ("light", "dark"):
            settled.emulate_media(color_scheme=theme)
            settled.keyboard.press("Tab")  # from now on the focus is the keyboard's
            assert settled.evaluate(FOCUS) == [], theme
    finally:
        settled.emulate_media(color_scheme="light")


SMALL = """() => [...document.querySelectorAll(
    'a[href], button, summary, select, label:has([type=checkbox])')]
.filter(e => e.checkVisibility() && !e.closest('svg') && !e.matches('.skip, .vh'))
.filter(e => getComputedStyle(e).display !== 'inline')
.map(e => [e, e.getBoundingClientRect()])
.filter(([e, r]) => r.width && (r.height < 23.95 || r.width < 23.95))
.map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${r.width}x${r.height}`)"""
"""What is smaller than 24 pixels to aim at; a link in the midst of a sentence may be (2.5.8)."""


def test_targets_are_large_enough(settled: Page, resize: Resize) -> None:
    for width in (360, 768, 1280):
        resize(settled, width)
        assert settled.evaluate(SMALL) == [], width


def test_every_long_text_says_its_language(settled: Page) -> None:
    texts = settled.evaluate(
        """() => { const found = [];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const text = walk.currentNode.data.trim().replace(/\\s+/g, ' ');
            const holder = walk.currentNode.parentElement;
            if (text.length >= 80 && !holder.closest('script'))
                found.push([holder.closest('[lang]').lang, text]);
        }
        return found }"""
    )
    wrong = [(said, text) for said, text in texts if said and detected(text) != said]
    assert wrong == []


def detected(text: str) -> str:
    return detect_language(None, Text.of("", text)).tag


def test_everything_to_act_on_has_a_name_in_the_accessibility_tree(settled: Page) -> None:
    session = settled.context.new_cdp_session(settled)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    acting = ("link", "button", "checkbox", "combobox", "searchbox", "textbox", "heading")
    nameless = [
        node
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in acting
        and not node.get("name", {}).get("value", "").strip()
    ]
    assert nameless == []
    boxes = [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == "checkbox"]
    counted = [name for name in boxes if not re.search(r"filtr[oi]|filters?$", name)]
    assert all(re.search(r"\d (voci|voce|entries|entry)$", name) for name in counted)


def test_the_console_is_silent(settled: Page, said: list[str]) -> None:
    assert [line for line in said if not re.search(r"status of [45]\d\d", line)] == []


@pytest.fixture(scope="module")
def plain_page(chromium: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_without_scripts_the_page_says_and_offers_the_same(
    settled: Page,
    plain_page: Page,
    told: Callable[[Page], dict[str, Any]],
    resize: Resize,
) -> None:
    resize(settled, 1280)
    plain_page.goto(settled.url)
    assert told(plain_page) == told(settled)
