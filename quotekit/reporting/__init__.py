"""One page of HTML on what some articles say and who says it.

In: an `Analysis`. Out: the page as a str, which needs nothing from elsewhere. The templates and the style sheet lie in
this folder; everything that is printed is escaped by them.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.reporting", {"report": "page", "policy": "page"})
