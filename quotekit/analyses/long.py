"""A long text, window by window: memory is that of one window and of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotekit.analyses.records import Told, quotes_of
from quotekit.analyses.together import texts_of
from quotekit.analysis import Analysis
from quotekit.attribution.drafts import QuoteDraft
from quotekit.headlines.find import Text
from quotekit.models.model import Model
from quotekit.plain.windows import Window, windows
from quotekit.records import Article, Quote
from quotekit.speakers.entities import Known, People


def analysis_of_long(article: Article, model: Model, headlines: bool = False) -> Analysis:
    """What was found in an article of any length. Whoever was named in one window is known in the next.

    What begins in the piece of a window is found in it, and in no other: nothing is found twice, and nothing is cut
    where a piece ends.

    >>> text = "Ana Reyes came.\\n" + "It rained.\\n" * 30_000 + "“It held,” said Ms. Reyes.\\n"
    >>> [speaker.name for speaker in analysis_of_long(Article(text), Model.shipped()).speakers]
    ['Ana Reyes']
    """
    told, known = Told(article.id), Known(People(model.lexicon))
    quotes: list[Quote] = []
    done = 0
    for window in windows(article.text):
        title = None if window.start else article.title
        part = replace(article, text=article.text[window.first : window.last], title=title)
        [(text, above)] = texts_of([part], model, headlines, known)
        own = _within(text, window, done)
        below = [
            found for found in above if found.seen.line.part == "title" or _is_within(found.seen.line.start, window)
        ]
        quotes += quotes_of(own, below, told, window.first)
        done = max([done, *(quote.content[-1].end for quote in quotes[-1:])])
        known.leave(told.entities)
        told.settle(known.alive())
    return Analysis((article,), tuple(quotes), told.speakers())


def _is_within(at: int, window: Window) -> bool:
    return window.start <= at + window.first < window.end


def _within(text: Text, window: Window, done: int) -> Text:
    """The same with only what begins in the piece of a window, behind all that was told before."""
    begins = [int(text.view.table.start[draft.start]) for draft in text.drafts]
    kept = [_is_within(begin, window) and begin + window.first >= done for begin in begins]
    drafts: Sequence[QuoteDraft] = [draft for draft, keep in zip(text.drafts, kept) if keep]
    return text._replace(drafts=drafts, speakers=[who for who, keep in zip(text.speakers, kept) if keep])
