"""Which articles report one event, which are copies of one text, and which sentences say the same.

In: articles. Out: `Event`s, the first of the copies of each article, the agency that a text is from. Only words and
names are looked at, and no quote: it costs little beside the analysis of the same articles.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.stories", {"Event": "event", "events": "grouping", "Copies": "copies"})
