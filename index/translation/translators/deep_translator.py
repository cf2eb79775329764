"""The services that the library deep-translator knows, with limits, and with answers checked.

deep-translator sets no time-out, follows redirects, shares its parameters between threads, and
returns whatever it gets. So every call has an instance of its own and goes through `transport`,
and its answer is checked here.
"""

from __future__ import annotations

import html
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import deep_translator as library
from deep_translator import exceptions as faults
from requests import exceptions as transport_faults

from index.model.entry import READING_LANGUAGES
from index.translation.translators.translator import (
    Answer,
    QuotaError,
    ServiceLimits,
    TextRefusedError,
    TryLaterError,
    UnusableError,
)
from index.translation.translators.transport import Timeouts, Transport

_LANGUAGES = {"italian": "it", "english": "en", "french": "fr", "spanish": "es"}
"""All of them have these. Of Microsoft the library would ask the network for them whenever an
instance is made."""


class _Microsoft(library.MicrosoftTranslator):  # type: ignore[misc,unused-ignore]
    def _get_supported_languages(self) -> dict[str, str]:
        return _LANGUAGES


@dataclass(frozen=True, slots=True)
class Service:
    """One of the services: the library's class, its limits, and where its keys come from."""

    make: Callable[..., Any]
    limits: ServiceLimits
    keys: tuple[tuple[str, str], ...] = ()
    """Each with the argument of the class and the environment variable."""
    needs_keys: bool = True
    languages: Mapping[str, str] | None = None
    """The service's language codes by BCP 47 tag, where they differ."""
    url: str | None = None
    """The service's address, when the class has none or an old one."""
    needs_server: bool = False
    header: tuple[str, str] | None = None
    """A parameter that is a key, and the Authorization header in which it is sent instead."""
    options: tuple[tuple[str, str], ...] = ()
    """Further arguments of `translate`."""


_PAID = ServiceLimits(
    max_length=4500, concurrency=4, calls_per_second=5, characters_per_day=500_000
)
_WORDS = ServiceLimits(max_length=49, concurrency=1, calls_per_second=1, characters_per_day=20_000)

SERVICES: Mapping[str, Service] = {
    "google": Service(
        library.GoogleTranslator,
        ServiceLimits(
            max_length=4500, concurrency=2, calls_per_second=2, characters_per_day=200_000
        ),
    ),
    "mymemory": Service(
        library.MyMemoryTranslator,
        ServiceLimits(max_length=450, concurrency=1, calls_per_second=1, characters_per_day=5_000),
        keys=(("email", "MYMEMORY_EMAIL"),),
        needs_keys=False,
        languages={"it": "it-IT", "en": "en-GB", "fr": "fr-FR", "es": "es-ES"},
        url="https://api.mymemory.translated.net/get",
    ),
    "libre": Service(
        library.LibreTranslator,
        ServiceLimits(max_length=4500, concurrency=4),
        keys=(("api_key", "LIBRE_API_KEY"),),
        needs_keys=False,
        needs_server=True,
    ),
    "deepl": Service(
        library.DeeplTranslator,
        _PAID,
        keys=(("api_key", "DEEPL_API_KEY"),),
        header=("auth_key", "DeepL-Auth-Key {}"),
    ),
    "microsoft": Service(
        _Microsoft,
        _PAID,
        keys=(("api_key", "MICROSOFT_API_KEY"), ("region", "MICROSOFT_REGION")),
    ),
    "yandex": Service(library.YandexTranslator, _PAID, keys=(("api_key", "YANDEX_API_KEY"),)),
    "papago": Service(
        library.PapagoTranslator,
        _PAID,
        keys=(("client_id", "PAPAGO_CLIENT_ID"), ("secret_key", "PAPAGO_SECRET_KEY")),
    ),
    "baidu": Service(
        library.BaiduTranslator,
        replace(_PAID, concurrency=1, calls_per_second=1),
        keys=(("appid", "BAIDU_APPID"), ("appkey", "BAIDU_APPKEY")),
        languages={"fr": "fra", "es": "spa"},
    ),
    "qcri": Service(
        library.QcriTranslator,
        _PAID,
        keys=(("api_key", "QCRI_API_KEY"),),
        options=(("domain", "general"),),
    ),
    "pons": Service(
        library.PonsTranslator,
        _WORDS,
        languages={"it": "italian", "en": "english", "fr": "french", "es": "spanish"},
    ),
    "linguee": Service(
        library.LingueeTranslator,
        _WORDS,
        languages={"it": "italian", "en": "english", "fr": "french", "es": "spanish"},
    ),
}
"""By name. PONS and Linguee are dictionaries, for titles of a word or two. The library's class for
ChatGPT is left out, since it does not use `requests` and so cannot be limited."""

_OPTIONAL_KEYS = frozenset({"MICROSOFT_REGION", "MYMEMORY_EMAIL"})
_NO_KEY = "-"
"""LibreTranslator requires a key even for a server without one; this one is never sent."""

_QUOTA = re.compile(
    r"MYMEMORY WARNING|USED ALL AVAILABLE FREE TRANSLATIONS|quota (?:has been |was |is )?exceeded"
    r"|(?:daily|monthly|usage|character|request) (?:limit|quota) (?:has been )?(?:exceeded|reached)"
    r"|unusual traffic|too many requests|rate limit",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"INVALID LANGUAGE PAIR|QUERY LENGTH LIMIT|PLEASE SELECT TWO DISTINCT LANGUAGES"
    r"|NO QUERY SPECIFIED|IS AN INVALID (?:SOURCE|TARGET) LANGUAGE|INVALID EMAIL PROVIDED"
)
_PAGE = re.compile(r"<(?:!doctype|html|head|body|div|script|title|center|h1)\b", re.IGNORECASE)


PROBE = Timeouts(connect=5, read=6, total=8)
"""For the question whether a server is there, which it answers without translating."""


class DeepTranslator:
    """One of the services. Its keys come from `environment`, and no message contains them."""

    def __init__(
        self,
        name: str,
        environment: Mapping[str, str],
        *,
        server: str | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Raises UnusableError when the service is unknown, or lacks a key or a server."""
        if name not in SERVICES:
            raise UnusableError(f"no service is called {name}; there are: {', '.join(SERVICES)}")
        self.name = name
        self._service = service = SERVICES[name]
        self._server = _checked(server, name) if server else service.url
        if service.needs_server and not self._server:
            raise UnusableError(f"{name} needs your own server: --server https://host:5000/")
        self._keys = {
            argument: environment[variable]
            for argument, variable in service.keys
            if environment.get(variable)
        }
        missing = [
            variable
            for argument, variable in service.keys
            if argument not in self._keys and variable not in _OPTIONAL_KEYS
        ]
        if missing and service.needs_keys:
            raise UnusableError(f"{name} needs a key in the environment: {', '.join(missing)}")
        self._transport = Transport(
            timeouts or Timeouts(),
            moved=dict([service.header] if service.header else []),
            left_out={"api_key"} if name == "libre" and missing else set(),
        )
        _route(service.make)

    def check_server(self, timeouts: Timeouts | None = None) -> None:
        """Ask a server of LibreTranslate for its languages, before any text is sent.

        Raises UnusableError when it does not answer soon, is another program, or lacks ours.
        """
        transport = Transport(timeouts or PROBE)
        try:
            found = transport.get(f"{self._server}languages").json()
            codes = {str(each["code"]) for each in found}
        except (TryLaterError, TextRefusedError) as error:
            raise UnusableError(f"{self._server} cannot be used: {error}") from None
        except (transport_faults.RequestException, ValueError, LookupError, TypeError):
            raise UnusableError(
                f"{self._server} is no LibreTranslate: its page `languages` has no list of them"
            ) from None
        if missing := set(READING_LANGUAGES) - codes:
            raise UnusableError(
                f"{self._server} lacks {', '.join(sorted(missing))}; start it with"
                " `libretranslate --load-only en,it`"
            )

    @property
    def limits(self) -> ServiceLimits:
        """The service's limits; MyMemory allows ten times as much to those who give an address."""
        if self.name == "mymemory" and self._keys:
            return replace(self._service.limits, characters_per_day=50_000)
        return self._service.limits

    def model(self, source: str, target: str) -> str:
        """Return "": none of these services names its model."""
        return ""

    def supports(self, source: str, target: str) -> bool:
        """Return whether both are among Italian, English, French and Spanish."""
        return source != target and {source, target} <= {*_LANGUAGES.values()}

    def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[Answer, ...]:
        """Translate each text by a request of its own."""
        return tuple(Answer(self._ask(text, source, target)) for text in texts)

    def _ask(self, text: str, source: str, target: str) -> str:
        names = self._service.languages or {}
        with _through(self._transport):
            try:
                engine = self._service.make(
                    source=names.get(source, source),
                    target=names.get(target, target),
                    **self._arguments(),
                )
                if self._server and self.name != "libre":
                    engine._base_url = self._server
                answer = engine.translate(text, **dict(self._service.options))
            except (faults.NotValidLength, faults.NotValidPayload):
                raise TextRefusedError("the text is too long for the service") from None
            except (
                faults.LanguageNotSupportedException,
                faults.InvalidSourceOrTargetLanguage,
            ):
                raise TextRefusedError("the service does not know the language") from None
            except (faults.MicrosoftAPIerror, faults.BaiduAPIerror):
                raise TryLaterError("the service answered with an error") from None
            except (
                faults.BaseError,
                faults.RequestError,
                faults.ServerException,
                faults.TooManyRequests,
                faults.AuthorizationException,
                transport_faults.RequestException,
                ValueError,
                LookupError,
                TypeError,
                AttributeError,
                StopIteration,
            ):
                # The library's parsers fail in many ways on an answer they do not expect.
                raise TryLaterError("the answer holds no translation (a block page?)") from None
        return _read(answer, text, unescape=self.name == "mymemory")

    def _arguments(self) -> dict[str, Any]:
        if self.name == "libre":
            return {"api_key": _NO_KEY, "custom_url": self._server, **self._keys}
        if self.name == "deepl":
            return {**self._keys, "use_free_api": self._keys["api_key"].endswith(":fx")}
        return dict(self._keys)


def _read(answer: object, text: str, *, unescape: bool) -> str:
    """Return the translation in an answer to `text`.

    Raises an error of `translator` when the answer is a message of the service instead.
    """
    if isinstance(answer, list) and all(isinstance(part, str) for part in answer):
        answer = " ".join(answer)
    if not isinstance(answer, str) or not answer.strip():
        raise TextRefusedError("the service answered with nothing")
    if _PAGE.search(answer) and not _PAGE.search(text):
        raise TryLaterError("the answer is a web page, not a translation")
    if _QUOTA.search(answer) and not _QUOTA.search(text):
        raise QuotaError("the service says that its quota is used up")
    if _ERROR.search(answer):
        raise TextRefusedError("the service answered with an error")
    return html.unescape(answer).strip() if unescape else answer.strip()


def _checked(server: str, name: str) -> str:
    parts = urlsplit(server)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnusableError("the server's address must begin with http:// or https://")
    return server.rstrip("/") + "/" if name == "libre" or not parts.path else server


# Every module of deep-translator calls `requests.get` or `requests.post`. Its name `requests` is
# bound to `_ROUTED`, which uses the transport of the call that the thread is making.


class _Routed:
    exceptions = transport_faults

    def get(self, url: str, **given: Any) -> Any:
        return _transport().get(url, **given)

    def post(self, url: str, **given: Any) -> Any:
        return _transport().post(url, **given)


_present = threading.local()
_ROUTED = _Routed()


def _transport() -> Transport:
    transport = getattr(_present, "transport", None)
    return transport if isinstance(transport, Transport) else Transport(Timeouts())


@contextmanager
def _through(transport: Transport) -> Iterator[None]:
    _present.transport = transport
    try:
        yield
    finally:
        _present.transport = None


def _route(make: Callable[..., Any]) -> None:
    for kind in getattr(make, "__mro__", ()):
        module = sys.modules[kind.__module__]
        if kind.__module__.startswith("deep_translator.") and hasattr(module, "requests"):
            module.requests = _ROUTED  # type: ignore[attr-defined,unused-ignore]
