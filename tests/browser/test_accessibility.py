import re
from importlib.resources import files
from typing import Any

import pytest

from index.language import language_of

OPTIONS: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
        ],
    },
    "resultTypes": ["violations"],
}  # fmt: skip


COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""The rules that another theme can break: nothing else of the page changes with it."""

AXE = files("axe_playwright_python") / "axe.min.js"


def violations(page: Any, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth"))


def test_axe_finds_nothing(settled: Any) -> None:
    for width in (360, 1280):
        settled.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            settled.emulate_media(color_scheme=theme)
            rules = OPTIONS if theme == "light" else COLOURS
            assert violations(settled, rules) == [], (width, theme)


def test_everything_opened_axe_still_finds_nothing(open_page: Any, language: str) -> None:
    with open_page(f"/{language}/search?q=sindaco&country=FR&read=it", width=360) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert violations(page) == []
        assert sideways(page) <= 0


SPACED = """() => { const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
document.adoptedStyleSheets = [sheet] }"""
"""The spacing that a reader may set (WCAG 1.4.12)."""


def test_nothing_scrolls_sideways(settled: Any) -> None:
    settled.set_viewport_size({"width": 320, "height": 900})
    assert sideways(settled) <= 0
    settled.evaluate(SPACED)
    assert sideways(settled) <= 0, "with letters, words and lines set wide"
    settled.evaluate("document.adoptedStyleSheets = []")
    settled.set_viewport_size({"width": 768, "height": 900})
    assert sideways(settled) <= 0
    settled.set_viewport_size({"width": 1280, "height": 900})
    settled.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(settled) <= 0, "with letters twice as large"
    settled.evaluate("document.documentElement.style.fontSize = ''")


def test_every_long_text_says_its_language(settled: Any) -> None:
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
    return language_of(None, "", text).tag


def test_the_first_hit_is_the_third_tab_at_most_by_the_skip_link(open_page: Any) -> None:
    with open_page("/it/search?q=sindaco&country=FR") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == "#hits"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"), (
            "the skip link is in sight when it has the focus"
        )
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.chron li:first-child h3 a')")


def test_without_the_skip_link_the_first_hit_is_within_forty_tabs(open_page: Any) -> None:
    with open_page("/it/search?q=sindaco&country=FR") as page:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.chron h3 a')"):
                return
        pytest.fail("the first hit was not reached")


def test_the_keyboard_walks_the_whole_page_without_a_trap(open_page: Any) -> None:
    with open_page("/en/search?q=mayor&country=FR") as page:
        stops = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
            .filter(e => e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility()).length"""
        )
        walked = 0
        for _ in range(stops + 20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            walked += 1
        assert abs(walked - stops) <= 3, (walked, stops)


def test_the_focus_is_seen_on_every_kind_of_control(open_page: Any) -> None:
    with open_page("/en/search?q=mayor") as page:
        for selector in ("#q", ".seek button", ".more summary", ".filters input", "h3 a"):
            page.focus(selector)
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            outline = page.evaluate(
                """() => { const s = getComputedStyle(document.activeElement);
                return [s.outlineStyle, parseFloat(s.outlineWidth)] }"""
            )
            assert outline[0] == "solid", selector
            assert outline[1] >= 2, selector


def test_targets_are_large_enough(settled: Any) -> None:
    for width in (360, 1280):
        settled.set_viewport_size({"width": width, "height": 900})
        small = settled.evaluate(
            """() => [...document.querySelectorAll(
                'a[href], button, summary, select, label:has([type=checkbox])')]
            .filter(e => e.checkVisibility() && !e.closest('svg') && !e.matches('.skip, .vh'))
            .filter(e => getComputedStyle(e).display !== 'inline')
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([e, r]) => r.width && (r.height < 23.5 || r.width < 23.5))
            .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${r.width}x${r.height}`)"""
        )
        assert small == [], width


def test_everything_to_act_on_has_a_name_in_the_accessibility_tree(settled: Any) -> None:
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
