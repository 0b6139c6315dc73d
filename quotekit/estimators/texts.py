"""What the estimators take: several texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin


def texts_of(given: Any) -> list[str]:
    """The texts as a list. Raises ValueError, which scikit-learn expects, for anything but several str.

    >>> texts_of(("It rained.", "It held."))
    ['It rained.', 'It held.']
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise ValueError(f"X is several texts, not one {type(given).__name__}: {given!r:.80}")
    found = list(given)
    for text in found:
        if not isinstance(text, str):
            raise ValueError(f"X holds texts as str, not {type(text).__name__}: {text!r:.80}")
    if not found:
        raise ValueError("X holds no text: 0 texts, where 1 or more are needed")
    return found


class TextTransformer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """A transformer whose input is texts, as it tells scikit-learn."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.string = True
        tags.transformer_tags.preserves_dtype = []
        return tags
