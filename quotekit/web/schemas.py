"""What the REST API takes and gives, as pydantic models: FastAPI checks by them and describes itself by them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import from_json

from quotekit.errors import UsageError
from quotekit.reading.decoding import with_line_feeds
from quotekit.records import QuoteKind, SpeakerKind
from quotekit.rows import COLUMNS, HINTS, QUOTE_KEYS

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
        Field(description="What people said or wrote, or also what they are said to think, plan or want."),
    ] = "statement"
    kind: Annotated[
        list[QuoteKind], Field(description="All in quotation marks, partly, or not at all. Repeatable.")
    ] = ["direct", "mixed", "indirect"]
    min_confidence: Annotated[float, Field(ge=0, le=1, description="Leave out what is less certain.")] = 0.0


Count = Annotated[int, Field(ge=1, le=100_000)]


class SummaryAsked(BaseModel):
    """What the summary is to be: 5 sentences at most where no budget is given."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    sentences: Annotated[Count | None, Field(description="At most so many sentences.")] = None
    words: Annotated[Count | None, Field(description="At most so many words.")] = None
    percent: Annotated[float | None, Field(gt=0, le=100, description="At most so much of the words.")] = None
    method: Annotated[
        Literal["coverage", "centroid", "lexrank", "mmr", "lead"], Field(description="How sentences are chosen.")
    ] = "coverage"
    focus: Annotated[Name | None, Field(description="What the summary is to be about.")] = None
    speaker: Annotated[Name | None, Field(description="Summarize what this person says.")] = None
    quotes: Annotated[int, Field(ge=0, le=100_000, description="Weave in so many telling quotes.")] = 0
    only: Annotated[bool, Field(description="What a single article tells and no other one does.")] = False
    resolve: Annotated[bool, Field(description="Allow names in brackets in the place of pronouns.")] = False
    position: Annotated[
        float | None, Field(ge=0, description="The weight of what articles say first; 4 by default, 16 for one.")
    ] = None


# --- What comes back ---


class _Found(BaseModel):
    model_config = ConfigDict(extra="forbid")


_BOUNDS: dict[str, dict[str, Any]] = {"content": {"min_length": 1}, "confidence": {"ge": 0, "le": 1}}


def _field(name: str) -> Any:
    """The type of a column and what else pydantic is told of it."""
    kind = list[Range] if COLUMNS[name].type == "spans" else HINTS[name]
    return kind, Field(description=COLUMNS[name].meaning, **_BOUNDS.get(name, {}))


_fields: dict[str, Any] = {name: _field(name) for name in QUOTE_KEYS}
FoundQuote = create_model(
    "FoundQuote",
    __base__=_Found,
    __doc__="A quote: the object of the JSON Lines contract. None means that nobody or nothing is known.",
    **_fields,
)


class FoundSpeaker(_Found):
    """Who is quoted, over all the articles, and how often among the quotes of this answer."""

    name: str
    kind: SpeakerKind
    gender: Literal["m", "f"] | None
    quotes: Annotated[int, Field(ge=1)]
    articles: list[str]
    aliases: list[str]
    roles: list[str]
    id: str


class FoundQuotes(_Found):
    """The quotes in the order of the articles, and their speakers, most quoted first."""

    quotes: list[FoundQuote]  # type: ignore[valid-type]
    speakers: list[FoundSpeaker]


class MadeEdit(_Found):
    """Where the text of a pick is not that of its article."""

    kind: Literal["cut", "named"]
    start: int
    end: int
    text: str


class FoundPick(_Found):
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


class FoundHeadline(_Found):
    """The title of an article that says best what all of them tell."""

    article: str
    text: str


class KnownArticle(_Found):
    """An article as it was given, without its text."""

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None


class FoundSummary(_Found):
    """The picks in reading order, and the articles that they are from."""

    headline: FoundHeadline | None
    picks: list[FoundPick]
    articles: list[KnownArticle]


class Health(_Found):
    """That the server is there."""

    status: Literal["ok"] = "ok"
    version: str


class Refusal(_Found):
    """Why there is no answer, in one line."""

    detail: Annotated[str, Field(examples=["articles.0.title: input should be a valid string, not 3"])]


# --- From bytes to articles, and from mistakes to lines ---


def articles_in(body: bytes) -> list[dict[str, Any]]:
    """The articles of a JSON body: one object with a text, or an object with `articles`.

    Raises ValueError where it is no JSON, UsageError where it is not what is asked for; each is one line.

    >>> [article["text"] for article in articles_in(b'{"text": "It rained."}')]
    ['It rained.']
    >>> articles_in(b'{"text": 3}')
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: text: input should be a valid string, not 3
    """
    try:
        given = from_json(_utf8(body), allow_inf_nan=False)
    except ValueError as error:
        raise ValueError(f"the body is no JSON: {error}") from None
    if not isinstance(given, dict) or ("text" in given) == ("articles" in given):
        raise UsageError(f"the body is an object with the key text, or with the key articles, not {_shown(given)}")
    try:
        if "articles" not in given:
            return [GivenArticle.model_validate(given).model_dump()]
        articles = GivenArticles.model_validate(given).articles
    except ValidationError as error:
        raise UsageError(line_of(error.errors(include_url=False))) from None
    _check_ids(articles)
    return [article.model_dump() for article in articles]


def text_in(body: bytes) -> str:
    r"""The text of a plain body, read as a file is: without a byte-order mark, \n for every line end.

    Raises ValueError where it is not UTF-8, UsageError where it is empty.

    >>> text_in("“Yes,”\r\nshe said.".encode())
    '“Yes,”\nshe said.'
    """
    text = with_line_feeds(_utf8(body).removeprefix("\ufeff"))
    if not text or text.isspace():
        raise UsageError("text: is empty")
    return text


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"the body is not UTF-8: {error.reason}, byte {error.start}") from None


def _check_ids(articles: Iterable[GivenArticle]) -> None:
    seen: dict[str, int] = {}
    for number, article in enumerate(articles):
        if article.id is not None and seen.setdefault(article.id, number) != number:
            raise UsageError(
                f"articles.{number}.id: {_shown(article.id)} is the id of articles.{seen[article.id]}, too"
            )


def line_of(errors: Iterable[Any]) -> str:
    """The first of the errors of pydantic as one line: the field, what is wrong with it, the value seen."""
    first = next(iter(errors))
    place = [str(part) for part in first["loc"] if part not in ("query", "body")]
    field = ".".join(place) or "the body"
    kind, message = first["type"], first["msg"]
    if kind == "extra_forbidden":
        return f"{field}: is not known here"
    if kind == "missing":
        return f"{field}: is missing"
    if kind == "too_short" and not first["input"]:
        return f"{field}: is empty"
    if kind in ("model_type", "model_attributes_type"):
        return f"{field}: input should be an object, not {_shown(first['input'])}"
    if kind == "value_error":
        return f"{field}: {message.removeprefix('Value error, ')}: {_shown(first['input'])}"
    message = message.partition(" after validation")[0]  # ", not 1001", which stands behind it, is told here
    return f"{field}: {message[:1].lower()}{message[1:]}, not {_shown(first['input'])}"


def _shown(value: object) -> str:
    """The beginning of a value as JSON has it; of lists and objects only their kind: they may be long."""
    if isinstance(value, dict):
        return f"an object with {', '.join(sorted(map(repr, value))[:5]) or 'no keys'}"[:200]
    if isinstance(value, list):
        return f"a list of {len(value)}"
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:80]}..."
