"""What a find is to a reader: a statement, a mention that somebody spoke, a belief, or nobody's speech.

The sequence model finds what PolNeAR calls attribution. A reader wants what somebody said, with what was said: "praised
the forward" gives none of it, and "the flag ruled it out" is nobody's. So all that was found, and clauses that were
left out, are judged once more as a whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from quotekit.attribution.decisions.confidence import DECISION as CONFIDENCE
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.finds import TEMPLATES, Finds, find_columns, finds
from quotekit.attribution.negation import is_bare_object
from quotekit.attribution.rules import PROPOSERS, drafted
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.features import Hashes, hashes
from quotekit.attribution.tagging.wordtypes import Columns
from quotekit.names.name import NAMED
from quotekit.records import Act
from quotekit.text.document import View

_PROPOSED = 0.5
"""The probability from which a proposal is a statement."""
_LEAST = {"branded-so": 0.25, "named-so": 0.5}
"""The same of what somebody calls something: a form alone tells it where a draft had its verb."""
_LEAST_OF_HIM = 0.75
"""The same of what "he" or "she" calls something: of those below none is one in PolNeAR train."""
_DOUBTLESS = 0.7
"""The probability from which a find is a statement, whatever the other decisions found doubtful; not of a mixed one, as
they know scare quotes and nicknames."""
_SAID_BY = 0.75
"""The same of a mixed one that has a cue and a source."""
_MENDED = 1.5
"""What the odds of a statement are worth more than the fit, which knew fewer repairs, says: by the 2,077 rows of 240
articles that no decision has seen."""
_SOMEBODYS = 0.15
"""The probabilities of statement, mention and belief together below which a find is nobody's speech."""
_TOLD_OF = 0.02
"""The probabilities of mention and belief together below which what is no statement is nobody's speech."""
_SAME = 0.8
"""Share of the tokens of two contents together that both hold, from which on they are two readings of one."""
STATEMENT = Decision(
    "statement", strength=0.06, scale="probability", bits=17, least=(0.35, 0.35, 0.4), templates=TEMPLATES
)
MENTION = Decision("mention", strength=0.06, scale="probability", bits=17, templates=TEMPLATES)
BELIEF = Decision("belief", strength=0.06, scale="probability", bits=17, templates=TEMPLATES)
_PERSON = NAMED.index("person")
PROPOSED = {*_LEAST, *(rule.name for rule in PROPOSERS)}


class Proposals(NamedTuple):
    """All that may be somebody's speech, and how likely it is."""

    finds: Finds
    columns: Columns
    """What the three decisions look at."""
    hashes: Hashes
    """What their templates, the same for all three, make of it."""
    statement: Floats
    """(k,) the probability that somebody says this."""


class Mentions(NamedTuple):
    """How likely each proposal only tells that somebody spoke."""

    sure: Floats
    """(k,)"""


class Beliefs(NamedTuple):
    """How likely each proposal is what somebody thinks, plans or wants."""

    sure: Floats
    """(k,)"""


def _proposed(before: Decided) -> Rows[Finds]:
    """Every draft with its edges put right, and the clauses that were left out."""
    listed = [(number, draft) for number, own in enumerate(drafted(before)) for draft in own]
    found = finds(before.seen.batch, before.views, listed)
    columns = find_columns(before.seen, found)
    return Rows(found, columns, hashes(columns, TEMPLATES))


def _stated(before: Decided, rows: Rows[Finds], sure: Floats) -> Proposals:
    return Proposals(rows.about, rows.columns, rows.hashes_of(TEMPLATES), sure)


def _again(before: Decided) -> Rows[None]:
    """The same questions, of another answer."""
    return Rows(None, before[Proposals].columns, before[Proposals].hashes)


def _mentioned(before: Decided, rows: Rows[None], sure: Floats) -> Mentions:
    return Mentions(sure)


def _believed(before: Decided, rows: Rows[None], sure: Floats) -> Beliefs:
    return Beliefs(sure)


STAGES: tuple[Stage[Finds], Stage[None], Stage[None]] = (
    Stage(STATEMENT, _proposed, _stated),
    Stage(MENTION, _again, _mentioned),
    Stage(BELIEF, _again, _believed),
)
OF_FINDS = tuple(stage.decision.name for stage in STAGES)


def judged(found: Decided) -> list[list[QuoteDraft]]:
    """The drafts of each article that are reported, in the order of the text, with their act and how sure it is.

    Of two readings of one cue, or of nearly the same words, the likelier stays.
    """
    proposals, mention, belief = found[Proposals], found[Mentions].sure, found[Beliefs].sure
    kept: dict[int, _Kept] = defaultdict(_Kept)
    found_in, sure = proposals.finds.article.tolist(), np.stack([proposals.statement, mention, belief], axis=1).tolist()
    for at in np.argsort(-proposals.statement, kind="stable").tolist():
        draft, own = proposals.finds.drafts[at], kept[found_in[at]]
        view = found.views[found_in[at]]
        told = _told(draft, *sure[at], least=_least_of(view, draft), is_said_by=_is_said_by(view, draft))
        if told and told[0] == "statement" and is_bare_object(view, draft):
            told = "mention", round(sure[at][1], 3)
        if told and not own.has_rival(draft):
            act, confidence = told
            own.add(draft._replace(act=act, confidence=confidence))
    return [sorted(kept[number].drafts, key=attrgetter("start")) for number in range(len(found.views))]


class _Kept:
    """The drafts of an article that stay so far, by token: a page of a thousand quotations has a million pairs."""

    def __init__(self) -> None:
        self.drafts: list[QuoteDraft] = []
        self._cued: set[int] = set()
        self._held: set[int] = set()
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._listed = 0
        """How many of them are among the holders: those that nothing overlaps need not be."""

    def add(self, draft: QuoteDraft) -> None:
        self._held.update(draft.tokens)
        self._cued.update(range(*draft.cue or (0, 0)))
        self.drafts.append(draft)

    def has_rival(self, draft: QuoteDraft) -> bool:
        """Whether one of them is a reading of the same cue, or holds nearly the same words."""
        if not self._cued.isdisjoint(range(*draft.cue or (0, 0))):
            return True
        own = draft.tokens
        if self._held.isdisjoint(own):
            return False
        self._list_holders()
        shared = Counter(number for at in own for number in self._holders.get(at, ()))
        return any(
            both >= _SAME * (len(own) + len(self.drafts[number].tokens) - both)
            and not _is_nested(draft, self.drafts[number])
            for number, both in shared.items()
        )

    def _list_holders(self) -> None:
        for number in range(self._listed, len(self.drafts)):
            for at in self.drafts[number].tokens:
                self._holders[at].append(number)
        self._listed = len(self.drafts)


def _is_nested(one: QuoteDraft, other: QuoteDraft) -> bool:
    """Whether one of two is reported inside the other: its cue and content stand in the other's content."""
    return any(
        inner.cue is not None and {*inner.tokens, *range(*inner.cue)} <= {*outer.tokens}
        for inner, outer in ((one, other), (other, one))
    )


def _least_of(view: View, draft: QuoteDraft) -> float:
    """The probability from which a draft is a statement."""
    if draft.rule == "named-so" and draft.source and view.lower(draft.source[0]) in ("he", "she"):
        return _LEAST_OF_HIM
    return _LEAST.get(draft.rule, _PROPOSED if draft.rule in PROPOSED else STATEMENT.least_of(draft.kind))


def _is_said_by(view: View, draft: QuoteDraft) -> bool:
    """Whether a draft has a cue and a source without a person, whose words in marks are doubted less than those of one
    who may be near by chance: "fans around Bell shouted “out”"; nor is "a crowd that calls itself “La Peña”" one.
    """
    if not draft.cue or not draft.source or view.lower(draft.source[0]) == "that":
        return False
    if view.word[draft.cue[1] - 1].endswith("ing"):  # "They are accused of claiming pay for “ghosts”."
        return False
    return _PERSON not in view.named[slice(*draft.source)]


def _with_repairs(statement: float) -> float:
    """How sure a statement is as it is printed, by how sure its find was: the odds of the fit times `_MENDED`.

    >>> round(_with_repairs(0.5), 2), round(_with_repairs(0.95), 2)
    (0.6, 0.97)
    """
    return _MENDED * statement / (_MENDED * statement + 1 - statement)


def _told(
    draft: QuoteDraft, statement: float, mention: float, belief: float, *, least: float, is_said_by: bool
) -> tuple[Act, float] | None:
    """What a draft is and how sure that is; None where it is nobody's speech.

    What the other decisions found doubtful is nobody's, unless it is surely a statement as a whole. A proposal has not
    been before them, so it must be surer.
    """
    if statement + mention + belief < _SOMEBODYS:
        return None
    is_proposal = draft.rule in PROPOSED
    is_doubtful = draft.confidence < CONFIDENCE.least_of(draft.kind)
    if statement >= least:
        doubtless = _DOUBTLESS if draft.kind != "mixed" else _SAID_BY if is_said_by else 1.0
        is_sure = is_proposal or statement >= doubtless
        return None if is_doubtful and not is_sure else ("statement", round(_with_repairs(statement), 3))
    if is_doubtful or mention + belief < _TOLD_OF:
        return None
    return ("belief", round(belief, 3)) if belief >= mention else ("mention", round(mention, 3))
