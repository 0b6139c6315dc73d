"""What can go wrong that is the caller's to mend. Each message is one line that names the value seen."""

from __future__ import annotations


class QuotekitError(Exception):
    """Base of every error that quotekit raises on purpose."""


class UsageError(QuotekitError):
    """An argument has a value that is not allowed; the message names it and the values that are."""


class InputError(QuotekitError):
    """An input cannot be read: missing, unreadable, binary or empty; the message names the file."""


class TableError(QuotekitError):
    """A table in `quotekit/data/` breaks its rules; the message names the file and line."""


class WorkerError(QuotekitError):
    """A process that was at work for this one ended, or could not be started: killed, as where memory is short."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, as messages have it; without `many` the plural has an s.

    >>> counted(1, "article"), counted(2048, "word"), counted(0, "person", "people")
    ('1 article', '2,048 words', '0 people')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
