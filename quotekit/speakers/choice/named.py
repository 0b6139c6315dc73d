"""Whom a source names, where it names its speaker beyond doubt: with a role, an apposition, or what somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.names.ordinary import OF_PEOPLE
from quotekit.speakers.cast import COMPANY, Entity
from quotekit.speakers.choice.source import Source, is_partisan
from quotekit.speakers.mentions import RELATED, Named
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    GIVEN,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    ROLE,
    TITLE,
    WORD,
)
from quotekit.text.phrases import POSSESSIVES

_WHOSE = frozenset({"who", "which", "whose"})
_OF = frozenset({"of", "for", "to", "at"})
_OFFICE = TITLE | ROLE
_TRADES = frozenset({"daily", "weekly", "giant", "maker", "chain", "service", "label", "developer", "analysts"})
"""What an organization is, besides `COMPANY`."""

_KINDS_BEHIND = frozenset({"company", "network", "airline", "retailer", "channel", "outlet"})
"""What stands behind the name of an organization that is one."""
_PAPERS = frozenset({"newspaper", "paper", "magazine", "tabloid", "daily", "website"})
"""The same, that belong to "Time magazine", but not where more is told: "the left-leaning Leith Post newspaper"."""


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
    is_own = behind in POSSESSIVES and name.last + 1 == last  # "according to Reyes’s"
    return entity if behind == "," or is_own else None


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
    """Who stands at the end of a source behind an office, with whose office it is: "Secretary of State Ana Reyes",
    "Bank of Leith governor Tom Bell, a banker", "Director of Television Ana Reyes"; not "the mother of coach Tom Bell".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.speakers.choice.source import source_of
    >>> from quotekit.text.document import look
    >>> view = look("the coach of Leith")
    >>> named_behind_office(view, source_of(view, cast_of([], view.lexicon), 0, 4)) is None
    True
    """
    people = [(name, entity) for name, entity in source.named if entity.kind == "person"]
    if len(people) != 1:
        return None
    name, entity = people[0]
    if name.last < source.last and view.word[name.last] != ",":
        return None
    if _is_capital_office(view, source.first, name.first) or _is_office_of(view, source.first, name.first):
        return entity
    others = {at for one, _ in source.named if one is not name for at in range(one.first, one.last)}
    apart = [at for at in range(source.first, name.first) if at not in others]
    is_office = bool(apart) and apart[-1] == name.first - 1 and bool(view.bits[apart[-1]] & _OFFICE)
    return entity if is_office and not any(_breaks_office(view, at) for at in apart) else None


def _is_capital_office(view: View, first: int, end: int) -> bool:
    """Whether the words up to a name are an office with capitals: "Minister of Trade and Industry"."""
    return bool(view.bits[first] & _OFFICE) and all(
        view.bits[at] & (CAPITAL | _OFFICE) or view.word[at] in ("of", "for", "and", "&") for at in range(first, end)
    )


def _is_office_of(view: View, first: int, end: int) -> bool:
    """Whether the words up to a name are an office of something: "Secretary of State", "the Speaker of the House".

    No one who is of somebody: "the friend of coach"; the last word is no role of its own.
    """
    of = next((at for at in range(first, end) if view.word[at] in _OF), end)
    head = view.word[of - 1].lower()
    if of in (first, end) or of + 1 == end or not view.lexicon.properties(head.capitalize()) & TITLE or head in RELATED:
        return False
    if any(view.word[at] in (",", "and") for at in range(first, end)):
        return False
    last = view.bits[end - 1]
    is_thing = last & CAPITAL or (view.word[of] == "of" and of + 2 == end)
    return bool(is_thing) and not last & (GIVEN | PREPOSITION | ROLE) and not view.word[end - 1].endswith(OF_PEOPLE)


def _breaks_office(view: View, at: int) -> bool:
    """Whether a word in front of a name, in no name itself, parts it from the organization before: "of", "and", ","."""
    word, bits = view.word[at], view.bits[at]
    if word == "and":  # "Work and Pensions Secretary", not "Bank of Leith and Mayor"
        return not view.bits[at - 1] & CAPITAL or not view.bits[at + 1] & CAPITAL or bool(view.bits[at + 1] & _OFFICE)
    is_word = bits & WORD or word in POSSESSIVES or view.glued(at)
    return not is_word or bool(bits & (PREPOSITION | AUXILIARY)) or word == "or"


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
    if entity.kind == "organization" and _is_kind_behind(view, source, name.first, name.last):
        return entity
    before = range(source.first, name.first)
    if entity.kind != "organization" or name.last != source.last or not before:
        return None
    if any(view.bits[at] & PREPOSITION or view.word[at] in POSSESSIVES or view.word[at] == "," for at in before):
        return None
    kind = view.word[name.first - 1]
    return entity if kind in COMPANY or kind in _TRADES else None


def _is_kind_behind(view: View, source: Source, first: int, last: int) -> bool:
    """Whether a name is followed by what an organization is, and nothing else: "the Leith Press network".

    Before it may stand what tells of it: "the left-leaning Leith Post newspaper", not "owners of the Leith Post paper".
    """
    behind, before = range(last, source.last), range(source.first, first)
    told = [at for at in before if not view.bits[at] & DETERMINER]
    kinds = _KINDS_BEHIND | _PAPERS if told else _KINDS_BEHIND
    if not 0 < len(behind) < 4 or view.word[source.last - 1] not in kinds or len(before) > 3:
        return False
    if not all(_tells_of(view, at) for at in told) or (told and view.bits[last - 1] & PLACE):  # "big Slovenian paper"
        return False
    return all(view.word[at].islower() and view.bits[at] & WORD for at in behind)


def _tells_of(view: View, at: int) -> bool:
    """Whether a word before a name may tell of what is named: "left-leaning", "Brexit-supporting", "conservative"."""
    word = view.word[at]
    is_plain = word.islower() and not view.bits[at] & (PREPOSITION | POSSESSIVE | AUXILIARY | ROLE)
    return is_plain or (not view.named[at] and "-" in word and word.rpartition("-")[2].islower())
