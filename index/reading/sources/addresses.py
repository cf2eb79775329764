"""Addresses: where a page of a mirror was published, and which language its address declares."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

_SITE = "www.comune.torino.it"
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
"""`wget -E` puts .html behind every address that has another ending."""
_UNRESERVED = re.compile(r"%(2[DdEe]|5[Ff]|7[Ee]|3\d|[46][1-9A-Fa-f]|[57][0-9Aa])")
_EDITIONS = {
    "inglese": "en",
    "english": "en",
    "francese": "fr",
    "francais": "fr",
    "spagnolo": "es",
    "tedesco": "de",
    "portoghese": "pt",
}
_HOME_EDITION = frozenset({"relint", "relazioni-internazionali"})


def page_address(relative: PurePosixPath, folder: str = "") -> str:
    """Return the url of a mirrored file from its path below a folder of that name.

    A host name at the start (or as the folder's own name) gives `http://HOST/rest`, wget's `@`
    and `%7E` undone; else what follows `relint` is on the City's own host; else `file:path`.
    """
    parts = relative.parts
    if parts and is_host(parts[0]) and len(parts) > 1:
        return _published(parts[0], parts[1:])
    if is_host(folder):
        return _published(folder, parts)
    named = (folder, *parts)
    if "relint" in named[:-1]:
        return _published(_SITE, named[named.index("relint") :])
    return file_address(relative)


def file_address(relative: PurePosixPath) -> str:
    """Return the address of a file that was published nowhere we know: `file:` and its path."""
    return "file:" + _quoted(relative.as_posix())


def is_host(name: str) -> bool:
    """Return whether a folder is named like a host (`www.comune.torino.it`)."""
    ending = name.partition(":")[0].rpartition(".")[2].casefold()
    return bool(_HOST.fullmatch(name)) and ending not in _NOT_HOSTS


def normalise_address(url: str) -> str:
    """Write an address the one way we compare addresses by; other than http(s) is left alone.

    Scheme and host in small letters, default port and fragment dropped, `%7E` as `~`, other
    escapes kept, an empty path as `/`.
    """
    try:
        split = urlsplit(url.strip())
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
            and not any(c.isspace() or ord(c) < 32 for c in url)
        )
    except ValueError:
        return False


def declared_language(url: str) -> str | None:
    """Name the language an address declares: `inglese` en, `francese` fr, else relint's own, it."""
    words = re.split(r"[^a-z]+", unquote(url).casefold())
    for word in words:
        if word in _EDITIONS:
            return _EDITIONS[word]
    bare = unquote(url).casefold()
    if "relint" in words or any(name in bare for name in _HOME_EDITION if "-" in name):
        return "it"
    return None


def file_extension(name: str) -> str:
    """Return the ending that tells a file's kind, wget's query left out (`index.shtml@p=2`)."""
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
    """Percent-encode what an address cannot hold; escapes of plain characters are undone."""
    plain = _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), text)
    while plain != text:  # "%%37E" spells "%7E"
        text, plain = plain, _UNRESERVED.sub(lambda found: chr(int(found[1], 16)), plain)
    raw = plain.encode("utf-8", "surrogateescape" if _is_file_name(plain) else "replace")
    return quote(raw, safe="/:?#[]@!$&'()*+,;=%~")


def _is_file_name(text: str) -> bool:
    """Return whether every lone surrogate stands for a byte of a file's name."""
    return not any("\ud800" <= c <= "\udc7f" or "\udd00" <= c <= "\udfff" for c in text)
