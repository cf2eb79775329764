"""Results and entries in other formats: JSON, JSON Lines, CSV, RIS and BibTeX.

May import search.query, search.results and search.plan, and of index only model and text. Read
`results_json` in search.export.json_format first, then `WRITERS` in search.export.tables.
"""
