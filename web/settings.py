"""The site's settings, from the environment: TORINO_SITE and the like."""

from __future__ import annotations

from collections.abc import Mapping

from index.errors import ConfigError

PREFIX = "TORINO_"
SETTINGS: Mapping[str, str] = {
    "SITE": "the address of the site as seen from outside, when it is not the one asked for",
    "CONTACT": "the mail address that errors in entries are reported to",
    "PROXIES": "how many proxies stand in front and set X-Forwarded-* (0: none is believed)",
    "TRUSTED_HOSTS": "the host names to answer for, apart by commas (default: any)",
}
"""Each setting and what it is for."""


def settings_of(environment: Mapping[str, str]) -> dict[str, object]:
    """What the environment sets, as `create_app` takes it. Raises ConfigError, naming the key."""
    given = {
        name: environment[PREFIX + name] for name in SETTINGS if environment.get(PREFIX + name)
    }
    settings: dict[str, object] = dict(given)
    if "PROXIES" in given:
        if not given["PROXIES"].isdecimal():
            raise ConfigError(f"{PREFIX}PROXIES is {given['PROXIES']!r}; it must be a number")
        settings["PROXIES"] = int(given["PROXIES"])
    if "TRUSTED_HOSTS" in given:
        settings["TRUSTED_HOSTS"] = [host.strip() for host in given["TRUSTED_HOSTS"].split(",")]
    return settings
