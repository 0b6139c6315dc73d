"""The values that the stages pass on: frozen records over a text that never changes.

Every position is a Unicode code point of `Article.text`, every range half-open; those of a quote in a title that the
text does not have are of `Article.title`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from quotekit.errors import UsageError
from quotekit.plugins import load

QuoteKind = Literal["direct", "mixed", "indirect"]
QUOTE_KINDS: tuple[QuoteKind, ...] = get_args(QuoteKind)
Act = Literal["statement", "mention", "belief", "asks"]
ACTS: tuple[Act, ...] = get_args(Act)
Part = Literal["title", "heading", "body", "caption"]
PARTS: tuple[Part, ...] = get_args(Part)
HEADLINES: tuple[Part, ...] = ("title", "heading")
"""The parts that are no running text."""
SpeakerKind = Literal["person", "organization", "group", "document", "unnamed"]
NAMED: frozenset[SpeakerKind] = frozenset({"person", "organization", "document"})
"""Kinds of speakers that have names; the others are described."""
MentionKind = Literal["name", "pronoun", "nominal"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of code points, half-open: 0 <= start < end. Absence is None, never an empty span.

    >>> Span(0, 5).of("Hello world")
    'Hello'
    >>> Span(3, 3)
    Traceback (most recent call last):
    ...
    ValueError: a span needs 0 <= start < end, not 3, 3
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


_TOLD = ("id", "title", "url", "outlet", "published", "author", "section")
"""The fields of an article that are texts, or None."""
_ENDS_LINE = ("", *"\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Without an `id`, a hash of the text serves as one, with outlet, address and date if they are told:
    what an agency wrote stands in many outlets.

    >>> Article("Nobody spoke.").id, Article("Nobody spoke.", outlet="Echo").id
    ('e6db07ba4106', '7d308bd1c4cb')
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    """ISO 8601 date or time as the source gave it; None where it gave none that is clear."""
    author: str | None = None
    """Who wrote it, as the source names them; several are divided by semicolons."""
    section: str | None = None
    """The section of its outlet, or the topic, as the source names it."""
    place: str | None = field(default=None, compare=False, repr=False)
    """Where it was read: the URI of its file, behind `#` the id or the line that it has there; `-` for standard input;
    None where it was not read. It is no part of the article: articles that differ in it alone are equal."""

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise UsageError(f"the text of an article is a str, not {type(self.text).__name__}: {self.text!r:.80}")
        for name in _TOLD:
            if not isinstance(value := getattr(self, name), str | None):
                raise UsageError(
                    f"the {name} of an article is a str or None, not {type(value).__name__}: {value!r:.80}"
                )
        if not self.id:
            told = "\0".join(filter(None, (self.text, self.outlet, self.url, self.published)))
            digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "id", digest[:12])

    @property
    def is_titled_apart(self) -> bool:
        """Whether it has a title with which its text does not begin.

        >>> Article("Dam holds.", title="Dam holds").is_titled_apart, Article("It held.", title="").is_titled_apart
        (True, False)
        """
        head, title = self.text.lstrip(), (self.title or "").strip()
        return bool(title) and not (head.startswith(title) and head[len(title) : len(title) + 1] in _ENDS_LINE)

    def told_in(self, quote: Quote) -> str:
        """The text whose characters a quote's positions count: its own, or the title for one in a title apart.

        >>> article = Article("The dam held.", "a", title="‘It held’, says Reyes")
        >>> article.told_in(Quote("a-h1", "a", "direct", "statement", (Span(1, 8),), part="title"))
        '‘It held’, says Reyes'
        """
        return self.title or "" if self.is_apart(quote) else self.text

    def is_apart(self, quote: Quote) -> bool:
        """Whether a quote stands in a title apart, and not in the text.

        >>> quote = Quote("a-h1", "a", "direct", "statement", (Span(1, 8),), part="title")
        >>> Article("The dam held.", "a").is_apart(quote)
        False
        """
        return quote.part == "title" and self.is_titled_apart

    def _repr_html_(self) -> str:
        """What a notebook shows: its heading and its first paragraphs."""
        return cast(str, load("quotekit.notebooks.cells:article_cell")(self))  # a room above


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that refers to somebody: a name, a pronoun or a description."""

    span: Span
    kind: MentionKind
    name: str | None = None
    """The name as printed, without titles and possessive; None for pronouns and descriptions."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted in an article."""

    id: str
    """`ARTICLE:s1`, `ARTICLE:s2` ... in the order of their first quote."""
    name: str
    """The fullest form found."""
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    """Other forms of the name in the article, sorted."""
    roles: tuple[str, ...] = ()
    """What the article calls the speaker ("Inter Miami coach"), the most informative first."""
    mentions: tuple[Mention, ...] = ()
    gender: str | None = None
    """`m` or `f`, by title, pronouns, given name and role; None where they tell too little, and for all but people."""
    ref: str | None = None
    """The id that the user gave with `--aliases`, of Wikidata or of the house; None where there is none."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person in many articles, with all that they tell: what `Analysis.people` has an entry of."""

    id: str
    """`person:luis-suarez`: the same in whatever order the articles come."""
    name: str
    """The fullest form that is no exception."""
    aliases: tuple[str, ...] = ()
    """Other forms, sorted."""
    roles: tuple[str, ...] = ()
    """What the articles call the person, those of most articles first; what differs by an article or a case once."""
    gender: str | None = None
    """`m` or `f`, as most articles tell; None where none does."""
    quotes: tuple[str, ...] = ()
    """The ids of the quotes, in reading order."""
    articles: tuple[str, ...] = ()
    """The ids of the articles with them, in reading order."""
    speakers: tuple[str, ...] = ()
    """The ids of the `Speaker`s that are this person, one an article."""
    is_open: bool = False
    """Whether it is a bare surname that people with first names have too, and not known which of them it is."""
    ref: str | None = None
    """The id that the user gave with `--aliases`; None where there is none."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that somebody said, wrote or thinks, and the article's words that say so."""

    id: str
    """`ARTICLE-1`, `ARTICLE-2` ... in the order of the text; those of headlines apart: `ARTICLE-h1` ..."""
    article: str
    kind: QuoteKind
    act: Act
    content: tuple[Span, ...]
    """What was said, without the quotation marks around it: one span or more, sorted, disjoint."""
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    """The id of a `Speaker`; None where nobody is known."""
    confidence: float = 0.0
    """0 to 1."""
    rule: str = ""
    """What decided: the name of the rule or model."""
    denied: bool = False
    """Whether the speaker says that the content is not so."""
    via: str | None = None
    """The name of who relays it: "Reuters" of the minister's words in "Reuters said the minister had resigned"."""
    part: Part = "body"
    """Where it stands. `Article.told_in` gives the text that its positions are of."""

    def _repr_html_(self) -> str:
        """What a notebook shows: its fields."""
        return cast(str, load("quotekit.notebooks.cells:quote_cell")(self))  # a room above


@dataclass(frozen=True, slots=True)
class Edit:
    """A place where the text of a pick is not that of its article."""

    kind: Literal["cut", "named"]
    """`cut`: a leading "But," is left out; `named`: a name in brackets stands for "He"."""
    span: Span
    """The characters of the article that are not shown."""
    text: str
    """What is shown instead."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence chosen for a summary."""

    article: str
    span: Span
    """The whole sentence in its article, edited or not."""
    text: str
    """The sentence as a reader sees it, with its white space evened out and with its edits."""
    score: float
    """How much it tells: 1 for the sentence of all the articles that tells most."""
    outlet: str | None = None
    edits: tuple[Edit, ...] = ()
    concepts: tuple[str, ...] = ()
    """What it tells, the weightiest first: words or pairs of words, as an article prints them, lower case."""
    agreement: tuple[str, ...] = ()
    """The ids of the other articles that say the same, sorted."""
    quote: str | None = None
    """The id of the quote for which it was picked."""
    speaker: str | None = None
    """The name of who says that quote."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A title that an article has."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Whole sentences in reading order, each traceable to its article.

    >>> print(Summary((Pick("a", Span(0, 9), "It rains.", 1.0),)))
    It rains.
    """

    picks: tuple[Pick, ...]
    headline: Headline | None = None
    """The title of an article that says best what all of them tell; None where none has a title."""

    def __str__(self) -> str:
        return " ".join(pick.text for pick in self.picks)

    def _repr_html_(self) -> str:
        """What a notebook shows: its sentences, each with whose it is."""
        return cast(str, load("quotekit.notebooks.cells:summary_cell")(self))  # a room above
