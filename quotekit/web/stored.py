"""What the REST API over a store takes and gives, as pydantic models; the rest of it is in `schemas`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from quotekit.records import QuoteKind
from quotekit.web.schemas import Found, FoundQuote, FoundSpeaker, Name, Range

_MOST_PAGES = 50


# --- What is sought ---


_Since = Annotated[Name | None, Field(description="From this day, month or year on: 2025-04-01, 2025-04, 2025.")]
_Until = Annotated[Name | None, Field(description="Up to this day, month or year.")]
_Outlets = Annotated[list[Name], Field(description="Repeatable.", max_length=20)]
_Kinds = Annotated[
    list[QuoteKind], Field(description="All in quotation marks, partly, or not at all. Repeatable.", max_length=9)
]
_Acts = Annotated[Literal["statement", "all"], Field(description="What was said, or also mentions and beliefs.")]


class _Sought(BaseModel):
    model_config = ConfigDict(extra="forbid")

    page: Annotated[int, Field(ge=1, le=_MOST_PAGES, description="From 1 on.")] = 1


class QuotesSought(_Sought):
    """Which quotes of a store are sought."""

    words: Annotated[
        Name, Field(description='Every word must be there; "a phrase" as it stands; begin* begins so.')
    ] = ""
    speaker: Annotated[
        list[Name], Field(description="A name, words of it, or the id of a speaker. Repeatable.", max_length=20)
    ] = []
    outlet: _Outlets = []
    since: _Since = None
    until: _Until = None
    kind: _Kinds = []
    acts: _Acts = "statement"
    order: Annotated[
        Literal["best", "newest"], Field(description="What comes first; without words always the newest.")
    ] = "best"
    limit: Annotated[int, Field(ge=1, le=100, description="Quotes on a page.")] = 20


class SpeakersSought(_Sought):
    """Which speakers of a store are sought."""

    name: Annotated[
        list[Name], Field(description="A name, words of it, or the id of a speaker. Repeatable.", max_length=20)
    ] = []
    limit: Annotated[int, Field(ge=1, le=100, description="Speakers on a page.")] = 50


class GroupsSought(_Sought):
    """Which groups of a store are sought."""

    min_outlets: Annotated[int, Field(ge=1, le=1000, description="So many outlets printed it at least.")] = 2
    limit: Annotated[int, Field(ge=1, le=50, description="Groups on a page.")] = 10


class AuditSought(BaseModel):
    """Which articles and quotes of a store are counted."""

    model_config = ConfigDict(extra="forbid")

    by: Annotated[
        list[Name],
        Field(
            description="outlet, month, year, section, author or part, or some joined as outlet+month. Repeatable.",
            max_length=4,
        ),
    ] = []
    since: _Since = None
    until: _Until = None
    outlet: _Outlets = []
    kind: _Kinds = []
    acts: _Acts = "statement"
    min_confidence: Annotated[float, Field(ge=0, le=1, description="Leave out what is less certain.")] = 0.0


class CompareAsked(BaseModel):
    """Which groups of the articles are wanted."""

    model_config = ConfigDict(extra="forbid")

    min_outlets: Annotated[int, Field(ge=1, le=1000, description="So many outlets printed it at least.")] = 2
    headlines: Annotated[bool, Field(description="Quote from the title and the headings too.")] = False


# --- What comes back ---

_about: dict[str, Any] = {
    "number": (int, Field(description="Of its page, /quote/NUMBER.")),
    **dict.fromkeys(("outlet", "published", "title", "url"), (str | None, None)),
    "key": (str, Field(description="Which article it is, of its page /article?key=KEY.")),
    "speaker_id": (str | None, Field(description="Of the page of the speaker, /speaker?id=ID.")),
    "copy_of": (str | None, Field(description="The key of the earliest article whose text this one has, if any.")),
    "wire": (str | None, Field(description="The news agency that the article says it is from.")),
    "group": (int | None, Field(description="A number that all have that render the same; none for a quote alone.")),
    "outlets": (int, Field(ge=1, description="How many printed it.")),
    "snippet": (str, Field(description="The words, those that were sought in brackets.")),
}
StoredQuote = create_model("StoredQuote", __base__=FoundQuote, __doc__="A quote of a store.", **_about)


class StoredSpeaker(FoundSpeaker):
    """Who is quoted in a store."""

    articles: int  # type: ignore[assignment]


class FoundRendering(Found):
    """A quote of a group: how it stands to the form that stands for all, and what differs, [-dropped-] [+added+]."""

    article: str
    id: str
    kind: QuoteKind
    speaker: str | None
    quote: str
    content: list[Range]
    representative: bool
    outlet: str
    published: str | None
    relation: Literal["identical", "part", "changed", "paraphrase"]
    differences: str


class FoundGroup(Found):
    """An utterance that several articles render."""

    group: str
    quote: str
    speaker: str | None
    speakers: dict[str, list[str]]
    outlets: list[str]
    first: str
    quotes: list[FoundRendering]


class ComparedGroups(Found):
    """What several outlets printed, the most widespread first."""

    groups: list[FoundGroup]


class _Paged(Found):
    page: int
    more: Annotated[bool, Field(description="Whether there is another page.")]


class StoredQuotes(_Paged):
    """A page of quotes."""

    quotes: list[StoredQuote]  # type: ignore[valid-type]
    undated: Annotated[int, Field(description="Articles without a date, left out where days are asked for.")]


class StoredSpeakers(_Paged):
    """A page of speakers."""

    speakers: list[StoredSpeaker]


class StoredGroups(_Paged):
    """A page of groups."""

    groups: list[FoundGroup]


class StoredAudit(Found):
    """Who is quoted, counted; `groups` are objects as `quotekit audit --format json` writes them."""

    first: str | None
    last: str | None
    undated: int
    left_out: dict[str, int]
    groups: list[dict[str, Any]]
