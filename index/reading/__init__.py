"""Reading: from the bytes of a page to its entries.

`sources` gives pages; then, in this order, `layouts` cuts a page into raw entries, `repairs` mends
their characters, and `dates`, `language`, `places`, `kinds` and `people` understand each. The
stages do not import one another, except that `layouts` uses decoding of `sources` and `repairs`;
`pipeline` calls them. May import the model, files, text and the
gazetteer, never the store. Read `pipeline.read_page` first.
"""
