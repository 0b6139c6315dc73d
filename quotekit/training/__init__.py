"""Fitting: from annotated articles to the weights of a model.

In: gold. Out: model files, the same bytes for the same gold. What it fits is read by the other rooms, which never
import it.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.training", {"train": "model"})
