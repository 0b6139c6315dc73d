"""quotekit as a component of spaCy: `nlp.add_pipe("quotekit")`.

In: a `Doc`, of whatever pipeline. Out: the same with `doc.spans["quotes"]` and `doc._.quotes`. spaCy finds it by
the entry point `spacy_factories` of setup.cfg.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.spacy", {"QuoteComponent": "component"})
