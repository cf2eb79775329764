"""Numbers for texts, given while a segment is collected."""

from __future__ import annotations

import itertools
from collections import defaultdict


class NumbersByText(defaultdict[str, int]):
    """The numbers of texts, in the order in which they are first asked for."""

    def __init__(self) -> None:
        super().__init__(itertools.count().__next__)
