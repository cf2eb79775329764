"""What is new: the page and the feed of what publications changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from index.model.change import time_text
from index.model.entry import Entry
from search.export.reference import one_line
from search.results.news import NewsItem, latest_items
from web.current_searcher import LANGUAGE_PATH, profile, searcher
from web.routes.exports import FEED_ENTRIES, with_cors
from web.views.changes import change_words, fetched_last, published_and_updated, urn_of
from web.views.citations import best_version, title_of
from web.views.html import lang
from web.views.template_globals import entry_address

pages = Blueprint("news", __name__, url_prefix=LANGUAGE_PATH)

SHOWN = 50
"""Items on one page."""
SUMMARY = 500
"""Characters of the text of an entry in the feed."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as it is shown, with the entry that its id leads to."""

    item: NewsItem
    entry: Entry | None
    """None when it was withdrawn."""
    title: str
    title_lang: Markup
    words: tuple[str, ...]
    """What changed, a sentence each."""
    address: str


@pages.get("/news")
def news_page(language: str) -> ResponseReturnValue:
    """Show what changed, day by day, the newest first."""
    items = searcher().news()
    page, last = _page(len(items), SHOWN)
    shown = items[(page - 1) * SHOWN : page * SHOWN]
    days = groupby(shown, key=lambda item: item.time.date())
    return render_template(
        "news.html",
        days=[(day, [_shown_item(item, language) for item in of_day]) for day, of_day in days],
        page=page,
        last=last,
        page_address=lambda number: f"/{language}/news{f'?page={number}' if number > 1 else ''}",
    )


@pages.get("/news.atom")
def news_feed(language: str) -> ResponseReturnValue:
    """Send the news as an Atom feed: each entry once, as of its last change, the newest first."""
    every = searcher().news()
    items = latest_items(every)
    page, last = _page(len(items), FEED_ENTRIES)
    archive = searcher().archive()

    def times(shown: ShownItem) -> tuple[str, str]:
        if shown.entry is None or shown.item.is_ending:
            return "", time_text(shown.item.time)
        added, _ = published_and_updated(shown.entry.history, fetched_last(shown.entry))
        return time_text(added), time_text(shown.item.time)

    body = render_template(
        "news.xml",
        feed_id=urn_of(archive, f"/{language}/news.atom"),
        items=[
            (urn_of(archive, id), _shown_item(item, language))
            for id, item in items[(page - 1) * FEED_ENTRIES : page * FEED_ENTRIES]
        ],
        times=times,
        updated=time_text(every[0].time if every else searcher().holdings().built),
        office=profile().publisher.author(language),
        text=lambda entry: _summary(entry, language),
        page=page,
        last=last,
        self_address=lambda number: (
            f"/{language}/news.atom{f'?page={number}' if number > 1 else ''}"
        ),
    )
    return with_cors(Response(body, mimetype="application/atom+xml"))


def _page(total: int, size: int) -> tuple[int, int]:
    """Return the page asked for and the last one; abort with 404 when there is no such page."""
    last = max(1, -(-total // size))
    asked = request.args.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    if not 1 <= page <= last:
        abort(404)
    return page, last


def _shown_item(item: NewsItem, language: str) -> ShownItem:
    words = tuple(change_words(change, language) for change in item.changes)
    end = item.changes[-1]
    entry = None
    if not item.is_ending or end.kind == "joined":
        entry = searcher().get(end.other if end.kind == "joined" else item.id)
    if entry is None:
        return ShownItem(
            item, None, item.id, Markup(), words, entry_address(item.id, language=language)
        )
    version = best_version(entry, language)
    return ShownItem(
        item,
        entry,
        title_of(version, language) or entry.id,
        lang(version.language, language),
        words,
        entry_address(entry.id, language=language),
    )


def _summary(entry: Entry, language: str) -> str:
    text = one_line(best_version(entry, language).text)
    if len(text) <= SUMMARY:
        return text
    cut = text.rfind(" ", 0, SUMMARY)
    return f"{text[: cut if cut > 0 else SUMMARY]}…"
