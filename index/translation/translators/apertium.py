"""Apertium: a rule-based translator on this machine, between Italian and English via Catalan."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress

from index.translation.translators.translator import (
    Answer,
    RefusedError,
    ServiceLimits,
    TryLaterError,
    UnusableError,
)

INSTALL = "apt-get install apertium-eng-cat apertium-cat-ita"
"""The line that installs it on Debian and Ubuntu."""

_MODES = {("en", "it"): ("eng-cat_valencia", "cat-ita"), ("it", "en"): ("ita-cat", "cat-eng")}
"""Valencian Catalan has more words that the Italian dictionary knows."""
_MODELS = {("en", "it"): "eng-cat-ita", ("it", "en"): "ita-cat-eng"}
_UNKNOWN = re.compile(r"[*#@](?=\w)")
"""Apertium's marks before a word: not in the dictionary, cannot be inflected, not in the bilingual
dictionary."""
_WORD = re.compile(r"\*([\w’'-]+)")
_START_SECONDS = 30.0
"""How long a chain of some thirty processes may take to load its dictionaries."""
_PEOPLE = (
    "Mozart", "Wagner", "Darwin", "Newton", "Einstein", "Kant", "Shakespeare", "Beethoven",
    "Picasso", "Freud", "Nixon", "Churchill", "Chopin", "Rossini", "Puccini", "Cervantes",
    "Goethe", "Kafka", "Joyce", "Hemingway", "Chaplin", "Hitchcock", "Spielberg", "Edison",
)  # fmt: skip
"""Names that are in all four dictionaries, and the same in each."""
_PLACES = (
    "Salamanca", "Madrid", "Boston", "Chicago", "Toronto", "Sydney", "Dublin", "Cardiff",
    "Denver", "Seattle", "Dallas", "Houston", "Miami", "Ottawa", "Nairobi", "Caracas",
    "Lima", "Ankara", "Oslo", "Belfast", "Sarajevo", "Montevideo", "Kyoto", "Manchester",
)  # fmt: skip
_GLOSSARY = (
    ("Vicesindaco", "Vice Mayor"),
    ("Vice Sindaco", "Vice-Mayor"),
    ("Vicesindaca", "Deputy Mayoress"),
    ("Assessore", "Deputy Mayor"),
    ("Assessora", "Deputy Mayor"),
    ("Assessori", "Deputy Mayors"),
    ("gemellaggio", "twinning"),
    ("gemellaggi", "twinnings"),
    ("città gemella", "twin city"),
    ("città gemella", "sister city"),
    ("città gemelle", "twin cities"),
    ("città gemelle", "sister cities"),
    ("Console Generale", "Consul General"),
    ("Console Onorario", "Honorary Consul"),
    ("Lettera d’intenti", "letter of intent"),
    ("Gemellata", "twinned"),
)
"""Offices and terms of twinning; Apertium takes a `Deputy Mayor` for a deputy and a mayor."""
_CORRECTED = {
    ("en", "it"): {
        "conobbe": "incontrò", "conobbero": "incontrarono", "raduno": "incontro",
        "raduni": "incontri", "ciarle": "colloqui", "polizze": "politiche",
        "successo": "evento", "successi": "eventi", "Batlle": "Sindaco", "Batle": "Sindaco",
        "batlle": "sindaco", "batle": "sindaco", "programmeur": "programma", "foro": "forum",
        "dentro": "in",
    },
    ("it", "en"): {
        "found": "met", "Poly": "Politecnico", "councilman": "councillor",
    },
}  # fmt: skip
"""Words that are always wrong here, and the right ones, of the same gender and number."""
_ELISION = re.compile(r"\b([Ii]l|[DdNn]el|[Dd]al|[Aa]l|[Ss]ul) (?=incontr|event)")
_PLURAL = re.compile(r"\b([Ii]|[DdNn]ei|[Dd]ai|[Aa]i|[Ss]ui) (?=incontr|event)")
_SECONDS_PER_CHARACTER = 0.02
"""The time limit; measured: 0.0005 on two idle cores."""


class Apertium:
    """Apertium, started for each batch of texts: one chain of processes to Catalan, one from it."""

    name = "apertium"
    limits = ServiceLimits(
        max_length=20_000, batch=80, free=True, people=_PEOPLE, places=_PLACES, glossary=_GLOSSARY
    )

    def __init__(self, *, seconds: float | None = None) -> None:
        """Raises UnusableError, with the command that installs it, when it is not installed.

        `seconds` replaces the time limit of a call.
        """
        self._seconds = seconds
        self._command = shutil.which("apertium") or ""
        if not self._command:
            raise UnusableError(f"Apertium is not installed: {INSTALL}")
        there = set(self._listed())
        missing = {mode for modes in _MODES.values() for mode in modes} - there
        if missing:
            raise UnusableError(
                f"Apertium is here, but not its languages ({', '.join(sorted(missing))}): {INSTALL}"
            )

    def model(self, source: str, target: str) -> str:
        """Return the two steps: `eng-cat-ita` or `ita-cat-eng`."""
        return _MODELS[source, target]

    def supports(self, source: str, target: str) -> bool:
        """Return whether it is English to Italian or Italian to English."""
        return (source, target) in _MODES

    def translate(self, texts: tuple[str, ...], source: str, target: str) -> tuple[Answer, ...]:
        """Translate the texts in one call, as a paragraph each."""
        if not self.supports(source, target):
            raise RefusedError(f"Apertium does not translate {source} into {target}")
        paragraphs = [" ".join(text.split()) for text in texts]
        first, second = _MODES[source, target]
        seconds = self._seconds or _START_SECONDS + _SECONDS_PER_CHARACTER * sum(
            map(len, paragraphs)
        )
        # -u writes no marks; the second step would take them for text.
        between = self._run(["-u", first], "\n\n".join(paragraphs) + "\n", seconds)
        written = self._run([second], between, seconds)
        answers = written.rstrip("\n").split("\n\n")
        if len(answers) != len(paragraphs):
            raise TryLaterError("Apertium gave back another number of paragraphs")
        corrected = [_corrected(answer, source, target) for answer in answers]
        return tuple(_answer(*pair) for pair in zip(corrected, paragraphs, strict=True))

    def _listed(self) -> list[str]:
        return self._run(["-l"], "", _START_SECONDS).split()

    def _run(self, arguments: list[str], text: str, seconds: float) -> str:
        try:
            # A process group of its own, so that all its processes can be killed.
            process = subprocess.Popen(
                [self._command, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise UnusableError(f"Apertium cannot be started: {error.strerror}") from error
        with process:
            try:
                out, _ = process.communicate(text.encode(), timeout=seconds)
            except subprocess.TimeoutExpired:
                _end(process)
                process.communicate()
                raise TryLaterError("Apertium did not answer in time") from None
            except BaseException:
                _end(process)
                raise
        if process.returncode:
            raise TryLaterError(f"Apertium failed (status {process.returncode})")
        return out.decode(errors="replace")


def _answer(written: str, source: str) -> Answer:
    """Return the answer without the marks. Signs that the source has itself are not marks."""
    if _UNKNOWN.search(source):
        return Answer(written)
    return Answer(_UNKNOWN.sub("", written).strip(), tuple(_WORD.findall(written)))


def _corrected(answer: str, source: str, target: str) -> str:
    """Return the answer with the words of `_CORRECTED` replaced."""
    words = _CORRECTED[source, target]
    text = re.sub(rf"(?<!\w)\*?({'|'.join(words)})(?!\w)", lambda found: words[found[1]], answer)
    if target == "it":
        text = _ELISION.sub(
            lambda found: {"il": "l'", "Il": "L'"}.get(found[1], f"{found[1]}l'"), text
        )
        text = _PLURAL.sub(lambda found: found[1][:-1] + "gli ", text)
    return text


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
