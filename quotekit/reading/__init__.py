"""From paths to a stream of articles.

In: paths, folders, patterns, standard input. Out: `Article`, one at a time, and for what cannot be read a `Problem`
or a `ReadWarning`. A new format of input is a line in `formats` and a module that gives its drafts.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.reading", {"read": "reader", "Problem": "problems", "ReadWarning": "problems"})
