"""What a hit shows: snippets with the matched words marked.

Works on stored text, so that all engines show the same. Read `hit_of` in search.highlight.hits
first.
"""
