"""A synthetic archive: any number of invented entries in the site's shape, always the same ones.

    python tests/benchmarks/synthetic.py 100000 archive.warc.gz

Two-month pages of twenty entries in English and in Italian, about seventy words each, with dates,
countries, cities, people and roles drawn from short lists by a seeded generator.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections.abc import Iterator
from pathlib import Path

ENTRIES_A_PAGE = 20

PLACES = [
    ("Lyon", "Lione", "France", "Francia"),
    ("Shenzhen", "Shenzhen", "China", "Cina"),
    ("Munich", "Monaco di Baviera", "Germany", "Germania"),
    ("Barcelona", "Barcellona", "Spain", "Spagna"),
    ("Nagoya", "Nagoya", "Japan", "Giappone"),
    ("Rosario", "Rosario", "Argentina", "Argentina"),
    ("Bucharest", "Bucarest", "Romania", "Romania"),
    ("Tirana", "Tirana", "Albania", "Albania"),
    ("Rabat", "Rabat", "Morocco", "Marocco"),
    ("Detroit", "Detroit", "United States", "Stati Uniti"),
    ("Turku", "Turku", "Finland", "Finlandia"),
    ("Izmir", "Smirne", "Turkey", "Turchia"),
]
_FIRST = "Anna Marco Jean Elena Pavel Maria Hans Ingrid Omar Lucía Pierre Sofia Dan Klara"
_LAST = "Rossetti Dupont Keller Novak Haddad Lindqvist Moreau Ferrero Petrescu Tanaka Ortega"
FIRST, LAST = _FIRST.split(), _LAST.split()
MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August",
             "September", "October", "November", "December")  # fmt: skip
MONTHS_IT = ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
             "settembre", "ottobre", "novembre", "dicembre")  # fmt: skip
_WORDS_EN = (
    "the group visited workshops about transport water schools museums design research industry "
    "and discussed with officials how districts change when factories close while libraries "
    "parks and markets bring people together again in shared projects for young engineers"
)
_WORDS_IT = (
    "il gruppo ha visitato laboratori su trasporti acqua scuole musei design ricerca industria "
    "e ha discusso con i funzionari come cambiano i quartieri quando chiudono le fabbriche mentre "
    "biblioteche parchi e mercati riuniscono le persone in progetti comuni per giovani ingegneri"
)
WORDS_EN, WORDS_IT = _WORDS_EN.split(), _WORDS_IT.split()
TWO_MONTHS = ("gennaiofebbraio", "marzoaprile", "maggiogiugno",
              "luglioagosto", "settembreottobre", "novembredicembre")  # fmt: skip
ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def pages(entries: int, seed: int = 2007) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of each page, English and Italian in turn."""
    chance = random.Random(seed)
    number = 0
    page = 0
    while number < entries:
        here = min(ENTRIES_A_PAGE, entries - number)
        yield _page(chance, page, number, here)
        number += here
        page += 1


def _page(chance: random.Random, page: int, first: int, count: int) -> tuple[str, str]:
    english = page % 2 == 0
    year = 2002 + page // 2 % 24
    pair = page // 48 % 6
    folder = f"{'inglese/' if english else ''}archivio/{year}/{TWO_MONTHS[pair]}"
    url = f"http://www.comune.torino.it/relint/{folder}/p{page}.shtml"
    month = pair * 2 + 1
    items = "\n".join(
        _entry(chance, english, year, month, number) for number in range(first, first + count)
    )
    heading = f"{year} {MONTHS_EN[month]}" if english else f"{year} {MONTHS_IT[month].title()}"
    title = "International Relations" if english else "Relazioni Internazionali"
    language = "en" if english else "it"
    return url, (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><h1>{title}</h1><h2>{heading}</h2><ul>{items}</ul></body></html>"
    )


def _entry(chance: random.Random, english: bool, year: int, month: int, number: int) -> str:
    city_en, city_it, country_en, country_it = chance.choice(PLACES)
    day = chance.randint(1, 28)
    guest = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    words = chance.choices(WORDS_EN if english else WORDS_IT, k=44)
    tail = " ".join(words)
    if english:
        date = f"{MONTHS_EN[month]} {day}{ORDINAL.get(day, 'th')} {year}"
        heading = f"{date} - Delegation from {city_en} - {country_en}"
        text = (
            f"A delegation number {number} from {city_en} led by the Mayor of {city_en} {guest} "
            f"met the Mayor of Torino Sergio Chiamparino: {tail}."
        )
    else:
        date = f"{day} {MONTHS_IT[month]} {year}"
        heading = f"{date} - Delegazione da {city_it} - {country_it}"
        text = (
            f"Una delegazione numero {number} di {city_it} guidata dal sindaco di {city_it} "
            f"{guest} ha incontrato il sindaco di Torino Sergio Chiamparino: {tail}."
        )
    return f"<li><h3>{heading}</h3><p>{text}</p></li>"


def write_warc(entries: int, path: Path) -> int:
    """Write the archive as a WARC, each record a gzip member; say how many pages it has."""
    count = 0
    with path.open("wb") as out:
        for url, html in pages(entries):
            out.write(gzip.compress(_record(url, html.encode(), count), mtime=0))
            count += 1
    return count


def _record(url: str, body: bytes, number: int) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-01-05T09:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


if __name__ == "__main__":
    print(write_warc(int(sys.argv[1]), Path(sys.argv[2])), "pages")
