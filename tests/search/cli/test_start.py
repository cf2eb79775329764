"""A search in the terminal starts with what it needs, and no more: most of its time is imports."""

import subprocess
import sys

SEARCH = """
import sys
from web.cli.main import torino
torino(["--home", sys.argv[1], "search", "sindaco"], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""
NEEDLESS = (
    "concurrent",
    "hashlib",
    "index.commands",
    "index.files.lock",
    "index.indexing.engines.opensearch",
    "index.indexing.generations.building",
    "index.joining",
    "index.reading",
    "index.translation",
    "random",
    "search.answer.autocomplete",
    "search.answer.explanation",
    "search.answer.reasons",
    "search.export",
    "search.health",
    "shutil",
    "sqlite3",
    "tempfile",
    "urllib.request",
    "whoosh",
)


def test_a_search_imports_only_what_it_needs(sample_home):
    ran = subprocess.run(
        [sys.executable, "-c", SEARCH, str(sample_home.path)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "entries" in ran.stdout
    loaded = ran.stderr.split()
    assert "search.engines.whoosh.generation" in loaded
    assert [n for n in loaded if any(n == x or n.startswith(f"{x}.") for x in NEEDLESS)] == []
