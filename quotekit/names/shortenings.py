"""What the names of organizations are shortened to later in an article: "Kaskazi", "the RNC", "the Times"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from quotekit.names.name import Name
from quotekit.names.runs import DOMAINS
from quotekit.text.lexicon import ORGANIZATION, Lexicon

PRESS_WORDS = frozenset(
    "times post news journal herald guardian telegraph star tribune gazette economist chronicle observer globe mail "
    "sun mirror courier examiner inquirer press weekly magazine reuters bloomberg cnn bbc nbc abc cbs msnbc gazeta "
    "newsweek dispatch bulletin sentinel register".split()
)
"""Words in the names of papers and broadcasters, in small letters."""
_LEGAL = frozenset({"Co", "Corp", "Inc", "Ltd", "LLC", "Plc", "PLC", "Company", "Corporation"})
_OFFICES = frozenset("Administration Agency Board Center Commission Committee Council Court Department".split())
"""Ends of names that stand for the whole: "the Department" is the Labor Department."""
_TRADES = _LEGAL | frozenset(
    "Airlines Airways Radio Magazine Media Microsystems Motors Records Studios Systems Holdings Networks Newspapers "
    "Entertainment Party Fraternity Group".split()
)
"""Ends of names that headlines and the article itself leave out, however often: "Delta" is Delta Airlines."""
_BEHIND_SHORT = frozenset({"of", "for", "on", "and"})
"""What stands behind the short form in a name: "Becket Fund" for Religious Liberty."""


def longer_organizations(names: Sequence[Name], lexicon: Lexicon) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The organization that each short name stands for, without articles, where it is only one.

    >>> from quotekit.names.find import names_by_rule
    >>> from quotekit.text.document import look
    >>> names = names_by_rule(look("The Norling Department of Trade (NDT) paid the Leith Post."))
    >>> found = longer_organizations(names, Lexicon.shipped())
    >>> [" ".join(found[short]) for short in (("NDT",), ("Post",))]
    ['Norling Department of Trade', 'Leith Post']
    """
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    introduced: dict[tuple[str, ...], tuple[str, ...]] = {}  # "European Commission (EC)" settles who the EC is
    alone: Counter[tuple[str, ...]] = Counter()
    usual: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, after in zip_longest(names, names[1:]):
        words = without_article(name.words)
        alone[words] += len(words) < 3
        if name.kind in ("organization", "unknown"):
            for called in _usual(words, lexicon):
                usual.setdefault((called,), words)
        if name.kind == "organization" and len(words) > 1:
            for short in _shorter(words, lexicon, alone):
                found.setdefault(short, []).append(words)
            if after and after.first == name.last + 1 and _abbreviates(after.words, words):
                introduced.setdefault(after.words, words)
    whole = {short: [words for words in forms if _is_trade(words)] or forms for short, forms in found.items()}
    longer = {short: forms[0] for short, forms in whole.items() if _is_one(short, forms)} | introduced
    return longer | {short: longer.get(words, words) for short, words in usual.items()}


@lru_cache(1000)  # an article has most of its names several times
def _usual(words: tuple[str, ...], lexicon: Lexicon) -> list[str]:
    """What an organization is usually called for short, by the table: "Fed"; or by its address without its end."""
    site, _, end = words[0].rpartition(".")
    sites = [site] if len(words) == 1 and site and end in DOMAINS else []  # "FactLens" is FactLens.org
    while len(words) > 1 and words[-1].rstrip(".") in _LEGAL:
        words = words[:-1]
    return sites + _short_names(lexicon).get(" ".join(words[_is_state(words[0]) :]), [])


@lru_cache(4)
def _short_names(lexicon: Lexicon) -> dict[str, list[str]]:
    """The usual short names of organizations, by their names."""
    found: dict[str, list[str]] = {}
    for row in lexicon.rows("short_names"):
        found.setdefault(row["long"], []).append(row["short"])
    return found


def _shorter(
    words: tuple[str, ...], lexicon: Lexicon, alone: Mapping[tuple[str, ...], int]
) -> Iterator[tuple[str, ...]]:
    """What a name may be shortened to: its first word or two, its last, initials, what stands before "for" or "Inc.".

    `alone` tells how often words made a name before: who was "Sony" twice, which headlines shorten, is not "Sony PSP".
    """
    yield from ((short,) for short in _abbreviations(words))
    if words[-1].lower() in PRESS_WORDS or words[-1] in _OFFICES:
        yield words[-1:]
    if _is_trade(words) or (alone[words[:1]] < 2 and _may_be_short(words, lexicon)):
        yield words[:1]
    is_whole = len(words) == 3 and (lexicon.properties(words[1]) & ORGANIZATION or words[1].lower() in PRESS_WORDS)
    if len(words) == 3 and not is_whole and alone[words[:2]] < 2:  # "Brae Ferry Lines" is "Brae Ferry" later
        yield words[:2]
    for at in range(2, len(words)):
        if words[at] in _BEHIND_SHORT or words[at].rstrip(".") in _LEGAL:
            yield words[:at]
            return


def _is_trade(words: tuple[str, ...]) -> bool:
    """Whether a name is one word and what it trades in: "Virgin Radio", whatever else is called Virgin."""
    return len(words) == 2 and words[1].rstrip(".") in _TRADES and not words[0].isupper()


def _may_be_short(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether the first word of a name may stand for it: "Kaskazi" for Kaskazi Minerals, not Google for Google Ads."""
    if len(words[0]) < 3:
        return False
    is_known = lexicon.positions.get(words[0]) == "whole"
    return not is_known or all(word.lower() in PRESS_WORDS or word.rstrip(".") in _LEGAL for word in words[1:])


@lru_cache(1000)
def _abbreviations(words: tuple[str, ...]) -> set[str]:
    """What a name may be abbreviated to: RNC, "FDA" of the U.S. Food and Drug Administration, "DOJ" with its "of"."""
    initials = _initials(words)
    found = {initials, "".join(word[0] for word in words).upper()}
    found.add("".join(part[0] for word in words for part in word.split("-") if part).upper())  # "ADL": Anti-Defamation
    if _is_state(words[0]):
        found.add(_initials(words[1:]))
    if "and" in words:  # "CDC": Centers for Disease Control and Prevention
        found.add(_initials(words[: words.index("and")]))
    return {short for short in found if len(short) > 1}


def _abbreviates(short: Sequence[str], words: tuple[str, ...]) -> bool:
    """Whether a word in capitals has its letters from the beginnings of the words of a name, in their order: "CDC".

    Four and more may be any letters behind the first: "NCTC" of the National Counterterrorism Center.
    """
    if len(short) != 1 or len(short[0]) < 2 or not short[0].isupper():
        return False
    parts = [part.upper() for word in words for part in word.split("-") if part]
    is_long = len(short[0]) > 3 and short[0][0] == parts[0][0]
    rest = iter("".join(parts) if is_long else [part[0] for part in parts])
    return all(letter in rest for letter in short[0])


def _initials(words: tuple[str, ...]) -> str:
    """The initials of a name without its legal form: "PG&E" of "Pacific Gas & Electric Co."."""
    while len(words) > 2 and words[-1].rstrip(".") in _LEGAL:
        words = words[:-1]
    return "".join(word[0] for word in words if word[0].isupper() or word == "&")


def _is_state(word: str) -> bool:
    return word.replace(".", "") in ("US", "UK", "EU", "UN")


def without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without "The" in front.

    >>> without_article(("The", "Leith", "Post"))
    ('Leith', 'Post')
    """
    return words[1:] if len(words) > 1 and words[0] in ("The", "the") else words


def _is_one(short: tuple[str, ...], forms: list[tuple[str, ...]]) -> bool:
    """Whether a short name stands for one name: of several with the same initials for the first ("Disaster(s) ...")."""
    return (len(short) == 1 and len(short[0]) > 2 and short[0].isupper()) or len(set(forms)) == 1
