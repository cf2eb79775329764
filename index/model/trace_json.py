"""Reading traces as JSON and back, in lists without keys: an index holds one for each version."""

from __future__ import annotations

from typing import Any

from index.model.reading_trace import ComparedDate, Mentions, ReadingTrace, SharedFeature


def trace_to_json(trace: ReadingTrace) -> list[Any]:
    """Return the trace as JSON can hold it; `trace_from_json` reads it back.

    A mention is two numbers: the characters since the end of the one before, and its length.
    """
    return [
        trace.language,
        trace.layout,
        trace.month_heading,
        trace.date_rule,
        [[reading.value, reading.source] for reading in trace.dates],
        trace.language_basis,
        trace.kind_rule,
        trace.kind_words,
        trace.title_length,
        trace.text_length,
        [[each.field, each.value, each.rule, _steps(each.spans)] for each in trace.mentions],
        [[each.feature, list(each.values)] for each in trace.joined_by],
    ]


def trace_from_json(data: list[Any]) -> ReadingTrace:
    """Return the trace that `trace_to_json` wrote."""
    language, layout, month_heading, date_rule, dates, *rest = data
    basis, kind_rule, kind_words, title_length, text_length, mentions, joined = rest
    return ReadingTrace(
        language,
        layout,
        month_heading,
        date_rule,
        tuple(ComparedDate(value, source) for value, source in dates),
        basis,
        kind_rule,
        kind_words,
        title_length,
        text_length,
        tuple(
            Mentions(field, value, rule, _spans(steps)) for field, value, rule, steps in mentions
        ),
        tuple(SharedFeature(feature, tuple(values)) for feature, values in joined),
    )


def _steps(spans: tuple[tuple[int, int], ...]) -> list[int]:
    steps: list[int] = []
    at = 0
    for start, end in spans:
        steps += (start - at, end - start)
        at = end
    return steps


def _spans(steps: list[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    at = 0
    for step, length in zip(steps[::2], steps[1::2], strict=True):
        spans.append((at + step, at + step + length))
        at += step + length
    return tuple(spans)
