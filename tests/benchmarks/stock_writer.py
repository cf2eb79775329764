"""The product's own index written by Whoosh's own writer, to hold the product's writer against."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

from index.indexing.engines.whoosh.schema import schema
from index.indexing.fields import values_of
from index.model.entry import Entry

MEMORY = 1024
"""Megabytes to index in, so that one segment comes out without merging."""


class StockWriter:
    """Builds only: the same fields, terms and stored entries; no manifest, no list of words."""

    name = "stock Whoosh writer, same schema"

    @staticmethod
    def build(folder: Path, archive: Iterable[Entry]) -> None:
        """Index the entries, newest first, in the folder."""
        index = FileStorage(str(folder)).create_index(schema())
        codec = W3Codec(blocklimit=4096, compression=0)
        writer = index.writer(codec=codec, compound=False, limitmb=MEMORY)
        for entry in sorted(archive, key=lambda one: (-one.dates.end.toordinal(), one.id)):
            values = values_of(entry)
            writer.add_document(**values.terms, **values.tags, **values.days, entry=values.stored)
        writer.commit(merge=False)
        index.close()
