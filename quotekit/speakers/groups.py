"""Which speakers are several people: "Some", "80% of Americans", "Republicans", "governors in three states".

While an article is read they may be an organization ("they") or somebody unnamed, as the fitted rankers know them; only
the record that comes out of it says `group`.
"""

from __future__ import annotations

from quotekit.text.lexicon import DETERMINER, FUNCTION, GROUP, NUMBER, PREPOSITION, ROLE, Lexicon

_MANY = frozenset("everybody everyone few half many most others several some those two-thirds three-quarters".split())
"""What begins with some number of people."""
_SHARES = frozenset({"percent", "per", "cent", "majority", "majorities", "half", "two-thirds", "thirds", "quarters"})
_PEOPLE = frozenset("adults clergy couple crew crowd family men people police public respondents staff women".split())
_PARTIES = frozenset({"Liberal", "Lib", "Christian", "Social"})
"""What makes a party of "Democrats"."""
_PARTISANS = frozenset({"Democrats", "Dems", "Britons", "Scots"})
_RELATIVES = frozenset({"who", "which", "that", "whose", "first"})
_PARTICIPLES = frozenset({"seen", "shown", "sent", "written", "made", "given", "taken", "put", "read"})
"""Those that end in no "-ed", behind the head of a description: "a letter sent to the mayor"."""
_LONGEST_START = 4
"""Words among which a share is told: "only about one in five"."""


def is_group(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a description that is no name of one is of several people.

    >>> known = Lexicon.shipped()
    >>> [is_group(tuple(text.split()), known) for text in ("80% of Americans", "Governors in Leith", "Brae Partners")]
    [True, True, False]
    """
    start = [word.casefold().strip(",") for word in words[:_LONGEST_START]]
    if start[0] in _MANY or any(word.endswith("%") for word in start) or not _SHARES.isdisjoint(start):
        return True
    if start[1:2] in (["in"], ["out"]) and lexicon.properties(start[0]) & NUMBER:  # "One in five"
        return True
    return _is_plural(words[: head_of(words, lexicon) + 1], lexicon)


def _is_plural(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a noun phrase ends in people: "House Republicans", "Gwinnett County police"."""
    head = words[-1].strip(",")
    if len(head) < 2 or not _PARTIES.isdisjoint(words[:-1]):  # "s", ","
        return False
    if head in _PARTISANS or (head.endswith("ans") and len(head) > 5 and head[0].isupper()):
        return True
    low = head.casefold()
    if head[0].isupper() and len(words) > 1:  # "Barclays Analysts" is a name
        return False
    return low in _PEOPLE or (low.endswith("s") and bool(lexicon.properties(low) & GROUP or _is_role(low, lexicon)))


def _is_role(plural: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.properties(plural[:-1]) & ROLE)


def head_of(words: tuple[str, ...], lexicon: Lexicon) -> int:
    """The index of the last word before the first preposition, relative, comma or participle behind the first word.

    >>> head_of(("new", "report", "by", "the", "bank"), Lexicon.shipped())
    1
    """
    at = 0
    while at + 1 < len(words) and not words[at].endswith(",") and not _ends_head(words, at + 1, lexicon):
        at += 1
    return at


def _ends_head(words: tuple[str, ...], at: int, lexicon: Lexicon) -> bool:
    word, behind = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word.endswith("ing") and behind and lexicon.properties(behind) & DETERMINER:
        return True  # "groups challenging the policy"
    if word in _RELATIVES or word in _PARTICIPLES:
        return True
    if word.islower() and word.endswith("ed") and len(word) > 4:  # not "newly unsealed court documents"
        return not behind.islower() or bool(lexicon.properties(behind) & FUNCTION)
    return bool(word.islower() and lexicon.properties(word) & PREPOSITION)
