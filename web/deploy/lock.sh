#!/bin/sh
# Pin every package that torino-archive needs, for every platform, by version and hash.
# Needs uv (`pip install uv`). Run it at the clone's root after a change of pyproject.toml, and now
# and then for newer versions.
set -eu
lock=web/deploy/requirements.lock
{
    echo '# Made by web/deploy/lock.sh; install with: pip install --require-hashes -r requirements.lock'
    uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet
} >"$lock.new"
mv "$lock.new" "$lock"
