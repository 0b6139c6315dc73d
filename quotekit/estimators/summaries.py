"""The ranking of sentences as an estimator of scikit-learn: texts in, summaries out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from sklearn.utils.validation import check_is_fitted

from quotekit.estimators.texts import TextTransformer, texts_of
from quotekit.summary.summarize import summarize
from quotekit.text.rarity import fit_rarity


class SummaryTransformer(TextTransformer):
    """Summarizes each text on its own. `fit` learns from the texts how rare words are, `transform` ranks with that.

    The parameters are those of `Wish` that a single text has a use for. Input is a list, array or column of str;
    anything else raises ValueError, as scikit-learn demands.

    >>> texts = ["The dam above Telford held on Sunday night. Nobody was hurt.", "The mayor opened a bakery in Hale."]
    >>> SummaryTransformer(sentences=1).fit_transform(texts).tolist()
    ['The dam above Telford held on Sunday night.', 'The mayor opened a bakery in Hale.']
    """

    def __init__(
        self,
        sentences: int | None = None,
        words: int | None = None,
        method: str = "coverage",
        position: float | None = None,
    ) -> None:
        self.sentences = sentences
        self.words = words
        self.method = method
        self.position = position

    def fit(self, X: Iterable[str], y: Any = None) -> Self:  # noqa: N803
        """Learn the rarities of the words of some texts."""
        self.rarity_ = fit_rarity([texts_of(X)])
        return self

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803
        """(n_texts,) an array of summaries as str; the empty string for a text without a usable sentence."""
        check_is_fitted(self)
        found = [str(summarize(text, **self.get_params(), rarity=self.rarity_)) for text in texts_of(X)]
        return np.array(found, dtype=object)
