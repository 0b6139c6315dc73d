"""Cues: where the text outside quotation marks says that somebody says, writes or thinks something."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from quotekit import lexicon
from quotekit.lexicon import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CUE,
    DETERMINER,
    GROUP,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    ROLE,
    SUBJECT,
    SUBORDINATOR,
    Cue,
)
from quotekit.view import View

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't"])
_MANY = frozenset({"many", "some", "others", "most", "both", "few", "all"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


class Site(NamedTuple):
    """One cue in the text: tokens `first` to `last`, its auxiliaries included, with the verb at `verb`."""

    first: int
    last: int
    verb: int
    cue: Cue
    passive: bool = False
    gerund: bool = False
    infinitive: bool = False

    @property
    def phrase(self) -> bool:
        """ "according to": the source follows and there is no verb."""
        return "phrase" in self.cue.frames


def find_cues(view: View) -> list[Site]:
    """The cues outside quotation marks in running text, in order.

    >>> from quotekit.view import look
    >>> view = look("The claims were false. Ms. Reyes has claimed that she won.")
    >>> [view.text(site.first, site.last) for site in find_cues(view)]
    ['has claimed']
    """
    sites: list[Site] = []
    kinds = view.table.paragraph_kind
    at = 0
    for at in range(len(view.word)):
        if not view.bits[at] & CUE or view.pair[at] >= 0 or (sites and at < sites[-1].last):
            continue
        site = _site(view, at)
        if site and kinds[view.paragraph(at)] == "body":
            sites.append(site)
    return sites


def _site(view: View, at: int) -> Site | None:
    """The cue whose first word is at `at`, or None where the word is none here."""
    phrase, last = _match(view, at, "cue_phrases", lexicon.cue_phrases())
    if phrase:
        return Site(at, last, at, phrase)
    cue, last = _match(view, at, "cues", lexicon.cues())
    if cue is None or not _is_verb(view, at, last, cue):
        return None
    first = _auxiliaries(view, at)
    helpers = [view.word[i].lower() for i in range(first, at)]
    word = view.word[at].lower()
    participle = _is_participle(word) or word in _unchanging()
    return Site(
        first,
        last,
        at,
        cue,
        passive=participle and any(word in _BE for word in helpers),
        gerund=view.word[at].lower().endswith("ing") and not any(word in _BE for word in helpers),
        infinitive="to" in helpers,
    )


def _match(view: View, at: int, kind: str, forms: dict[str, Cue]) -> tuple[Cue | None, int]:
    """The longest entry of a table that begins at token `at`, and the token after it."""
    word = view.word[at].lower()
    seconds = lexicon.longer(kind).get(word)
    end = view.bounds[view.sentence[at]][1]
    if seconds and at + 1 < end:
        second = view.word[at + 1].lower()
        for rest in seconds.get(second, ()):
            last = at + 2 + len(rest)
            if last <= end and tuple(w.lower() for w in view.word[at + 2 : last]) == rest:
                return forms[" ".join((word, second, *rest))], last
    return forms.get(word), at + 1


@cache
def _unchanging() -> frozenset[str]:
    """Base forms that are past forms too: "put it", "read", "let slip"."""
    bases = (row["forms"].split("|") for row in lexicon.rows("cues"))
    return frozenset(
        forms[0].split(" ")[0] for forms in bases if not any(_is_participle(form.split(" ")[0]) for form in forms)
    )


@cache
def _past_forms() -> frozenset[str]:
    """Forms that can be a past participle: they follow the base and end unlike present and gerund."""
    found = set()
    for row in lexicon.rows("cues"):
        base, *forms = (form.split(" ")[0] for form in row["forms"].split("|"))
        found |= {form for form in forms if not form.endswith("ing") and form not in (base, base + "s", base + "es")}
    return frozenset(found)


def _is_participle(word: str) -> bool:
    return word in _past_forms() or word.endswith("ed")


def _is_verb(view: View, at: int, last: int, cue: Cue) -> bool:
    """Whether the word at `at` is a verb, and not a noun ("the claim") or an adjective ("the proposed ban")."""
    word, lower = view.word[at], view.word[at].lower()
    begin, _ = view.bounds[view.sentence[at]]
    before = at - 1
    if before < begin:
        return lower.endswith("ing") or view.pair[at - 1] >= 0 if at else False
    if word[0].isupper() and word != lower:
        return False
    bits, previous = view.bits[before], view.word[before].lower()
    if previous in ("<", "/", "@", "#", "-"):
        return False
    if view.pair[before] >= 0 and lower == cue.lemma and view.word[view.pairs[view.pair[before]].last - 1] not in ",?!":
        return False  # the “1960s” comment
    if previous in _MANY and not lower.endswith("ing"):
        return True
    if previous in _POSSESSIVES and view.pair[before] < 0:
        return False
    if bits & (DETERMINER | POSSESSIVE) and not bits & SUBJECT:
        return False
    if lower.endswith("ing"):
        return True
    if previous in ("when", "if", "as", "once", "until") and _is_participle(lower):
        return False  # "when asked whether", "as reported"
    if bits & PREPOSITION and previous != "to" and not bits & (SUBORDINATOR | ADVERB):
        return lower == "said" and view.pair[before] >= 0
    if _is_participle(lower):
        return True
    return _agrees(view, before, lower, cue)


def _agrees(view: View, before: int, word: str, cue: Cue) -> bool:
    """Whether a present form agrees with the word before it: "officials say" and "she says", but no "press report"."""
    bits, previous = view.bits[before], view.word[before].lower()
    present = word == cue.lemma.split(" ")[0] and word not in _unchanging()
    if previous == "to" or bits & AUXILIARY:
        return present or previous not in ("to",)
    if bits & (SUBJECT | ADVERB | GROUP | NUMBER) or view.pair[before] >= 0 or not bits & lexicon.WORD:
        return True
    plural = previous.endswith("s") and not previous.endswith("ss")
    if present:
        return plural or _plural_before_preposition(view, before)
    return bool(bits & ROLE) or view.named[before] or not (plural or bits & CAPITAL)


def _plural_before_preposition(view: View, before: int) -> bool:
    """Whether the subject's head is a plural farther left: "economists at Norrland Bank predict"."""
    begin = view.bounds[view.sentence[before]][0]
    for at in range(before, max(begin, before - 6), -1):
        if view.bits[at] & PREPOSITION:
            return view.word[at - 1].endswith("s")
    return False


def _auxiliaries(view: View, at: int) -> int:
    """The first of the auxiliaries and adverbs right before the verb at `at` ("has repeatedly said", "to say")."""
    begin = view.bounds[view.sentence[at]][0]
    first = at
    while first > begin and view.pair[first - 1] < 0 and at - first < 12 and _helps(view, first - 1):
        first -= 1
    if not any(view.bits[i] & AUXILIARY or view.word[i] == "to" for i in range(first, at)):
        return at  # adverbs alone stay outside the cue: "later said" is annotated as "said"
    while not (view.bits[first] & AUXILIARY or view.word[first] == "to"):
        first += 1
    return first


def _helps(view: View, at: int) -> bool:
    """Whether a word may stand among the auxiliaries of a verb: one itself, "to", "not", an adverb."""
    bits, word = view.bits[at], view.word[at].lower()
    if bits & AUXILIARY or word in ("to", "not"):
        return True
    return not bits & CAPITAL and (bool(bits & ADVERB and not bits & PREPOSITION) or word.endswith("ly"))
