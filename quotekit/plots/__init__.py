"""Plots of matplotlib: quotes by month, speakers by outlet.

In: an `Analysis` or its `frame()`, whole or what was selected of it. Out: the axes that were drawn on.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.plots", {"quotes_by_month": "months", "speakers_by_outlet": "outlets"})
