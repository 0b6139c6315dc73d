"""Direct quotations: pairs of marks that stand for themselves, and the words beside them that say who speaks."""

from __future__ import annotations

from dataclasses import replace

from quotekit.cues import Site
from quotekit.drafts import Draft
from quotekit.floating import find_floating
from quotekit.lexicon import CAPITAL
from quotekit.marks import Pair
from quotekit.phrases import Range, after
from quotekit.sources import Cues
from quotekit.speech import is_title, stands_alone
from quotekit.view import View

_DASHES = frozenset("—–-―") | {"--"}
_LONGEST_CLAUSE = 60  # tokens of a cue clause between two pieces of a quotation


def find_direct(view: View, cues: Cues) -> list[Draft]:
    """The direct quotations of an article, in order, with cue and source where the text gives them.

    >>> from quotekit.names import with_names
    >>> from quotekit.sources import cues_of
    >>> from quotekit.view import look
    >>> view, _ = with_names(look("“It rained,” said Ms. Reyes. “We stayed.”"))
    >>> [(d.rule, view.text(*d.source), len(d.content)) for d in find_direct(view, cues_of(view))]
    [('after', 'Ms. Reyes', 2)]
    """
    drafts: list[Draft] = []
    for index, (lo, hi) in enumerate(view.table.paragraph_token.tolist()):
        if view.table.paragraph_kind[index] == "body":
            indices = sorted({pair for pair in view.pair[lo:hi] if pair >= 0})
            pairs = [view.pairs[i] for i in indices]
            pairs = [pair for pair in pairs if stands_alone(view, pair) and not is_title(view, pair)]
            _read_paragraph(view, cues, pairs, (lo, hi), drafts)
    return drafts


def _read_paragraph(view: View, cues: Cues, pairs: list[Pair], span: Range, drafts: list[Draft]) -> None:
    """Add the direct quotations of one paragraph to the drafts."""
    for left, pair, right in zip(*_gaps(pairs, span)):
        own = _labelled(view, pair) or _by_clause_after(view, cues, pair, right)
        if not own and drafts and _goes_on(view, cues, drafts[-1], left):
            drafts[-1] = replace(drafts[-1], content=(*drafts[-1].content, (pair.first, pair.last)))
            continue
        draft = (
            own
            or _by_clause_before(view, cues, pair, left, {draft.cue for draft in drafts[-2:]})
            or _by_dash(view, pair, right)
            or find_floating(view, cues, pair, left, span, drafts)
        )
        if draft:
            drafts.append(draft)


def _gaps(pairs: list[Pair], span: Range) -> tuple[list[Range], list[Pair], list[Range]]:
    """The tokens before each pair, the pairs, and the tokens behind each, up to the next pair or the edge."""
    firsts = [span[0], *(pair.close for pair in pairs)]
    lasts = [*(pair.open for pair in pairs), span[1]]
    gaps = list(zip(firsts, lasts))
    return gaps[:-1], pairs, gaps[1:]


def _goes_on(view: View, cues: Cues, draft: Draft, gap: Range) -> bool:
    """Whether a quotation continues the one before: only that one's own cue clause stands between them."""
    if not draft.cue or not gap[0] <= draft.cue[0] < gap[1] or gap[1] - gap[0] > _LONGEST_CLAUSE:
        return False
    if view.word[gap[1] - 1] == ":" or view.sentence[draft.cue[0]] != view.sentence[gap[1] - 1]:
        return False
    ended = view.word[gap[1] - 1] == "."
    return ended or not any(site.verb >= draft.cue[1] and not _aside(site) for site in cues.between(*gap))


def _aside(site: Site) -> bool:
    """A cue that is no attribution of its own between two pieces of a quotation ("he said, when asked, “b”")."""
    return site.passive or site.infinitive


def _draft(pair: Pair, rule: str, site: Site, source: Range | None) -> Draft:
    return Draft(((pair.first, pair.last),), rule, (site.first, site.last), source, site.cue.act)


def _labelled(view: View, pair: Pair) -> Draft | None:
    """A transcript's label at the head of a quotation: “WALLACE: Will you?”"""
    at = pair.first
    while at < min(pair.last, pair.first + 4) and view.word[at].isupper() and len(view.word[at]) > 1:
        at += 1
    if at == pair.first or at + 1 >= pair.last or view.word[at] != ":":
        return None
    return Draft(((at + 1, pair.last),), "label", (at, at + 1), (pair.first, at))


def _by_clause_after(view: View, cues: Cues, pair: Pair, gap: Range) -> Draft | None:
    """`“...,” said X` and `“...,” X said`: the first cue behind the quotation, in the same sentence."""
    site = cues.first(*gap)
    if not site or view.word[pair.last - 1] == "." or site.first - pair.close > 40:
        return None
    if view.sentence[site.verb] != view.sentence[pair.close - 1] and view.word[pair.last - 1] not in "!?…":
        return None
    between = view.word[pair.close : site.first]
    if any(word in (":", ";") for word in between[1:-1]):
        return None
    if site.infinitive or (site.gerund and between[:1] == [","]) or _reports_more(view, site):
        return None
    source = cues.sources[site.first]
    if source and source[0] < pair.close:
        source = None
    if site.passive and source is None:  # “The Patient Reef” is read everywhere
        return None
    if source is None and between and not all(word in ",—–" for word in between):
        return None
    return _draft(pair, "after", site, source)


def _reports_more(view: View, site: Site) -> bool:
    """Whether the cue has a content of its own behind it ("“I won,” he said and claimed that")."""
    end = view.bounds[view.sentence[site.verb]][1]
    following = view.word[site.last].lower() if site.last < end else ""
    return following in ("that", "whether", "how", "why")


def _by_clause_before(view: View, cues: Cues, pair: Pair, gap: Range, taken: set[Range | None]) -> Draft | None:
    """`X said: “...”`, `X said, “...”`, `X told reporters “...”`: the last cue before the quotation."""
    colon = gap[1] > gap[0] and view.word[gap[1] - 1] == ":"
    for site in reversed(cues.between(max(gap[0], gap[1] - _LONGEST_CLAUSE), gap[1])):
        if (site.first, site.last) in taken or not _leads(view, site, pair, colon):
            continue
        source = cues.sources[site.first]
        if source or site.cue.strength >= 60:
            return _draft(pair, "before", site, source)
    return _by_colon(view, pair, gap) if colon else None


def _by_colon(view: View, pair: Pair, gap: Range) -> Draft | None:
    """`Mascherano summed it up: “...”`: a colon and the subject of its sentence, without a cue verb."""
    first = view.bounds[view.sentence[gap[1] - 1]][0]
    source = after(view, max(first, gap[0]))
    if not source:
        return None
    cue = (gap[1] - 1, gap[1]) if source[1] < gap[1] else (source[1], source[1] + 1)
    return Draft(((pair.first, pair.last),), "colon", cue, source)


def _leads(view: View, site: Site, pair: Pair, colon: bool) -> bool:
    """Whether a cue before a quotation introduces it: same sentence, and close by unless a colon ties them."""
    if view.sentence[site.verb] != view.sentence[pair.open - 1] or view.word[pair.open - 1] == ".":
        return False
    if "quote" not in site.cue.frames and not site.phrase and "that" not in site.cue.frames and not colon:
        return False
    between = pair.open - site.last
    return colon or between <= 12


def _by_dash(view: View, pair: Pair, gap: Range) -> Draft | None:
    """`“...” — Grace Hopper` at the end of a paragraph."""
    if not 2 <= gap[1] - gap[0] <= 15 or view.word[gap[0]] not in _DASHES:
        return None
    source = after(view, gap[0] + 1)
    if not source or not view.bits[source[0]] & CAPITAL:
        return None
    return Draft(((pair.first, pair.last),), "dash", (gap[0], gap[0] + 1), source)
