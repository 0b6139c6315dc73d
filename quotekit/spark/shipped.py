"""The model of a caller, sent to the workers: each makes it once, whatever the number of its tasks."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.errors import UsageError
from quotekit.models.model import Model, model_of
from quotekit.variants.wordings import Rarities

_MODELS: dict[str, Model] = {}
"""What a worker has made, by the digests of files."""


class Shipped(NamedTuple):
    """A model on its way: the file of one as a broadcast variable, or a name that every machine knows."""

    name: str | None = None
    """A folder, or what a package adds; None for the model of the package."""
    digest: str = ""
    """Of the file."""
    sent: Any = None
    """The file as a broadcast variable; None where there is none."""

    def model(self) -> Model:
        """The model, on whatever machine.

        >>> Shipped().model() is Model.shipped()
        True
        """
        if self.sent is None:
            return _named(self.name)
        if self.digest not in _MODELS:
            _MODELS[self.digest] = Model.of_bytes(self.sent.value)
        return _MODELS[self.digest]

    def rarities(self) -> Rarities:
        """How rare stems are in paragraphs, looked up once on each machine."""
        return _rarities(self.model())


@lru_cache(4)
def _named(name: str | None) -> Model:
    return model_of(name)


@lru_cache(4)
def _rarities(model: Model) -> Rarities:
    return Rarities(model.rarity_in_paragraphs)


def digest_of(model: str | os.PathLike[str] | None) -> str | None:
    """A name for what a model is: the digest of its file, or the path of its folder; None for that of the package.

    Raises UsageError for a path that holds no model.

    >>> digest_of(None)
    """
    if not isinstance(model, str | os.PathLike | None):
        raise UsageError(f"the model is the path of one, which is sent to the workers, not {model!r:.80}")
    if model is None:
        return None
    model_of(model)  # a mistake is told now, and not by a worker
    return hashlib.sha256(Path(model).read_bytes()).hexdigest() if Path(model).is_file() else os.fspath(model)


def shipped(model: str | os.PathLike[str] | None, session: Any) -> Shipped:
    """A model for the workers of a session, by the path of its file, which only this machine needs to have.

    A folder, or a name that a package adds, must be there on all. Raises UsageError for a path that holds no model.
    """
    digest = digest_of(model)
    if model is None or digest is None:
        return Shipped()
    if not Path(model).is_file():
        return Shipped(os.fspath(model))
    return Shipped(os.fspath(model), digest, session.sparkContext.broadcast(Path(model).read_bytes()))
