"""Runs `torino` verbs in children of one warm process, so that a fault falls into the work.

Each line of standard input is a request in JSON: `argv`; `log`, the file that takes what is
printed; and, as asked for, `disk` (what `faulty_arm` takes), `user` (the number of the user to
become) or `tmpfs` (`on`, `bytes`, `home`, `left`: the home is copied to a disk of that size, which
takes temporary files too; `full` fills it to the last block, `read_only` mounts it so, and
temporary files go elsewhere then; what is left of the home is copied back). The
answers are the child's process id and, when it has ended, its exit code and how many changes
of the disk were seen.
"""

import contextlib
import ctypes
import importlib
import json
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import IO, Any

import index
import search
import web
from web.cli.main import main

CRASHED = 70
NOT_LOADED = frozenset({"web.wsgi", "web.gunicorn_settings"})
"""Modules that start something."""


def load_everything() -> None:
    """Import all modules, since another user may not be able to read their files."""
    for package in (index, search, web):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in NOT_LOADED:
                importlib.import_module(found.name)


def run(argv: list[str], log: str, user: int | None = None) -> int:
    with open(log, "w") as out:  # noqa: PTH123  # its descriptor is what counts
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    if user is not None:
        tempfile.tempdir = "/tmp"
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    sys.argv = ["torino", *argv]
    code = 0
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        code = CRASHED
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def serve(answers: IO[str]) -> None:
    disk = ctypes.CDLL(None) if "LD_PRELOAD" in os.environ else None
    for line in sys.stdin:
        asked = json.loads(line)
        small = asked.get("tmpfs")
        if small:
            mount(small)
        seen, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(seen)
            if disk and "disk" in asked:
                folder, shadow, how, at = asked["disk"]
                disk.faulty_arm(folder.encode(), shadow.encode(), how, ctypes.c_long(at))
            if small:
                tempfile.tempdir = None if is_closed(small) else small["on"]
            code = run(asked["argv"], asked["log"], asked.get("user"))
            if disk:
                os.write(tell, str(disk.faulty_seen()).encode())
            os._exit(code)
        os.close(tell)
        print(child, file=answers, flush=True)
        with os.fdopen(seen) as told:
            changes = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if small:
            shutil.copytree(Path(small["on"]) / "home", small["left"])
            subprocess.run(["umount", small["on"]], check=True)
        print(json.dumps([code, int(changes or 0)]), file=answers, flush=True)


def is_closed(small: dict[str, Any]) -> bool:
    return bool(small.get("full") or small.get("read_only"))


def mount(small: dict[str, Any]) -> None:
    size = f"size={small['bytes']},mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", small["on"]], check=True)
    shutil.copytree(small["home"], Path(small["on"]) / "home")
    if small.get("full"):
        with contextlib.suppress(OSError), Path(small["on"], "filling").open("wb", 0) as out:
            while out.write(bytes(4096)):
                pass
    if small.get("read_only"):
        subprocess.run(["mount", "-o", "remount,ro", small["on"]], check=True)


if __name__ == "__main__":
    own = os.fdopen(os.dup(1), "w")
    for argv in json.loads(sys.argv[1]):
        print(run(argv, os.devnull), file=own, flush=True)
    load_everything()
    serve(own)
