"""Quotes in files of WebAnno TSV 3.3, which INCEpTION imports and exports, written for correction and read back.

In: analyses. Out: a folder or a .zip, and from it analyses again. `cells` knows the escapes and the units of the
format, `rows` and `table` its body, `layers.xml` the layers that a project needs. A feature more is a name in
`cells.FEATURES`, a description in `layers.xml` and what `reading` makes of it.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.annotating.webanno", {"read_webanno": "reading", "write_webanno": "files"})
