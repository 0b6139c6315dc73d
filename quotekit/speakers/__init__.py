"""Who speaks, in one article and across articles.

In: drafts of quotes and the names of their article. Out: an entity for each source, and for several articles one
identity for each speaker. Rules about names, pronouns and descriptions belong here.
"""

from quotekit.plugins import lazy

__getattr__, __dir__ = lazy("quotekit.speakers", {"speaker_rows": "people.roster", "read_aliases": "people.names"})
