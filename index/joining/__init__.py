"""Joining: record linkage, by which entries that publish one event become one entry.

`duplicates` merges copies of one page; `blocking` makes the candidate pairs, `join_rules` decides
on a pair and `evidence` scores it, `clusters` chooses among the pairs and merges their entries.
Read `blocking.candidate_pairs` first, then `clusters.score_pairs` and `clusters.cluster_pairs`.
"""
