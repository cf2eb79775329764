import re
from typing import Any

import pytest
from playwright.sync_api import expect


@pytest.fixture(params=[False, True], ids=["plain", "scripted"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Without scripts and with them: the ways are the same."""
    return bool(request.param)


def test_a_reader_finds_narrows_reads_and_comes_back_without_a_script(
    open_page: Any, scripts: bool
) -> None:
    with open_page("/it/", java_script_enabled=scripts) as page:
        page.get_by_label("Cerca in tutte le voci").fill("sindaco")
        page.get_by_role("button", name="Cerca").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("per «sindaco»")
        group = page.get_by_role("group", name="Paese", exact=True)
        box = group.get_by_role("checkbox", name=re.compile(r"^Francia \d+ voci$"))
        box.check()
        page.get_by_role("button", name="Applica i filtri").click()
        assert page.url.endswith("/it/search?q=sindaco&country=FR")
        page.locator("h3 a").first.click()
        assert "/it/e/" in page.url
        page.locator(".path > a").click()
        assert page.url.endswith("/it/search?q=sindaco&country=FR")
        page.get_by_role("link", name="Togli il filtro: Paese, Francia").click()
        assert page.url.endswith("/it/search?q=sindaco")


def test_a_search_within_the_filters_can_leave_them(open_page: Any, scripts: bool) -> None:
    with open_page("/en/search?q=mayor&country=FR", java_script_enabled=scripts) as page:
        page.get_by_label("Search all entries").fill("consul")
        page.get_by_role("button", name="Search", exact=True).click()
        assert page.url.endswith("/en/search?q=consul&country=FR")
        page.get_by_label("within this filter").uncheck()
        page.get_by_role("button", name="Search", exact=True).click()
        assert page.url.endswith("/en/search?q=consul")


def test_years_lists_and_pages_are_walked_without_a_script(open_page: Any, scripts: bool) -> None:
    with open_page("/en/search", java_script_enabled=scripts) as page:
        page.locator(".pages").get_by_role("link", name="Next").click()
        assert page.url.endswith("/en/search?page=2")
        page.locator(".timeline .years a[href$='year=2007']").click()
        assert page.url.endswith("/en/search?year=2007")
        page.get_by_role("link", name=re.compile("^All countries")).first.click()
        page.get_by_label("Find in this list").fill("atlantide")
        page.get_by_role("button", name="Find").click()
        expect(page.get_by_role("checkbox")).to_have_count(0)
        page.get_by_role("link", name="The full list").click()
        page.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="Apply").click()
        assert re.search(r"/en/search\?year=2007&country=..$", page.url)
        page.get_by_role("link", name="Italiano").click()
        assert re.search(r"/it/search\?year=2007&country=..$", page.url)


def test_a_range_of_years_is_drawn_over_the_bars(open_page: Any) -> None:
    with open_page("/en/search?q=mayor&year=2009&page=2", width=1280) as page:
        first, last = (
            page.locator(f".timeline li[data-year='{year}'] b").bounding_box()
            for year in (2007, 2004)
        )
        page.mouse.move(first["x"] + 5, first["y"] + 5)
        page.mouse.down()
        page.mouse.move(last["x"] + 40, last["y"] + 5)
        page.mouse.move(last["x"] + 5, last["y"] + 5)
        expect(page.locator(".timeline .drawn")).to_have_count(4)
        page.mouse.up()
        page.wait_for_url("**/en/search?q=mayor&from=2004&to=2007")
        page.locator(".timeline li[data-year='2006'] a").click()
        assert page.url.endswith("/en/search?q=mayor&year=2006&from=2004&to=2007")


def test_a_drawn_range_is_given_up_with_escape(open_page: Any) -> None:
    with open_page("/en/search?q=mayor", width=1280) as page:
        first, last = (
            page.locator(f".timeline li[data-year='{year}'] b").bounding_box()
            for year in (2004, 2007)
        )
        page.mouse.move(first["x"] + 5, first["y"] + 5)
        page.mouse.down()
        page.mouse.move(last["x"] + 5, last["y"] + 5)
        page.keyboard.press("Escape")
        expect(page.locator(".timeline .drawn")).to_have_count(0)
        page.mouse.up()
        assert page.url.endswith("/en/search?q=mayor")


def test_dates_are_typed_as_people_write_them(open_page: Any, scripts: bool) -> None:
    with open_page("/it/search?q=sindaco", java_script_enabled=scripts, width=1280) as page:
        page.get_by_label("Dal").fill("maggio 2007")
        page.get_by_label("Al", exact=True).fill("31/12/2009")
        page.get_by_role("button", name="Applica i filtri").click()
        assert page.url.endswith("/it/search?q=sindaco&from=2007-05&to=2009-12-31")
        expect(page.get_by_label("Dal")).to_have_value("maggio 2007")


def test_the_filters_of_a_phone_are_folded_and_of_a_desk_are_not(open_page: Any) -> None:
    with open_page("/en/search?q=mayor", width=360) as page:
        boxes = page.locator(".filters input[name=country]")
        expect(boxes.first).not_to_be_visible()
        page.locator(".filters > details > summary").click()
        expect(boxes.first).to_be_visible()
    with open_page("/en/search?q=mayor", width=1280) as page:
        expect(page.locator(".filters input[name=country]").first).to_be_visible()


def test_a_page_asks_for_little_and_of_nobody_else(open_page: Any, site: str) -> None:
    with open_page("/it/about") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/it/search?q=sindaco")
        page.wait_for_load_state("networkidle")
        asked = [url for url in asked if not url.startswith("data:")]
        assert all(url.startswith(site) for url in asked)
        assert len(asked) <= 4
        assert page.context.cookies() == []


def test_the_examples_of_the_first_page_find_something(open_page: Any) -> None:
    with open_page("/it/") as page:
        links = [link.get_attribute("href") for link in page.locator(".try a").all()]
        assert len(links) == 4
        for link in links:
            page.goto(link)
            expect(page.locator("h1")).not_to_contain_text("Nessuna")
            assert page.locator(".chron > li").count() >= 1
