"""Reading: from the bytes of a page to its entries.

`sources` gives pages. The seven stages, in the order in which `pipeline` runs them: `layouts` cuts
a page into raw entries, `repairs` corrects their damaged characters, and `dates`, `language`,
`places`, `kinds` and `people` each find one thing. The stages do not import one another, except
that `layouts` imports `repairs`; it also imports the decoding and the addresses of `sources`. Read
`pipeline.read_page` first.
"""
