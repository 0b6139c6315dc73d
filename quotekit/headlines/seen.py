"""Headlines looked at in the case of running text: their words, their names as the text below has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotekit.headlines.case import Habits, calmed
from quotekit.headlines.headline import REPORTS
from quotekit.headlines.lines import Line, lines_of
from quotekit.models.model import Model
from quotekit.names.find import with_named, with_names
from quotekit.names.name import Name
from quotekit.records import Article
from quotekit.speakers.surnames import key_of, parts_of
from quotekit.text.document import View, look
from quotekit.text.lexicon import GIVEN, ROLE, Lexicon

SHORT = {
    "prof": frozenset({"professor"}),
    "pm": frozenset({"prime", "minister"}),
    "cop": frozenset({"officer"}),
    "vp": frozenset({"vice", "president"}),
    "ag": frozenset({"attorney", "general"}),
}
"""What headlines shorten besides names, and the words of it."""
_TAIL = "."
"""What is put behind a headline that has no stop: the model was fitted to sentences."""
_STOPS = ".!?…:"


class Seen(NamedTuple):
    """A headline, looked at in the case of running text."""

    line: Line
    view: View
    """It as a text of its own."""
    names: Sequence[Name]
    end: int
    """One past the last token that is printed."""
    known: Mapping[str, str]
    """The kinds of those whom the text names, by their names and their surnames."""


def headlines_of(article: Article, view: View, names: Sequence[Name], model: Model) -> list[Seen]:
    """The headlines of an article, each as a view of its own that the model may be asked about.

    >>> model = Model.shipped()
    >>> text = "Dam Is Safe, Says Mayor\\n\\nThe dam is safe, the mayor said."
    >>> view, names = with_names(look(text, model.lexicon), model.kinds)
    >>> [seen.view.text(0, seen.end) for seen in headlines_of(Article(text), view, names, model)]
    ['Dam is safe, says mayor']
    """
    lines = lines_of(article, view.table)
    if not lines:
        return []
    habits, known = Habits(view, names, model.passes.table), _single(names, model.lexicon)
    return [_seen(line, habits, known, model) for line in lines]


def _single(names: Sequence[Name], lexicon: Lexicon) -> dict[str, str]:
    """The kind of whoever a text names by one word, or may: surnames of people, organizations of one word."""
    alone = [name for name in names if len(name.words) == 1]
    single = {name.words[0]: name.kind for name in alone if name.kind == "person" or not _is_role(name, lexicon)}
    people = [name.words for name in names if name.kind == "person"]
    return single | {word: "person" for words in people for word in (_surname(words), " ".join(words))}


def _surname(words: tuple[str, ...]) -> str:
    """The surname in a name, as printed."""
    surname = parts_of(words).surname
    return next((word for word in reversed(words) if key_of([word]) == (surname,)), words[-1])


def _seen(line: Line, habits: Habits, known: Mapping[str, str], model: Model) -> Seen:
    text = calmed(line.text, habits)
    is_ended = text.rstrip()[-1] in _STOPS
    view, found = with_names(look(text if is_ended else text + _TAIL, model.lexicon), model.kinds)
    mine = [name for name in found if name.words[0] in known or not _is_role(name, model.lexicon)]
    names = [_shortened(view, name, known) for name in mine]
    held = {at for name in found for at in range(name.first, name.last)}
    heads = [at for at, word in enumerate(view.word) if word in known and at not in held]
    names += [Name(at, at + 1, known[view.word[at]], (view.word[at],)) for at in heads]  # "Orr says": the text has it
    return Seen(line, with_named(view, names), sorted(names), len(view.word) - (not is_ended), known)


def _is_role(name: Name, lexicon: Lexicon) -> bool:
    """Whether a name is the short form of a role: "MP" in "Board must go, MP warns"."""
    word = name.words[0]
    is_office = bool(lexicon.properties(word) & ROLE) or word.lower() in SHORT or word.lower() in REPORTS
    return is_office and len(name.words) == 1


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
