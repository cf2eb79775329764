"""Results and entries in other formats: JSON, tables, references, points on a map, citations.

Read `results_json` in search.export.json_format first, then `FILE_FORMATS` in
search.export.file_formats and `Reference` in search.export.reference.
"""
