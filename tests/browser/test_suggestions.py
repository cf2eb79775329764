from typing import Any

from playwright.sync_api import expect


def test_a_name_is_reached_by_the_keyboard_alone(open_page: Any) -> None:
    with open_page("/it/") as page:
        box = page.get_by_role("combobox", name="Cerca in tutte le voci")
        box.press_sequentially("fran")
        expect(page.get_by_role("option").first).to_contain_text("Francia")
        assert box.get_attribute("aria-expanded") == "true"
        box.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]")
        assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        box.press("Enter")
        page.wait_for_url("**/it/countries/FR")


def test_escape_shuts_the_list_and_keeps_the_words(open_page: Any) -> None:
    with open_page("/en/search?q=mayor") as page:
        box = page.get_by_role("combobox", name="Search all entries")
        box.fill("")
        box.press_sequentially("chi")
        expect(page.get_by_role("listbox")).to_be_visible()
        box.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        assert box.input_value() == "chi"


def test_enter_without_a_choice_searches_for_the_words(open_page: Any) -> None:
    with open_page("/en/") as page:
        box = page.get_by_role("combobox", name="Search all entries")
        box.press_sequentially("fran")
        expect(page.get_by_role("listbox")).to_be_visible()
        box.press("Enter")
        page.wait_for_url("**/en/search?q=fran")
