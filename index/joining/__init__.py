"""Joining: record linkage, by which entries that publish one event become one entry.

`duplicates` merges copies of one page; `blocking` makes the candidate pairs,
`evidence` scores a pair, `clusters` chooses among the pairs and merges their entries. May import
the model, text and Babel's names of countries, nothing that opens a file. Read
`blocking.candidate_pairs` first, then `clusters.score_pairs` and `clusters.cluster_pairs`.
"""
