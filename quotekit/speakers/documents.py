"""Which speakers are documents: what is written or published and speaks for itself, a report, a bill, a ruling, a poll.

While an article is read a document is what its words make of it, mostly an organization ("it"); only the record that
comes out of it says `document`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quotekit.records import SpeakerKind
from quotekit.speakers.entities import Entity
from quotekit.speakers.groups import head_of, is_group
from quotekit.text.lexicon import GIVEN, ORGANIZATION, Lexicon

_LINKS = frozenset({"of", "for", "and", "&", "on", "the", "in", "to"})
"""What stands in small letters inside the name of a law or a report."""
_OF_PEOPLE = frozenset(
    "influential key leading media opposition party political prominent public religious senior".split()
)
"""What stands before "figures" who are people."""


def kind_of(entity: Entity, name: str) -> SpeakerKind:
    """The kind that the record of an entity of that name has: `document` or `group` for one, else the entity's own.

    >>> some = Entity("organization", Lexicon.shipped())
    >>> kind_of(some, "Pew study"), kind_of(some, "Pew Center")
    ('document', 'organization')
    """
    if entity.kind == "person" and name.rpartition(" ")[2] not in _documents(entity.lexicon):  # as nearly always
        return "person"
    words = tuple(name.split())
    if entity.kind == "person":
        is_told = entity.titled or entity.roles or entity.well_named
        return "person" if is_told or not _is_named(words, entity.lexicon) else "document"
    is_called = entity.kind == "organization" and _is_named(words, entity.lexicon)
    if is_called or is_described(words, entity.lexicon):
        return "document"
    return "group" if is_group(words, entity.lexicon) else entity.kind


def is_described(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether the head of a description is a document: "report by the bank", but not "author of the report".

    >>> known = Lexicon.shipped()
    >>> [is_described(tuple(text.split()), known) for text in ("new report by the bank", "author of the report")]
    [True, False]
    """
    if _documents(lexicon).get(" ".join(words)) == "none":
        return False
    head = head_of(words, lexicon)
    known, word = _documents(lexicon), words[head].rstrip(",")
    is_title = word[:1].isupper() and (head or word.isupper() or lexicon.properties(word) & ORGANIZATION)
    if is_title:  # "Washington Post", "Post"
        return False
    before = words[head - 1].lower() if head else ""
    if word == "figures" and before in _OF_PEOPLE:
        return False
    pair = f"{before} {word}".lower()
    return known.get(word.lower()) == "noun" or known.get(pair) == "noun"


def _is_named(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether words with capitals are the name of a document by their last: "Kestrel Report", no "Drudge Report"."""
    last, known = words[-1], _documents(lexicon)
    if known.get(last) != "name" or known.get(" ".join(words)) == "none":
        return False
    if any(word.islower() and word not in _LINKS for word in words):
        return False
    return len(words) > 1 or not lexicon.properties(last) & GIVEN


@lru_cache(16)  # lexicons, of which most programs have one
def _documents(lexicon: Lexicon) -> Mapping[str, str]:
    """Words for documents: each a `noun` or, with its capital, the end of a `name`; `none` for names of none."""
    return lexicon.column("documents", "document", "written")
