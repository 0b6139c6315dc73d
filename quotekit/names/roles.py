"""Roles and titles that stand beside a name, and the gender they and a given name tell."""

from __future__ import annotations

from quotekit.names.appositions import is_base_of_cue, is_role, is_verbal, role_behind
from quotekit.names.runs import PEERS, POSSESSIVES, SUFFIXES, abbreviated
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CAPITAL,
    CUE,
    DETERMINER,
    FUNCTION,
    GIVEN,
    GROUP,
    NUMBER,
    ORGANIZATION,
    PLACE,
    POSSESSIVE,
    ROLE,
    TITLE,
    WORD,
)

HONORIFICS = frozenset(["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady"])
_BARE_HONORIFICS = HONORIFICS | PEERS | {"Messrs", "Mx"}
"""What is part of how somebody is called, and no role: "Rovers manager Sir"."""
_LONGEST_ROLE = 12  # tokens
_BEFORE_TITLES = frozenset(
    "former then acting interim current outgoing incoming late retired new longtime long-time deputy vice presumptive "
    "first".split()
)
"""Words in small letters that belong to the office behind them: "former President"; not "beat President"."""
_PICTURES = frozenset("Getty Images Image Photo Photos Buy Video Watch Embed File Caption CLOSE UNKNOWN AP".split())
"""What stands before a name that is under a picture."""
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December".split()
)
_ALSO_NAMES = frozenset("Baker Barber Hunter Miner Porter Potter Sailor Shepherd".split())
"""Roles that are given names too: "Hunter Moss"."""
_ADJECTIVAL = ("al", "an", "ant", "ary", "ble", "ent", "ful", "ic", "ish", "ist", "ive", "ous", "time", "ing")
_ADJECTIVES = frozenset(
    "big black chief elder fellow first junior key leading main many old rich rising senior star state top vocal white "
    "young".split()
)
_ALSO_VERBS = frozenset("chair convict guard guide head host judge model nurse rival star witness".split())
"""Roles that are verbs too: "not to convict President Bell"."""


def after_titles(view: View, first: int, last: int) -> int:
    """One past the last title or role in a run, so that "Police Chief Ann Moss" gives "Ann Moss".

    >>> from quotekit.text.document import look
    >>> after_titles(look("Police Chief Ann Moss left."), 0, 4)
    2
    """
    start = first
    for at in range(first, last):
        if view.word[at] in _ALSO_NAMES and last - at == 2:
            break
        is_title = view.bits[at] & TITLE and (at == first or not view.bits[at] & GIVEN)
        behind = view.word[at + 1 : at + 3]
        ends = bool(behind) and (behind[0] in SUFFIXES or (behind[0] == "," and not SUFFIXES.isdisjoint(behind)))
        is_more = at + 1 < last and not ends  # "Martin Luther King, Jr."; but "King Edmund III"
        if (is_title or view.bits[at] & ROLE) and is_more:
            start = at + 1
    while start < last and not view.bits[start] & WORD:
        start += 1
    return start


def roles_of(view: View, run: int, first: int, last: int) -> tuple[str, ...]:
    """The roles beside the name of tokens `first` to `last`, without article: before it, else in front, and behind it.

    `run` is where the capitalized words begin that lead up to the name.

    >>> from quotekit.text.document import look
    >>> roles_of(look("Mayor Ann Moss, a chemist, left."), 0, 1, 3)
    ('Mayor', 'chemist')
    """
    before = _role_before(view, run, first) or _role_in_front(view, run)
    behind = role_behind(view, last)
    return (*((before,) if before else ()), *((behind,) if behind else ()))


def gender_of(view: View, run: int, first: int, words: tuple[str, ...], role: str | None) -> str:
    """`m`, `f` or `-`, by the title between `run` and `first`, the given name in `words`, or the role.

    >>> from quotekit.text.document import look
    >>> gender_of(look("Mrs. Moss left."), 0, 2, ("Moss",), None)
    'f'
    """
    known = view.lexicon
    for at in range(run, first):
        gender = known.titles.get(view.word[at]) or known.titles.get(view.word[at] + ".")
        if gender in ("m", "f"):
            return gender
    if len(words) > 1 or run == first:  # behind a title a bare name is a surname: "Secretary Clinton"
        gender = known.given_genders.get(words[0]) or known.given_genders.get(words[0].split("-")[0])
        if gender:
            return gender
    if not role:
        return "-"
    genders = {known.role_genders.get(word.lower(), "-") for word in role.split()} - {"-"}
    return genders.pop() if len(genders) == 1 else "-"


def _role_before(view: View, run: int, first: int) -> str | None:
    """ "Inter Miami coach" before a name; a capitalized title alone ("Mayor") too, but no "Mr."."""
    head = run if run < first else first
    is_low = head > 0 and _is_low_role(view, head - 1) and view.pair[head - 1] == view.pair[first]
    if not is_low and run == first:
        return None
    if run < first and not is_low and all(view.word[i].rstrip(".") in HONORIFICS | {""} for i in range(run, first)):
        return None
    floor = max(view.bounds[view.sentence[first]][0], head - _LONGEST_ROLE)
    start = _walked_back(view, head, floor, is_low)
    while start < head and _leads_in(view, start):
        start += 1
    for at in range(start, first):
        if view.word[at] in _PICTURES:
            start = at + 1
    return _office(view, start, first)


def role_with_tasks(view: View, office: int, first: int) -> str:
    """The words from an office to the name at token `first`: "Minister of Trade and Industry" before "Ana Ruiz".

    >>> from quotekit.text.document import look
    >>> role_with_tasks(look("Norrland Minister of Trade and Industry Ana Ruiz left."), 1, 6)
    'Norrland Minister of Trade and Industry'
    """
    floor = max(view.bounds[view.sentence[first]][0], office - _LONGEST_ROLE)
    start = _walked_back(view, office, floor, not view.bits[office] & CAPITAL)
    while start < office and _leads_in(view, start):
        start += 1
    return _one_line(view.text(start, first))


def _is_low_role(view: View, at: int) -> bool:
    """Whether a role in small letters stands here, and no verb: "to judge Tom Bell"."""
    if not view.bits[at] & ROLE or view.bits[at] & CAPITAL:
        return False
    if view.word[at] not in _ALSO_VERBS or not at:
        return True
    before = view.word[at - 1]
    is_to = before == "to" and (at < 2 or view.word[at - 2] != "according")
    return not is_to and before not in ("not", "n't") and not view.bits[at - 1] & AUXILIARY


def _walked_back(view: View, head: int, floor: int, is_low: bool) -> int:
    """Where the words begin that belong to the role or the office at or before `head`."""
    start, belongs = head, _modifies if is_low else _belongs_to_title
    begin = view.bounds[view.sentence[head]][0]
    if _ends_office_of(view, head, floor):
        start -= 2 if view.word[head - 1] == "of" else 3
    while start > floor and view.pair[start - 1] == view.pair[head] and belongs(view, start - 1, begin):
        start -= 1
        if view.word[start] in _BEFORE_TITLES and not view.bits[start - 1] & CAPITAL:
            break  # "will face retired pilot"
    return start


def _ends_office_of(view: View, head: int, floor: int) -> bool:
    """Whether an office goes on in front of "of": "Chief of" before "Staff", "secretary of state" as a whole."""
    of = head - 1 if view.word[head - 1] == "of" else head - 2
    is_part = of > floor and view.word[of] == "of" and view.word[of + 1].lower() in ("staff", "state")
    return is_part and bool(view.bits[of - 1] & (ROLE | TITLE))


def _belongs_to_title(view: View, at: int, begin: int) -> bool:
    """Whether a word before an office with a capital belongs to it: "former", "Norrland’s"; no verb: "beat President".

    `begin` is where the sentence begins, at which any word has a capital.
    """
    word, bits = view.word[at], view.bits[at]
    if word.lower() in _BEFORE_TITLES or word.startswith(("then-", "ex-")):
        return True
    if word in POSSESSIVES or links_office(view, at):
        return True
    if word == ".":
        return view.glued(at) and bool(view.bits[at - 1] & CAPITAL)
    if word == "and" or (view.word[at + 1] == "and" and bits & ROLE):  # "founder and CEO"
        return bool(view.bits[at - (word == "and")] & (ROLE | TITLE))
    if not bits & CAPITAL or word in _DAYS or (bits & FUNCTION and not bits & NUMBER):
        return False
    is_linked = view.word[at + 1] in POSSESSIVES or links_office(view, at + 1)
    is_ordinary = at == begin and not view.bits[at + 1] & CAPITAL and not is_linked
    return not is_ordinary and not (bits & CUE and not is_base_of_cue(word.lower(), view.lexicon))


def _leads_in(view: View, at: int) -> bool:
    """Whether a word at the beginning of a role is none of it: an article, "’s", a day; not "then" or "former"."""
    word, bits = view.word[at], view.bits[at]
    if word in POSSESSIVES or word in _DAYS or word == ".":
        return True
    return bool(bits & FUNCTION and not bits & NUMBER and word.lower() not in _BEFORE_TITLES)


def _office(view: View, start: int, end: int) -> str | None:
    """The words of a role from `start` to `end` without "Sir" or "Dr." behind them; None where no role is left."""
    while end > start and _is_behind_office(view, end - 1):
        end -= 1
    if end <= start or (not view.bits[end - 1] & WORD and view.word[end - 1] != "."):
        return None
    at = end - 1 if view.word[end - 1] != "." else end - 2
    return _one_line(view.text(start, end)) if _is_office(view, at) else None


def _is_office(view: View, at: int) -> bool:
    return bool(view.bits[at] & TITLE) or is_role(view, at) or view.word[at].lower() in ("staff", "state")


def _is_behind_office(view: View, at: int) -> bool:
    word = view.word[at]
    if word == ".":
        return not abbreviated(view.word[at - 1], view.lexicon) or view.word[at - 1] in _BARE_HONORIFICS
    return word in _BARE_HONORIFICS


def _role_in_front(view: View, run: int) -> str | None:
    """ "LAFC coach" in "The LAFC coach, Steve Cherundolo,": a description that the name follows behind a comma."""
    head = run - 1
    if view.word[head] != ",":
        return None
    begin = view.bounds[view.sentence[run]][0]
    if head <= begin or view.pair[head] != view.pair[run] or not is_role(view, head - 1):
        return None
    start = head
    while start > begin and head - start < _LONGEST_ROLE and _modifies(view, start - 1, begin):
        start -= 1
    determined = (start > begin and view.bits[start - 1] & (DETERMINER | POSSESSIVE)) or view.bits[start] & DETERMINER
    while start < head and view.bits[start] & (DETERMINER | POSSESSIVE):
        start += 1
        determined = True
    return _one_line(view.text(start, head)) if determined and start < head else None


def _modifies(view: View, at: int, begin: int) -> bool:
    """Whether a word before a role belongs to it: capitalized, a role, a possessive, an adjective, but no verb.

    `begin` is where the sentence begins, at which any word has a capital.
    """
    word, bits = view.word[at], view.bits[at]
    if word in POSSESSIVES or links_office(view, at):
        return True
    if not bits & WORD:
        return word == "." and view.glued(at)
    low = word.lower()
    if low in _BEFORE_TITLES:
        return True
    is_opening = at == begin and not view.bits[at + 1] & CAPITAL  # "Absolved senior adviser", but "Associated Press"
    if word in _DAYS or (is_verbal(low) and (not bits & CAPITAL or is_opening)):
        return False
    if bits & CAPITAL:
        is_verb = is_opening and low.endswith("ed") and not bits & (GIVEN | PLACE | ORGANIZATION | ROLE)
        return not is_verb and not (bits & FUNCTION and not bits & NUMBER)
    if word == "and":
        return bool(view.bits[at - 1] & ROLE) if at else False
    if bits & FUNCTION or (word.endswith("ed") and not bits & ROLE):
        return False
    if view.bits[at + 1] & CAPITAL and not bits & (ROLE | GROUP) and not _is_adjective(word):
        return False  # "hold Leith County supervisor"
    return not bits & CUE or bool(bits & (ROLE | GROUP)) or is_base_of_cue(word, view.lexicon)


def links_office(view: View, at: int) -> bool:
    """Whether a word stands inside the name of what somebody is in: "Bank of Leith governor".

    Or of a department: "Work and Pensions Secretary".
    """
    if not at or not view.bits[at - 1] & view.bits[at + 1] & CAPITAL:
        return False
    if view.word[at] == "and":
        is_first = at == 1 or not view.bits[at - 2] & CAPITAL
        return is_first and not (view.bits[at - 1] & (GIVEN | PLACE) or view.bits[at + 1] & (ROLE | TITLE | GIVEN))
    return view.word[at] in ("of", "for") and bool(view.bits[at - 1] & ORGANIZATION)


def _is_adjective(word: str) -> bool:
    """Whether a word may stand before a capitalized one that belongs to a role: "longtime Labour aide"."""
    return "-" in word or word.endswith(_ADJECTIVAL) or word in _ADJECTIVES


def _one_line(text: str) -> str:
    return " ".join(text.split())
