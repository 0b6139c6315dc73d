"""Sheets of what is known of a text before anything is attributed: tokens, marks, phrases, names."""

from __future__ import annotations

from collections.abc import Iterator

from readings_of import looked, text_of, told

from quotekit.models.model import Model
from quotekit.names.find import names_by_rule, with_names
from quotekit.text import lexicon, phrases
from quotekit.text.document import View
from quotekit.text.marks import pair_marks
from quotekit.text.tokens import tokenize

BITS = {
    name.lower(): value
    for name, value in vars(lexicon).items()
    if name.isupper() and isinstance(value, int) and value.bit_count() == 1 and not name.startswith("_")
}


def kinds(bits: int) -> str:
    """The properties of a word by name, but for those that its print tells."""
    return " ".join(name for name, value in BITS.items() if bits & value and name not in ("word", "capital"))


def lines(name: str) -> Iterator[str]:
    """Paragraphs, sentences, pairs of marks; tokens with their offsets and properties."""
    view = looked(name)
    table = view.table
    for index, (first, last) in enumerate(table.paragraph_token.tolist()):
        begin, end = table.paragraph[index].tolist()
        yield f"{table.paragraph_kind[index]} {begin}-{end}: {told(view, (first, last))[:60]}"
    yield ""
    for index, (first, last) in enumerate(view.bounds):
        begin, end = table.sentence[index].tolist()
        yield f"sentence of {table.sentence_paragraph[index]}, {begin}-{end}: {told(view, (first, last))}"
    yield ""
    for pair in pair_marks(table):
        flags = [flag for flag in ("single", "nested", "carried", "closed") if getattr(pair, flag)]
        inside = told(view, (pair.first, pair.last))
        yield f"{pair.open} {pair.first}-{pair.last} {pair.close} {' '.join(flags)}: {inside}"
    yield ""
    for at, word in enumerate(view.word):
        place = f"{table.start[at]}-{table.end[at]}"
        inside = f"in {view.pair[at]}" if view.pair[at] >= 0 else ""
        glued, opens = "glued" * view.glued(at), "opens" * view.paragraph_opens(at)
        yield " ".join(filter(None, [f"{at} {place} {word} :", kinds(view.bits[at]), inside, glued, opens]))


def calmed_lines(name: str) -> Iterator[str]:
    """A text as it is read if all of it is in capitals, and if each second line is."""
    model = Model.shipped()
    printed = text_of(name).splitlines()
    some = [line if number % 2 else line.upper() for number, line in enumerate(printed)]
    for text in ("\n".join(printed).upper(), "\n".join(some)):
        table = tokenize(text, model.lexicon, model.casing)
        for (first, last), kind in zip(table.paragraph_token.tolist(), table.paragraph_kind, strict=True):
            yield f"{kind}: {table.plain[table.plain_start[first] : table.plain_end[last - 1]]}"


def phrase_lines(name: str) -> Iterator[str]:
    """For each token the noun phrases that begin or end there, and what kind of word it is there."""
    view, _ = with_names(looked(name), Model.shipped().kinds)
    for at, word in enumerate(view.word):
        found = list(_phrases(view, at))
        if found:
            yield f"{at} {word}: {'; '.join(found)}"


def _phrases(view: View, at: int) -> Iterator[str]:
    begin, end = view.bounds[view.sentence[at]]
    after, closed = phrases.after(view, at), phrases.after(view, at, closed=True)
    if after:
        yield f"after {told(view, after)}"
    if closed != after:
        yield f"closed {told(view, closed)}"
    if before := phrases.before(view, at, begin):
        yield f"before {before[1] - before[0]} from {before[0]}" + " speaks" * phrases.can_speak(view, *before)
    antecedent, nearest = phrases.antecedent(view, at), phrases.nearest_antecedent(view, at)
    if view.lower(at) in phrases.RELATIVE:
        yield f"antecedent {told(view, antecedent)}, nearest {told(view, nearest)}"
    elif nearest != antecedent:
        yield f"nearest {told(view, nearest)}"
    flags = {
        "finite": phrases.is_finite(view, at),
        "opens": phrases.opens_phrase(view, at),
        "adjective": phrases.led_by_adjective(view, at, end),
    }
    yield from (flag for flag, holds in flags.items() if holds)


def name_lines(name: str) -> Iterator[str]:
    """The names by rule, then as the model knows them."""
    model, view = Model.shipped(), looked(name)
    for one in names_by_rule(view):
        words, roles = "|".join(one.words), "; ".join(one.roles)
        yield f"{one.first}-{one.last} {one.kind} {one.gender} {'titled ' * one.titled}{words}: {roles}"
    yield ""
    view, names = with_names(view, model.kinds)
    yield from (f"{one.first} {one.kind} {' '.join(one.words)}" for one in names)
    yield "".join(map(str, view.named))
