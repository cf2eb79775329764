"""Machine translation of what the archive lacks, and the exchange of the translation memory.

Publishing uses only `recall`, which adds remembered translations to entries and asks nobody. A run
(`run`) lists what is missing, protects names, dates and numbers, asks a translator, judges each
answer and stores it at once. For people, `work` lists what is to be translated, `omegat` makes a
project of it, and `incoming` brings back what they made: `fitting` finds where each piece belongs,
however it was cut. Read `run.translate_missing` first.
"""
