from importlib.resources import files
from typing import Any

import pytest

OPTIONS: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
        ],
    },
    "resultTypes": ["violations"],
}  # fmt: skip


AXE = files("axe_playwright_python") / "axe.min.js"


def violations(page: Any) -> list[str]:
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth"))


def test_axe_finds_nothing(open_page: Any, state: str, language: str) -> None:
    with open_page(state.format(language)) as page:
        for width in (360, 1280):
            for theme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=theme)
                assert violations(page) == [], (width, theme)


def test_everything_opened_axe_still_finds_nothing(open_page: Any, language: str) -> None:
    with open_page(f"/{language}/search?q=sindaco&country=FR&read=it", width=360) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert violations(page) == []
        assert sideways(page) <= 0


def test_nothing_scrolls_sideways_on_the_narrowest_screen(
    open_page: Any, state: str, language: str
) -> None:
    with open_page(state.format(language), width=320) as page:
        assert sideways(page) <= 0
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(page) <= 0, "with letters twice as large"


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


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough(open_page: Any, state: str, language: str, width: int) -> None:
    with open_page(state.format(language), width=width) as page:
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                'a[href], button, summary, select, label:has([type=checkbox])')]
            .filter(e => e.checkVisibility() && !e.closest('svg') && !e.matches('.skip, .vh'))
            .filter(e => getComputedStyle(e).display !== 'inline')
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([e, r]) => r.width && (r.height < 23.5 || r.width < 23.5))
            .map(([e, r]) => `${e.outerHTML.slice(0, 90)} ${r.width}x${r.height}`)"""
        )
        assert small == []
