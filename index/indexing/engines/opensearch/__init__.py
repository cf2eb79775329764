"""The writing half of the OpenSearch engine; `search.engines.opensearch` reads what it writes.

OpenSearch holds our terms, not its own: the analyzer splits at blanks what `mapping` has joined. A
location `https://host:9200/torino` has these indices and aliases:

| name | what it is |
|---|---|
| `torino-g000007` | one generation: its entries, and its figures, words and news as texts |
| `torino` | the alias of the live generation |
| `torino-control` | the lock of whoever publishes, and the deny-list |
| `torino-denied-…` | an alias of `torino-control` that names the digest of the deny-list |

So one request, for the aliases of `torino-*`, tells a reader which generation is live and whether
the deny-list is the one that it knows.

Read `writer.OpenSearchWriter` first. Only `node` imports opensearch-py. This package may
import `index.model`, `files`, `text` and the modules of `index.indexing`.
"""
