"""A site in a process of its own, with the code of any edition, asked by lines of JSON.

    python one_site.py CODE INDEX

Each line of the input is a list: an address, and the ETag that the asker has or "". Each line of
the output has the milliseconds of processor time, the status, the number of bytes and the ETag.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

CODE, INDEX = sys.argv[1:3]
sys.path[:] = [CODE, *(path for path in sys.path if path != str(Path(__file__).parent))]

from web import create_app  # noqa: E402

try:
    from search.open_searcher import open_searcher
except ImportError:  # 58bed62
    from search.searcher import open_searcher  # type: ignore[attr-defined, no-redef]


def main() -> None:
    """Answer line by line."""
    client: Any = create_app(open_searcher(INDEX)).test_client()
    for line in sys.stdin:
        address, etag = json.loads(line)
        headers = {"If-None-Match": etag} if etag else {}
        begun = time.process_time()
        answer = client.get(address, headers=headers)
        body = answer.get_data()
        spent = 1e3 * (time.process_time() - begun)
        print(json.dumps([spent, answer.status_code, len(body), answer.headers.get("ETag", "")]))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
