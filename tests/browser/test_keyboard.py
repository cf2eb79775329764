"""By keyboard alone: how far it is to the first hit, and that nothing holds the focus."""

from typing import Any

import pytest


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
    with open_page("/en/search?q=mayor&country=FR&limit=3") as page:
        stops = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
            .filter(e => e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility()).length"""
        )
        page.evaluate(
            """() => { window.walked = [];
            addEventListener('focusin', event => walked.push(event.target)) }"""
        )
        for _ in range(stops + 3):
            page.keyboard.press("Tab")
        walked = page.evaluate("new Set(walked).size")
        assert abs(walked - stops) <= 3, (walked, stops)
