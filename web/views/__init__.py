"""What pages show: results in words and HTML, in the page's language.

May import search and web.current_searcher, never web.routes or web.http. Templates get these
functions through `template_globals`, which is the one to read first.
"""
