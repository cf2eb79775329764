#!/bin/sh
# Pin every package that torino-archive needs, for every platform and Python from 3.11 on, twice at
# the same versions: requirements.lock has what it needs to run, with hashes; constraints.txt also
# has what its tests and its development need, without hashes, for `pip install -c`.
# Needs uv (`pip install uv`). Run it at the clone's root after a change of pyproject.toml, and now
# and then for newer versions.
set -eu
lock=web/deploy/requirements.lock
constraints=web/deploy/constraints.txt
pin() {
    uv pip compile pyproject.toml --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet "$@"
}
{
    echo '# Made by web/deploy/lock.sh; install with: pip install -c constraints.txt'
    pin --upgrade --all-extras
} >"$constraints.new"
{
    echo '# Made by web/deploy/lock.sh; install with: pip install --require-hashes -r requirements.lock'
    pin --constraints "$constraints.new" --generate-hashes
} >"$lock.new"
mv "$constraints.new" "$constraints"
mv "$lock.new" "$lock"
