"""Articles, quotes, speakers and variants of many runs in one SQLite file.

In: articles or analyses. Out: a `Store`, which answers what is searched. Other programs read its tables: they change
only by a new step at the end of `schema.MIGRATIONS`.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.store", {"Store": "store", "write_store": "exported"})
