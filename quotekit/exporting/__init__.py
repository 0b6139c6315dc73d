"""Quotes, summaries and groups as files of other programs, and one of these read back.

In: analyses, rows, summaries, groups. Out: files that appear whole or not at all. A new format is a line in
`formats.EXPORTERS` and a function that writes it; no linguistics here.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(
    "quotekit.exporting",
    {"export": "formats", "EXPORTERS": "formats", "read_annotations": "linked_data"},
)
