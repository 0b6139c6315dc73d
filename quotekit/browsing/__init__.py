"""The pages of `quotekit serve news.db`: search, speakers, utterances, articles, overview, audit; the same as JSON.

In: a store and what is asked of it. Out: `Answer`s, whole pages of HTML or objects. Each page is a function that asks
the store (records), and a template; no page knows HTTP. What a page costs is bounded, however large the store is.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.browsing", {"PAGES": "pages", "Shelf": "shelf"})
