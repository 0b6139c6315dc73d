"""Clauses that the labels left out: in front of their cue, behind a second one, and speech reported inside speech.

"The ferry will sail on Monday, the mayor said." "Reuters reported the minister had told parliament that it would sail."
"The board said it was late and warned that it may not sail."
What stands here only proposes; whether it is somebody's speech is decided of all finds alike (`verdicts.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotekit.attribution.decisions.acts import listed_act
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.words import Words, in_body
from quotekit.attribution.tagging.wordtypes import TAGS
from quotekit.names.name import NAMED
from quotekit.names.tellers import Told, relayed, speaking_many
from quotekit.records import QuoteKind
from quotekit.text.document import View
from quotekit.text.lexicon import ADVERB, AUXILIARY, CUE, DETERMINER, GROUP, PRONOUN, ROLE, SUBJECT, TITLE, WORD
from quotekit.text.phrases import RELATIVE, Range, after, antecedent, before, is_finite, is_predicate

_PERSON = NAMED.index("person")

_ADVERB = TAGS.index("RB")
_HEARD = frozenset("tell tells told telling warn warns warned warning informed assured reminded advised asked".split())
_OF_WHAT = frozenset({"for", "of", "about", "against"})
_OPENS = frozenset("that whether if how why what".split())
_OPENS_ALONE = frozenset({"that", "to"})
"""What opens a content that has no finite verb."""
_STOPS = frozenset(".,;:")
_AND = frozenset({"and", "but"})
_TOLD = frozenset(
    "said says saying warned warns added adds argued argues noted notes suggested suggests insisted insists promised "
    "predicted predicts acknowledged acknowledges claimed claims recalled explained told tells".split()
)
_NO_CLAUSE = frozenset("to of for by as him her them me it".split())
"""What follows a verb that tells no clause of its own: "and warned of rain", "and told him"."""
_IMPERSONAL = frozenset({"it", "there", "this"})
_NEAR = 12
"""Tokens behind such a verb among which its clause has a verb."""
_FAR = 14
"""Tokens between the comma behind a clause and its cue at most: "..., the head of the harbour board said"."""
_TAIL = 12
"""Tokens that may follow such a cue in its sentence: "..., the mayor said in an interview on Tuesday"."""
_ASIDE = 9
"""Tokens from a cue to the comma behind it: ", the mayor told reporters on Monday,"."""
_FEWEST = 3
"""Tokens of a clause at least."""
_MOST = 200
"""Tokens of a clause at most: in a sentence of a thousand cues each would have a clause of a thousand tokens."""


def in_front(words: Words, drafts: Sequence[QuoteDraft]) -> Iterator[QuoteDraft]:
    """Clauses from the head of a sentence to the comma in front of a source and a cue.

    Those with words in marks have been found with their cue, or are what others say: "The officer wrote that he was
    “evasive”, court documents show."
    """
    cued = _cued(drafts)
    quoted = {at for draft in drafts if draft.kind != "indirect" for at in draft.tokens}
    for at in words.cues:
        for clause in (*_in_front(words, at), *_around(words, at)):
            if at not in cued or quoted.isdisjoint(range(*clause.content[0])):
                yield clause


def inside(words: Words, drafts: Sequence[QuoteDraft]) -> Iterator[QuoteDraft]:
    """What follows a cue that is no draft's inside the content of a draft, where it has no words in marks.

    Marks that follow belong to who says the whole: "The coach said Orr had promised “a war”"; but not where many say
    it: "The coach said officials had promised “a war”". Behind the content may stand a second cue of the same speaker.
    """
    yield from _second(words, drafts)
    cued = _cued(drafts)
    for at, outer in _within(words.cues, drafts).items():
        if at not in cued:
            for clause in _inside(words, at, outer):
                many = clause.cue and clause.source and speaking_many(words.view, clause.cue, clause.source)
                if clause.kind == "indirect":
                    yield clause
                elif many and words.view.word[clause.content[0][0]] != ",":
                    yield clause._replace(source=many)


def relayed_whole(words: Words, drafts: Sequence[QuoteDraft]) -> Iterator[QuoteDraft]:
    """A sentence in which somebody speaks, by way of an organization: "According to Reuters, Bell said he left"."""
    view, cued = words.view, _cued(drafts)
    inner = sorted((draft.cue[0], draft.content[-1][1]) for draft in drafts if draft.cue)
    for begin, end in dict.fromkeys(view.bounds[view.sentence[at]] for at, _ in inner):
        for told in relayed(view, begin, end - (not view.bits[end - 1] & WORD)) if in_body(view, begin) else ():
            first, last = told.content
            held = [content for cue, content in inner[bisect_left(inner, (first, 0)) : bisect_left(inner, (last, 0))]]
            if held and cued.isdisjoint(range(*told.cue)):
                limit = told.cue[0] if told.cue[0] > first else end
                last = max(last, *(content for content in held if content <= limit), last)
                yield from drafts_of(view, told._replace(content=(first, last)))


def drafts_of(view: View, told: Told) -> Iterator[QuoteDraft]:
    """What is told as a draft; none where it has no words."""
    words = [at for at in range(*told.content) if view.bits[at] & WORD]
    if words:
        yield QuoteDraft((told.content,), "", told.cue, told.source, "statement", _kind(view, words))


def _second(words: Words, drafts: Sequence[QuoteDraft]) -> Iterator[QuoteDraft]:
    """What a second verb of a speaker tells, right behind the content of the first, up to the end of the sentence."""
    cued, view = _cued(drafts), words.view
    taken = {at for draft in drafts for at in draft.tokens} | cued
    for draft in drafts:
        at = second_verb(view, draft, draft.content[-1][1]) if draft.kind != "direct" else None
        if at is None or at > draft.content[-1][1] + 1:
            continue
        verb, end = _told_at(view, at), view.bounds[view.sentence[at]][1]
        if verb and verb not in taken and end - verb > _FEWEST:
            last = end - (not view.bits[end - 1] & WORD)
            yield from _draft(view, ((verb + 1, last),), (at + 1, verb + 1), draft.source)


def second_verb(view: View, draft: QuoteDraft, first: int) -> int | None:
    """Where "and warned that" begins behind "The mayor said ...", from a token on; None where there is none."""
    if not draft.cue or not draft.source or not draft.source[1] <= draft.cue[0] < draft.cue[1] <= draft.content[0][0]:
        return None
    if view.lower(draft.cue[1] - 1) == "to":  # "According to the board"
        return None
    begin, end = view.bounds[view.sentence[draft.cue[0]]]
    if view.sentence[draft.content[-1][0]] != view.sentence[draft.cue[0]]:
        return None
    last = min(end - _FEWEST, draft.content[-1][1] + 2)
    begin = max(begin, first)
    ands = [at for at, word in enumerate(view.word[begin:last], begin) if word.lower() in _AND]
    return next((at for at in ands if _told_at(view, at)), None)


def _told_at(view: View, at: int) -> int | None:
    """The verb behind an "and" that tells a clause: "and has warned that"; None where there is none."""
    if view.lower(at) not in _AND or view.pair[at] >= 0:
        return None
    end, verb = view.bounds[view.sentence[at]][1], at + 1
    while verb < min(end - 2, at + 4) and view.bits[verb] & (AUXILIARY | ADVERB):
        verb += 1
    if view.lower(verb) not in _TOLD or view.lower(verb + 1) in _NO_CLAUSE:
        return None
    opens = view.lower(verb + 1) == "that" or view.pair[verb + 1] >= 0
    near = range(verb + 1, min(end, verb + 1 + _NEAR))
    return verb if opens or any(view.bits[i] & (AUXILIARY | SUBJECT) or is_finite(view, i) for i in near) else None


def may_be_subject(view: View, first: int) -> bool:
    """Whether what a content begins with may do what its second verb says: "said that she came and warned us"."""
    at = first + (view.lower(first) in _OPENS)
    if view.bits[at] & (PRONOUN | SUBJECT | ROLE | GROUP) or view.named[at] == _PERSON or view.bits[at] & TITLE:
        return view.lower(at) not in _IMPERSONAL
    return bool(view.bits[at] & DETERMINER) and any(view.bits[i] & (ROLE | GROUP) for i in range(at, at + 3))


def _within(cues: Sequence[int], drafts: Sequence[QuoteDraft]) -> dict[int, Range]:
    """The cues inside the contents of drafts, in order, with the content of the last of them."""
    pieces = (piece for draft in drafts for piece in draft.content)
    held = {at: piece for piece in pieces for at in cues[bisect_left(cues, piece[0]) : bisect_left(cues, piece[1])]}
    return dict(sorted(held.items()))


def _cued(drafts: Sequence[QuoteDraft]) -> set[int]:
    """The tokens of the cues of drafts."""
    return {at for draft in drafts if draft.cue for at in range(*draft.cue)}


def _in_front(words: Words, at: int) -> Iterator[QuoteDraft]:
    """The clause from the head of a sentence to the comma in front of its source and cue."""
    view = words.view
    begin, end = view.bounds[view.sentence[at]]
    comma = int(words.commas[at])
    if comma <= max(begin + 2, at - _FAR) or not words.has_verb(begin, comma):
        return
    if comma == _cue_begin(words, at, begin) - 1:  # "..., said the mayor." but not "Bell, the mayor, told the board."
        source = after(view, at + 1) if view.lower(at) not in _HEARD else None
        if source and (source[1] >= end or view.word[source[1]] in _STOPS):
            yield from _draft(view, ((begin, comma),), (comma + 1, at + 1), source)
        return
    source, cue = _subject(words, at, comma + 1)
    if source and source[0] == comma + 1 and end - at <= _TAIL and not _has_object(view, at, end):
        yield from _draft(view, ((begin, comma),), (cue, at + 1), source)


def _around(words: Words, at: int) -> Iterator[QuoteDraft]:
    """What stands on both sides of a source and its cue between commas: "Pupils, the head said in May, were sent home".

    Not what another verb tells: "It held, he said, but the board denied it".
    """
    view = words.view
    begin, end = view.bounds[view.sentence[at]]
    first, last = int(words.commas[at]), end - (not view.bits[end - 1] & WORD)
    if first <= begin or view.pair[first] >= 0:
        return
    cue, source, shut = _aside(words, at, first, last)
    if not source or not at < shut < last - 1 or words.has_verb(at + 1, shut):
        return
    if view.lower(shut + 1) in RELATIVE | {"but"}:  # "It held, said the board, which met on Monday."
        return
    is_other = view.bits[shut + 1] & CUE and view.word[shut + 1].endswith("ing")
    if words.has_verb(begin, first) and (is_other or any(shut < i < last for i in words.cues)):
        return
    if words.has_verb(shut + 1, last) or view.lower(shut + 1) == "with":
        yield from (
            one for one in _draft(view, ((begin, first), (shut + 1, last)), cue, source) if one.kind == "indirect"
        )


def _aside(words: Words, at: int, first: int, last: int) -> tuple[Range, Range | None, int]:
    """The cue and the source that follow a comma, and the comma behind them; no source where there is no such aside."""
    view, none = words.view, ((at, at), None, 0)
    if view.word[first + 1 : first + 3] == ["according", "to"]:
        cue, source = (first + 1, first + 3), after(view, first + 3, closed=True)
    elif view.lower(at) not in _TOLD:
        return none
    elif first == at - 1:
        cue, source = (at, at + 1), after(view, at + 1) if view.lower(at) not in _HEARD else None
    else:
        source, begun = _subject(words, at, first + 1)
        shut = next((i for i in range(at + 1, min(at + _ASIDE, last)) if view.word[i] == ","), 0)
        is_aside = source and source[0] == first + 1 and not any(view.lower(i) in _OPENS for i in range(at + 1, shut))
        return ((begun, at + 1), source, shut) if is_aside else none
    return (cue, source, source[1]) if source and view.word[source[1] : source[1] + 1] == [","] else none


def _has_object(view: View, cue: int, end: int) -> bool:
    """Whether a pronoun behind a cue is not who hears: "After the goal, Leith found themselves a man short"."""
    return cue + 1 < end and bool(view.bits[cue + 1] & PRONOUN) and view.lower(cue) not in _HEARD


def _inside(words: Words, at: int, outer: Range) -> Iterator[QuoteDraft]:
    """What follows a cue inside the content `outer` of another one."""
    view = words.view
    begin, end = view.bounds[view.sentence[at]]
    lo, hi = max(outer[0], begin), min(outer[1], end)
    first = _behind_hearer(view, at, hi)
    if hi - first >= _FEWEST and (view.word[first].lower() in _OPENS_ALONE or words.has_verb(first, hi)):
        source, cue = _subject(words, at, lo)
        yield from _draft(view, ((first, hi),), (cue, at + 1), source)


def _behind_hearer(view: View, cue: int, end: int) -> int:
    """Where the content behind a cue begins: "told the committee that ...", "told him ..."."""
    first = cue + 1
    if view.word[cue].lower() not in _HEARD or (first < end and view.word[first] in _OF_WHAT):
        return first  # "asked for a cut in the price that they must pay" has no hearer
    opens = next((at for at in range(first, min(first + 8, end)) if view.word[at].lower() in _OPENS), None)
    if opens is not None:
        return opens
    return first + (first + 1 < end and bool(view.bits[first] & PRONOUN))


def _cue_begin(words: Words, at: int, begin: int) -> int:
    """Where a cue begins with its auxiliaries and adverbs: "has since confirmed"."""
    view = words.view
    while at > begin and view.pair[at - 1] < 0:
        if not view.bits[at - 1] & (AUXILIARY | ADVERB) and words.tags[at - 1] != _ADVERB:
            break
        at -= 1
    return at


def _subject(words: Words, at: int, begin: int) -> tuple[Range | None, int]:
    """The source in front of a cue, None where there is none, and where the cue begins."""
    first = _cue_begin(words, at, begin)
    if first > begin and words.view.word[first - 1].lower() in RELATIVE:
        return antecedent(words.view, first - 1), first
    if first > begin and words.view.bits[first - 1] & PRONOUN:
        return (first - 1, first), first
    found = before(words.view, first, begin)
    return (None if found and is_predicate(words.view, found[0], begin) else found), first


def _draft(view: View, content: tuple[Range, ...], cue: Range, source: Range | None) -> Iterator[QuoteDraft]:
    """A draft, unless its content is no clause by its length; its confidence is 0, for it has yet to be judged."""
    if not _FEWEST <= sum(last - first for first, last in content) <= _MOST:
        return
    words = [at for piece in content for at in range(*piece) if view.bits[at] & WORD]
    if words:
        act = listed_act(view, *cue, source) or "statement"
        yield QuoteDraft(content, "", cue, source, act, _kind(view, words))


def _kind(view: View, words: Sequence[int]) -> QuoteKind:
    quoted = sum(view.pair[at] >= 0 for at in words)
    return "indirect" if not quoted else "direct" if quoted >= 0.9 * len(words) else "mixed"
