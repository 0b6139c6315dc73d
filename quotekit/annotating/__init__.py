"""Quotes in files of annotation tools, written for correction by hand and read back: brat, Label Studio, WebAnno.

In: analyses. Out: files that appear whole or not at all; and from them analyses again, corrections included. What
annotations do not hold (ids, roles, how something was decided) stands in notes beside them: `notes`, the same for all.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(
    "quotekit.annotating", {"read_standoff": "brat_reading", "read_label_studio": "label_studio_reading"}
)
