"""What the words of a source tell of who may be meant by it: features for the ranker."""

from __future__ import annotations

from quotekit.names.shortenings import PRESS_WORDS
from quotekit.speakers.cast import COMPANY, PRESS, Entity, sort_of
from quotekit.speakers.choice.source import Source
from quotekit.speakers.discourse import Discourse
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, GROUP, ORGANIZATION, PREPOSITION, ROLE, TITLE
from quotekit.text.phrases import POSSESSIVES
from quotekit.text.ranking import Group, Names

_DESCRIBING = frozenset({"named", "definite", "possessive", "bare", "indefinite"})
_JOINING = frozenset({"and", "who", "which", "that"})

LIKE_ROLES = {
    "congressman": ("representative",),
    "congresswoman": ("representative",),
    "lawmaker": ("representative", "senator", "mp", "legislator", "congressman", "congresswoman"),
    "legislator": ("representative", "senator", "mp"),
    "justice": ("judge",),
    "judge": ("justice",),
    "premier": ("minister",),
    "boss": ("manager", "coach"),
    "manager": ("coach", "boss"),
    "coach": ("manager", "boss"),
    "chief": ("executive", "head", "boss", "director", "commissioner"),
    "head": ("chief", "director", "president", "chairman"),
    "leader": ("president", "chairman", "minister", "chancellor", "chairwoman", "speaker"),
    "attorney": ("lawyer",),
    "lawyer": ("attorney", "counsel"),
    "pastor": ("reverend", "minister", "priest"),
    "professor": ("researcher", "scientist", "economist", "dr"),
    "researcher": ("professor", "scientist", "doctor"),
    "scientist": ("professor", "researcher", "doctor"),
}
"""Other roles that somebody may have whom a description means by one: "the congressman" of Rep. Bell."""


def short_form(form: str) -> str:
    """The form of a source, all descriptions alike."""
    return "d" if form in _DESCRIBING else form


# --- Who is in the article ---


def likeness(source: Source, entity: Entity) -> Group:
    """How the words of a description go with what somebody is called: "the chipmaker", "the 29-year-old"."""
    words, head = source.words, source.description.head
    names, roles = entity.naming().words, entity.role_words
    shared = len([1 for word in words if word in names or word in roles])
    age = role = genders = ""
    if source.age:
        age = "same age" if source.age in names or source.age in roles else "not that age"
    if source.description.role:
        role = _role(source.description.role, entity)
        genders = source.description.gender + entity.gender
    is_last = head in names and any(form[-1].casefold() == head for form in entity.forms)
    how = (shared, shared == len(words), head in names, is_last, head in roles)
    return _alike, source.form, entity.kind, *how, age, role, genders


def _role(role: str, entity: Entity) -> str:
    """How a role goes with those of somebody."""
    if role in entity.role_words or role in entity.naming().words:
        return "same role"
    if not entity.role_words.isdisjoint(LIKE_ROLES.get(role, ())):
        return "like role"
    return "other role" if entity.role_words else "no role known"


def _alike(
    form: str,
    kind: str,
    shared: int,
    is_all: bool,
    in_name: bool,
    is_last: bool,
    in_roles: bool,
    age: str,
    role: str,
    genders: str,
) -> Names:
    row = [
        f"{form}: {min(shared, 3)} shared, {kind}",
        f"head in name {in_name}, {kind}, {form}",
        f"head is last {is_last}, {kind}, {form}",
        f"head in roles {in_roles}, {kind}, {form}",
    ]
    if is_all:
        row.append(f"all shared, {form}, {kind}")
    if age:
        row.append(age)
    if role:
        row.append(f"{role}, {form}, {kind}")
    if role and kind == "person" and not genders.startswith("-"):
        row.append(f"gender {genders}")
    return tuple(row)


def looks(discourse: Discourse, source: Source, entity: Entity) -> Group:
    """How often somebody is named, and whether a like description meant it before."""
    kind, often = entity.kind, len(entity.places).bit_length()
    meant = _meant(discourse, source.description.head, entity) if source.words else ""
    return _often, source.form, kind, often, discourse.leads.get(kind) is entity, meant


def _often(form: str, kind: str, often: int, leads: bool, meant: str) -> Names:
    short = short_form(form)
    row = (f"{short} {kind}: places {min(often, 5)}", f"{short} {kind}: leads {leads}")
    return (*row, f"{form} meant before {meant}, {kind}") if meant else row


def organization(source: Source, entity: Entity) -> Group:
    """What the name of an organization looks like, and what its words are."""
    named, head = entity.naming(), source.description.head
    last = named.longest[-1]
    is_kind = bool(entity.lexicon.properties(last) & ORGANIZATION)
    sort = "" if not source.words else _sort_of_name(named.words)
    return _called, short_form(source.form), head, last, is_kind, len(named.longest), sort


def _sort_of_name(words: frozenset[str]) -> str:
    return PRESS if not words.isdisjoint(PRESS_WORDS) else "plain" if words.isdisjoint(COMPANY) else "kind"


def _called(form: str, head: str, word: str, is_kind: bool, size: int, sort: str) -> Names:
    row = (
        f"{form} {'caps' if word.isupper() else 'word'} {min(size, 3)}",
        f"{form} ends {word[-2:].lower()}",
        f"{head}~{is_kind} {min(size, 2)}",
        f"{head}~{word.lower()}",
    )
    return (*row, f"{head}, press {sort == PRESS}", f"{sort_of(head)}, {sort}") if sort else row


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
    rule = any(own is entity for _, own in source.own)
    number = min(len({id(own) for _, own in source.own}), 2)
    role, group = any(view.bits[i] & ROLE for i in source.description.words), bool(view.bits[head_at] & GROUP)
    is_first, others = source.named[0][1] is entity, len({id(own) for _, own in source.named}) > 1
    heads = (head, name.last - 1 <= head_at, name.last - 1 == head_at, role, group)
    own = source.description.kind
    return _inside, source.form, kind, own, rule, number, left, right, *heads, is_first, others


def _inside(
    form: str,
    kind: str,
    own: str,
    rule: bool,
    number: int,
    left: str,
    right: str,
    head: str,
    in_head: bool,
    is_head: bool,
    role: bool,
    group: bool,
    is_first: bool,
    others: bool,
) -> Names:
    around = f"{left}, {in_head}, {right}"
    return (
        f"own {rule} of {number}, {kind}",
        f"own {rule} of {number}, {kind}, {form}",
        f"own {rule}, {left}",
        f"own {rule}, {right}",
        f"own {rule}, {head}",
        f"in it: role {role}, {around}",
        f"in it: group {group}, {around}",
        f"in it: own {own}, {around}, {kind}",
        f"{head}, {left}, {kind}",
        f"{head}, {right}, {kind}, {in_head}",
        f"in it {kind}: first {is_first}, {left}",
        f"in it {kind}: first {is_first}, others {others}",
        f"in it {kind}: left {left}",
        f"in it {kind}: right {right}",
        f"in it {kind}: {left} _ {right}",
        f"in it {kind}: head {in_head} {is_head}, {right}",
        f"in it {kind}: head {in_head} {is_head}, {left}",
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
    head, end = source.description.head, view.word[words[-1]][-2:]
    told = (_meant(discourse, head, entity), number, bool(source.named), bool(source.description.role), known)
    return _itself, form, head, end, *told, min(alone, 2), min(len(words), 4), more, capital


def _itself(
    form: str,
    head: str,
    end: str,
    meant: str,
    number: int,
    names: bool,
    role: bool,
    known: bool,
    alone: int,
    size: int,
    more: bool,
    capital: bool,
) -> Names:
    return (
        f"itself, {form}, meant before {meant}",
        f"itself, {form}, own {number}",
        f"itself, {head}, own {number}",
        f"itself, {form}, named {names}",
        f"itself role {role}, {form}",
        f"ends {end}, {form}",
        *(("itself known",) if known else ()),
        *_alone("itself", form, alone, size, more, capital),
    )


def nobody(source: Source, alone: int) -> Group:
    """What speaks for nobody at all."""
    return _alone, "nobody", source.form, min(alone, 2), 0, False, False


def _alone(what: str, form: str, alone: int, size: int, more: bool, capital: bool) -> Names:
    return (
        f"{what}, {form}, {size} words",
        f"{what}, {form}, others {alone}",
        f"{what}, {form}, more behind {more}",
        f"{what}, {form}, capital {capital}",
        f"{what}, {form}, capital {capital}, more behind {more}",
    )
