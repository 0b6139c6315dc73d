"""models: everything that is fitted, as one value.

In: a file that `quotekit train` wrote, or a folder like quotekit/data, checked when it is read. Out: `Model`, which
hands each room its part. A new part is one function of `parts` and one property of `Model`; what a part does is
decided elsewhere.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(__name__, {"Model": "model"})
