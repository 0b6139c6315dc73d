"""Which of the model's finds in a headline are speech, how far it goes, and words that the text below repeats.

The model was fitted to running text. Headlines leave out the verb "to be", so that in "Orr urged to resign" Orr says
nothing; they stand in the present, so that "Bell claims first title" is a sport; and they go on in words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.headlines.headline import ASKING, DASHES, FEWEST, RULE, SURE, Headline, has_office, is_spaced
from quotekit.headlines.told import Told, plain_words
from quotekit.records import QuoteKind
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    GROUP,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    WORD,
)
from quotekit.text.marks import Pair
from quotekit.text.phrases import Range

_SHOWS = frozenset("show shows showed showing reveal reveals signal signals suggest suggests".split())
"""Cues of studies that in headlines tell what somebody does: "Orr shows how fast he is"."""
_REFUSES = frozenset("refuse refuses refused decline declines declined".split())
_WHEN = frozenset({"when", "if", "once"})
"""What stands before "asked" where somebody is."""
_CHARGED = frozenset({"accused", "charged", "convicted", "cleared", "suspected"})
_NAMED_SO = frozenset("dubbed branded labelled labeled named hailed deemed".split())
_HEARING = frozenset("urged asked told ordered warned advised invited called said warning".split())
"""Verbs whose past is passive in headlines, and what is no verb: "Orr urged to resign", "Warning over storm"."""
_OF_WHAT = frozenset({"to", "not", "over", "about", "of", "for", "against", "by", "as"})
_LEAST: dict[QuoteKind, float] = {"direct": 0.5, "mixed": 0.5, "indirect": 0.55}
"""Confidence below which what the model finds in a headline is more often wrong than right."""
_LIKELY = 0.78
"""Confidence from which what it finds needs no verb in it."""


def is_speech(line: Headline, draft: QuoteDraft) -> bool:
    """Whether a draft of the model tells what somebody says, as far as print can tell; colons are for `divided`."""
    view = line.view
    if draft.cue is None or not view.bits[draft.cue[1] - 1] & WORD or draft.confidence < _LEAST[draft.kind]:
        return False
    if _asks(line, draft) or _is_silent(view, draft) or _hears(view, draft) or not _may_speak(line, draft):
        return False
    if draft.kind != "indirect":
        words = sum(bool(view.bits[at] & WORD) for at in draft.tokens)
        return words > 1 or draft.start < draft.cue[0]  # "saying ‘no’ is hard", but "‘No’, says Orr"
    is_for = bool(view.bits[draft.cue[1] - 1] & PREPOSITION)  # "calls for a ban"
    is_likely = draft.act != "statement" or draft.confidence >= _LIKELY
    return is_likely or is_for or any(map(line.has_verb, draft.content))


def _asks(line: Headline, draft: QuoteDraft) -> bool:
    """Whether a headline asks who says so, or whether it is so: "Who said the dam is safe?", "Did Orr say so?"."""
    view = line.view
    is_question = bool(view.bits[0] & AUXILIARY) and view.word[line.end - 1] == "?"
    return is_question or (draft.source is not None and view.lower(draft.source[0]) in ASKING)


def _is_silent(view: View, draft: QuoteDraft) -> bool:
    """Whether the cue of a draft tells of no speech: "Orr refuses to go", "when asked how", "‘Calls’ questioned"."""
    first, last = draft.cue or (0, 0)
    before = view.lower(first - 1) if first else ""
    words = {before, *(view.lower(at) for at in range(first, last))}
    if _CHARGED & words and "of" in (view.lower(last - 1), view.lower(draft.start)):
        return True
    is_passive = draft.source is None and view.lower(last - 1).endswith("ed")
    return is_passive or view.lower(last - 1) in _SHOWS or view.lower(first) in _REFUSES or before in _WHEN


def _hears(view: View, draft: QuoteDraft) -> bool:
    """Whether whoever stands in front of a verb hears it: "Orr urged to resign", "Parties warned over vote"."""
    first, last = draft.cue or (0, 0)
    if draft.source is None or draft.source[1] > first:
        return False
    verb, behind = view.lower(first), view.lower(last - 1 if last - first > 1 else last)
    is_called = behind == "as" and verb.endswith("ed")  # "tipped as a must"
    is_passive = first > draft.source[1] and bool(view.bits[first - 1] & AUXILIARY)  # "Bell is asked"
    if not (is_called or is_passive or verb in _HEARING):
        return verb in _NAMED_SO
    return verb not in ("say", "says") and (behind in _OF_WHAT or last - first > 1)


def _may_speak(line: Headline, draft: QuoteDraft) -> bool:
    """Whether a source may be somebody: the first word of a headline is "Disaster" in "Disaster claims 12 lives"."""
    view, source = line.view, draft.source
    if source is None or source[1] - source[0] > 1 or source[0] > 0 or view.bits[0] & (PRONOUN | ROLE | GROUP):
        return source is None or view.lower(source[0]) != "this"
    word = view.word[0]
    return word.isupper() or line.is_named(source) or (word.endswith("s") and not word.endswith("ss"))


# --- How far it goes ---


def trimmed(line: Headline, draft: QuoteDraft) -> QuoteDraft:
    """A draft of the model without what stands in front of its source, in the next sentence, or happens meanwhile.

    "‘Iron’ Orr says ...", "Orr says dam is safe. It broke.", "Orr blames ‘both sides’ as talks fail".
    """
    view, (first, last) = line.view, draft.content[-1]
    if draft.cue is None or draft.source is None or draft.source[0] > first or draft.rule == RULE:
        return draft
    if view.pair[first] < 0:
        last = min(last, view.bounds[view.sentence[first]][1])
        last = next((at for at in range(first + 1, last) if _opens_scene(view, at, last)), last)
    while last > first + 1 and not view.bits[last - 1] & WORD and view.pair[last - 1] < 0:
        last -= 1
    return draft._replace(content=((first, last),))


def _opens_scene(view: View, at: int, last: int) -> bool:
    """Whether the headline goes on in its own words: "as rebels march", " — and he left"; not "as a friend"."""
    if view.pair[at] >= 0 or last - at <= FEWEST:
        return False
    if view.word[at] == "amid" or (view.word[at] in DASHES and is_spaced(view, at)):
        return True
    word, bits = view.word[at + 1], view.bits[at + 1]
    is_noun = view.named[at + 1] or has_office(view, at + 1) or word.endswith("s")
    return view.word[at] == "as" and bool(is_noun) and not bits & (DETERMINER | POSSESSIVE | PREPOSITION)


# --- Words that the text repeats ---


def repeated(line: Headline, told: Told) -> Iterator[QuoteDraft]:
    """Words between marks that one alone says in the text, and a headline that is somebody's words and nothing else."""
    for pair in line.view.pairs:
        words = plain_words(line.view, range(pair.first, pair.last))
        said = told.quoted(words) if words.count(" ") > FEWEST else []
        is_whole = (pair.open, pair.close) == (0, line.end) and _is_spoken(line, (pair.first, pair.last))
        if (len(set(said)) == 1 or is_whole) and not _is_name(line, pair):
            yield QuoteDraft(((pair.first, pair.last),), RULE, confidence=SURE["mixed"])


def _is_name(line: Headline, pair: Pair) -> bool:
    """Whether all that stands between marks is a name: the ‘Long Tide’."""
    view, words = line.view, [at for at in range(pair.first, pair.last) if line.view.bits[at] & WORD]
    return not line.has_verb((pair.first, pair.last)) and all(view.bits[at] & CAPITAL for at in words)


def _is_spoken(line: Headline, words: Range) -> bool:
    """Whether words by themselves are somebody's: "I felt sick", but not "My memories of the flood"."""
    is_first = any(line.view.lower(at).replace("’", "'").split("'")[0] in ("i", "we") for at in range(*words))
    return is_first and line.has_verb(words)
