"""What the words of a source tell of who may be meant by it: features for the ranker."""

from __future__ import annotations

from functools import cache, lru_cache

from quotekit.speakers.cast import COMPANY, PRESS, PRESS_WORDS, Entity, sort_of
from quotekit.speakers.choice.candidates import Source
from quotekit.speakers.discourse import Discourse
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, GROUP, ORGANIZATION, PREPOSITION, ROLE, TITLE
from quotekit.text.phrases import POSSESSIVES
from quotekit.text.ranking import Group

_DESCRIBING = frozenset({"named", "definite", "possessive", "bare", "indefinite"})
MOST = 20_000
"""Groups of features with words in them that are remembered: a hundred million articles hold more words than memory."""
_SAME_AGE, _OTHER_AGE = ("same age",), ("not that age",)
_JOINING = frozenset({"and", "who", "which", "that"})


def short_form(source: Source) -> str:
    """The form of a source, all descriptions alike."""
    return "d" if source.form in _DESCRIBING else source.form


# --- Who is in the article ---


def likeness(source: Source, entity: Entity) -> list[Group]:
    """How the words of a description go with what somebody is called: "the chipmaker", "the 29-year-old"."""
    words, head = source.words, source.description.head
    if not words:
        return []
    form, kind, names, roles = source.form, entity.kind, entity.name_words, entity.role_words
    shared = len(words & names) + sum([word in roles and word not in names for word in words])
    found = [_shared(form, kind, min(shared, 3), shared == len(words))]
    found.append(_headed(form, kind, head in names, head in entity.last_words, head in roles))
    if source.age:
        found.append(_SAME_AGE if source.age in names or source.age in roles else _OTHER_AGE)
    if kind == "organization":
        found.append(_sorted(head, bool(names & PRESS_WORDS), bool(names & COMPANY)))
    if source.description.role:
        found.append(_role(source, entity))
    return found


@cache
def _shared(form: str, kind: str, shared: int, is_all: bool) -> Group:
    return (f"{form}: {shared} shared, {kind}", *((f"all shared, {form}, {kind}",) if is_all else ()))


@cache
def _headed(form: str, kind: str, in_name: bool, is_last: bool, in_roles: bool) -> Group:
    return (
        f"head in name {in_name}, {kind}, {form}",
        f"head is last {is_last}, {kind}, {form}",
        f"head in roles {in_roles}, {kind}, {form}",
    )


@lru_cache(MOST)
def _sorted(head: str, is_press: bool, is_kind: bool) -> Group:
    name = PRESS if is_press else "kind" if is_kind else "plain"
    return (f"{head}, press {is_press}", f"{sort_of(head)}, {name}")


def _role(source: Source, entity: Entity) -> Group:
    role, gender = source.description.role, source.description.gender
    is_same = role in entity.role_words or role in entity.name_words
    same = "same role" if is_same else "other role" if entity.role_words else "no role known"
    tells = gender != "-" and entity.kind == "person"
    return _role_of(same, source.form, entity.kind, f"{gender}{entity.gender}" if tells else "")


@cache
def _role_of(same: str, form: str, kind: str, genders: str) -> Group:
    return (f"{same}, {form}, {kind}", *((f"gender {genders}",) if genders else ()))


def looks(discourse: Discourse, source: Source, entity: Entity) -> list[Group]:
    """What a name looks like, how often it is named, and whether a like description meant it before."""
    form, kind, head = short_form(source), entity.kind, source.description.head
    often = min(len(entity.places).bit_length(), 5)
    found = [_often(form, kind, often, discourse.leads.get(kind) is entity)]
    if entity.forms and kind == "organization":
        name = max(entity.forms, key=len)
        is_kind = bool(discourse.view.lexicon.properties(name[-1]) & ORGANIZATION)
        found += [_looks_of(form, name[-1], min(len(name), 3)), _kind_of(head, name[-1], is_kind, min(len(name), 2))]
    if source.words:
        found.append(_meant_before(source.form, kind, _meant(discourse, head, entity)))
    return found


@cache
def _often(form: str, kind: str, often: int, leads: bool) -> Group:
    return (f"{form} {kind}: places {often}", f"{form} {kind}: leads {leads}")


@lru_cache(MOST)
def _looks_of(form: str, word: str, size: int) -> Group:
    return (f"{form} {'caps' if word.isupper() else 'word'} {size}", f"{form} ends {word[-2:].lower()}")


@lru_cache(MOST)
def _kind_of(head: str, word: str, is_kind: bool, size: int) -> Group:
    return (f"{head}~{is_kind} {size}", f"{head}~{word.lower()}")


@cache
def _meant_before(form: str, kind: str, meant: str) -> Group:
    return (f"{form} meant before {meant}, {kind}",)


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
