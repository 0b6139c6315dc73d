"""Direct quotations: pairs of marks that stand for themselves, and the words beside them that say who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quotekit.cues import Site
from quotekit.drafts import Draft
from quotekit.lexicon import CAPITAL, CUE, GIVEN, SUBJECT, SUBORDINATOR, WORD
from quotekit.marks import Pair
from quotekit.records import Act
from quotekit.sources import Range, after, before, source_of
from quotekit.view import View

_ENDS = frozenset(",.!?…—–") | {"...", "--"}
_SPEECH_ENDS = frozenset(",!?…—–") | {"...", "--"}
_BEFORE = frozenset(",.:;!?—–…") | {"--", "...", "-"}
_DASHES = frozenset("—–-―") | {"--"}
_LONGEST_CLAUSE = 60  # tokens of a cue clause between two pieces of a quotation
_FEWEST_ALONE = 3  # words of a quotation that is a paragraph
_FEWEST_FLOATING = 5  # words; a shorter quotation without any cue is mostly a title or a scare quote


_NAMING = frozenset(
    "dubbed named titled entitled nicknamed itself himself herself themselves known as trawler ship "
    "boat book novel film movie song album show series play programme program magazine podcast game hashtag".split()
)


class Gap(NamedTuple):
    """The tokens between two quotations of a paragraph, or between one and the paragraph's edge."""

    first: int
    last: int
    sites: list[Site]


def find_direct(view: View, sites: list[Site]) -> list[Draft]:
    """The direct quotations of an article, in order, with cue and source where the text gives them.

    >>> from quotekit.cues import find_cues
    >>> from quotekit.names import with_names
    >>> from quotekit.view import look
    >>> view, _ = with_names(look("“It rained,” said Ms. Reyes. “We stayed.”"))
    >>> [(d.rule, view.text(*d.source), len(d.content)) for d in find_direct(view, find_cues(view))]
    [('after', 'Ms. Reyes', 2)]
    """
    drafts: list[Draft] = []
    for index, (lo, hi) in enumerate(view.table.paragraph_token.tolist()):
        if view.table.paragraph_kind[index] == "body":
            pairs = _pairs_between(view, lo, hi)
            inside = [pair for pair in pairs if stands_alone(view, pair) and not is_title(view, pair)]
            drafts += _in_paragraph(view, sites, inside, (lo, hi), drafts)
    return drafts


def _pairs_between(view: View, lo: int, hi: int) -> list[Pair]:
    indices = sorted({index for index in view.pair[lo:hi] if index >= 0})
    return [view.pairs[index] for index in indices]


def stands_alone(view: View, pair: Pair) -> bool:
    """Whether a pair of marks is a quotation by itself and not a piece of the sentence around it."""
    begin = view.bounds[view.sentence[pair.open]][0]
    paragraph_begin = int(view.table.paragraph_token[view.paragraph(pair.open)][0])
    first = view.word[pair.first]
    if pair.open == paragraph_begin or pair.carried:
        return _word_count(view, pair) > 2 or _ends_as_speech(view, pair)
    left = view.word[pair.open - 1]
    ends = view.word[pair.last - 1] in _ENDS or _at_sentence_end(view, pair)
    if view.pair[pair.open - 1] >= 0 or left in _BEFORE:
        if left in (",", "—", "–", "--") and first[0].islower():
            return ends and _behind_speech(view, pair, begin)
        return ends or pair.open == begin
    return bool(ends and view.bits[pair.first] & CAPITAL and view.bits[pair.open - 1] & CUE)


def is_title(view: View, pair: Pair) -> bool:
    """Whether marks set off a name: “Songs of the Slipway”, the trawler ‘Morning Star’, the man they call “Lucho”.

    A few words, each with a capital but for short ones, without a full stop or the comma of speech in front of a cue.
    """
    words = [view.word[i] for i in range(pair.first, pair.last) if view.bits[i] & WORD]
    if len(words) > 6 or not all(word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in words):
        return False
    before = view.word[pair.open - 1].lower() if pair.open else ""
    return before in _NAMING or len(words) > 1 and view.word[pair.last - 1] not in ".!?" and before not in (",", ":", "said")


def _behind_speech(view: View, pair: Pair, begin: int) -> bool:
    """Whether a quotation that begins with a small letter goes on with one before it (`“A,” he said, “and b.”`)."""
    sentence = view.sentence[pair.open]
    first = view.bounds[sentence][0]
    between = range(max(first, pair.open - 25), pair.open)
    return any(view.pair[i] >= 0 for i in between) and any(view.bits[i] & CUE and view.pair[i] < 0 for i in between)


def _word_count(view: View, pair: Pair) -> int:
    return sum(bool(view.bits[i] & WORD) for i in range(pair.first, pair.last))


def _ends_as_speech(view: View, pair: Pair) -> bool:
    return view.word[pair.last - 1] in _ENDS


def _at_sentence_end(view: View, pair: Pair) -> bool:
    end = view.bounds[view.sentence[pair.close - 1]][1]
    return pair.close >= end or view.word[pair.close] in _ENDS


def _in_paragraph(view: View, sites: list[Site], pairs: list[Pair], span: Range, earlier: list[Draft]) -> list[Draft]:
    """The direct quotations of one paragraph."""
    drafts: list[Draft] = []
    gaps = _gaps(sites, pairs, span)
    for index, pair in enumerate(pairs):
        left, right = gaps[index], gaps[index + 1]
        own = _labelled(view, pair) or _by_clause_after(view, pair, right, sites)
        if not own and drafts and _goes_on(view, drafts[-1], left):
            last = drafts[-1]
            drafts[-1] = replace(last, content=(*last.content, (pair.first, pair.last)))
            continue
        taken = {draft.cue for draft in drafts}
        draft = (
            own
            or _by_clause_before(view, pair, left, sites, taken)
            or _by_dash(view, pair, right)
            or _floating(view, sites, pair, left, [*earlier, *drafts], span)
        )
        if draft:
            drafts.append(draft)
    return drafts


def _gaps(sites: list[Site], pairs: list[Pair], span: Range) -> list[Gap]:
    firsts = [span[0], *(pair.close for pair in pairs)]
    lasts = [*(pair.open for pair in pairs), span[1]]
    return [Gap(a, b, [s for s in sites if a <= s.verb < b]) for a, b in zip(firsts, lasts)]


def _goes_on(view: View, draft: Draft, gap: Gap) -> bool:
    """Whether a quotation continues the one before: only that one's own cue clause stands between them."""
    if not draft.cue or not gap.first <= draft.cue[0] < gap.last or gap.last - gap.first > _LONGEST_CLAUSE:
        return False
    if view.word[gap.last - 1] == ":" or view.sentence[draft.cue[0]] != view.sentence[gap.last - 1]:
        return False
    ended = view.word[gap.last - 1] == "."
    return ended or not any(site.verb >= draft.cue[1] and not _aside(view, site) for site in gap.sites)


def _aside(view: View, site: Site) -> bool:
    """A cue that is no attribution of its own between two pieces of a quotation ("he said, when asked, “b”")."""
    return site.passive or site.infinitive


def _draft(pair: Pair, rule: str, site: Site, source: Range | None) -> Draft:
    act: Act = "belief" if site.cue.act == "belief" else "statement"
    return Draft(((pair.first, pair.last),), rule, (site.first, site.last), source, act)


def _labelled(view: View, pair: Pair) -> Draft | None:
    """A transcript's label at the head of a quotation: “WALLACE: Will you?”"""
    at = pair.first
    while at < min(pair.last, pair.first + 4) and view.word[at].isupper() and len(view.word[at]) > 1:
        at += 1
    if at == pair.first or at + 1 >= pair.last or view.word[at] != ":":
        return None
    return Draft(((at + 1, pair.last),), "label", (at, at + 1), (pair.first, at))


def _by_clause_after(view: View, pair: Pair, gap: Gap, sites: list[Site]) -> Draft | None:
    """`“...,” said X` and `“...,” X said`: the first cue behind the quotation, in the same sentence."""
    if not gap.sites or view.word[pair.last - 1] == ".":
        return None
    site = gap.sites[0]
    if view.sentence[site.verb] != view.sentence[pair.close - 1] and view.word[pair.last - 1] not in "!?…":
        return None
    between = view.word[pair.close : site.first]
    if len(between) > 40 or any(word in (".", ":", ";") for word in between[1:-1] if len(between) > 2 and word != "."):
        return None
    if site.infinitive or (site.gerund and between[:1] == [","]) or _reports_more(view, site):
        return None
    source = source_of(view, site, sites)
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


def _by_clause_before(
    view: View, pair: Pair, gap: Gap, sites: list[Site], taken: set[Range | None]
) -> Draft | None:
    """`X said: “...”`, `X said, “...”`, `X told reporters “...”`: the last cue before the quotation."""
    colon = gap.last > gap.first and view.word[gap.last - 1] == ":"
    near = [s for s in gap.sites if _leads(view, s, pair, colon)]
    for site in reversed(near):
        if (site.first, site.last) in taken:
            continue
        source = source_of(view, site, sites)
        if source or site.cue.strength >= 60:
            return _draft(pair, "before", site, source)
    if colon:
        first = view.bounds[view.sentence[gap.last - 1]][0]
        source = after(view, max(first, gap.first))
        if source and source[1] < gap.last:
            return Draft(((pair.first, pair.last),), "colon", (gap.last - 1, gap.last), source)
        if source:
            return Draft(((pair.first, pair.last),), "colon", (source[1], source[1] + 1), source)
    return None


def _leads(view: View, site: Site, pair: Pair, colon: bool) -> bool:
    """Whether a cue before a quotation introduces it: same sentence, and close by unless a colon ties them."""
    if view.sentence[site.verb] != view.sentence[pair.open - 1] or view.word[pair.open - 1] == ".":
        return False
    if "quote" not in site.cue.frames and not site.phrase and "that" not in site.cue.frames and not colon:
        return False
    between = pair.open - site.last
    return colon or between <= 12


def _by_dash(view: View, pair: Pair, gap: Gap) -> Draft | None:
    """`“...” — Grace Hopper` at the end of a paragraph."""
    if gap.last - gap.first < 2 or view.word[gap.first] not in _DASHES or gap.last - gap.first > 15:
        return None
    source = after(view, gap.first + 1)
    if not source or not view.bits[source[0]] & CAPITAL:
        return None
    return Draft(((pair.first, pair.last),), "dash", (gap.first, gap.first + 1), source)


def _floating(
    view: View, sites: list[Site], pair: Pair, gap: Gap, earlier: list[Draft], span: Range
) -> Draft | None:
    """A quotation without a clause of its own: the context says who speaks."""
    content = ((pair.first, pair.last),)
    if pair.carried and earlier:
        return Draft(content, "carried", same_as=earlier[-1].start)
    alone = pair.open == span[0] and pair.close == span[1]
    if _word_count(view, pair) < (_FEWEST_ALONE if alone else _FEWEST_FLOATING):
        return None
    if not _ends_as_speech(view, pair) and pair.closed:
        return None
    if gap.first == span[0] and gap.last == gap.first:
        return _from_paragraph_before(view, sites, pair, earlier, span)
    here = [draft for draft in earlier if draft.start >= span[0]]
    subject = _subject_before(view, gap) if gap.last > gap.first else None
    if subject:
        return Draft(content, "sentence-before", None, subject)
    if here:
        return Draft(content, "same-paragraph", same_as=here[-1].start)
    return Draft(content, "floating", same_as=earlier[-1].start if earlier else None)


def _subject_before(view: View, gap: Gap) -> Range | None:
    """The subject of the sentence right before a quotation: "Ms. Reyes shook her head. “Never.”" """
    first = max(view.bounds[view.sentence[gap.last - 1]][0], gap.first)
    while first < gap.last and view.bits[first] & SUBORDINATOR and not view.bits[first] & WORD:
        first += 1
    found = after(view, first)
    return found if found and found[1] < gap.last else None


def _from_paragraph_before(
    view: View, sites: list[Site], pair: Pair, earlier: list[Draft], span: Range
) -> Draft | None:
    """A paragraph that begins with a quotation nobody is named for: a colon before it, or the last speaker, or the other
    of two who alternate."""
    content = ((pair.first, pair.last),)
    lead = _colon_lead(view, sites, span[0])
    if lead:
        return Draft(content, "colon-before", *lead)
    told = _told_before(view, earlier, span[0])
    if told:
        return Draft(content, "paragraph-before", None, told)
    if len(earlier) >= 2 and _alternates(view, earlier, span[0]):
        return Draft(content, "alternating", same_as=earlier[-2].start)
    if earlier:
        return Draft(content, "last-speaker", same_as=earlier[-1].start)
    return Draft(content, "floating")


def _told_before(view: View, earlier: list[Draft], first: int) -> Range | None:
    """The person whom the paragraph before is about, where nobody is quoted in it: the subject of its last sentences."""
    if not first:
        return None
    paragraph = view.paragraph(first - 1)
    lo, hi = (int(bound) for bound in view.table.paragraph_token[paragraph])
    if view.table.paragraph_kind[paragraph] != "body" or (earlier and earlier[-1].content[-1][1] > lo):
        return None
    for sentence in range(view.sentence[hi - 1], view.sentence[lo] - 1, -1):
        begin = view.bounds[sentence][0]
        found = after(view, begin) if view.pair[begin] < 0 else None
        if found and (view.named[found[0]] or any(view.named[i] or view.bits[i] & SUBJECT for i in range(*found))):
            return found
        found = _introduced(view, *view.bounds[sentence])
        if found:
            return found
    return None


def _introduced(view: View, first: int, last: int) -> Range | None:
    """The one person of a sentence who is introduced with "who" or as its last subject ("In the gallery sat Ann Lee, who")."""
    starts = [i for i in range(first, last) if view.named[i] and view.bits[i] & GIVEN and (i == first or not view.named[i - 1])]
    if len(starts) != 1:
        return None
    return after(view, starts[0])


def _colon_lead(view: View, sites: list[Site], first: int) -> tuple[Range | None, Range | None] | None:
    """Cue and source of the sentence before token `first` where it ends with a colon; None where it does not."""
    if first < 2 or view.word[first - 1] != ":" or view.pair[first - 1] >= 0:
        return None
    begin, end = view.bounds[view.sentence[first - 1]]
    inside = [site for site in sites if begin <= site.verb < end]
    for site in reversed(inside):
        source = source_of(view, site, sites)
        if source:
            return (site.first, site.last), source
    return (first - 1, first), after(view, begin) or before(view, first - 1)


def _alternates(view: View, earlier: list[Draft], first: int) -> bool:
    """Whether the two paragraphs before are quotations of two speakers, as in a dialogue or an interview."""
    last, other = earlier[-1], earlier[-2]
    here, there = view.paragraph(last.start), view.paragraph(other.start)
    if view.paragraph(first) - here != 1 or here - there != 1 or not (last.source and other.source):
        return False
    names = view.text(*last.source), view.text(*other.source)
    opens = all(view.paragraph_opens(draft.start) for draft in (last, other))
    return names[0].lower() != names[1].lower() and opens and _is_question(view, other) != _is_question(view, last)


def _is_question(view: View, draft: Draft) -> bool:
    return view.word[draft.content[-1][1] - 1] == "?"
