"""What a summary is asked for: one value, from which the command, the REST API and the library take it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_type_hints

from quotekit.errors import UsageError
from quotekit.summary.methods import method_of

if TYPE_CHECKING:
    from quotekit.summary.coverage import Task


class Asked(NamedTuple):
    """What is known of a value that may be asked for."""

    meaning: str
    """As `--help` and the REST API say it."""
    least: float | None = None
    most: float = math.inf
    """The bounds of a number, both allowed but for a least of 0 where there is a most."""
    shown: str = "N"
    """What stands for the value in a help."""
    usual: str = ""
    """What None means."""
    type: type = str
    """As the annotation says."""
    default: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a summary is to be: whole sentences within every budget given. Raises UsageError for a wrong value.

    `words` is an upper bound, and so is `percent`, of the words of all running text: the summary ends before where
    nothing is left that tells enough for its length. If nothing fits into the words, the best sentence is the summary.
    `sentences` is filled up while there are any.

    `method` is a name of `METHODS`, one that an installed package adds, or a function that takes a `Task`. `focus`
    holds words that the summary is to be about, `speaker` a name: only what that person says is summarized. `quotes` is
    the number of quotes, the most telling ones, that are to be in it. `only` takes what a single article tells.
    `resolve` allows names in brackets for pronouns also where only the quotes tell whom they mean. `position` weighs
    how early an article says something, 0 for not at all.

    >>> Wish(words=100, quotes=2).needs_quotes, Wish().needs_quotes
    (True, False)
    >>> Wish(sentences=0)
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: sentences is a whole number of 1 or more, or None, not 0
    """

    sentences: Annotated[int | None, Asked("At most N sentences; a quotation is one.", 1, usual="5")] = None
    words: Annotated[int | None, Asked("At most N words.", 1)] = None
    percent: Annotated[float | None, Asked("At most N percent of the words of the articles.", 0, 100)] = None
    method: Annotated[str | Callable[..., object], Asked("How sentences are chosen.")] = "coverage"
    focus: Annotated[str | None, Asked("What the summary is to be about.", shown="WORDS")] = None
    speaker: Annotated[str | None, Asked("Summarize what this person says.", shown="NAME")] = None
    quotes: Annotated[int, Asked("Weave in the N most telling quotes, with who says them.", 0)] = 0
    only: Annotated[bool, Asked("What a single article tells and no other one does.")] = False
    resolve: Annotated[bool, Asked("Allow names in brackets in the place of pronouns.")] = False
    position: Annotated[
        float | None,
        Asked(
            "The weight of what articles say first, 0 for none.", 0, shown="NUMBER", usual="4, for an only article 16"
        ),
    ] = None

    def __post_init__(self) -> None:
        for name, asked in ASKED.items():
            if asked.type is not bool and name != "method":
                _check(name, getattr(self, name), asked)
        method_of(self.method)

    @property
    def needs_quotes(self) -> bool:
        """Whether the quotes of the articles are needed."""
        return bool(self.speaker is not None or self.quotes or self.resolve)

    def choose(self, task: Task) -> None:
        """Add passages to the outline of a task, by the method that is asked for."""
        method_of(self.method)(task)


def wish_of(wish: Wish | None, asked: Mapping[str, Any]) -> Wish:
    """A wish with other values for some of its fields; the usual one where there is none. Raises UsageError.

    >>> wish_of(Wish(words=100), {"quotes": 1}) == Wish(words=100, quotes=1)
    True
    """
    if not isinstance(wish, Wish | None):
        raise UsageError(f"wish is a Wish or None, not {wish!r:.80}")
    return replace(wish or Wish(), **asked)


def _check(name: str, value: object, asked: Asked) -> None:
    """Raise UsageError for a value that is not allowed."""
    is_number = isinstance(value, int | asked.type) and not isinstance(value, bool)
    if value is None or (asked.type is str and isinstance(value, str)):
        return
    if asked.least is None:
        raise UsageError(f"{name} is a str or None, not {value!r:.80}")
    if is_number and asked.least <= value <= asked.most and (value or math.isinf(asked.most)):  # type: ignore[operator]
        return
    kind = "whole number" if asked.type is int else "number"
    bounds = f"of {asked.least:g} or more" if math.isinf(asked.most) else f"over {asked.least:g} up to {asked.most:g}"
    raise UsageError(f"{name} is a {kind} {bounds}, or None, not {value!r:.80}")


def _asked() -> dict[str, Asked]:
    """What is asked for, by the name of the field, with its type and its default."""
    found = {}
    hints = get_type_hints(Wish, include_extras=True)
    for one in fields(Wish):
        kind, asked = get_args(hints[one.name])
        kinds = [part for part in get_args(kind) or (kind,) if part is not NoneType]
        found[one.name] = asked._replace(type=kinds[0], default=one.default)
    return found


ASKED = _asked()
"""Everything that may be asked for, in the order of a help."""
