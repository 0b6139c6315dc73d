"""Texts and their quotes on the interface of nltk's corpus readers.

In: a folder and a pattern of files, as for any reader of nltk. Out: words, sentences, paragraphs, quotes. No data of
nltk needs to be downloaded.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.nltk", {"QuoteCorpusReader": "corpus"})
