"""Repairs by what stands around a quotation: who relays it, the paragraph before it, the whole subject of its verb.

Each but `relayed` and `named_so` is told a draft and the mended one before it in its article, and gives back the draft
mended; None where it does not apply. Their names, their order and an example of each stand in `rules.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from quotekit.attribution.clauses import drafts_of
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.words import Words
from quotekit.attribution.drafting import SAID, fills_paragraph
from quotekit.attribution.repairs import SPANS, tells_time
from quotekit.names.tellers import NAMING, called, called_by, called_itself
from quotekit.text import phrases
from quotekit.text.document import View
from quotekit.text.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    TITLE,
)
from quotekit.text.marks import Pair
from quotekit.text.phrases import Range, after

_TOLD = SAID | frozenset("tells told tweeted tweets replied replies recalled testified responded explained".split())
_DASHES = frozenset({"—", "–", "-", "--"})
_AND = frozenset({"and", "but", "or"})
_ENDS = frozenset({",", "?", "!"})
_STOPS = frozenset({".", "?", "!"})
_PARTS = frozenset({",", ":", ";"})
_RELATIVE = frozenset({"who", "which"})
_CLAUSES = frozenset({"who", "which", "that", "whose", "what"})
_TITLED = frozenset({"named", "called", "titled", "dubbed", "entitled"})
_DID = frozenset("upheld saw set gave held took made won lost sent brought cut put led threw struck drew hit".split())
"""Verbs without "-ed" that have an object."""
_DOUBTED = 0.35
"""The confidence below which a find with words in marks is not reported, unless somebody calls something so."""
_NEAR, _FAR = 12, 30
"""Tokens between a source and the dash behind it, and the dash in front of it."""


# --- Who says it, and who relays it ---


def relayed(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts, and what is relayed as one more: `“It held,” she wrote in an e-mail, according to Reuters`.

    What follows in marks is more of what she wrote, and not of what Reuters says.
    """
    found: list[QuoteDraft] = []
    for draft in drafts:
        inner = _inner(view, draft)
        if inner:
            draft = draft._replace(
                content=(draft.content[0], *(one for one in draft.content[1:] if view.pair[one[0]] < 0))
            )
            found.append(inner)
        found.append(draft)
    return found


def _inner(view: View, draft: QuoteDraft) -> QuoteDraft | None:
    """The quotation with its verb that a draft begins with, whose own cue stands behind both."""
    first, last = draft.content[0]
    if draft.kind != "mixed" or not draft.cue or draft.cue[0] < last:
        return None
    pair = _pair_at(view, first + (view.pair[first] < 0))
    if not pair or pair.open < first - 1 or pair.close >= last - 1 or view.pair[last - 1] >= 0:
        return None
    told = _told(view, pair.close, last) if view.word[pair.last - 1] in _ENDS else None
    if not told:
        return None
    rest = tuple(one for one in draft.content[1:] if view.pair[one[0]] >= 0)
    return draft._replace(content=((pair.first, pair.last), *rest), source=told[0], cue=told[1], kind="direct")


def _pair_at(view: View, at: int) -> Pair | None:
    number = view.pair[at]
    return view.pairs[number] if number >= 0 and view.pairs[number].closed else None


def _told(view: View, first: int, last: int) -> tuple[Range, Range] | None:
    """Source and cue of what stands right behind marks: "she wrote in an e-mail", "said Tom Bell"."""
    verb = next((at for at in range(first, last) if view.lower(at) in _TOLD), None)
    if verb is None:
        return None
    if verb == first:
        source = after(view, first + 1)
    elif view.bits[first] & PRONOUN and verb == first + 1:
        source = first, verb
    else:
        source = phrases.before(view, verb, first)
    near = source and source[1] <= last and source[0] in (first, first + 1)
    return (source, (verb, verb + 1)) if source and near else None


# --- Quotations without a verb ---


def leads(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of a paragraph in marks who acts in the sentence before it, and not what that is about."""
    if draft.cue or not draft.source or not fills_paragraph(view, draft.start) or draft.source[0] > draft.start:
        return None
    (first, last), begin = draft.source, view.bounds[view.sentence[draft.source[0]]][0]
    if first == begin or view.paragraph(first) == view.paragraph(draft.start):
        return None
    is_object = view.bits[first - 1] & (PREPOSITION | CONJUNCTION) or phrases.is_finite(view, first - 1)
    if not is_object or view.word[last] == ":" or view.word[last] in phrases.POSSESSIVES:
        return None
    subject = after(view, begin)
    speaks = subject and subject[1] <= first and phrases.can_speak(view, *subject)
    return draft._replace(source=subject) if speaks else None


def spoken_before(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The speaker of a paragraph in marks for the next one, where a colon above them introduced both."""
    if draft.cue or draft.source or draft.kind != "direct" or not before or not before.source:
        return None
    if not fills_paragraph(view, draft.start) or not fills_paragraph(view, before.start):
        return None
    is_above = view.paragraph(before.source[0]) < view.paragraph(before.start)
    follows = view.paragraph(draft.start) == view.paragraph(before.content[-1][1] - 1) + 1
    return draft._replace(source=before.source) if is_above and follows else None


def time_alone(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """No source that is a time, but a pronoun in front of it: "the mayor, who last month boasted"."""
    if not draft.source:
        return None
    first, last = draft.source
    if any(view.named[first:last]) or not any(_is_time(view, at) for at in range(first, last)):
        return None
    if (
        last - first == 1
        and view.bits[first] & CAPITAL
        and (view.word[first][-3:] != "day" or len(view.word[first]) < 4)
    ):
        return None  # “It will,” May said
    if not all(_is_time(view, at) or tells_time(view, at) for at in range(first, last)):
        strong = any(view.bits[at] & (ROLE | GROUP | PRONOUN | TITLE | DETERMINER) for at in range(first, last))
        return None if draft.cue or strong else draft._replace(source=None)
    has_verb = draft.cue and draft.cue[0] >= last and view.word[first - 1] in _RELATIVE
    return draft._replace(source=(first - 1, first) if has_verb else None)


def _is_time(view: View, at: int) -> bool:
    return bool(view.bits[at] & CALENDAR) or view.word[at] in SPANS


# --- The whole subject ---


def title_alone(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The name behind a title that was taken alone, as its point ends no sentence: "Mr. Bell in May told us"."""
    if not draft.source or draft.source[1] - draft.source[0] > 1 or not view.bits[draft.source[0]] & TITLE:
        return None
    name = last = draft.source[1] + (view.word[draft.source[1] : draft.source[1] + 1] == ["."])
    while last < len(view.word) and view.named[last]:
        last += 1
    return draft._replace(source=(draft.source[0], last)) if last > name else None


def dashes_passed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Who is told about between dashes: "Bell—the owner and an outspoken man—said that it was late"."""
    if not draft.cue or not draft.source or draft.source[1] > draft.cue[0]:
        return None
    (first, last), at = draft.source, draft.cue[0]
    begin = view.bounds[view.sentence[first]][0]
    shut = next((i for i in range(last, min(at, last + _NEAR)) if view.word[i] in _DASHES), at)
    if shut == at:
        return None
    opened = next((i for i in range(first - 1, max(begin, first - _FAR), -1) if view.word[i] in _DASHES), begin)
    if opened == begin or view.pair[opened] >= 0 or view.pair[shut] >= 0 or at - shut > _NEAR:
        return None
    if not view.word[at].endswith("ing") and any(view.word[i] in _PARTS for i in range(shut, at)):
        return None
    subject = phrases.before(view, opened, begin)
    return draft._replace(source=subject) if subject and phrases.can_speak(view, *subject) else None


def head_passed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The whole subject where its last noun was taken: "A letter sent to Tom Bell said that it was over"."""
    if not draft.source or not draft.cue or draft.source[1] != draft.cue[0] or view.lower(draft.cue[0]) not in SAID:
        return None
    (first, last), begin = draft.source, view.bounds[view.sentence[draft.source[0]]][0]
    if first - 1 <= begin or not view.bits[first - 1] & PREPOSITION or view.bits[first - 1] & CAPITAL:
        return None
    whole = phrases.before(view, last, begin)
    opens = whole and whole[0] < first - 1 and view.bits[whole[0]] & DETERMINER
    return draft._replace(source=whole) if opens else None


def deed_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The subject alone where what it did was taken with it: "A clinic halted the test, saying", "... and said"."""
    if not draft.source or not draft.cue or draft.source[1] > draft.cue[0]:
        return None
    (first, last), at = draft.source, draft.cue[0]
    is_second = view.lower(at - 1) in _AND and view.pair[at - 1] < 0
    if not (view.word[at].endswith("ing") or is_second):
        return None
    did = next((i for i in range(first + 1, last) if _does(view, i)), first)
    if any(_opens_clause(view, i, did) for i in range(first, did)):
        return None  # "Bell, who left the board, saying", "a friend (we will call him Joe), saying"
    while did > first + 1 and (view.bits[did - 1] & ADVERB or view.word[did - 1] in phrases.POSSESSIVES):
        did -= 1
    return draft._replace(source=(first, did)) if did > first else None


def _opens_clause(view: View, at: int, verb: int) -> bool:
    """Whether the clause of a verb begins at a token in front of it: "who", "when", an open bracket."""
    in_brackets = view.word[at] == "(" and ")" not in view.word[at:verb]
    return in_brackets or view.lower(at) in _CLAUSES or bool(view.bits[at] & SUBORDINATOR)


def _does(view: View, at: int) -> bool:
    """Whether a word is a verb with an object, or an auxiliary: "halted a test", but not "conducted by Ana Ruiz"."""
    if view.bits[at] & AUXILIARY and not view.bits[at] & CAPITAL:
        return True
    has_object = view.bits[at + 1] & (DETERMINER | POSSESSIVE | CAPITAL | PRONOUN | NUMBER)
    word = view.word[at]
    if word in _DID and not view.bits[at - 1] & (DETERMINER | PREPOSITION):
        return bool(has_object) and not view.bits[at + 1] & CALENDAR
    is_verb = word.endswith("ed") and word.isalpha() and phrases.is_finite(view, at) and word not in _TITLED
    return is_verb and bool(has_object) and not view.bits[at + 1] & CALENDAR


def subject_shared(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of a second verb of a sentence the subject of the first: "She said the dam held and promised further checks"."""
    if draft.source or not draft.cue or not before or not before.source or not before.cue:
        return None
    at = draft.cue[0]
    if view.sentence[before.cue[0]] != view.sentence[at] or not before.source[1] <= before.cue[0]:
        return None
    if before.content[-1][1] >= at:
        return None  # "said that it had rained and warned of more": who warns is told inside
    return draft._replace(source=before.source) if view.lower(at - 1) in _AND and view.pair[at - 1] < 0 else None


def told_in_sentence(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of a content that goes on over a full stop what its verb tells: "said the dam held. The river had"."""
    if draft.kind != "indirect" or not draft.cue:
        return None
    begin, end = view.bounds[view.sentence[draft.cue[0]]]
    parted = [(first, last) for first, last in draft.content if view.sentence[first] != view.sentence[last - 1]]
    if not parted or not all(view.word[at - 1] in _STOPS for at in (begin, end) if parted[0][0] < at < parted[-1][1]):
        return None  # "at 6 p.m. Eastern Time" is one sentence
    content = tuple((max(a, begin), min(b, end)) for a, b in draft.content if a < end and b > begin)
    return draft._replace(content=content) if content else None


# --- What somebody calls something ---


def _named_at(view: View, at: int) -> QuoteDraft | None:
    """What somebody calls something in marks by the word at a token: "branded “a joke” by the union"."""
    branded = called_by(view, at)
    told = branded[0] if branded else called(view, at) or called_itself(view, at)
    draft = next(drafts_of(view, told), None) if told else None
    if draft and branded and branded[1]:
        return draft._replace(content=(branded[1], *draft.content), kind="mixed")
    return draft


def named_so(words: Words, drafts: Sequence[QuoteDraft]) -> Iterator[QuoteDraft]:
    """What somebody calls something in marks, where no draft has the words: "what the mayor called “a mistake”"."""
    cued = {at for draft in drafts if draft.cue for at in range(*draft.cue)}
    named = map(NAMING.__contains__, words.view.word)
    for at in filter(None, compress(range(len(words.view.word)), named)):
        found = _named_at(words.view, at) if at not in cued else None
        if found and found.cue and cued.isdisjoint(range(*found.cue)):
            yield found


def named_after_all(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A doubtful draft by whose cue somebody calls something so, with the content and the source of that.

    One that is not doubtful only where who calls it so stands behind: "some men, dubbed “the crows” by police".
    """
    if draft.kind != "mixed" or not draft.cue or not draft.confidence:  # a proposal has none
        return None
    last = draft.cue[1]
    found = next((one for at in (last - 1, last) if at < len(view.word) and (one := _named_at(view, at))), None)
    if not found or not found.source or (draft.confidence >= _DOUBTED and found.source[0] < draft.cue[0]):
        return None
    return found._replace(confidence=draft.confidence)
