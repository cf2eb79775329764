"""Text: what is known of words in any language, for reading, indexing and searching alike.

`folding` makes spellings comparable, `lexicon` has the words of each language, `analysis` makes the
terms of the index, `months`, `titles` and `term_list` hold names and wordings, `output_characters`
says what each output format can carry. Read `folding.fold` first.
"""
