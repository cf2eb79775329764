"""The command search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from index.cli.screen import stdout_screen
from index.cli.verbs import examples
from index.store.home import Home
from index.text.output_characters import json_text
from search.cli.names import live_searcher
from search.cli.query_options import NOTES, filters, query_asked
from search.cli.results_text import LANGUAGE, SHOWN_FACETS, answer_lines, note_text
from search.cli.words import WordsCommand
from search.zero_results import zero_result_suggestions


@click.command(
    cls=WordsCommand,
    epilog=examples(
        "torino search sindaco lione",
        "torino search --country Cina --kind missione --from 2007 --sort newest",
        "torino search cordoba -- -student         # with cordoba, without student",
        "torino search '\"buone pratiche\" ambasc*' --json",
        notes=f"{NOTES}The answer goes to standard output, notes about it to standard error. "
        "Exit code: 0 done, also when nothing is found; 1 no archive; 2 wrong command, "
        "or an unknown value of a filter.",
    ),
)
@filters
@click.option("--page", default="1", metavar="NUMBER", help="Which page of hits.")
@click.option("--limit", default="20", metavar="NUMBER", help="Hits a page, at most 100.")
@click.option("--json", "as_json", is_flag=True, help="The site's JSON on stdout.")
@click.option("--explain", is_flag=True, help="Show what each hit's score is made of.")
@click.pass_obj
def search(home: Home, /, as_json: bool, explain: bool, **asked: Any) -> None:
    """Find entries with all WORDS, in Italian or English; without words, every entry.

    Also "a phrase", -without, begin*.
    """
    with live_searcher(home) as searcher:
        query, notes = query_asked(asked, searcher)
        if not as_json:
            query = replace(query, facets=SHOWN_FACETS)
        results = searcher.search(query)
        explanations = searcher.explain(query) if explain else {}
        suggestions = () if as_json or results.total else zero_result_suggestions(searcher, results)
    if as_json:
        from search.export.json_format import explanation_json, results_json

        data = results_json(results, LANGUAGE)
        data["understood"]["notes"] = [
            {"code": note.code, "value": note.value} for note in (*notes, *results.understood.notes)
        ]
        if explain:
            for hit in data["hits"]:
                why = explanations.get(hit["id"])
                hit["explanation"] = explanation_json(why) if why else None
        click.echo(json_text(data))
        return
    for note in (*notes, *results.understood.notes):
        click.echo(f"note: {note_text(note)}", err=True)
    if explain and (results.understood.how == "everything" or query.sort != "relevance"):
        click.echo("note: the hits are in the order of their dates, not of a score", err=True)
    screen = stdout_screen()
    lenient = asked["lenient"]
    for line in answer_lines(results, suggestions, explanations, screen, lenient=lenient):
        screen.echo(line)
