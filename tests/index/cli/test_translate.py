"""The verbs about translations, and that nothing but them leads to a translator."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import grimp
import pytest
from click.testing import CliRunner

from index.cli.translate import _interrupt_event, translate
from index.cli.translations import translations
from index.commands.add import add_sources
from index.model.entry import READING_LANGUAGES
from index.model.errors import ArchiveError, ConfigError, TranslationError
from index.store.home import Home
from index.store.stored_translation import Attempt
from index.translation import translators
from index.translation.translators.translator import Answer, ServiceLimits, UnusableError

PAGE = """International Relations

2007 June

  • June 27th 2007 - Consul of Germany

    The Mayor met the consul of Germany in the town hall of Torino and they talked about schools.

  • June 20th 2006 - Ambassador of Albania

    The ambassador of Albania was the guest of the Mayor and spoke about the ports of the country.
"""


class Loud:
    """Translates by a word list, well enough for the checks."""

    name = "loud"
    limits = ServiceLimits(max_length=1000)

    def __init__(self, failure=None):
        self.failure = failure
        self.asked = []

    def model(self, source, target):
        return ""

    def supports(self, source, target):
        return (source, target) == ("en", "it")

    def translate(self, texts, source, target):
        if self.failure:
            raise self.failure
        self.asked += texts
        return tuple(Answer(self.said(text)) for text in texts)

    def said(self, text):
        for english, italian in {
            "Germany": "Germania",
            "Albania": "Albania",
            "The ": "Il ",
            " the ": " il ",
            " of ": " di ",
            " and ": " e ",
            " about ": " delle ",
            " in ": " nel ",
            "was": "è",
            "they talked": "hanno parlato",
            "Consul": "Console",
            "Ambassador": "Ambasciatore",
        }.items():
            text = text.replace(english, italian)
        return text


@pytest.fixture
def home(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    home = Home(tmp_path / "home")
    assert add_sources(home, [str(page)]).entries == 2
    return home


@pytest.fixture
def loud(monkeypatch):
    loud = Loud()
    monkeypatch.setattr(translators, "open_translator", lambda *given, **named: loud)
    return loud


def run(command, home, *arguments):
    return CliRunner().invoke(command, arguments, obj=home, catch_exceptions=True)


def shown(home):
    with home.open_store() as store:
        return {row.source: row.target for row in store.memory.attempts("ok")}


def test_what_is_missing_is_filled_in_told_and_published(home, loud):
    result = run(translate, home, "--into", "it", "--translator", "loud")
    assert result.exit_code == 0, result.output
    assert "texts missing   4" in result.stdout
    assert "translated      4  (100%)" in result.stdout
    assert "in Italian      2 of 2 entries" in result.stdout
    with home.open_store() as store:
        assert store.is_published
    again = run(translate, home, "--into", "it", "--translator", "loud")
    assert "texts missing   0" in again.stdout
    assert len(loud.asked) == 4


def test_a_run_can_be_narrowed(home, loud):
    run(translate, home, "--country", "al", "--into", "it")
    assert any("Albania" in text for text in loud.asked)
    assert not any("Germany" in text for text in loud.asked)
    loud.asked.clear()
    run(translate, home, "--year", "2007", "--limit", "1", "--into", "it")
    assert len(loud.asked) == 1
    assert "Germany" in loud.asked[0]


def test_a_failing_service_fails_the_command_and_keeps_what_was_done(home, loud):
    run(translate, home, "--limit", "1", "--into", "it")
    loud.failure = UnusableError("the service refuses the key")
    result = run(translate, home, "--into", "it")
    assert isinstance(result.exception, TranslationError)
    assert "refuses the key" in str(result.exception)
    assert "left            3" in result.stdout
    assert len(shown(home)) == 1


def test_what_failed_is_left_alone_until_told(home, loud):
    with home.open_store() as store, store.change():
        store.memory.record(Attempt("en", "Consul of Germany", "it", "loud", "", "failed"))
    result = run(translate, home, "--into", "it")
    assert "not asked again 1" in result.stdout
    assert "texts missing   1" in run(translate, home, "--into", "it", "--again").stdout


def test_an_empty_home_is_told_apart(tmp_path, loud):
    result = run(translate, Home(tmp_path / "nothing"))
    assert isinstance(result.exception, ArchiveError)
    assert "torino add" in str(result.exception)


def test_the_old_spelling_of_the_option_names_the_new_one(home):
    for name in ("apertium", "google"):
        result = run(translate, replace(home, engine=name), "--into", "it")
        assert result.exit_code == 2
        assert f"--translator {name}" in result.stderr


def test_an_unknown_translator_is_named(home):
    result = run(translate, home, "--translator", "babelfish")
    assert isinstance(result.exception, ConfigError)
    for name in ("babelfish", "apertium", "google", "libre"):
        assert name in str(result.exception)


def test_a_key_is_never_shown(home, monkeypatch):
    monkeypatch.setenv("LIBRE_API_KEY", "s3cr3t")
    result = run(
        translate,
        home,
        "--translator",
        "libre",
        "--server",
        "http://127.0.0.1:99999/",
        "--limit",
        "1",
    )
    assert "s3cr3t" not in result.output + repr(result.exception)


def test_dropping_a_translator_takes_its_texts_from_the_index(home, loud):
    run(translate, home, "--into", "it")
    result = run(translations, home, "drop", "--translator", "loud")
    assert result.stdout == "dropped 4 texts, 4 of them shown\n"
    assert shown(home) == {}
    with home.open_store() as store:
        assert store.is_published


def test_a_translator_that_made_nothing_cannot_be_dropped(home):
    result = run(translations, home, "drop", "--translator", "loud")
    assert "nothing here was made by loud" in str(result.exception)


def test_translations_go_out_and_come_in(home, loud, tmp_path):
    run(translate, home, "--into", "it")
    file = tmp_path / "memory.tmx"
    assert run(translations, home, "export", str(file)).exit_code == 0
    before = shown(home)
    run(translations, home, "drop", "--translator", "loud")
    result = run(translations, home, "import", str(file))
    assert "a machine's     4" in result.stdout
    assert shown(home) == before


def test_a_persons_correction_wins_and_is_never_dropped(home, loud, tmp_path):
    run(translate, home, "--into", "it")
    table = run(translations, home, "review", "--csv").stdout
    title = next(line for line in table.splitlines() if "Consul of Germany" in line)
    file = tmp_path / "review.csv"
    file.write_text(table.replace(title, title + "Il console della Germania"), "utf-8")
    result = run(translations, home, "import", str(file))
    assert "a person's      1" in result.stdout, result.exception
    run(translations, home, "drop", "--translator", "loud")
    assert shown(home) == {"Consul of Germany": "Il console della Germania"}
    loud.asked.clear()
    run(translate, home, "--into", "it")
    assert len(loud.asked) == 3


def test_rejected_texts_can_be_looked_over(home, loud):
    loud.said = lambda text: "Una visita."
    run(translate, home, "--into", "it")
    result = run(translations, home, "review", "--rejected")
    assert "rejected: lost: Germania" in result.stdout
    assert "4 rejected, 0 shown" in result.stderr


def test_ctrl_c_keeps_what_is_under_way(home, loud):
    loud.translate = lambda texts, *languages: (
        os.kill(os.getpid(), signal.SIGINT),
        Loud.translate(loud, texts, *languages),
    )[1]
    result = run(translate, home, "--into", "it")
    assert result.exit_code == 1
    assert len(shown(home)) == 1
    with home.open_store() as store:
        assert not store.is_published  # the next run publishes it


def test_a_second_ctrl_c_leaves_at_once():
    before = signal.getsignal(signal.SIGINT)  # a shell's background job ignores it
    with _interrupt_event() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_two_runs_at_a_time_are_refused(home, loud):
    held, done = threading.Event(), threading.Event()

    def translate_slowly(texts, *languages):
        held.set()
        done.wait(5)
        return Loud.translate(loud, texts, *languages)

    loud.translate = translate_slowly
    first = threading.Thread(target=run, args=(translate, home, "--into", "it"))
    first.start()
    try:
        assert held.wait(20)
        result = run(translate, home, "--into", "it")
        assert f"process {os.getpid()} (since 2" in str(result.exception)
    finally:
        done.set()
        first.join()


# No path from a web request to a translator


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph(
        "index", "search", "web", include_external_packages=True, cache_dir=None
    )


def test_no_import_leads_from_the_site_to_a_translator(graph):
    site = [
        module
        for module in graph.modules
        if module.split(".")[0] in ("web", "search") and not module.endswith("cli")
    ]
    forbidden = {
        "deep_translator",
        "index.translation.missing",
        "index.translation.run",
        "index.cli.translate",
    } | {module for module in graph.modules if module.startswith("index.translation.translators")}
    assert "index.translation.translators.deep_translator" in forbidden
    assert len(site) > 10
    for module in site:
        assert not graph.find_upstream_modules(module) & forbidden, module


def test_the_site_serves_without_a_translator_in_the_process():
    script = (
        "import pkgutil, sys, web\n"
        "for found in pkgutil.walk_packages(web.__path__, 'web.'):\n"
        "    if not found.name.endswith('__main__'): __import__(found.name)\n"
        "loaded = [m for m in sys.modules if m.startswith(('deep_translator',"
        " 'index.translation.translators', 'index.translation.run'))]\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", script], check=True)


def test_the_verbs_themselves_load_no_translator_before_they_run():
    script = (
        "import sys, index.cli.translate, index.cli.translations\n"
        "loaded = [m for m in sys.modules if m.startswith(('deep_translator', 'requests',"
        " 'index.translation.run', 'index.translation.translators.deep'))]\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_both_reading_languages_are_offered():
    (into,) = (option for option in translate.params if option.name == "into")
    assert tuple(into.type.names()) == READING_LANGUAGES


def test_a_reviewed_text_cannot_steer_the_terminal(home):
    harm = "\x1b]0;owned\x07\x9b31m\r\u202e"
    with home.open_store() as store:
        store.memory.record(
            Attempt("en", harm, "it", "loud", "", "rejected", harm, f"lost: {harm}")
        )
    ran = CliRunner().invoke(translations, ["review"], obj=home, color=True)
    assert "\ufffd]0;owned" in ran.output
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", ran.output)
