"""Names of people, organizations and places in running text, with the roles that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quotekit.names.kinds import NameKinds
from quotekit.names.name import NAMED, THINGS, is_organization, kind_by_words
from quotekit.names.name import Name as Name
from quotekit.names.offices import (
    behind_seat,
    is_between,
    is_first_task,
    is_of_an_office,
    is_office,
    is_titled_person,
    is_unknown_before,
    office_before,
)
from quotekit.names.ordinary import OF_PEOPLE, PARTIES, is_will, is_word, opens_no_name
from quotekit.names.roles import HONORIFICS, after_titles, gender_of, role_with_tasks, roles_of
from quotekit.names.runs import PEERS, STATES, capital_runs, capitalized_inside, capitals_of
from quotekit.text.document import View
from quotekit.text.lexicon import (
    FUNCTION,
    GENERATIONS,
    GIVEN,
    ORGANIZATION,
    PLACE,
    ROLE,
    TITLE,
    WORD,
)

_DESCRIBING = tuple(
    "-born -based -backed -led -winner -winning -maker -designate -elect -supporting -leaning -owned -controlled -run "
    "-funded -friendly -aligned -affiliated -linked -occupied -listed -trained -appointed -educated -speaking".split()
)
"""Ends of words that stand before a name and are none: "South Korean-born Jin Park"."""
_IN_FRONT = frozenset({"Emeritus", "Images", "Tem", "Tempore", "Yorker"})
"""Words that end what stands before a name: "President Pro Tem", "New Yorker"."""
_BEHIND_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday I MP MPs MSP MEP QC KC OBE CBE MBE KBE DBE GBE CH OM FRS "
    "DSO KCMG CMG PhD MD MSc BSc MBA DDS JD Esq However Meanwhile Moreover Nevertheless Although Because While".split()
)
"""What stands behind a name and is no part of it."""
_ALSO_SURNAMES = frozenset(
    "Abbott Baron Bishop Constable Deacon Dean Duke Earl Judge King Knight Lord Major Marshal Pope Prince".split()
)
"""Titles that are surnames too."""
_LONGEST_IN_CAPITALS = 5
_LONGEST_NAME = 4


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
    surnames = frozenset(
        [view.word[at] for at in capitals if view.word[at] in _ALSO_SURNAMES and _is_surname(view, at)]
    )
    for first, last in capital_runs(view, capitals):
        if (
            last - first == 1
            and view.bits[first] & FUNCTION
            and not (view.word[first].isupper() or is_will(view, first))
        ):
            continue  # most that opens a sentence is "The" or "He" alone
        if names and _is_seat_of(view, names[-1], first):
            names[-1] = _with_seat(view, names[-1], last)
        else:
            names += _names_in(view, first, last, inner, surnames)
    return names


def _is_seat_of(view: View, name: Name, first: int) -> bool:
    """Whether a title behind a comma belongs to the one name before it: "Marie-Claire, Countess of Orme"."""
    is_near = name.last == first - 1 and view.word[name.last] == "," and name.kind in ("person", "unknown")
    return is_near and view.word[first] in PEERS and view.word[first + 1 : first + 2] == ["of"]


def _with_seat(view: View, name: Name, last: int) -> Name:
    """A name with the title and the seat behind it, as it is written; they are the role of who has a surname."""
    if len(name.words) > 1:
        role = view.text(name.last + 1, last)
        return name._replace(kind="person", role=name.role or role, roles=tuple(dict.fromkeys((*name.roles, role))))
    words = (f"{name.words[0]},", *view.word[name.last + 1 : last])
    return name._replace(last=last, kind="person", words=words, titled=True, role=None, roles=())


def _is_surname(view: View, at: int) -> bool:
    """Whether a title is somebody's surname: "Jessica King", "Ms. King", "Mervyn King said"."""
    before = at - 2 if at > 1 and view.word[at - 1] == "." else at - 1
    if before < 0:
        return False
    is_given = before == at - 1 and (view.bits[before] & GIVEN or is_unknown_before(view, at))
    return view.word[before] in HONORIFICS or bool(is_given)


def _names_in(view: View, first: int, last: int, inner: frozenset[str], surnames: frozenset[str]) -> list[Name]:
    """The names in one run of capitalized words: titles and roles off, what is before a role apart."""
    head = view.bounds[view.sentence[first]][0] == first or (
        view.pair[first] >= 0 and view.pairs[view.pair[first]].first == first
    )
    if last - first == 1:
        return _name_of_one_word(view, first, head, inner, surnames)
    begin, last = _trimmed(view, first, last, head, inner)
    if last - begin == 1 and is_word(view, begin, head and begin == first):
        return []
    if begin >= last or _is_party(view, begin) or is_office(view, begin, last, surnames):
        return []
    if loud := _in_capitals(view, begin, last):
        return [loud]
    office = office_before(view, begin)
    if (person := behind_seat(view, begin, last, office)) > begin:
        return [_in_office(view, office, person, last)]
    start = after_titles(view, begin, last)
    if view.word[last - 1] in THINGS:
        start = begin
    if start - begin == 1 and view.word[begin] in PEERS and "of" in view.word[start:last]:
        return [_peer(view, begin, last)]
    whole = kind_by_words(view, begin, last)
    if whole == "organization" and not is_titled_person(view, begin, start, last):
        return [_name(view, begin, last, whole, begin)]
    if start >= last:
        return []
    end = start
    while end > begin and is_of_an_office(view, end - 1):
        end -= 1
    named = end < start and end - begin > 1 and is_organization(view, begin, end)
    before = [_name(view, begin, end, "organization", begin)] if named else []
    kind = whole if start == begin else "person"
    return [*before, _name(view, start, last, kind, begin)]


def _trimmed(view: View, first: int, last: int, head: bool, inner: frozenset[str]) -> tuple[int, int]:
    """The tokens of a run without what stands in front of a name, or behind it, and is none of it."""
    begin = first
    for at in range(first, last - 1):
        word = view.word[at]
        describes = "-" in word and word.endswith(_DESCRIBING)
        if describes or word in _IN_FRONT or (at > first and _tells_whence(view, at, last)):
            begin = at + 1
    while begin < last and opens_no_name(view, begin, last, head and begin == first, inner):
        begin += 1
    while last > begin and _trails(view, last - 1, begin):
        last -= 1
    if last - begin > 2 and _is_spelled_out(view, last):
        last -= 1
    if last - begin > 1 and view.word[begin] == "The" and _is_place(view, begin + 1, last):
        begin += 1
    return begin, last


def _tells_whence(view: View, at: int, last: int) -> bool:
    """Whether a word inside a run tells what the person behind it is: "South Carolina Republican Ruth Okello"."""
    word = view.word[at]
    if not 2 < last - at <= _LONGEST_NAME + 1 or not view.bits[at + 1] & GIVEN:
        return False
    is_told = word in PARTIES or (word.endswith(OF_PEOPLE) and not view.bits[at] & (GIVEN | TITLE))
    return is_told and not view.bits[last - 1] & ORGANIZATION


def _name_of_one_word(
    view: View, first: int, head: bool, inner: frozenset[str], surnames: frozenset[str]
) -> list[Name]:
    """The name that a capitalized word alone is; none where it is an ordinary word, a party, an office or a degree."""
    last = first + 1
    if is_between(view, first, last) or (view.word[first] in _BEHIND_NAMES and view.word[first - 1] == ","):
        return []
    is_ordinary = (opens_no_name(view, first, last, head, inner) and not is_will(view, first)) or is_word(
        view, first, head
    )
    if is_ordinary or _is_party(view, first) or is_office(view, first, last, surnames) or is_first_task(view, first):
        return []
    return [_name(view, first, last, kind_by_words(view, first, last), first)]


def _in_office(view: View, office: int, first: int, last: int) -> Name:
    """Who stands behind an office and its tasks: "Ana Ruiz" behind "Minister of Trade and Industry"."""
    name = _name(view, first, last, "person", first)
    role = role_with_tasks(view, office, first)
    return name._replace(role=role, roles=(role, *name.roles), titled=True)


def _is_place(view: View, first: int, last: int) -> bool:
    """Whether all words are of a place: "The United States", "The US"."""
    return all(view.bits[at] & PLACE or view.word[at].replace(".", "") in STATES for at in range(first, last))


def _trails(view: View, at: int, begin: int) -> bool:
    """Whether the last token of a run is no part of its name: a mark, the day of "said Dana White Friday", "MP"."""
    if not view.bits[at] & WORD:
        return view.word[at - 1] not in GENERATIONS
    return at > begin and view.word[at] in _BEHIND_NAMES


def _is_spelled_out(view: View, last: int) -> bool:
    """Whether a profile runs on behind a name: "Sen. Patty Moss Patricia (Patty) Lynn MossMORE"."""
    is_nickname = view.word[last : last + 1] == ["("] and view.word[last + 2 : last + 3] == [")"]
    return is_nickname and bool(view.bits[last - 1] & view.bits[last + 1] & GIVEN)


def _peer(view: View, begin: int, last: int) -> Name:
    """ "Baroness Hale of Redmoor", who is called by title, name and seat."""
    name = _name(view, begin + 1, last, "person", begin)
    roles = tuple(role for role in name.roles if role not in PEERS)
    return name._replace(words=(view.word[begin], *name.words), roles=roles, role=roles[0] if roles else None)


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
