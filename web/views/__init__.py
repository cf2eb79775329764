"""What pages show: results in words and HTML, in the page's language.

Templates get these functions through `template_globals`, which is the one to read first.
"""
