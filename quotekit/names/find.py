"""Names of people, organizations and places in running text, with the roles that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quotekit.names.kinds import NameKinds
from quotekit.names.name import NAMED, is_organization, kind_by_words
from quotekit.names.name import Name as Name
from quotekit.names.ordinary import OF_PEOPLE, opens_no_name
from quotekit.names.roles import after_titles, gender_of, links_office, roles_of
from quotekit.names.runs import PEERS, STATES, capital_runs, capitalized_inside, capitals_of
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, FUNCTION, GENERATIONS, GIVEN, ORGANIZATION, PLACE, ROLE, TITLE, WORD

_DESCRIBING = ("-born", "-based", "-backed", "-led", "-winner", "-winning", "-maker", "-designate", "-elect")
"""Ends of words that stand before a name and are none: "South Korean-born Jin Park"."""
_IN_FRONT = frozenset({"Emeritus", "Images", "Tem", "Tempore", "Yorker"})
"""Words that end what stands before a name: "President Pro Tem", "New Yorker"."""
_BESIDE_OFFICE = frozenset({"of", "Acting", "Interim", "Former", "Assistant", "Associate"})
"""What stands in an office besides titles and roles."""
_BEHIND_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday I MP MPs MSP MEP QC KC OBE CBE MBE PhD MD Esq".split()
)
"""What stands behind a name and is no part of it."""
_LONGEST_IN_CAPITALS = 5


def with_names(view: View, kinds: NameKinds) -> tuple[View, list[Name]]:
    """The view with the tokens of names marked, and the names, those inside quotations included, in order."""
    names = kinds.typed(view, names_by_rule(view))
    return with_named(view, names), names


def with_named(view: View, names: Iterable[Name]) -> View:
    """The view with the tokens of some names marked."""
    named = [0] * len(view.word)
    for name in names:
        named[name.first : name.last] = [NAMED.index(name.kind)] * (name.last - name.first)
    return replace(view, named=named)


def names_by_rule(view: View) -> list[Name]:
    """The names of an article in order, with the kinds that their words alone tell.

    >>> from quotekit.text.document import look
    >>> view = look("The Harbour Bank manager Ruth van Dyk met Mr. Diaz in Paris.")
    >>> [(" ".join(n.words), n.kind, n.role) for n in names_by_rule(view)]
    [('Harbour Bank', 'organization', None), ('Ruth van Dyk', 'person', 'Harbour Bank manager'), \
('Diaz', 'person', None), ('Paris', 'place', None)]
    """
    names: list[Name] = []
    capitals = capitals_of(view)
    inner = capitalized_inside(view, capitals)
    for first, last in capital_runs(view, capitals):
        if last - first == 1 and view.bits[first] & FUNCTION and not view.word[first].isupper():
            continue  # most that opens a sentence is "The" or "He" alone
        names += _names_in(view, first, last, inner)
    return names


def _names_in(view: View, first: int, last: int, inner: frozenset[str]) -> list[Name]:
    """The names in one run of capitalized words: titles and roles off, what is before a role apart."""
    head = view.bounds[view.sentence[first]][0] == first or (
        view.pair[first] >= 0 and view.pairs[view.pair[first]].first == first
    )
    if last - first == 1:
        is_word = opens_no_name(view, first, last, head, inner) or _is_party(view, first)
        is_name = not is_word and not _is_office(view, first, last) and not _is_first_task(view, first)
        return [_name(view, first, last, kind_by_words(view, first, last), first)] if is_name else []
    begin = first
    for at in range(first, last - 1):
        if view.word[at].endswith(_DESCRIBING) or view.word[at] in _IN_FRONT or _tells_whence(view, at, first, last):
            begin = at + 1
    while begin < last and opens_no_name(view, begin, last, head and begin == first, inner):
        begin += 1
    while last > begin and _trails(view, last - 1, begin):
        last -= 1
    if last - begin > 1 and view.word[begin] == "The" and _is_place(view, begin + 1, last):
        begin += 1
    if begin >= last or _is_party(view, begin) or _is_office(view, begin, last):
        return []
    if loud := _in_capitals(view, begin, last):
        return [loud]
    begin = _behind_seat(view, begin, last)
    start = after_titles(view, begin, last)
    if start - begin == 1 and view.word[begin] in PEERS and "of" in view.word[start:last]:
        return [_peer(view, begin, last)]
    whole = kind_by_words(view, begin, last)
    if whole == "organization" and not _is_titled_person(view, begin, start, last):
        return [_name(view, begin, last, whole, begin)]
    if start >= last:
        return []
    end = start
    while end > begin and _is_of_an_office(view, end - 1):
        end -= 1
    named = end < start and end - begin > 1 and is_organization(view, begin, end)
    before = [_name(view, begin, end, "organization", begin)] if named else []
    kind = whole if start == begin else "person"
    return [*before, _name(view, start, last, kind, begin)]


def _tells_whence(view: View, at: int, first: int, last: int) -> bool:
    """Whether a word inside a run tells what the person behind it is: "South Carolina Republican Ruth Okello"."""
    is_two = at > first and last - at == 3 and view.bits[at + 1] & GIVEN and not view.bits[at + 2] & ORGANIZATION
    return bool(is_two) and not view.bits[at] & (GIVEN | TITLE) and view.word[at].endswith(OF_PEOPLE)


def _is_office(view: View, begin: int, last: int) -> bool:
    """Whether a run names an office and nobody: "the Culture Secretary", "the Secretary of State"."""
    if begin + 1 < last and view.word[begin + 1] == "of":
        return last - begin == 3 and bool(view.bits[begin] & TITLE and view.bits[last - 1] & TITLE)
    if any(view.bits[at] & GIVEN for at in range(begin, last)) or is_organization(view, begin, last):
        return False
    return bool(view.bits[last - 1] & TITLE and not view.bits[last - 1] & ORGANIZATION)


def _is_place(view: View, first: int, last: int) -> bool:
    """Whether all words are of a place: "The United States", "The US"."""
    return all(view.bits[at] & PLACE or view.word[at].replace(".", "") in STATES for at in range(first, last))


def _is_first_task(view: View, at: int) -> bool:
    """Whether a word is the first of two of an office: "Work" of "Work and Pensions Secretary"."""
    if at + 3 >= len(view.word) or view.word[at + 1] != "and" or not links_office(view, at + 1):
        return False
    return bool(view.bits[at + 3] & CAPITAL and view.bits[at + 3] & (TITLE | ROLE))


def _trails(view: View, at: int, begin: int) -> bool:
    """Whether the last token of a run is no part of its name: a mark, the day of "said Dana White Friday", "MP"."""
    if not view.bits[at] & WORD:
        return view.word[at - 1] not in GENERATIONS
    return at > begin and view.word[at] in _BEHIND_NAMES


def _peer(view: View, begin: int, last: int) -> Name:
    """ "Baroness Hale of Redmoor", who is called by title, name and seat."""
    name = _name(view, begin + 1, last, "person", begin)
    roles = tuple(role for role in name.roles if role not in PEERS)
    return name._replace(words=(view.word[begin], *name.words), roles=roles, role=roles[0] if roles else None)


def _is_of_an_office(view: View, at: int) -> bool:
    """Whether a token before a person's name is of an office, not of an organization: "Acting Secretary of State"."""
    is_title = view.bits[at] & (TITLE | ROLE) or not view.bits[at] & WORD
    return bool(is_title) or view.word[at] in _BESIDE_OFFICE


def _behind_seat(view: View, begin: int, last: int) -> int:
    """Where the person begins in what follows an office: "Ruth Okello" in "Mayor of Leith Ruth Okello"."""
    of = begin - 2 if begin > 2 and view.word[begin - 1] == "the" else begin - 1
    if of < 1 or view.word[of] != "of" or not view.bits[of - 1] & (TITLE | ROLE):
        return begin
    given = (at for at in range(begin + 1, last - 1) if view.bits[at] & GIVEN and last - at <= 3)
    if view.bits[begin] & GIVEN:
        return begin
    is_two = last - begin == 4 and all(map(str.istitle, view.word[begin:last]))
    department = last - 2 if is_two and not is_organization(view, begin, last) else begin
    return next(given, department)


def _in_capitals(view: View, first: int, last: int) -> Name | None:
    """The person whom a run in capitals names: "DET INSP RUTH OKELLO" under a picture, but no "FLOOD WARNING"."""
    words = view.word[first:last]
    if not 1 < len(words) <= _LONGEST_IN_CAPITALS or not all(map(str.isupper, words)):
        return None
    calm = [word.capitalize() for word in words]
    bits = [view.lexicon.properties(word) for word in calm]
    start = next((at for at, bit in enumerate(bits) if not bit & (TITLE | ROLE)), len(calm))
    if not 2 <= len(calm) - start <= 3 or not bits[start] & GIVEN:
        return None
    if any(bit & (FUNCTION | ORGANIZATION) for bit in bits[start:]):
        return None
    name = _name(view, first + start, last, "person", first)
    return name._replace(words=tuple(calm[start:]), gender=gender_of(view, first, first + 1, tuple(calm[start:]), None))


def _is_party(view: View, at: int) -> bool:
    """Whether a word is a party with its state: "(R-Fla.)", "D-N.Y."."""
    word = view.word[at]
    return word[:2] in ("R-", "D-", "I-") or (word in ("R", "D", "I") and at > 0 and view.word[at - 1] == "(")


def _is_titled_person(view: View, first: int, start: int, last: int) -> bool:
    """Whether "House Speaker Ruth Okello" with the name from `start` is a person, although a house comes first."""
    titled = any(view.bits[i] & TITLE for i in range(max(first, start - 2), start))
    words = sum(1 for i in range(start, last) if view.bits[i] & WORD)
    known = first < start < last and (view.bits[start] & GIVEN or titled) and 2 <= words <= 5
    return bool(known) and not is_organization(view, start, last)


def _name(view: View, first: int, last: int, kind: str, run: int) -> Name:
    printed = [view.word[first]] if last - first == 1 else view.text(first, last).split()
    words = tuple([word.rstrip(",") for word in printed])
    titled = run < first or (first > 0 and bool(view.bits[first - 1] & TITLE))
    if titled and kind in ("unknown", "place"):
        kind = "person"
    roles = roles_of(view, run, first, last) if kind in ("person", "unknown") else ()
    if roles and kind == "unknown":
        kind = "person"
    role = roles[0] if roles else None
    return Name(first, last, kind, words, gender_of(view, run, first, words, role), role, titled, roles)
