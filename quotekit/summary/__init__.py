"""Which sentences say most.

In: articles, or an `Analysis` where quotes are asked for, and a `Wish`. Out: a `Summary` of whole sentences, each with
its place. A new way to choose sentences is a line in `methods`.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.summary", {"Wish": "wish", "METHODS": "methods", "Task": "coverage"})
