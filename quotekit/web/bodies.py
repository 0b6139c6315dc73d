"""From the bytes and heads of a request to articles, and from what is wrong with it to one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from quotekit.errors import UsageError
from quotekit.reading.decoding import with_line_feeds
from quotekit.web.schemas import GivenArticle, GivenArticles


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


def is_page_wanted(accept: str) -> bool:
    """Whether somebody would rather have a page than JSON, by what a browser or a program says that it accepts.

    >>> [is_page_wanted(accept) for accept in ("text/html,*/*;q=0.8", "*/*", "application/json, text/html;q=0.5", "")]
    [True, False, False, False]
    """
    liking = {"text/html": 0.0, "application/json": 0.0}
    for one in accept.lower().split(","):
        kind, *parameters = (part.strip() for part in one.split(";"))
        told = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        if kind in liking:
            liking[kind] = float(told) if re.fullmatch(r"[01](\.[0-9]{0,3})?", told) else 0.0
    return liking["text/html"] > 0 and liking["text/html"] >= liking["application/json"]
