#!/bin/sh
# Ask for known faults of the pinned packages. Needs pip-audit. Exit 1 when there is one; where the
# advisories cannot be reached it says so, and the pins with their hashes have to do.
set -u
lock=$(dirname "$0")/requirements.lock
timeout 120 pip-audit --requirement "$lock" --require-hashes --disable-pip \
    --progress-spinner off --format json 2>/dev/null |
    python3 -c '
import json, sys
try:
    told = json.loads(sys.stdin.read())["dependencies"]
except ValueError:
    told = []
checked = [one for one in told if "vulns" in one]
if not checked:
    sys.exit(print("the advisories cannot be reached from here; the lock stands"))
print(len(checked), "of", len(told), "packages checked")
faults = ["{name} {version}: ".format_map(one) + fault["id"] for one in checked for fault in one["vulns"]]
sys.exit("\n".join(faults) or None)
'
