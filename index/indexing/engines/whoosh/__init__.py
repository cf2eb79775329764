"""The writing half of the Whoosh engine; `search.engines.whoosh` reads what it writes.

Whoosh 2.7.4, the last release (2016), is used as a container format: its schema, its table of
contents, and the segment files of its W3 codec. Its analysis, its writer and its scoring are not
used. `inversion` collects postings in bounded memory, and the two `codec_*` modules write them in
W3's bytes, which Whoosh documents only by its source. A segment written here reads in Whoosh's own
reader term by term like one that Whoosh wrote (tests/index/indexing/engines/whoosh/test_bulk.py).

Private parts of Whoosh in use: `W3TermInfo._struct` and the pickled block layout (codec_postings),
the hash table `HSH3` (codec_terms), `W3Segment._fieldlengths` and `TOC._filename` (segment_writer).
Whoosh is pinned to this version, so none of them can change unnoticed.

Read `writer.WhooshWriter` first.
"""
