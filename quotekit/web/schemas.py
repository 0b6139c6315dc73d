"""What the REST API takes and gives, as pydantic models: FastAPI checks by them and describes itself by them."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from quotekit.records import QuoteKind, SpeakerKind
from quotekit.rows import COLUMNS, HINTS, QUOTE_KEYS
from quotekit.summary.methods import METHODS
from quotekit.summary.wish import ASKED, Asked

MOST_ARTICLES = 1000
SAMPLE = "The dam above Telford held on Sunday night. “It held, and nobody was hurt,” said Ana Reyes, the mayor."
"""An article for the examples of the description."""

Range = Annotated[list[int], Field(min_length=2, max_length=2, description="start and end, code points, half-open")]
Name = Annotated[str, Field(max_length=1000)]


# --- What is given ---


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


def _not_blank(text: str) -> str:
    if not text or text.isspace():
        raise ValueError("is empty")
    return text


def _date(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is no date or time of ISO 8601, such as 2025-04-10") from None
    return text


class GivenArticle(_Given):
    """One article. Positions in the answer are code points of `text` as it was sent."""

    text: Annotated[str, AfterValidator(_not_blank), Field(examples=[SAMPLE])]
    id: Annotated[Name, AfterValidator(_not_blank)] | None = None
    title: Name | None = None
    url: Name | None = None
    outlet: Name | None = None
    published: Annotated[Name, AfterValidator(_date)] | None = None


class GivenArticles(_Given):
    """Several articles. Those without an id get a hash of their text as one."""

    articles: Annotated[list[GivenArticle], Field(min_length=1, max_length=MOST_ARTICLES)]


class QuotesAsked(BaseModel):
    """Which quotes are wanted."""

    model_config = ConfigDict(extra="forbid")

    acts: Annotated[
        Literal["statement", "all"],
        Field(
            description="What people said or wrote, or also mentions that they spoke and what they are said to think, "
            "plan or want."
        ),
    ] = "statement"
    kind: Annotated[
        list[QuoteKind], Field(description="All in quotation marks, partly, or not at all. Repeatable.")
    ] = ["direct", "mixed", "indirect"]
    min_confidence: Annotated[float, Field(ge=0, le=1, description="Leave out what is less certain.")] = 0.0
    headlines: Annotated[
        bool,
        Field(description="Quote from the title and the headings too; positions in a title are those of the title."),
    ] = False


_MOST = 100_000
"""Sentences, words and quotes of a summary that may be asked for."""


def _wish(name: str, asked: Asked) -> Any:
    """The type of a value that a summary may be asked for, and what else pydantic is told of it."""
    kind: Any = _METHOD if name == "method" else Name if asked.type is str else asked.type
    limits: dict[str, Any] = {"ge": asked.least, "le": _MOST} if asked.type is int else {}
    if asked.type is float:
        limits = {"ge": asked.least} if math.isinf(asked.most) else {"gt": asked.least, "le": asked.most}
    meaning = asked.meaning + (f" By default {asked.usual}." if asked.usual else "")
    return kind if asked.default is not None else kind | None, Field(asked.default, description=meaning, **limits)


_METHOD = Literal[tuple(METHODS)]  # type: ignore[valid-type]
_wishes: dict[str, Any] = {name: _wish(name, asked) for name, asked in ASKED.items()}
SummaryAsked = create_model(
    "SummaryAsked",
    __config__=ConfigDict(extra="forbid", allow_inf_nan=False),
    __doc__="What the summary is to be: 5 sentences at most where no budget is given.",
    **_wishes,
)


# --- What comes back ---


class Found(BaseModel):
    """What comes back: an object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


_BOUNDS: dict[str, dict[str, Any]] = {"content": {"min_length": 1}, "confidence": {"ge": 0, "le": 1}}


def _field(name: str) -> Any:
    """The type of a column and what else pydantic is told of it."""
    kind = list[Range] if COLUMNS[name].type == "spans" else HINTS[name]
    return kind, Field(description=COLUMNS[name].meaning, **_BOUNDS.get(name, {}))


_fields: dict[str, Any] = {name: _field(name) for name in QUOTE_KEYS}
FoundQuote = create_model(
    "FoundQuote",
    __base__=Found,
    __doc__="A quote: the object of the JSON Lines contract. None means that nobody or nothing is known.",
    **_fields,
)


class FoundSpeaker(Found):
    """Who is quoted, over all the articles, and how often among the quotes of this answer."""

    name: str
    kind: SpeakerKind
    gender: Literal["m", "f"] | None
    quotes: Annotated[int, Field(ge=1)]
    articles: list[str]
    aliases: list[str]
    roles: list[str]
    open: bool
    """Whether it is a bare surname of which it is not known whose it is."""
    ref: str | None
    """The id that `--aliases` gives."""
    id: str


class FoundQuotes(Found):
    """The quotes in the order of the articles, and their speakers, most quoted first."""

    quotes: list[FoundQuote]  # type: ignore[valid-type]
    speakers: list[FoundSpeaker]


class MadeEdit(Found):
    """Where the text of a pick is not that of its article."""

    kind: Literal["cut", "named"]
    start: int
    end: int
    text: str


class FoundPick(Found):
    """A sentence of a summary, and its place in its article in code points, half-open."""

    article: str
    start: int
    end: int
    text: str
    score: Annotated[float, Field(ge=0, le=1)]
    heading: str | None
    outlet: str | None
    agreement: list[str]
    concepts: list[str]
    edits: list[MadeEdit]
    quote: str | None
    speaker: str | None


class FoundHeadline(Found):
    """The title of an article that says best what all of them tell."""

    article: str
    text: str


class KnownArticle(Found):
    """An article as it was given, without its text."""

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None


class FoundSummary(Found):
    """The picks in reading order, and the articles that they are from."""

    headline: FoundHeadline | None
    picks: list[FoundPick]
    articles: list[KnownArticle]


class Health(Found):
    """That the server is there."""

    status: Literal["ok"] = "ok"
    version: str


class Refusal(Found):
    """Why there is no answer, in one line."""

    detail: Annotated[str, Field(examples=["articles.0.title: input should be a valid string, not 3"])]
