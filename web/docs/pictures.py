"""Take the README's pictures of a running site: `python web/docs/pictures.py http://127.0.0.1:8080`.

Needs Playwright's Python package and a Chromium. The site should run on the bundled sample
archive (`torino serve` on an empty home), so that the pictures are the same for everybody.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "pictures"
PICTURES = (
    ("home", "/en/", 1280, 1000, "light"),
    ("results", "/it/search?q=sindaco&country=CN&country=FR&read=it", 1280, 1000, "light"),
    ("results-dark", "/en/search?q=mayor&year=2007", 1280, 1000, "dark"),
    ("phone", "/it/search?q=gemellaggio", 360, 760, "light"),
    ("countries", "/en/countries", 1280, 760, "light"),
)
"""Name, address, width, height and theme of each picture."""


def main() -> int:
    """Take every picture, and one of the first entry that the results lead to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", help="the address of the running site")
    site = parser.parse_args().site.rstrip("/")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path, width, height, theme in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if theme == "dark" else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(site + path)
            page.screenshot(path=FOLDER / f"{name}.png")
            if name == "results":
                page.locator("h3 a").first.click()
                page.screenshot(path=FOLDER / "entry.png")
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
