"""One engine in a process of its own: how soon it answers first, and how much memory it takes.

    python serving.py ENGINE FOLDER QUESTIONS STARTED

STARTED is the monotonic clock when the process was started. Prints a line of JSON.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from engines import engine


@dataclass(frozen=True, slots=True)
class Served:
    """Seconds from the start of Python to the first answer, and megabytes after all questions."""

    first: float
    resident: float
    own: float
    """Of the resident memory, what is not files mapped into it."""


def served(key: str, folder: Path, questions: Path) -> Served:
    """Start a process, ask everything, and say what it took."""
    command = [sys.executable, __file__, key, str(folder), str(questions), str(time.monotonic())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Served(**json.loads(done.stdout))


def _serve(key: str, folder: Path, questions: Path, started: float) -> Served:
    asked = pickle.loads(questions.read_bytes())
    serving = engine(key)(folder)
    serving.search(asked[0])
    first = time.monotonic() - started
    for question in asked:
        serving.search(question)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    resident, own = (int(status[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    serving.close()
    return Served(first, resident, own)


if __name__ == "__main__":
    key, folder, questions, started = sys.argv[1:]
    found = _serve(key, Path(folder), Path(questions), float(started))
    print(json.dumps({"first": found.first, "resident": found.resident, "own": found.own}))
