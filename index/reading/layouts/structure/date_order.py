"""The order of a page's dates in numbers: whether the day or the month comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

DateOrder = Literal["", "day first", "month first"]

_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)(?![\d/-])")
_MONTHS = 12


def date_order(dates: Iterable[str]) -> DateOrder:
    """Return the order that the dates of a page show, "" when none or not all of one order do."""
    orders: set[DateOrder] = set()
    for date in dates:
        for first, second in _NUMBERS.findall(date):
            if int(first) > _MONTHS >= int(second):
                orders.add("day first")
            elif int(second) > _MONTHS >= int(first):
                orders.add("month first")
    return orders.pop() if len(orders) == 1 else ""
