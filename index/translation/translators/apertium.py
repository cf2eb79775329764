"""Apertium: a rule-based translator on this machine, between Italian and English via Catalan."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any

from index.translation.agreement import with_articles_agreed
from index.translation.translators.translator import (
    Answer,
    ServiceLimits,
    TextRefusedError,
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
_DATA: Mapping[str, Any] = tomllib.loads(
    files("index").joinpath("data", "apertium.toml").read_text("utf-8")
)
"""The file says what each of its lists is for."""
_SECONDS_PER_CHARACTER = 0.02
"""The time limit; measured: 0.0005 on two idle cores."""


class Apertium:
    """Apertium, started for each batch of texts: one chain of processes to Catalan, one from it."""

    name = "apertium"
    limits = ServiceLimits(
        max_length=20_000,
        batch=80,
        free=True,
        people=tuple(_DATA["people"].split()),
        places=tuple(_DATA["places"].split()),
        glossary=tuple(_DATA["glossary"]),
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
            raise TextRefusedError(f"Apertium does not translate {source} into {target}")
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
        corrected = [_corrected(answer, target) for answer in answers]
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


def _corrected(answer: str, target: str) -> str:
    """Return the answer with the words that are always wrong replaced, articles agreed."""
    words: Mapping[str, str] = _DATA["corrected"][target]
    text = re.sub(rf"(?<!\w)\*?({'|'.join(words)})(?!\w)", lambda found: words[found[1]], answer)
    return with_articles_agreed(text, {word: word for word in words.values()}, target)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
