"""The archive: pages in, entries and an index generation out."""
