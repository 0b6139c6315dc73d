"""Which words somebody says, and the words that say so.

In: documents and the fitted model. Out: drafts of quotes with content, cue, source and confidence; who speaks is
decided later, in `speakers`. Fitted decisions are listed in `stages`, rules beside them in `rules`.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.attribution", {"find_drafts": "find"})
