"""One article before anything is decided about it.

In: the text of an article. Out: a `Document` of paragraphs, tokens, marks, names and phrases, and the word tables
(`Lexicon`) that they are told by. New words belong into quotekit/data/words, not into code.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.text", {"View": "document"})
