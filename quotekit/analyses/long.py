"""A long text, window by window: memory is that of one window and of what was found."""

from __future__ import annotations

from dataclasses import replace

from quotekit.analyses.records import Told, quotes_of
from quotekit.analyses.together import texts_of
from quotekit.analysis import Analysis
from quotekit.headlines.find import Text
from quotekit.headlines.lines import Line
from quotekit.models.model import Model
from quotekit.plain.windows import Window, head_of, windows
from quotekit.records import Article, Quote
from quotekit.speakers.cast import Known
from quotekit.speakers.entities import People


def analysis_of_long(article: Article, model: Model, headlines: bool = False) -> Analysis:
    """What was found in an article of any length. Whoever was named in one window is known in the next.

    What begins in the piece of a window is found in it, and in no other: nothing is found twice, and nothing is cut
    where a piece ends. The first lines are read with each, as they tell whose interview it is.

    >>> text = "Ana Reyes came.\\n" + "It rained.\\n" * 30_000 + "“It held,” said Ms. Reyes.\\n"
    >>> [speaker.name for speaker in analysis_of_long(Article(text), Model.shipped()).speakers]
    ['Ana Reyes']
    """
    told, known = Told(article.id), Known(People(model.lexicon))
    quotes: list[Quote] = []
    head = head_of(article.text)
    for window in windows(article.text):
        before = head if window.first else ""
        read = before + article.text[window.first : window.last]
        shift = window.first - len(before)
        [(text, above)] = texts_of([replace(article, text=read)], model, headlines, known)
        done = quotes[-1].content[-1].end if quotes and window.start else 0
        own = _begun(text, range(max(window.start, done) - shift, window.end - shift))
        below = [found for found in above if _is_begun(found.seen.line, window, shift)]
        quotes += quotes_of(own, below, told, shift)
        known.leave(told.entities)
        told.settle(known.alive())
    return Analysis((article,), tuple(quotes), told.speakers())


def _is_begun(line: Line, window: Window, shift: int) -> bool:
    """Whether a headline begins in the piece of a window; a title apart stands above all of it."""
    return not window.start if line.part == "title" else window.start <= line.start + shift < window.end


def _begun(text: Text, piece: range) -> Text:
    """The same with only what begins in a piece."""
    start = text.view.table.start
    kept = [int(start[draft.start]) in piece for draft in text.drafts]
    drafts = [draft for draft, keep in zip(text.drafts, kept) if keep]
    return text._replace(drafts=drafts, speakers=[who for who, keep in zip(text.speakers, kept) if keep])
