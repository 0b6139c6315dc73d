"""What the words of a source tell of who may be meant by it: features for the ranker."""

from __future__ import annotations

from functools import cache

from quotekit.speakers.cast import COMPANY, PRESS, PRESS_WORDS, Entity, sort_of
from quotekit.speakers.choice.candidates import Source
from quotekit.speakers.discourse import Discourse
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, GROUP, ORGANIZATION, PREPOSITION, ROLE, TITLE
from quotekit.text.phrases import POSSESSIVES
from quotekit.text.ranking import Group

_DESCRIBING = frozenset({"named", "definite", "possessive", "bare", "indefinite"})
_JOINING = frozenset({"and", "who", "which", "that"})


def short_form(source: Source) -> str:
    """The form of a source, all descriptions alike."""
    return "d" if source.form in _DESCRIBING else source.form


# --- Who is in the article ---


def likeness(source: Source, entity: Entity) -> Group:
    """How the words of a description go with what somebody is called: "the chipmaker", "the 29-year-old"."""
    form, kind, head = source.form, entity.kind, source.description.head
    if not source.words:
        return ()
    names = {word.casefold() for name in entity.forms for word in name}
    known = names | entity.role_words
    shared = source.words & known
    row = [
        f"{form}: {min(len(shared), 3)} shared, {kind}",
        f"head in name {head in names}, {kind}, {form}",
        f"head is last {any(name[-1].casefold() == head for name in entity.forms)}, {kind}, {form}",
        f"head in roles {head in entity.role_words}, {kind}, {form}",
    ]
    if len(shared) == len(source.words):
        row.append(f"all shared, {form}, {kind}")
    if any("year-old" in word for word in source.words):
        row.append("same age" if any("year-old" in word for word in shared) else "not that age")
    if kind == "organization":
        row.append(f"{head}, press {bool(names & PRESS_WORDS)}")
        row.append(f"{sort_of(head)}, {_sort_of_name(names)}")
    return (*row, *_roles(source, entity, known))


def _roles(source: Source, entity: Entity, known: set[str]) -> Group:
    role, gender = source.description.role, source.description.gender
    if not role:
        return ()
    same = "same role" if role in known else "other role" if entity.role_words else "no role known"
    genders = (f"gender {gender}{entity.gender}",) if gender != "-" and entity.kind == "person" else ()
    return (f"{same}, {source.form}, {entity.kind}", *genders)


def _sort_of_name(names: set[str]) -> str:
    return PRESS if names & PRESS_WORDS else "kind" if names & COMPANY else "plain"


def looks(discourse: Discourse, source: Source, entity: Entity) -> Group:
    """What a name looks like, how often it is named, and whether a like description meant it before."""
    form, kind, head = short_form(source), entity.kind, source.description.head
    row = [
        f"{form} {kind}: places {min(len(entity.places).bit_length(), 5)}",
        f"{form} {kind}: leads {discourse.leads.get(kind) is entity}",
    ]
    if entity.forms and kind == "organization":
        name = max(entity.forms, key=len)
        word = name[-1]
        is_kind = bool(discourse.view.lexicon.properties(word) & ORGANIZATION)
        row += [
            f"{form} {'caps' if word.isupper() else 'word'} {min(len(name), 3)}",
            f"{form} ends {word[-2:].lower()}",
            f"{head}~{is_kind} {min(len(name), 2)}",
            f"{head}~{word.lower()}",
        ]
    if source.words:
        row.append(f"{source.form} meant before {_meant(discourse, head, entity)}, {kind}")
    return tuple(row)


def _meant(discourse: Discourse, head: str, entity: Entity) -> str:
    meant = discourse.called.get(head)
    return "none" if meant is None else "same" if meant is entity else "other"


# --- Who is named in the source ---


def inside(view: View, source: Source, entity: Entity) -> Group:
    """Where in the source somebody is named: "Apple spokesman Tom Bell", "the leader of the Greens"."""
    name = next(name for name, own in source.named if own is entity)
    start = name.first
    while start > source.first and view.bits[start - 1] & (CAPITAL | TITLE):
        start -= 1
    left = "start" if start == source.first else _word_class(view, start - 1)
    right = "end" if name.last >= source.last else _word_class(view, name.last)
    head_at, head, kind = source.description.words[-1], source.description.head, entity.kind
    in_head = name.last - 1 <= head_at
    rule = any(own is entity for _, own in source.own)
    number = min(len({id(own) for _, own in source.own}), 2)
    around = f"{left}, {in_head}, {right}"
    role, group = (any(view.bits[i] & ROLE for i in source.description.words), bool(view.bits[head_at] & GROUP))
    return (
        f"own {rule} of {number}, {kind}",
        f"own {rule} of {number}, {kind}, {source.form}",
        f"own {rule}, {left}",
        f"own {rule}, {right}",
        f"own {rule}, {head}",
        f"in it: role {role}, {around}",
        f"in it: group {group}, {around}",
        f"in it: own {source.description.kind}, {around}, {kind}",
        f"{head}, {left}, {kind}",
        f"{head}, {right}, {kind}, {in_head}",
        f"in it {kind}: first {source.named[0][1] is entity}, {left}",
        f"in it {kind}: first {source.named[0][1] is entity}, others {len({id(own) for _, own in source.named}) > 1}",
        *_in_it(kind, left, right, f"{in_head} {name.last - 1 == head_at}", source.description.kind),
    )


@cache
def _in_it(kind: str, left: str, right: str, head: str, own: str) -> Group:
    return (
        f"in it {kind}: left {left}",
        f"in it {kind}: right {right}",
        f"in it {kind}: {left} _ {right}",
        f"in it {kind}: head {head}, {right}",
        f"in it {kind}: head {head}, {left}",
        f"in it {kind}: own {own}, {left}",
    )


def _word_class(view: View, at: int) -> str:
    word, bits = view.word[at].lower(), view.bits[at]
    if word in POSSESSIVES:
        return "'s"
    if bits & (PREPOSITION | DETERMINER) or not word.isalpha() or word in _JOINING:
        return word
    for flag, name in ((ROLE, "role"), (GROUP, "group"), (CAPITAL, "Cap")):
        if bits & flag:
            return name
    return "ed" if word.endswith("ed") else "s" if word.endswith("s") else "word"


# --- Nobody of the article ---


def itself(discourse: Discourse, source: Source, entity: Entity, alone: int, known: bool) -> Group:
    """What speaks for a description that means nobody known: "a spokesman", "residents of the town"."""
    view, form, words = discourse.view, source.form, source.description.words
    number = min(len({id(own) for _, own in source.own}), 2)
    more, capital = len(words) < source.last - source.first, any(view.bits[i] & CAPITAL for i in words[1:])
    return (
        f"itself, {form}, meant before {_meant(discourse, source.description.head, entity)}",
        f"itself, {form}, own {number}",
        f"itself, {source.description.head}, own {number}",
        f"itself, {form}, named {len(source.named) > 0}",
        f"itself role {bool(source.description.role)}, {form}",
        f"ends {view.word[words[-1]][-2:]}, {form}",
        *(("itself known",) if known else ()),
        *_alone("itself", form, min(alone, 2), min(len(words), 4), more, capital),
    )


def nobody(source: Source, alone: int) -> Group:
    """What speaks for nobody at all."""
    return _alone("nobody", source.form, min(alone, 2), 0, False, False)


@cache
def _alone(what: str, form: str, alone: int, size: int, more: bool, capital: bool) -> Group:
    return (
        f"{what}, {form}, {size} words",
        f"{what}, {form}, others {alone}",
        f"{what}, {form}, more behind {more}",
        f"{what}, {form}, capital {capital}",
        f"{what}, {form}, capital {capital}, more behind {more}",
    )
