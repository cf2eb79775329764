import time

import pytest

from search.query.errors import QueryError
from search.query.limits import TimeLimit, check_length, check_page, check_reach, check_time
from search.query.query import MAX_CHARACTERS


def test_a_search_that_has_had_its_time_is_refused_with_advice():
    with TimeLimit(0), pytest.raises(QueryError, match="fewer words") as refused:
        check_time()
    assert refused.value.code == "too-slow"


def test_the_limit_ends_with_the_search():
    with TimeLimit(0):
        pass
    check_time()


def test_what_a_search_waits_for_a_busy_machine_does_not_count():
    with TimeLimit(0.2):
        time.sleep(0.3)
        check_time()


def test_an_inner_limit_does_not_outlast_itself():
    with TimeLimit(60):
        with TimeLimit(0):
            pass
        check_time()


def test_a_box_holds_so_much_and_no_more():
    check_length("person", "x" * MAX_CHARACTERS)
    with pytest.raises(QueryError, match="257"):
        check_length("person", "x" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize(("page", "limit"), [(0, 20), (-1, 20), (1, 0), (1, 101)])
def test_a_page_that_cannot_be_is_refused(page, limit):
    with pytest.raises(QueryError):
        check_page(page, limit)


@pytest.mark.parametrize(
    ("page", "limit", "total", "is_refused"),
    [
        (500, 20, 10_001, False),
        (501, 20, 10_001, True),
        (501, 20, 10_000, False),
        (334, 30, 9_991, True),
        (10**9, 20, 131, False),
    ],
)
def test_a_page_beyond_reach_is_refused_only_where_there_are_hits(page, limit, total, is_refused):
    if is_refused:
        with pytest.raises(QueryError, match="10000"):
            check_reach(page, limit, total)
    else:
        check_reach(page, limit, total)
