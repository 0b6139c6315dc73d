"""Sheets of who is one with whom across articles: pairs of people, crowds of one surname, scenes made to measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, product

from people_rows import NAMES, ROLES

from quotekit.records import Speaker
from quotekit.speakers.people.appearances import Setting, folded, words_of
from quotekit.speakers.people.identities import Identity, identities


def _together() -> Iterator[str]:
    """Each two of some people, in articles of their own: those that are one, and those left open."""
    people = [Speaker("s", name, "person", roles=(role,)) for name in NAMES[::2] for role in ("", "mayor of Leith")]
    people += [
        Speaker("s", name, "person", gender=gender) for name in ("Robin Hale", "Pat Smith") for gender in ("m", "f")
    ]
    people += [Speaker("s", name, "person", roles=("baker",)) for name in NAMES[1::3]]
    for one, other in combinations(people, 2):
        if words_of(one)[-1] == words_of(other)[-1]:
            told = [("a", _with_id(one, "a")), ("b", _with_id(other, "b"))]
            found = identities(told)
            first, second = found["a", "a:s"], found["b", "b:s"]
            if first.id == second.id or first.is_open or second.is_open:
                left = f"{'open' * first.is_open} {'open' * second.is_open}"
                yield f"{_person(one)} + {_person(other)}: {first.id} {second.id} {first.name} {first.gender} {left}"


def _with_id(speaker: Speaker, article: str) -> Speaker:
    return Speaker(
        f"{article}:s", speaker.name, speaker.kind, (), tuple(filter(None, speaker.roles)), (), speaker.gender
    )


def _person(speaker: Speaker) -> str:
    return " ".join(filter(None, [speaker.name, *speaker.roles, speaker.gender]))


def _crowds() -> Iterator[str]:
    """People of one surname in a dozen articles at once, of two outlets and some days: who is one with whom."""
    surname_of = defaultdict(list)
    for name in NAMES:
        surname_of[folded(name)[-1]].append(name)
    for step in (1, 2, 3):
        for surname, named in sorted(surname_of.items()):
            told = []
            for number, name in enumerate(named * 2):
                role = ROLES[(number * step * 7) % len(ROLES)]
                gender = (None, "f", "m")[(number * step) % 3] if step == 3 else None
                article = f"{number // 2}"
                told.append((article, Speaker(f"{article}:{number}", name, "person", (), (role,), (), gender)))
                told.append(
                    (article, Speaker(f"{article}:x{number}", ("Ana Ruiz", "Joe Diaz", "Bo Lee")[number % 3], "person"))
                )
            settings = {
                f"{n}": Setting.of(("Echo", "Packet")[n % 2], f"2025-04-{1 + n * step:02}")
                for n in range(len(named) + 1)
            }
            found = identities(told, settings=settings)
            for article, speaker in told:
                if ":x" not in speaker.id:
                    one = found[article, speaker.id]
                    who = f"{one.id} {one.name} {one.gender} {'open' * one.is_open} {', '.join(one.aliases)}"
                    yield f"{surname} {article} {_person(speaker)}: {who}"


Row = tuple[int, str, str, str, str | None, int]
"""In how many articles somebody speaks, under which name, with which role and gender, in which outlet, on which day."""


def _scene(*rows: Row, beside: str = "", together: bool = False, aliases: tuple[str, ...] = ()) -> list[Identity]:
    """Who the last article of each row tells of; `beside` speaks in all articles of the first and of the last row."""
    told, settings, last = [], {}, []
    for number, (count, name, role, gender, outlet, day) in enumerate(rows):
        for index in range(count):
            article = f"{0 if together else number}-{index:02}"
            roles = tuple(filter(None, [role]))
            own = aliases if number == len(rows) - 1 else ()
            speaker = Speaker(f"{article}:{number}", name, "person", own, roles, (), gender or None)
            told.append((article, speaker))
            if outlet:
                settings[article] = Setting(outlet, day + index)
            for other in beside.split("|") if beside and number in (0, len(rows) - 1) else ():
                told.append((article, Speaker(f"{article}:{other}", other, "person")))
        last.append((article, speaker.id))
    found = identities(told, settings=settings)
    return [found[place] for place in last]


def _scenes() -> Iterator[str]:
    for what, one in _made():
        yield f"{what}: {', '.join(f'{who.id}{chr(63) * who.is_open}' for who in one)}"


def _made() -> Iterator[tuple[str, list[Identity]]]:
    rows: list[Row]
    for surname, many, few in product(("Zeal", "Smith"), (1, 2, 4, 5, 6, 10, 19, 20, 21), (1, 2)):
        rows = [(many, f"Rosa {surname}", "", "f", "Echo", 100), (few, f"Carl {surname}", "", "m", "Wire", 300)]
        yield f"{many} Rosa, {few} Carl {surname}, bare", _scene(*rows, (1, surname, "", "", None, 0))
        yield f"{many} Rosa {surname} and a bare one", _scene(rows[0], (few, surname, "", "f", "Packet", 900))
    for surname, outlet, gap in product(("Zeal", "Smith"), ("Echo", "Wire", "Packet"), (-9, -8, -7, -6, 0, 6, 7, 8, 9)):
        rows = [(1, f"Rosa {surname}", "", "", "Echo", 100), (1, f"Carl {surname}", "", "", "Wire", 300)]
        yield f"bare {surname} in {outlet} {gap} days off", _scene(*rows, (1, surname, "", "", outlet, 100 + gap))
    for surname, role in product(
        ("Zeal", "Smith"), ("mayor", "mayor of Leith", "spokesman", "Pope", "deputy mayor", "baker")
    ):
        rows = [(1, f"Rosa {surname}", "mayor", "f", None, 0), (1, f"Carl {surname}", "mayor of Leith", "m", None, 0)]
        for gender in ("", "f", "m"):
            yield f"bare {surname}, {role} {gender}", _scene(*rows, (1, surname, role, gender, None, 0))
        yield (
            f"two bare {surname}, {role}",
            _scene((1, surname, role, "f", "Echo", 1), (1, surname, role, "", "Echo", 90)),
        )
        yield (
            f"bare {surname}, {role}, f and m",
            _scene((1, surname, role, "f", "Echo", 1), (1, surname, role, "m", "Echo", 1)),
        )
    for surname, beside in product(("Zeal", "Smith"), ("Ana Ruiz", "Ana Ruiz|Joe Diaz", "Ana Ruiz|Joe Diaz|Bo Lee")):
        rows = [(1, f"Rosa {surname}", "", "", None, 0), (1, f"Carl {surname}", "", "", None, 0)]
        yield f"{surname} beside {beside}", _scene(*rows, (1, surname, "", "", None, 0), beside=beside)
        yield (
            f"bare {surname} beside {beside}",
            _scene((1, surname, "", "", None, 0), (1, surname, "", "", None, 0), beside=beside),
        )
    for many, few, name in product(
        (1, 2, 3, 4, 6),
        (1, 2),
        ("John Hale", "J. Hale", "John Bell Hale", "John W. Hale", "John B. Smith", "John Bell Smith"),
    ):
        surname = name.split()[-1]
        for role in ("", "senator from Leith", "baker"):
            rows = [
                (many, f"John W. {surname}", "senator", "", "Echo", 7),
                (few, f"John H. {surname}", "baker", "", "Wire", 90),
            ]
            yield f"{many} W., {few} H., {name} {role}", _scene(*rows, (1, name, role, "", "Echo", 13))
            yield f"{many} W., {few} H., {name} {role} anywhere", _scene(*rows, (1, name, role, "", None, 0))
            yield f"{many} W., {name} {role}", _scene(rows[0], (few, name, role, "", "Wire", 700))
    for count, role, aliases, together in product(
        (1, 4, 5, 6), ("", "baker"), ((), ("Hale Jr.",), ("Hale",), ("Carl Hale",)), (False, True)
    ):
        rows = [(count, "Carl Hale", "baker", "", None, 0), (1, "Carl Hale Jr.", role, "", None, 0)]
        yield f"{count} Carl and Jr. {role} {aliases} {together}", _scene(*rows, aliases=aliases, together=together)
    for men, women, name in product((0, 1, 2, 3, 6, 9), (1, 2, 3), ("Robin Hale", "Rosa Hale", "Taylor Smith")):
        rows = [(men, name, "", "m", None, 0)] if men else []
        yield (
            f"{men} men, {women} women {name}",
            _scene(*rows, (women, name, "", "f", None, 0), (1, name, "", "", None, 0)),
        )
    for many, few, role in product((1, 2, 3), (1, 2, 3), ("baker", "mayor of Perth", "senator", "general", "")):
        rows = [(many, "John Smith", "mayor of Leith", "", None, 0), (few, "John Smith", role, "", None, 0)]
        yield f"{many} mayors, {few} {role}", _scene(*rows, (1, "John Smith", "", "", None, 0))
    spellings = ("Kayleign", "Kayleig", "Kayleighs", "Kaylaigh", "Kay", "Haylsign", "Kayleigh-Ann", "K.")
    for many, few, name in product((4, 5, 9, 10, 11, 20), (1, 2), spellings):
        rows = [(many, "Kayleigh Moss", "singer", "f", None, 0), (few, f"{name} Moss", "singer", "", None, 0)]
        yield f"{many} Kayleigh, {few} {name}", _scene(*rows)
    for one, other, role in product(("Bill", "Bill J.", "Bill K."), ("William", "William J."), ("", "singer")):
        rows = [(2, f"{one} Moss", "singer", "", None, 0), (1, f"{other} Moss", role, "", None, 0)]
        yield f"{one} and {other} {role}", _scene(*rows)
        yield f"{one} and {other} Jr. {role}", _scene(rows[0], (1, f"{other} Moss Jr.", role, "", None, 0))
    for one, other in (
        ("Bill", "William"),
        ("Jack", "John"),
        ("Alex", "Alexander"),
        ("Liz", "Elizabeth"),
        ("Pat", "Patricia"),
    ):
        for role, gender, together in product(("", "singer", "baker"), ("", "f", "m"), (False, True)):
            rows = [(2, f"{one} Moss", "singer", "f", "Echo", 3), (1, f"{other} Moss", role, gender, "Echo", 9)]
            yield f"{one} and {other} {role} {gender} {together}", _scene(*rows, together=together)


SHEETS: dict[str, Callable[[], Iterator[str]]] = {"together": _together, "crowds": _crowds, "scenes": _scenes}
