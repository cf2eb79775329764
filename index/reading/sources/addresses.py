"""Addresses of pages: where a mirrored file was published, and the language it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from index.text.current_profile import current_profile
from index.text.page_keys import without_wayback

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?", re.I)
_PAGE_ENDINGS = ("html", "shtml", "htm", "xhtml", "php", "asp", "aspx", "jsp", "txt")
_NOT_HOSTS = frozenset(
    {*_PAGE_ENDINGS, "warc", "gz", "jsonl", "json", "css", "js", "png", "gif", "jpg", "pdf", "xml"}
)
"""Endings that make `index.shtml` a file, not the host of a country called shtml."""
_WGET_QUERY = re.compile(
    rf"(\.(?:{'|'.join(_PAGE_ENDINGS)})|/|^)@(?=[^/]*=)|@(?=[\w.-]+=[^/]*$)", re.IGNORECASE
)
_WGET_ENDING = re.compile(r"(\.(?:shtml|php|asp|aspx|jsp)|\?[^/?]+)\.html$", re.IGNORECASE)
"""`wget -E` appends .html to addresses that have another extension."""
_BLANK = re.compile(r"[\s\x00-\x1f]")
_HOST_OF = re.compile(r"[a-z]+://[^/?#]*\.(?P<country>[a-z]+)(?::\d+)?(?=[/?#]|$)")
_LETTERS = re.compile(r"[a-z]+")
_SHORT = 3
"""Letters of a word that may be a language's code."""
_END_OF_NAME = re.compile(r"(?:\.[a-z]+)?(?:[/?#]|$)")
_UNRESERVED = re.compile(r"%(2[DdEe]|5[Ff]|7[Ee]|3\d|[46][1-9A-Fa-f]|[57][0-9Aa])")


def page_address(relative: PurePosixPath, folder: str = "") -> str:
    """Return the URL of a mirrored file, given its path below `folder`.

    A host name at the start of the path, or as name of the folder, gives `http://HOST/rest`, with
    wget's `@` and `%7E` undone; else a path with the folder of the profile's sources is on their
    host; else `file:path`.
    """
    rules = current_profile().sources
    parts = relative.parts
    if parts and is_host(parts[0]) and len(parts) > 1:
        return _published(parts[0], parts[1:])
    if is_host(folder):
        return _published(folder, parts)
    named = (folder, *parts)
    if rules.host and rules.folder in named[:-1]:
        return _published(rules.host, named[named.index(rules.folder) :])
    return file_address(relative)


def file_address(relative: PurePosixPath) -> str:
    """Return the address of a file whose URL is not known: `file:` and its path."""
    return "file:" + _quoted(relative.as_posix())


def is_host(name: str) -> bool:
    """Return whether a name is that of a host (`www.example.org`)."""
    ending = name.partition(":")[0].rpartition(".")[2].casefold()
    return bool(_HOST.fullmatch(name)) and ending not in _NOT_HOSTS


def normalise_address(url: str) -> str:
    """Return an address in the one spelling by which addresses are compared.

    Scheme and host become lower case, default port and fragment are removed, `%7E` becomes `~`,
    other escapes are kept, an empty path becomes `/`. Of an address of the Wayback Machine, what
    it captured is taken. Only white space is stripped from addresses that are not http(s).
    """
    url = without_wayback(url.strip())
    try:
        split = urlsplit(url)
        scheme, host, port = split.scheme.lower(), split.hostname, split.port
    except ValueError:
        return url.strip()
    if scheme not in ("http", "https") or not host:
        return url.strip()
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    query = f"?{_quoted(split.query)}" if split.query else ""
    return f"{scheme}://{host}{_quoted(split.path) or '/'}{query}"


def is_web_address(url: str) -> bool:
    """Return whether `url` is a complete http or https address without a name or password in it."""
    try:
        split = urlsplit(url)
        return (
            split.scheme.lower() in ("http", "https")
            and bool(split.hostname)
            and "@" not in split.netloc
            and not _BLANK.search(url)
        )
    except ValueError:
        return False


def declared_language(url: str) -> str | None:
    """Return the language an address declares by the folders of the profile; None for none.

    The folder of the news itself, and others of its language, say least: what lies in them may be
    in a folder of another language.
    """
    rules = current_profile().sources
    bare = unquote(url).casefold()
    declared = [rules.folders[word] for word in _words_in(bare) if word in rules.folders]
    declared += [tag for name, tag in rules.folders.items() if "-" in name and name in bare]
    own = rules.folders.get(rules.folder)
    return next((tag for tag in declared if tag != own), declared[0] if declared else None)


def _words_in(address: str) -> Iterator[str]:
    """Yield the words of an address that may declare something, but for the country of its host.

    One of three letters or fewer, such as "fr", may be a word of a title: it counts only as a whole
    folder, label or value, or as the end of a name (`visit-fr.html`).
    """
    host = _HOST_OF.match(address)
    country = host.start("country") if host else -1
    for found in _LETTERS.finditer(address):
        if found.start() != country and (len(found[0]) > _SHORT or _is_whole(address, found)):
            yield found[0]


def _is_whole(address: str, word: re.Match[str]) -> bool:
    before, after = address[: word.start()][-1:], address[word.end() :]
    if before in ("", "/", "=", ":"):
        return after[:1] in ("", "/", ".", "?", "&", "#")
    if before == ".":
        return after[:1] == "."
    return before in ("-", "_") and bool(_END_OF_NAME.match(after))


def file_extension(name: str) -> str:
    """Return a file's extension without dot and wget's query (`index.shtml@p=2`), or ""."""
    bare = re.split(r"[?]|@(?=[^/]*=)", name, maxsplit=1)[0]
    ending = PurePosixPath(bare).suffix
    if not ending or (len(ending) > 6 and not ending[1:].isalpha()):
        return ""
    return ending[1:].casefold()


def _published(host: str, rest: tuple[str, ...]) -> str:
    path = _WGET_QUERY.sub(lambda found: (found[1] or "") + "?", "/".join(rest), count=1)
    path = _WGET_ENDING.sub(r"\1", path)
    return normalise_address(f"http://{host}/{_quoted(path)}")


def _quoted(text: str) -> str:
    """Percent-encode what an address may not have; escapes of plain characters are undone."""
    plain = _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), text)
    while plain != text:  # "%%37E" spells "%7E"
        text, plain = plain, _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), plain)
    raw = plain.encode("utf-8", "surrogateescape" if _is_file_name(plain) else "replace")
    return quote(raw, safe="/:?#[]@!$&'()*+,;=%~")


def _is_file_name(text: str) -> bool:
    """Return whether every lone surrogate stands for a byte of a file's name."""
    return not any("\ud800" <= c <= "\udc7f" or "\udd00" <= c <= "\udfff" for c in text)
