"""Sheets of rows: words, names, roles, descriptions; and what is found in the examples of the tables of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import sheets_crowds
from people_rows import DESCRIPTIONS, FOLLOWING, LINES, NAMES, ROLES
from readings_of import TEXTS, looked, text_of
from sheets_text import kinds

from quotekit import wordtables
from quotekit.attribution.tagging import wordtypes
from quotekit.models.model import Model
from quotekit.pipeline import analyze_each
from quotekit.records import Article, Speaker
from quotekit.speakers import genders, groups, nicknames, offices, surnames
from quotekit.speakers.documents import is_described, kind_of
from quotekit.speakers.entities import Entity, expanded
from quotekit.speakers.people import fields
from quotekit.speakers.people.appearances import folded, is_full, kin, words_of
from quotekit.speakers.people.common import is_common
from quotekit.speakers.people.roster import speaker_rows
from quotekit.text import stems
from quotekit.text.casing import around, features, forms, heads
from quotekit.text.headings import folded as folded_line
from quotekit.text.headings import in_title_case, is_finished_headline, is_labelled, is_turn
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import fit_rarity


def _stems() -> Iterator[str]:
    words = {word.lower() for text in TEXTS for word in looked(text).word if word.isalpha()}
    words |= {row["cue"] for row in Lexicon.shipped().rows("cues")}
    words |= {form for row in Lexicon.shipped().rows("cues") for form in row["forms"].split("|")[1:]}
    for word in sorted(words | set(_ENDINGS.split())):
        yield f"{word} {stems.stem(word)} {wordtypes.stem(word)}"
    shapes = {word for text in TEXTS for word in looked(text).word}
    yield from (f"{word} {wordtypes.shape(word)}" for word in sorted(shapes) if not word.islower())


_ENDINGS = (
    "caresses ponies ties caress cats dies feed agreed plastered bled motoring sing conflated troubled sized "
    "hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational valency "
    "hesitancy digitizer conformably radically differently vilely analogously vietnamization predication operator "
    "feudalism decisiveness hopefulness callousness formality sensitivity sensibility triplicate formative "
    "formalize electricity electrical hopeful goodness revival allowance inference airliner gyroscopic adjustable "
    "defensible irritant replacement adjustment dependent adoption homologou communism activate angularity "
    "homologous effective bowdlerize probate rate cease controll roll syzygy toy say enjoy by ion union region "
    "tion died lied tied geology logic archaeology apologists apple at on is be eed ed ing s ss ies"
)


def _lexicon() -> Iterator[str]:
    known = Lexicon(wordtables.shipped)
    by_kind: dict[str, list[str]] = defaultdict(list)
    words = {
        word for table in wordtables.TABLES for row in known.rows(table) for word in next(iter(row.values())).split()
    }
    few = (
        sorted(words)[::3]
        + [f"{word}’s" for word in ("he", "she", "it", "who", "mayor")]
        + ["vice-director", "co-owner", "ex-wife"]
    )
    for word in few:
        by_kind[f"{'capital ' * word[0].isupper()}{kinds(known.properties(word))}"].append(word)
    yield from (f"{kind}: {' '.join(some)}" for kind, some in sorted(by_kind.items()))
    for name in (
        "cues",
        "cue_phrases",
        "denied",
        "labels",
        "small_abbreviations",
        "spellings",
        "expansions",
        "titles",
        "openings",
    ):
        table = getattr(known, name)
        yield f"{name} {len(table)}: {'; '.join(f'{key} {table[key]}' for key in list(table)[::40])}"
    for name in ("denials", "silences", "mentions"):
        table = getattr(known, name)
        some = [f"{key} {[words for words, _ in table[key]]}" for key in list(table)[::10]]
        yield f"{name} {len(table)}: {'; '.join(some)}"


def _headings() -> Iterator[str]:
    for line, following in (
        (one, other) for one in LINES for other in ([], [FOLLOWING], ["REYES: Yes.", FOLLOWING], ["Tom Bell: No."])
    ):
        flags = {
            "headline": is_finished_headline(line, following, True),
            "within": is_finished_headline(line, following, False, "It rained"),
            "labelled": is_labelled(line, following),
            "turn": is_turn(line, following),
            "title": in_title_case(line),
        }
        shown = following[0][:12] if following else ""
        yield f"{line} [{shown}]: {' '.join(flag for flag, holds in flags.items() if holds)}"
    yield from (folded_line(line) for line in LINES)


def _casing() -> Iterator[str]:
    model = Model.shipped()
    view = looked("capitals")
    words = [word.lower() for word in view.word]
    first = heads(words, [view.glued(at) for at in range(len(words))], model.lexicon)
    found = forms(words, first, model.lexicon, model.casing)
    seen = around(words, model.lexicon, model.casing)
    for at, word in enumerate(words):
        yield f"{word} {'head' * first[at]} {found[at]}: {' '.join(features(seen, at, (at % 6, at % 5)))}"
    yield f"of no texts {fit_rarity([])}"
    rarity = fit_rarity([[text_of(text) for text in TEXTS], ["The dam held.", "The dam burst."]])
    for word in sorted({word for word in words if word.isalpha()}):
        yield f"{word} {rarity.of(stems.stem(word)):.3f} {rarity.below(2).of(stems.stem(word)):.3f}"


def _names() -> Iterator[str]:
    lexicon = Lexicon.shipped()
    for name in NAMES:
        words, one = tuple(name.split()), Speaker("a:s1", name, "person")
        entity = Entity("person", lexicon, {words: 1})
        yield (
            f"{name}: {surnames.parts_of(words)} {folded(name)} {words_of(one)} {kin(one)} {'full' * is_full(one)} "
            f"{'common' * is_common(words_of(one)[-1])} {genders.gender_told(entity, name)} "
            f"{'well' * entity.well_named} {kind_of(entity, name)} {' '.join(nicknames.fulls_of(words[0].casefold()))}"
        )
    for first, second in combinations(dict.fromkeys(name.split()[0].casefold() for name in NAMES), 2):
        if nicknames.may_be_one(first, second):
            yield f"{first} may be {second}"
    for pair in combinations(NAMES, 2):
        if plural := surnames.plural_of(pair):
            yield f"{', '.join(pair)}: {' '.join(plural)}"


def _roles() -> Iterator[str]:
    lexicon = Lexicon.shipped()
    for role in ROLES:
        work = fields.work_of((role,))
        parts = [" ".join(sorted(map(str, part))) for part in work]
        entity = Entity("person", lexicon, {("Pat", "Orr"): 1}, roles={role: None})
        yield (
            f"{role}: {offices.printable([role])} {offices.alike(role)}; "
            f"fields {parts[0]}; offices {parts[1]}; links {parts[2]}; "
            f"{genders.gender_told(entity, 'Pat Orr')}; {' '.join(sorted(expanded(role.split(), lexicon)))}"
        )
    for one, other in combinations(ROLES, 2):
        if fields.are_apart(fields.work_of((one,)), fields.work_of((other,))):
            yield f"{one} is apart from {other}"
    yield str(offices.merged([ROLES[:5], ROLES[3:8], ["Mayor", "baker"], ["baker"], ["mayor", "CEO"]]))


def _descriptions() -> Iterator[str]:
    lexicon = Lexicon.shipped()
    for text in DESCRIPTIONS:
        words = tuple(text.split())
        kind = [
            kind_of(Entity(one, lexicon, {words: 1}), text) for one in ("person", "organization", "unnamed", "group")
        ]
        flags = "group " * groups.is_group(words, lexicon) + "document" * is_described(words, lexicon)
        yield f"{text}: head {words[groups.head_of(words, lexicon)]} {flags} {' '.join(kind)}"


def _roster() -> Iterator[str]:
    analyses = list(analyze_each([Article(text_of(text), id=text, outlet="Echo") for text in TEXTS]))
    yield from (str(row) for row in speaker_rows(analyses))


def _examples(tables: str) -> Iterator[str]:
    """What is found in the examples of some tables, each an article of its own."""
    for table in tables.split():
        rows = Lexicon.shipped().rows(table)
        texts = [row["example"].replace("\\n", "\n") for row in (rows[:: 1 + len(rows) // 250])]
        for analysis in analyze_each([Article(text, id=f"{n}") for n, text in enumerate(texts)]):
            yield f"{table}: {analysis.articles[0].text!r}"
            for quote in analysis.quotes:
                one = analysis.speaker_of(quote)
                who = f"{one.name} {one.kind} {one.gender} {'; '.join(one.roles)}" if one else "nobody"
                how = f"{quote.kind} {quote.act} {'denied' * quote.denied} {quote.rule}"
                yield f"  {how} {who}: {analysis.articles[0].told_in(quote)}"


SHEETS: dict[str, Callable[[], Iterator[str]]] = {
    "stems": _stems,
    "lexicon": _lexicon,
    "headings": _headings,
    "casing": _casing,
    "names": _names,
    "roles": _roles,
    "descriptions": _descriptions,
    **sheets_crowds.SHEETS,
    "roster": _roster,
    "examples-cues": partial(_examples, "cues cue_phrases mentions passives"),
    "examples-denials": partial(_examples, "denials denied silences"),
    "examples-people": partial(_examples, "groups roles titles pronouns function_words"),
    "examples-other": partial(_examples, "documents labels directions openings role_groups organizations"),
}
