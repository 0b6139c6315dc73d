"""What the sequence model says of a text, written by hand as tags (see `marked`): q content, c cue, s source."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from marked import Spans, parse

from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.tagging import contexts
from quotekit.attribution.tagging.batch import lay_out
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import EMPTY, Ints, TypeTable
from quotekit.gold import GoldArticle
from quotekit.text.document import look
from quotekit.text.lexicon import Lexicon
from quotekit.training.labels import labels_of

ROLES = {"s": "source", "c": "cue", "q": "content"}


def article(marked: str) -> GoldArticle:
    """A tagged text as gold; every tag is an attribution of its own here."""
    text, spans = parse(marked)
    roles = [{role: spans[name] if name[0] == tag else [] for tag, role in ROLES.items()} for name in spans]
    return GoldArticle("", text, roles)


def labelled(*marked: str, table: TypeTable | None = None, surely: float = 0.9) -> Labelled:
    """The tokens of some texts with the labels that their tags say, each with one probability."""
    articles = [article(text) for text in marked]
    batch = lay_out([one.view for one in articles], table or TypeTable(EMPTY, Lexicon.shipped()))
    labels = np.zeros(len(batch.types), np.int8)
    labels[batch.at] = np.concatenate([labels_of(one) for one in articles])
    sure = np.full((len(labels), 7), (1 - surely) / 6, np.float32)
    sure[batch.places, labels] = surely
    return Labelled(batch, contexts.columns(batch), labels, sure)


def words(seen: Labelled, spans: Ints | Sequence[tuple[int, int]], *marked: str) -> list[str]:
    """The tokens in some ranges of places, with a space between each two."""
    at = dict(zip(seen.batch.at.tolist(), (word for text in marked for word in look(parse(text)[0]).word)))
    return [" ".join(at.get(place, "¶") for place in range(first, last)) for first, last in np.array(spans).tolist()]


def always(odds: float) -> Logistic:
    """A regression that says the same of everything."""
    return Logistic(np.zeros(2, np.int8), 1.0, odds)


def tokens(marked: str) -> dict[str, list[tuple[int, int]]]:
    """The ranges of tokens of every tag."""
    text, spans = parse(marked)
    table = look(text).table
    return {
        name: [
            (int(np.searchsorted(table.end, start, "right")), int(np.searchsorted(table.start, end, "left")))
            for start, end in places
        ]
        for name, places in Spans(spans).items()
    }
