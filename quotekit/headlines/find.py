"""The quotes of the headlines of an article: by their print, by the model in the case of running text, by the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from quotekit.attribution.drafts import QuoteDraft
from quotekit.attribution.tagging.wordtypes import LEXICON, POS, TAGS, VERBS
from quotekit.headlines.case import Habits, calmed
from quotekit.headlines.forms import REPORTS, Headline, endings, forms, is_speech, repeated, trimmed
from quotekit.headlines.lines import Line, lines_of
from quotekit.headlines.naming import LONG, Below, Heading
from quotekit.headlines.told import telling_stems
from quotekit.models.model import Model
from quotekit.names.find import with_named, with_names
from quotekit.names.name import Name
from quotekit.records import Article
from quotekit.speakers.cast import Cast, Entity
from quotekit.speakers.entities import surname_of
from quotekit.text.document import View, look
from quotekit.text.lexicon import AUXILIARY, GIVEN, ROLE, SUBJECT
from quotekit.text.phrases import Range

_FINITE = VERBS | np.array([tag == "VBN" for tag in TAGS])
"""Tags of words that are the verb of a headline, which prints "dam declared safe"."""
_TAIL = "."
"""What is put behind a headline that has no stop: the model was fitted to sentences."""
_STOPS = ".!?…:"


class Seen(NamedTuple):
    """A headline, looked at in the case of running text."""

    line: Line
    heading: Heading
    end: int
    """One past the last token that is printed."""
    known: Mapping[str, str]
    """The names of the text and their kinds, as `_single` gives them."""

    @property
    def view(self) -> View:
        """The headline as a text of its own."""
        return self.heading.view


class Found(NamedTuple):
    """A quote in a headline and who speaks it."""

    seen: Seen
    draft: QuoteDraft
    speaker: Entity | None


def headlines_of(article: Article, view: View, names: Sequence[Name], model: Model) -> list[Seen]:
    """The headlines of an article, each as a view of its own that the model may be asked about.

    >>> model = Model.shipped()
    >>> view, names = with_names(look("Dam Is Safe, Says Mayor\\n\\nThe dam is safe, the mayor said.", model.lexicon), model.kinds)
    >>> [seen.view.text(0, seen.end) for seen in headlines_of(Article(view.table.text), view, names, model)]
    ['Dam is safe, says mayor']
    """
    lines = lines_of(article, view.table)
    if not lines:
        return []
    habits, known = Habits(view, names, model.passes.table), _single(names)
    return [_seen(line, habits, known, model) for line in lines]


def _single(names: Sequence[Name]) -> dict[str, str]:
    """The kind of whoever a text names by one word, or may: surnames of people, organizations of one word."""
    single = {name.words[0]: name.kind for name in names if len(name.words) == 1}
    people = [name.words for name in names if name.kind == "person"]
    return single | {surname_of(words): "person" for words in people} | {" ".join(words): "person" for words in people}


def _seen(line: Line, habits: Habits, known: Mapping[str, str], model: Model) -> Seen:
    text = calmed(line.text, habits)
    is_ended = text.rstrip()[-1] in _STOPS
    view, found = with_names(look(text if is_ended else text + _TAIL, model.lexicon), model.kinds)
    names = [
        _shortened(view, name, known) for name in found if name.words[0] in known or not _is_role(view, name)
    ]
    held = {at for name in found for at in range(name.first, name.last)}
    names += [
        Name(at, at + 1, known[word], (word,)) for at, word in enumerate(view.word) if word in known and at not in held
    ]  # the first word of a headline is a name where the text has it as one
    return Seen(line, Heading(with_named(view, names), sorted(names)), len(view.word) - (not is_ended), known)


def _is_role(view: View, name: Name) -> bool:
    """Whether a name is the short form of a role: "MP" in "Board must go, MP warns"."""
    word = view.lower(name.first)
    return len(name.words) == 1 and (bool(view.bits[name.first] & ROLE) or word in LONG or word in REPORTS)


def _shortened(view: View, name: Name, known: Mapping[str, str]) -> Name:
    """A name as the text has it, without what a headline puts before it: "British PM Ana Ruiz"."""
    if (kind := known.get(" ".join(name.words))) is not None:
        return name._replace(kind=kind)
    is_given = bool(view.bits[name.first] & GIVEN)
    for first in range(name.first + 1, name.last - is_given):
        words = tuple(view.word[first : name.last])
        if known.get(" ".join(words)) == "person":
            return name._replace(first=first, words=words, kind="person")
    return name


class Text(NamedTuple):
    """The text below headlines, and what was found in it."""

    view: View
    names: Sequence[Name]
    cast: Cast
    drafts: Sequence[QuoteDraft]
    speakers: Sequence[Entity | None]


def found_in(
    seen: Sequence[Seen], drafts: Sequence[Sequence[QuoteDraft]], text: Text, model: Model
) -> Iterator[Found]:
    """The quotes of some headlines in their order, each with its speaker, from what the model found in each."""
    below = Below(*text, [one.heading for one in seen])
    for number, (one, own) in enumerate(zip(seen, drafts)):
        line = _printed(one, own, number, below, model)
        if one.view.table.paragraph_kind[:1] != ["body"]:  # "Read more: ..."
            continue
        heard = sorted((draft for draft in own if is_speech(line, draft)), key=_is_no_statement)
        last = next((at for at, draft in enumerate(heard) if _is_no_statement(draft)), len(heard))
        every = chain(forms(line), heard[:last], endings(line), repeated(line, below.told), heard[last:])
        for draft in sorted(_apart(every), key=_start):
            draft = trimmed(line, draft)
            yield Found(one, draft, below.speaker(one.heading, number, draft))


def _is_no_statement(draft: QuoteDraft) -> bool:
    return draft.act != "statement"


def _apart(drafts: Iterable[QuoteDraft]) -> Iterator[QuoteDraft]:
    """Drafts that share no word of what is said with one before them."""
    taken: set[int] = set()
    for draft in drafts:
        if taken.isdisjoint(draft.tokens):
            taken.update(draft.tokens)
            yield draft


def _start(draft: QuoteDraft) -> int:
    return draft.start


def _printed(one: Seen, own: Sequence[QuoteDraft], number: int, below: Below, model: Model) -> Headline:
    """A headline with what is known of its words and of those whom it names, and what the model finds in it."""
    view, table = one.view, model.passes.table
    rows = table.columns(table.ids(view.word))
    verbs = (_FINITE[rows[POS]] | (rows[LEXICON] & (AUXILIARY | SUBJECT) > 0)).tolist()

    def shared(source: Range, content: Range) -> float | None:
        speaker = below.named(one.heading, number, source)
        if speaker not in below.told.speakers:
            return None
        return below.told.share(speaker, telling_stems(view, range(*content)))

    return Headline(
        view,
        one.end,
        has_verb=lambda words: any(verbs[slice(*words)]),
        is_known=lambda words: below.is_known(below.named(one.heading, number, words)),
        shared=shared,
        is_named=lambda words: one.view.text(*words) in one.known,
        has_speaker=lambda words: any(_is_within(draft, words) for draft in own),
    )


def _is_within(draft: QuoteDraft, words: Range) -> bool:
    """Whether source and cue of a draft lie in a range."""
    parts = (draft.source, draft.cue)
    return all(part is not None and words[0] <= part[0] and part[1] <= words[1] for part in parts)
