"""How good quotes, speakers and summaries are, against gold.

In: what was found and what people annotated. Out: figures with their bounds. Nothing in here may change what is
found; the other rooms do not import it.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(
    "quotekit.evaluation", {"evaluate": "quotes", "score_speakers": "speakers", "standing": "summaries"}
)
