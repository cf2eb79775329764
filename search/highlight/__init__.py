"""What a hit shows: snippets with the matched words marked.

Works on stored text, so that all engines show the same. May import search.plan, search.query and
search.results, and of index only model and text. Read `hit_of` in search.highlight.hits first.
"""
