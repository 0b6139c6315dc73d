"""A text as a reader sees it: without entities, broken characters and the marks of Markdown.

In: any text. Out: a `Plain`, the text that a reader sees and where each of its characters stands in the one that came
in, or None where both are one. `languages` tells in which language it is; what is in capitals `text.capitals` makes
small. Knows nothing of words else.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.plain", {"Plain": "edits", "plain_of": "shown", "reads": "shown"})
