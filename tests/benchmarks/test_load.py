"""Nothing but answers, however many ask at once and whatever is published meanwhile."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LOAD = Path(__file__).with_name("load.py")


@pytest.mark.parametrize(
    ("seconds", "clients", "entries", "every"),
    [(4, 12, 60, 1), pytest.param(600, 50, 5000, 10, marks=pytest.mark.soak)],
)
def test_every_answer_is_200_while_generations_change(
    seconds: int, clients: int, entries: int, every: int
) -> None:
    given = {"seconds": seconds, "clients": clients, "entries": entries, "every": every}
    options = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    ran = subprocess.run(
        [sys.executable, LOAD, *options], capture_output=True, text=True, check=False
    )
    print(ran.stdout)
    assert ran.returncode == 0, ran.stderr
    statuses = next(line for line in ran.stdout.splitlines() if line.startswith("statuses"))
    assert statuses.startswith("statuses {'200': ")
    assert "," not in statuses.partition("}")[0]
    assert "generations 1\n" not in ran.stdout
