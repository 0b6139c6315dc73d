"""analyses: articles become `Analysis` records, each room asked in turn.

In: a few articles and a model. Out: an `Analysis` for each, in their order. `together` is the order of the stages, and
`records` what of all that was found is told. What is found is decided in the rooms that are asked.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(__name__, {"analyses_of": "together", "analysis_of": "records"})
