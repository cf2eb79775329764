"""The settings of the site, from the environment: TORINO_SITE and others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.model.errors import ConfigError
from index.text.site_address import is_site_address
from web.http.access_log import LOG_FORMATS, LogFormat
from web.http.admission import ANSWERING, WAITING

PREFIX = "TORINO_"
SETTINGS: Mapping[str, str] = {
    "SITE": "the address of the site as seen from outside, when it is not the one asked for",
    "CONTACT": "the mail address that errors in entries are reported to",
    "PROXIES": "how many proxies in front set X-Forwarded-* (0: these headers are ignored)",
    "TRUSTED_HOSTS": "the host names to answer for, comma-separated (default: any)",
    "LOG": "json or text: a line for each request on stderr (default: only warnings and errors)",
    "ANSWERING": f"how many requests a process answers at once (default {ANSWERING})",
    "WAITING": f"how many more may wait; beyond that the answer is 503 (default {WAITING})",
}
"""Each setting and what it is for."""

DEFAULTS: Mapping[str, object] = {
    "SITE": "",
    "CONTACT": "",
    "PROXIES": 0,
    "TRUSTED_HOSTS": None,
    "MAX_CONTENT_LENGTH": 16_384,
    "ANSWERING": ANSWERING,
    "WAITING": WAITING,
}
"""The default configuration; SETTINGS says what each setting is for."""

NUMBERS: Mapping[str, tuple[int, int]] = {
    "PROXIES": (0, 10),
    "ANSWERING": (1, 64),
    "WAITING": (0, 1000),
}
"""The settings that are numbers, with their minimum and maximum."""


def settings_of(environment: Mapping[str, str]) -> dict[str, object]:
    """Return the settings in the environment, for `create_app`.

    Raises ConfigError, which names the setting, for an impossible value.
    """
    given = {
        name: value.strip()
        for name in SETTINGS
        if (value := environment.get(PREFIX + name, "")).strip()
    }
    settings: dict[str, object] = dict(given)
    for name, (least, most) in NUMBERS.items():
        if name in given:
            settings[name] = _number(name, given[name], least, most)
    if "SITE" in given and not is_site_address(given["SITE"]):
        raise ConfigError(
            f"{PREFIX}SITE is {given['SITE']!r}; it must be like https://archive.example.org"
        )
    if "CONTACT" in given and not re.fullmatch(r"[^\s@<>\"']+@[^\s@<>\"']+", given["CONTACT"]):
        raise ConfigError(
            f"{PREFIX}CONTACT is {given['CONTACT']!r}; it must be like archive@example.org"
        )
    if "LOG" in given and given["LOG"] not in LOG_FORMATS:
        raise ConfigError(f"{PREFIX}LOG is {given['LOG']!r}; it must be {' or '.join(LOG_FORMATS)}")
    if "TRUSTED_HOSTS" in given:
        names = (host.strip() for host in given["TRUSTED_HOSTS"].split(","))
        settings["TRUSTED_HOSTS"] = [host for host in names if host] or None
    return settings


def log_format_of(settings: Mapping[str, object]) -> LogFormat | None:
    """Return the format of the access log, or None when it is off."""
    return next((one for one in LOG_FORMATS if one == settings.get("LOG")), None)


def _number(name: str, given: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", given) or not least <= int(given) <= most:
        raise ConfigError(
            f"{PREFIX}{name} is {given!r}; it must be a number from {least} to {most}"
        )
    return int(given)
