"""Asking the index: query, results, facets, snippets, suggestions."""
