"""Machine translation of what the archive lacks, and the exchange of the translation memory.

Publishing uses only `recall`, which adds remembered translations to entries and asks nobody. A run
(`run`) lists what is missing, protects names, dates and numbers, asks a translator, judges each
answer and stores it at once. This room may import `index.model`, `files`, `text`, `gazetteer`,
`store` and `reading`. Read `run.translate_missing` first.
"""
