"""Whom a source names, where it names its speaker beyond doubt: with a role, an apposition, or what somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.speakers.cast import COMPANY, Entity
from quotekit.speakers.choice.source import Source, is_partisan
from quotekit.speakers.mentions import Named
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, POSSESSIVE, PREPOSITION, ROLE, TITLE, WORD
from quotekit.text.phrases import POSSESSIVES

_WHOSE = frozenset({"who", "which", "whose"})
_TRADES = frozenset({"daily", "weekly", "giant", "maker", "chain", "service", "label", "developer", "analysts"})
"""What an organization is, besides `COMPANY`."""


def plain_name(view: View, named: Sequence[Named], first: int, last: int) -> Entity | None:
    """Whom a source means that is a name and nothing else, titles and roles in front or an apposition behind aside.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("Governor Ana Reyes, a nurse, and a friend of Ana Reyes")
    >>> cast = cast_of(names_by_rule(view), view.lexicon)
    >>> found = [plain_name(view, cast.at(*words), *words) for words in [(0, 6), (7, 12)]]
    >>> [entity and entity.name for entity in found]
    ['Ana Reyes', None]
    """
    if len(named) != 1 or is_partisan(view, first, last):
        return None
    name, entity = named[0]
    before = view.bits[first : name.first]
    if any(bits & (PREPOSITION | POSSESSIVE) or not bits & (CAPITAL | TITLE | ROLE | DETERMINER) for bits in before):
        return None
    behind = view.word[name.last] if name.last < last else ","
    return entity if behind == "," else None


def leading_person(view: View, source: Source) -> Entity | None:
    """Who stands at the head of a source, whatever comes behind: "Lydia Buchtmann for Food Standards".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.speakers.choice.source import source_of
    >>> from quotekit.text.document import look
    >>> view = look("the coach of Leith")
    >>> leading_person(view, source_of(view, cast_of([], view.lexicon), 0, 4)) is None
    True
    """
    if not source.named or (source.named[0] not in source.own and not _is_of(view, source.named[0], source.last)):
        return None
    name, entity = source.named[0]
    before = [view.bits[at] for at in range(source.first, name.first) if view.word[at] != "."]
    if name.last >= source.last:
        return None
    behind, word = view.bits[name.last], view.word[name.last]
    if (
        word == ","
        and all(bits & (TITLE | ROLE | DETERMINER) for bits in before)
        and _describes(view, name.last + 1, source.last)
    ):
        return entity
    if entity.kind != "person" or not all(bits & (TITLE | ROLE) for bits in before):
        return None
    is_apart = not behind & WORD and word != ","  # "Tom Bell </i>", "Tom Bell / BBC"
    return entity if is_apart or behind & (PREPOSITION | ROLE) else None


def _is_of(view: View, named: Named, last: int) -> bool:
    """Whether a full name is followed by where somebody belongs: "with the guild", "head of", but not "Bell aide"."""
    name, entity = named
    if entity.kind != "person" or (len(name.words) < 2 and not name.titled) or name.last + 1 >= last:
        return False
    if view.bits[name.last] & ROLE:
        return view.word[name.last + 1] in ("of", "for", "at")
    return view.word[name.last] in ("with", "of", "from", "(")


def _describes(view: View, at: int, last: int) -> bool:
    """Whether what stands behind a name and a comma tells of it, and names nobody else beside it: ", a company in"."""
    word = view.word[at] if at < last else ""
    if not word or not (view.bits[at] & (DETERMINER | ROLE | PREPOSITION) or word in _WHOSE or word.endswith("ing")):
        return False
    return not any(view.word[i] == "and" and view.word[i - 1] == "," for i in range(at, last))


def named_behind_office(view: View, source: Source) -> Entity | None:
    """Who stands at the end of a source behind an office: "Secretary of State Ana Reyes", "Mayor of Leith Tom Bell".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.speakers.choice.source import source_of
    >>> from quotekit.text.document import look
    >>> view = look("the coach of Leith")
    >>> named_behind_office(view, source_of(view, cast_of([], view.lexicon), 0, 4)) is None
    True
    """
    if len(source.own) != 1 or len(source.named) != 1:
        return None
    name, entity = source.own[0]
    is_office = bool(view.bits[source.first] & TITLE) and all(
        view.bits[at] & (CAPITAL | TITLE | ROLE) or view.word[at] in ("of", "for")
        for at in range(source.first, name.first)
    )
    return entity if is_office and entity.kind == "person" and name.last == source.last else None


def named_behind_kind(view: View, source: Source) -> Entity | None:
    """The organization at the end of a source behind what it is: "the security firm Norrland", "Spanish daily El Sol".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.speakers.choice.source import source_of
    >>> from quotekit.text.document import look
    >>> view = look("a security firm")
    >>> named_behind_kind(view, source_of(view, cast_of([], view.lexicon), 0, 3)) is None
    True
    """
    if len(source.named) != 1:
        return None
    name, entity = source.named[0]
    before = range(source.first, name.first)
    if entity.kind != "organization" or name.last != source.last or not before:
        return None
    if any(view.bits[at] & PREPOSITION or view.word[at] in POSSESSIVES or view.word[at] == "," for at in before):
        return None
    kind = view.word[name.first - 1]
    return entity if kind in COMPANY or kind in _TRADES else None
