"""analyses: articles become `Analysis` records, each room asked in turn.

In: a few articles and a model. Out: an `Analysis` for each, in their order. `together` is the order of the stages, and
`records` what of all that was found is told; `long` reads a text that is too long for memory window by window. What is
found is decided in the rooms that are asked.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(__name__, {"analyses_of": "together", "analysis_of": "records", "analysis_of_long": "long"})
