"""Estimators of scikit-learn: texts in, summaries or counts of who is quoted out.

In: a list, array or column of str. Out: arrays and sparse matrices, for `Pipeline` and `GridSearchCV`. What they do is
done by the other rooms.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.estimators", {"SummaryTransformer": "summaries", "QuoteVectorizer": "quotes"})
