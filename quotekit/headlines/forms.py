"""Speech that the print of a headline tells: “Bell: ‘The well is dry’”, “Bridge is sound: minister”, “‘No way back’ - Orr”.

A colon or a dash stands between what is said and who says so. What looks like it and is none is asked first: a topic in
front of a colon ("Dam: what we know"), a person whom it is about ("Nia Bell: a life"), the name of a site behind a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from quotekit.attribution.drafts import QuoteDraft
from quotekit.headlines.told import Told, plain_words
from quotekit.records import QuoteKind
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SUBORDINATOR,
    TITLE,
    WORD,
)
from quotekit.text.marks import Pair
from quotekit.text.phrases import POSSESSIVES, Range, after

RULE = "headline"
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_SOURCE = 7  # tokens
_DIRECT = 0.9
"""The share of words between marks from which all of them are somebody's own."""
REPORTS = frozenset(
    "agency airline analysis bank board charity club company cop cops court data dems documents feds hospital inquiry "
    "lawsuit ministry officials paper pm police poll polls probe prof profs report reports research researchers source "
    "sources studies study survey think-tank union watchdog".split()
)
"""Nouns that stand for who says something, beside roles and groups."""
_LABELS = frozenset(
    "airline analysis author bank board charity club company court editor hospital host inquiry lawsuit live photo photos probe "
    "reader readers star union victim victims winner winners".split()
)
"""Those that in front of a colon are a topic: "Winner: Nia Bell", "Photos: the flood", "Dam inquiry: man held"."""
_PICTURES = frozenset({"image", "photo", "picture", "video"})
_ASKING = frozenset("how why what who when where which whose".split())
_TOPICS = frozenset({"on", "to", "about", "after", "at"})
"""What stands between somebody and what it is about: "Bell on the dam"."""
_OF_SOURCES = frozenset({".", "-", "'", "’", "&", "/"}) | POSSESSIVES
"""Marks inside the name of who speaks."""
_FEWEST = 3
"""Words between marks that must be those of the text where nobody is named beside them."""
_SHARED = 0.34
"""How much of a clause behind a full name and a colon that person says in the text: "Nia Bell: mayor is charged" is a
topic."""
_SHOWS = frozenset("show shows showed showing reveal reveals signal signals suggest suggests".split())
"""Cues of studies that in headlines tell what somebody does."""
_LIKELY = 0.7
"""Confidence from which what the model finds needs no verb in it."""
_PASSIVE = frozenset({"accused", "charged", "convicted", "cleared", "suspected"})
_HEARING = frozenset("urged asked told ordered warned advised invited called said warning".split())
"""Verbs whose past is passive in headlines, and what is no verb: "Orr urged to resign", "Warning over storm"."""
_NAMED_SO = frozenset("dubbed branded labelled labeled named hailed deemed".split())
_OF_WHAT = frozenset({"to", "not", "over", "about", "of", "for", "against", "by", "as"})
_NOUNS = frozenset({"states", "reports", "plans", "promises", "demands", "calls"})
"""Forms of verbs of speech that are more often nouns at the end of a headline: "... in swing states"."""
_REFUSES = frozenset("refuse refuses refused decline declines declined".split())
_WHEN = frozenset({"when", "if", "once"})
_LEAST: dict[QuoteKind, float] = {"direct": 0.4, "mixed": 0.4, "indirect": 0.45}
"""Confidence below which what the model finds in a headline is more often wrong than right."""
_FINDS = frozenset("find finds found show shows suggest suggests reveal reveals".split())
"""What reports do: "Pumps failed, report finds"."""
_INVERTED = frozenset("say says said warn warns claim claims insist insists admit admits".split())
"""Verbs that stand between a clause and who says it, without marks."""
_STRONG = 50
"""Strength of a verb in the tables from which it surely tells of speech."""
_DIVIDERS = frozenset({":", ";", "|", "-", "–", "—", "--", "?", "!"})
_TOUCHED = 0.01
"""And of a clause in front of a colon and a full name: "New chair elected: Nia Bell" is no words of hers."""
_FIRST_PERSON = frozenset("i we my our us me i'm we're i've we've i'll we'll i'd we'd".split())


class Sides(NamedTuple):
    """What may be said, and who may say so, with the mark between them."""

    content: Range
    source: Range
    mark: int
    leads: bool
    """Whether the source stands in front."""


class Headline(NamedTuple):
    """A headline as its forms see it."""

    view: View
    end: int
    """One past its last token as printed."""
    has_verb: Callable[[Range], bool]
    """Whether some tokens hold a finite verb."""
    is_known: Callable[[Range], bool]
    """Whether the text has a person or an organization whom some tokens name."""
    shared: Callable[[Range, Range], float | None]
    """How much of what the second tokens tell is in what whom the first name says in the text, 0 to 1; None where
    nobody of that name speaks there."""
    is_named: Callable[[Range], bool]
    """Whether the text has some tokens as a name, a place's too."""
    has_speaker: Callable[[Range], bool]
    """Whether the model finds that somebody speaks within some tokens."""


def forms(line: Headline) -> Iterator[QuoteDraft]:
    """What the print of a headline tells of who says what: one draft, or none."""
    verbs = (draft for at in range(1, line.end - 1) if (draft := _behind_verb(line, at)))
    printed = (draft for sides in _sides(line) if (draft := _draft(line, sides)))
    yield from islice(chain(verbs, printed), 1)


def _behind_verb(line: Headline, at: int) -> QuoteDraft | None:
    """`‘No way back’, says Orr`, "More rain ahead says office": a verb at a token between what is said and who says so.

    Without marks it is "says" or the like, and who speaks ends the headline: "Orr, who has left, attacks his party".
    """
    view, word = line.view, line.view.lower(at)
    if not (view.pair[at] < 0 and _is_strong(view, at)):
        return None
    source = after(view, at + 1)
    if source is None or view.bits[source[0]] & (DETERMINER | POSSESSIVE) or not _is_somebody(view, source):
        return None
    is_apart = view.word[at - 1] == ","
    first, last = _clause_before(view, at), at - is_apart
    is_marked = view.pair[last - 1] >= 0
    ends = word in _INVERTED and source[1] >= line.end and (is_apart or last - first >= _FEWEST)
    return _of(line, (first, last), source, (at, at + 1)) if is_marked or ends else None


def endings(line: Headline) -> Iterator[QuoteDraft]:
    """What stands before a comma, a source and a verb at the end of a headline: "Dam is safe, minister says"."""
    view, at = line.view, line.end - 1
    far = range(at - 1, max(0, at - _LONGEST_SOURCE - 2), -1)
    comma = next((i for i in far if view.word[i] == "," and view.pair[i] < 0), None)
    if comma is None or comma + 1 >= at:
        return
    finds = view.lower(at) in _FINDS and view.lower(at - 1) in REPORTS
    if finds or (_is_strong(view, at) and _is_somebody(view, (comma + 1, at))):
        draft = _of(line, (_clause_before(view, comma), comma), (comma + 1, at), (at, at + 1))
        yield from [draft] if draft else []


def _is_strong(view: View, at: int) -> bool:
    """Whether a token is a verb of speech as headlines have them, and no noun: "says", "warned"."""
    word = view.lower(at)
    is_form = word in ("say", "said", "told") or (word.endswith(("s", "ed")) and word not in _NOUNS)
    cue = view.lexicon.cues.get(word) if is_form else None
    return cue is not None and cue.act == "statement" and cue.strength >= _STRONG


def _clause_before(view: View, last: int) -> int:
    """Where the clause that ends before a token begins: behind a colon or a dash, or at the beginning."""
    return next((i + 1 for i in range(last - 1, -1, -1) if view.word[i] in _DIVIDERS and view.pair[i] < 0), 0)


def _is_somebody(view: View, source: Range) -> bool:
    is_plural = view.word[source[1] - 1].islower() and view.word[source[1] - 1].endswith("s")
    return is_plural or any(view.named[i] or _has_office(view, i) for i in range(*source))


def _of(line: Headline, content: Range, source: Range, cue: Range) -> QuoteDraft | None:
    """A draft of what stands in a range, without the marks around it where all of it stands in marks."""
    view, (first, last) = line.view, _trimmed(line.view, *content)
    words = [at for at in range(first, last) if view.bits[at] & WORD]
    if not words:
        return None
    kind = _kind(view, words)
    piece = _inside_marks(view, first, last) if kind == "direct" else (first, last)
    return QuoteDraft((piece,), RULE, cue, source, "statement", kind, confidence=_SURE[kind])


def _sides(line: Headline) -> Iterator[Sides]:
    """The ways in which the marks of a headline may divide it."""
    view, end = line.view, line.end
    colons = [at for at in range(1, end - 1) if view.word[at] == ":" and _is_free(view, at) and view.glued(at)]
    dashes = [at for at in range(1, end - 1) if view.word[at] in _DASHES and _is_free(view, at) and _is_spaced(view, at)]
    for before, at in zip([-1, *colons], colons[:2]):  # "LIVE: Bell: ‘The well is dry’"
        first = max(before + 1, view.bounds[view.sentence[at]][0])
        yield Sides((at + 1, end), (first, at), at, True)
    for at in (*colons[-1:], *dashes[-1:]):
        yield Sides((_clause_before(view, at), at), (at + 1, end), at, False)
    for at in colons[:1]:
        if leader := _leader(line, 0, at):
            yield Sides((at + 1, end), leader, at, True)
        if view.pair[at - 1] >= 0 and (leader := _leader(line, at + 1, end)):
            yield Sides((0, at), leader, at, False)


def _is_free(view: View, at: int) -> bool:
    return view.pair[at] < 0


def _is_spaced(view: View, at: int) -> bool:
    return not view.glued(at) and not view.glued(at + 1)


def _leader(line: Headline, first: int, end: int) -> Range | None:
    """Whoever opens a clause beside a colon: "Bell on dam: ‘The well is dry’", "‘He lied’: Bell slams Orr"."""
    view, last = line.view, first
    while last < end and (view.named[last] or view.bits[last] & TITLE or _has_office(view, last) or view.word[last] == "."):
        last += 1
    if not first < last < end or not (any(view.named[first:last]) or _has_office(view, last - 1)):
        return None
    is_told = view.lower(last) in _TOPICS or (view.bits[last] & CUE and not view.bits[last] & ROLE)
    is_office = _has_office(view, last - 1)
    return (first, last) if is_told and (is_office or line.is_known((first, last))) else None


def _draft(line: Headline, sides: Sides) -> QuoteDraft | None:
    draft = _of(line, sides.content, sides.source, (sides.mark, sides.mark + 1))
    if draft is None or not _is_source(line, sides):
        return None
    is_close = sides.mark in (sides.source[1], sides.source[0] - 1)
    if not is_close and draft.kind == "indirect" and not _is_own(line.view, sides.content):
        return None  # "Official describes his work: a letter to the editor"
    return draft if _is_said(line, sides, _trimmed(line.view, *sides.content), draft.kind) else None


_SURE: dict[QuoteKind, float] = {"direct": 0.95, "mixed": 0.9, "indirect": 0.85}
"""How often such a draft is right, by hand on headlines (docs/experiments.md)."""


def _trimmed(view: View, first: int, last: int) -> Range:
    """A range without the stops and commas at its end."""
    while last > first and view.word[last - 1] in (",", ".", ";"):
        last -= 1
    return first, last


def _kind(view: View, words: list[int]) -> QuoteKind:
    marked = sum(view.pair[at] >= 0 for at in words)
    return "direct" if marked >= _DIRECT * len(words) else "mixed" if marked else "indirect"


def _inside_marks(view: View, first: int, last: int) -> Range:
    """From the first word between marks to the last one."""
    pairs = [view.pairs[view.pair[at]] for at in range(first, last) if view.pair[at] >= 0]
    return max(first, pairs[0].first), min(last, pairs[-1].last)


def is_speech(line: Headline, draft: QuoteDraft) -> bool:
    """Whether a draft of the model tells what somebody says, as far as print can tell.

    "Federer claims Dubai crown" has no clause, in "Bell accused of fraud" nobody speaks, "Orr shows what he thinks" is
    no speech, and marks without a verb may be those of a film.
    """
    view = line.view
    if draft.cue is None or not view.bits[draft.cue[1] - 1] & WORD or view.lower(draft.cue[1] - 1) in _SHOWS:
        return False  # what colons and dashes tell, `forms` knows
    if draft.source and view.lower(draft.source[0]) in _ASKING:
        return False
    if view.bits[0] & AUXILIARY and view.word[line.end - 1] == "?":  # "Did Orr say that the dam is safe?"
        return False
    cue = [view.lower(at) for at in range(*draft.cue)]
    if _PASSIVE & {*cue, view.lower(draft.cue[0] - 1)} and "of" in (cue[-1], view.lower(draft.content[0][0])):
        return False
    before = view.lower(draft.cue[0] - 1) if draft.cue[0] else ""
    if cue[0] in _REFUSES or before in _WHEN or (draft.source is None and cue[-1].endswith("ed")):
        return False  # "‘Cold calls’ questioned"
    if _is_told(line, draft) or not _may_speak(line, draft) or draft.confidence < _LEAST[draft.kind]:
        return False
    if draft.kind != "indirect":
        words = sum(bool(view.bits[at] & WORD) for at in draft.tokens)
        return words > 1 or draft.start < draft.cue[0]  # "saying ‘no’ is hard", but "‘No’, says Orr"
    is_for = bool(view.bits[draft.cue[1] - 1] & PREPOSITION)  # "calls for a ban"
    is_likely = draft.act != "statement" or draft.confidence >= _LIKELY
    return is_likely or is_for or any(map(line.has_verb, draft.content))


def _is_told(line: Headline, draft: QuoteDraft) -> bool:
    """Whether whoever stands in front of a verb hears it: "Orr urged to resign", "Parties warned over vote"."""
    view, (first, last) = line.view, draft.cue or (0, 0)
    if draft.source is None or draft.source[1] > first:
        return False
    behind = view.lower(last - 1) if last - first > 1 else view.lower(last)
    if view.lower(first) in _NAMED_SO:
        return True
    is_passive = view.lower(first) in _HEARING or (behind == "as" and view.lower(first).endswith("ed")) or first > draft.source[1] and bool(view.bits[first - 1] & AUXILIARY)
    return is_passive and view.lower(first) not in ("says", "say") and (behind in _OF_WHAT or last - first > 1)


def _may_speak(line: Headline, draft: QuoteDraft) -> bool:
    """Whether a source may be somebody: the first word of a headline is "Disaster" in "Disaster claims 12 lives"."""
    view, source = line.view, draft.source
    if source is None or source[1] - source[0] > 1 or source[0] > 0 or view.bits[0] & (PRONOUN | ROLE | GROUP):
        return source is None or view.lower(source[0]) != "this"
    word = view.word[0]
    return word.isupper() or line.is_named(source) or (word.endswith("s") and not word.endswith("ss"))


def repeated(line: Headline, told: Told) -> Iterator[QuoteDraft]:
    """Words between marks that somebody says in the text: "Council tax rise ‘is reasonable’"."""
    for pair in line.view.pairs:
        words = plain_words(line.view, range(pair.first, pair.last))
        said = told.quoted(words) if words.count(" ") > _FEWEST else []
        if _is_name(line, pair):
            continue
        is_whole = (pair.open, pair.close) == (0, line.end) and _is_spoken(line, (pair.first, pair.last))
        if len(set(said)) == 1 or is_whole:
            yield QuoteDraft(((pair.first, pair.last),), RULE, confidence=_SURE["mixed"])


def trimmed(line: Headline, draft: QuoteDraft) -> QuoteDraft:
    """A draft without what stands in front of its source, in the next sentence, or tells what happens meanwhile.

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
    return replace(draft, content=((first, last),))


def _opens_scene(view: View, at: int, last: int) -> bool:
    """Whether the headline goes on in its own words: "as rebels march", " — and he left"; not "as a friend"."""
    if view.pair[at] >= 0 or last - at <= _FEWEST:
        return False
    if view.word[at] == "amid" or (view.word[at] in _DASHES and _is_spaced(view, at)):
        return True
    word, bits = view.word[at + 1], view.bits[at + 1]
    is_noun = view.named[at + 1] or _has_office(view, at + 1) or word.endswith("s")
    return view.word[at] == "as" and bool(is_noun) and not bits & (DETERMINER | POSSESSIVE | PREPOSITION)


def _is_name(line: Headline, pair: Pair) -> bool:
    """Whether all that stands between marks is a name: the ‘Long Tide’."""
    view, words = line.view, [at for at in range(pair.first, pair.last) if line.view.bits[at] & WORD]
    return not line.has_verb((pair.first, pair.last)) and all(view.bits[at] & CAPITAL for at in words)


def _is_spoken(line: Headline, words: Range) -> bool:
    """Whether words by themselves are somebody's: "I felt sick", but not "My memories of the flood"."""
    is_first = any(line.view.lower(at).replace("’", "'").split("'")[0] in ("i", "we") for at in range(*words))
    return is_first and line.has_verb(words)


# --- Who may say so ---


def _is_source(line: Headline, sides: Sides) -> bool:
    """Whether the words beside a mark name somebody, by a name or a role."""
    view, (first, last) = line.view, sides.source
    if not 0 < last - first <= _LONGEST_SOURCE or not all(_may_name(view, at) for at in range(first, last)):
        return False
    is_label = sides.leads and (view.lower(last - 1) in _LABELS or view.lower(first) in _PICTURES)
    return bool(view.named[last - 1]) or (_has_office(view, last - 1) and not is_label)


def _has_office(view: View, at: int) -> bool:
    """Whether a token is a role, a group or what reports, and not the last word of a name."""
    is_office = view.bits[at] & (ROLE | GROUP) or view.lower(at) in REPORTS
    return bool(is_office) and not view.named[at]


def _may_name(view: View, at: int) -> bool:
    """Whether a token may be one of a name or a role: no verb, no article, no mark but those of names."""
    bits, word = view.bits[at], view.word[at]
    if view.pair[at] >= 0 or not (bits & WORD or word in _OF_SOURCES) or (bits & PRONOUN and not word.isupper()):
        return False
    if bits & (CAPITAL | ROLE | GROUP) or view.named[at] or view.lower(at) in REPORTS:
        return True
    if bits & PREPOSITION:
        return view.word[at] in ("of", "for")
    is_verb = bits & CUE and (word.endswith(("s", "ed")) or view.lower(at) in ("say", "tell"))  # not "campaign"
    return not is_verb and not bits & (AUXILIARY | DETERMINER | CONJUNCTION | SUBORDINATOR)


# --- What may be said ---


def _is_said(line: Headline, sides: Sides, content: Range, kind: QuoteKind) -> bool:
    """Whether words beside a source may be what it says, and are not what the article is about."""
    view, source = line.view, sides.source
    if kind == "indirect" and view.lower(content[0]) in _ASKING:  # "Bell: how she won"
        return False
    if _has_office(view, source[1] - 1) and sides.mark != source[1]:  # behind it: "Bridge is sound: minister"
        return kind != "indirect" or content[1] - content[0] > 1
    if kind != "direct" and sides.leads and view.word[line.end - 1] == "?":  # "Obama's delay: was it ‘raw politics’?"
        return False
    shared = line.shared(source, content)
    if kind != "direct" and sides.leads and line.has_speaker(content) and (shared or 0) < _SHARED:
        return _reports(view, source[1] - 1)  # "Flood: minister vows to ‘hunt down’ looters"
    if kind != "indirect":
        is_press = view.word[sides.mark] in _DASHES and shared is None
        return line.is_known(source) if is_press else sides.leads or shared is not None
    if _has_office(view, source[1] - 1):
        return line.has_verb(content) or (_reports(view, source[1] - 1) and content[1] - content[0] >= _FEWEST)
    if shared is None or not (line.has_verb(content) or shared >= _SHARED):  # "Bell: a life"
        return False
    is_short = source[1] - source[0] == 1 and not _describes(view, content)
    return is_short or shared >= (_SHARED if sides.leads else _TOUCHED) or _is_own(view, content)


def _describes(view: View, content: Range) -> bool:
    """Whether words behind a name say who that is: "Bell: the nurse who would be mayor"."""
    opens = view.bits[content[0]] & DETERMINER
    return bool(opens) and any(view.word[at] in ("who", "which") for at in range(*content))


def _reports(view: View, at: int) -> bool:
    """Whether a token is a group or a report, whose words are often told without a verb: "Poll: most for bridge"."""
    return bool(view.bits[at] & GROUP) or view.lower(at) in REPORTS


def _is_own(view: View, content: Range) -> bool:
    return any(view.lower(at) in _FIRST_PERSON for at in range(*content))
