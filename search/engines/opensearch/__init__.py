"""The reading half of the OpenSearch engine; `index.indexing.engines.opensearch` wrote the index.

Everything that decides an answer stands above the seam. Here a tree becomes OpenSearch's query
language (`matching_body`, `scoring_body`), and its answer becomes `Found` again (`reader`).
First: `engine`.
"""
