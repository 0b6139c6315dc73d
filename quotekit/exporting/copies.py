"""The columns of copies: of which article read before one is a copy, and from which agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from quotekit.analysis import Analysis
from quotekit.records import Quote
from quotekit.rows import Row
from quotekit.stories.copies import Copies
from quotekit.stories.wires import wire_of

if TYPE_CHECKING:
    from quotekit.models.model import Given


class CopyColumns:
    """What is known of the articles that have gone by: of each a sketch of 2 kB at most, whatever its length.

    >>> from quotekit.records import Article
    >>> text = "The old dam above Telford held on Sunday night after two days of rain in the hills, the mayor said, "
    >>> text += "and nobody in the villages was hurt."
    >>> columns = CopyColumns()
    >>> found = list(columns.passing(Analysis((Article(text, name),), (), ()) for name in "ab"))
    >>> columns.of("a"), columns.of("b")
    ({'copy_of': None, 'wire': None}, {'copy_of': 'a', 'wire': None})
    """

    def __init__(self, model: Given = None) -> None:
        from quotekit.models.model import model_of

        self._seen, self._lexicon = Copies(), model_of(model).lexicon
        self._of: dict[str, tuple[str | None, str | None]] = {}

    def passing(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """The analyses as they come, their articles noted."""
        for analysis in analyses:
            for article in analysis.articles:
                self._of[article.id] = self._seen.add(article), wire_of(article, self._lexicon)
            yield analysis

    def of(self, article: str) -> dict[str, str | None]:
        """The columns of an article that has gone by, by its id."""
        copy, wire = self._of[article]
        return {"copy_of": copy, "wire": wire}

    def behind(self, row: Callable[[Analysis, Quote], Any]) -> Callable[[Analysis, Quote], Any]:
        """What makes the row of a quote, with these columns behind what `row` makes."""
        return lambda analysis, quote: cast(Row, {**row(analysis, quote), **self.of(quote.article)})
