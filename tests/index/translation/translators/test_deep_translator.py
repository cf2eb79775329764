import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from index.model.errors import ConfigError
from index.translation.translators import open_translator
from index.translation.translators.deep_translator import SERVICES, DeepTranslator
from index.translation.translators.translator import (
    Answer,
    QuotaError,
    TextRefusedError,
    TryLaterError,
    UnreachableError,
    UnusableError,
)
from index.translation.translators.transport import Timeouts, _wait

pytestmark = pytest.mark.slow

SHORT = Timeouts(connect=1, read=0.25, total=0.4)
CALM = Timeouts(connect=20, read=20, total=20)
"""For what is to come in time, however busy the machine."""
SECRET = "s3cr3t-key-of-ours"


def timeouts_with(word):
    """Short with a service that never ends, or the test would not either."""
    return SHORT if word in ("silent", "dripping") else CALM


def libre(service, environment=None, timeouts=CALM):
    return DeepTranslator("libre", environment or {}, server=service.url, timeouts=timeouts)


def ask(translator, text="The garden of the school is open."):
    return translator.translate((text,), "en", "it")


def test_an_answer_comes_back(service):
    assert ask(libre(service), "Garden 7 is open.") == (
        Answer("Il giardino numero 7 della scuola è aperto."),
    )


@pytest.mark.parametrize(
    ("word", "failure", "reason"),
    [
        ("silent", TryLaterError, "in time"),
        ("dripping", TryLaterError, "in time"),
        ("overrun", TryLaterError, "too many requests"),
        ("broken", TryLaterError, "status 500"),
        ("page", TryLaterError, "no translation"),
        ("cut", TryLaterError, "connection|broke off"),
        ("dropped", TryLaterError, "connection"),
        ("endless", TryLaterError, "no end"),
        ("quota", QuotaError, "quota"),
        ("redirected", TextRefusedError, "redirect"),
        ("empty", TextRefusedError, "nothing"),
        ("forbidden", UnusableError, "refuses the key"),
    ],
)
def test_every_failure_is_told_apart(service, word, failure, reason):
    with pytest.raises(failure, match=reason):
        ask(libre(service, timeouts=timeouts_with(word)), f"The garden is {word} today.")
    assert service.elsewhere == 0


def test_a_service_that_answers_slowly_but_in_time_is_waited_for(service):
    assert ask(libre(service), "The slow garden 3.")[0].text.startswith("Il giardino")


def test_the_wait_that_a_service_asks_for_is_heeded(service):
    with pytest.raises(TryLaterError) as caught:
        ask(libre(service), "The garden is away.")
    assert caught.value.wait == 86_400


def test_the_wait_may_be_given_as_a_date():
    until = datetime.now(UTC) + timedelta(seconds=90)
    seconds = _wait(until.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    assert seconds is not None
    assert 80 < seconds <= 90
    assert _wait("soon") is None


def test_a_port_where_nobody_listens_is_a_failure_of_ours(service):
    service.close()
    with pytest.raises(UnreachableError, match="cannot be reached"):
        ask(libre(service))


@pytest.mark.parametrize(
    ("name", "path", "keys"),
    [
        ("google", "google", {}),
        ("mymemory", "mymemory", {}),
        ("libre", "", {}),
        ("deepl", "", {"DEEPL_API_KEY": SECRET}),
        ("microsoft", "microsoft?api-version=3.0", {"MICROSOFT_API_KEY": SECRET}),
    ],
)
def test_each_service_is_asked_in_its_own_way(service, name, path, keys):
    translator = DeepTranslator(name, keys, server=service.url + path, timeouts=CALM)
    assert ask(translator, "Garden 5 is open.")[0].text == (
        "Il giardino numero 5 della scuola è aperto."
    )


@pytest.mark.parametrize("name", ["google", "mymemory", "deepl", "microsoft"])
@pytest.mark.parametrize("word", ["page", "dropped", "silent", "cut"])
def test_no_service_lets_a_failure_through(service, name, word):
    paths = {"mymemory": "mymemory", "microsoft": "microsoft"}
    keys = {"DEEPL_API_KEY": SECRET, "MICROSOFT_API_KEY": SECRET}
    server = service.url + paths.get(name, "")
    with pytest.raises(TryLaterError):
        timeouts = timeouts_with(word)
        ask(DeepTranslator(name, keys, server=server, timeouts=timeouts), f"The {word} garden.")


def test_eight_tasks_at_a_time_each_get_their_own_translation(service):
    translator = DeepTranslator("google", {}, server=service.url + "echo", timeouts=Timeouts())
    texts = [f"paragraph {number} of the archive" for number in range(1_000)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: ask(translator, text)[0].text, texts))
    assert answers == [f"({text})" for text in texts]


def test_a_text_that_is_too_long_is_refused_without_asking(service):
    with pytest.raises(TextRefusedError, match="too long"):
        ask(DeepTranslator("mymemory", {}, server=service.url), "long " * 200)
    assert not service.requests


def test_keys_and_texts_are_never_in_an_address(service):
    for name, keys in (("deepl", {"DEEPL_API_KEY": SECRET}), ("libre", {"LIBRE_API_KEY": SECRET})):
        ask(DeepTranslator(name, keys, server=service.url, timeouts=CALM), "Garden 9 is open.")
    assert all("Garden" not in path and SECRET not in path for _, path, _ in service.requests)
    assert service.requests[0][2]["Authorization"] == f"DeepL-Auth-Key {SECRET}"


def test_a_server_without_keys_is_sent_none(service):
    ask(libre(service))
    assert "Authorization" not in service.requests[0][2]


@pytest.mark.parametrize(
    "word", ["silent", "overrun", "page", "cut", "dropped", "redirected", "forbidden", "empty"]
)
@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("deepl", "DEEPL_API_KEY"),
        ("libre", "LIBRE_API_KEY"),
        ("microsoft", "MICROSOFT_API_KEY"),
        ("yandex", "YANDEX_API_KEY"),
        ("qcri", "QCRI_API_KEY"),
    ],
)
def test_no_failure_says_the_key(service, caplog, capfd, name, variable, word):
    caplog.set_level(logging.WARNING)
    timeouts = timeouts_with(word)
    translator = DeepTranslator(name, {variable: SECRET}, server=service.url, timeouts=timeouts)
    with pytest.raises((TryLaterError, TextRefusedError, UnusableError)) as caught:
        ask(translator, f"The {word} garden.")
    told = f"{caught.getrepr(chain=True, style='short')} {caplog.text} {capfd.readouterr()}"
    assert SECRET not in told
    assert SECRET not in repr(translator)
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_a_missing_key_is_named_by_its_variable():
    with pytest.raises(UnusableError, match="DEEPL_API_KEY"):
        DeepTranslator("deepl", {})


def test_libre_needs_a_server():
    with pytest.raises(UnusableError, match="--server"):
        DeepTranslator("libre", {})


@pytest.mark.parametrize("server", ["ftp://example.org/", "localhost:5000", "file:///etc/passwd"])
def test_a_server_is_an_http_address(server):
    with pytest.raises(UnusableError, match="http"):
        DeepTranslator("libre", {}, server=server)


def test_an_unknown_translator_is_answered_with_those_there_are():
    with pytest.raises(ConfigError, match="google"):
        open_translator("babelfish", {})


def test_every_translator_of_the_list_can_be_made_with_its_keys():
    keys = {variable: SECRET for service in SERVICES.values() for _, variable in service.keys}
    for name in SERVICES:
        translator = open_translator(name, keys, server="http://127.0.0.1:1/")
        assert translator.name == name
        assert translator.supports("en", "it")
        assert not translator.supports("en", "en")


def test_those_who_give_mymemory_an_address_may_send_more():
    more = DeepTranslator("mymemory", {"MYMEMORY_EMAIL": "a@example.org"}).limits
    assert more.characters_per_day == 50_000
    assert DeepTranslator("mymemory", {}).limits.characters_per_day == 5_000


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(service, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert ask(libre(service), "Garden 2 is open.")


def test_an_answer_that_stops_coming_is_late_and_not_broken(service) -> None:
    timeouts = Timeouts(connect=2, read=0.02, total=5)
    with pytest.raises(TryLaterError, match="in time"):
        ask(libre(service, timeouts=timeouts), "A dripping garden.")
