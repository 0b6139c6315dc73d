"""Which quotes render one utterance.

In: analyses of several articles. Out: groups of quotes with what differs between them, word by word. What makes two
quotes alike is in `likeness`, how groups grow in `clustering`.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy(
    "quotekit.variants", {"Variants": "grouping", "VariantGroup": "groups", "group": "grouping"}
)
