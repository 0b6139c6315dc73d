"""The sentences that may stand in a summary: whole, of running text, no captions and no notices of the paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quotekit import lexicon
from quotekit.records import Article, Span

if TYPE_CHECKING:
    from quotekit.tokens import TokenTable

_FEWEST_WORDS, _MOST_WORDS = 6, 60  # shorter ones are captions and cries, longer ones lists
_OPENERS = "\"“„«‘'(["
_CLOSERS = "\"”»’')]"
_PAIRED = (("“", "”"), ("«", "»"))
_WORD = re.compile(r"\w+")
_POINTING = "he she they it his her their its him them this that these those"
_JOINING = (
    "but and or nor so yet then also however meanwhile instead still therefore thus moreover nevertheless otherwise"
    " besides furthermore"
)
_HANGING_WORDS = frozenset(f"{_POINTING} {_JOINING}".split())
# Matched at the beginning of a sentence: what papers print between their paragraphs.
_BOILERPLATE = re.compile(
    r"(?:read|see|learn) (?:more|also|next)\b|(?:click|tap) (?:here|on|the|to)\b|sign up\b|subscribe\b|follow (?:us|@)"
    r"|(?:watch|listen to) (?:the|this|live|our)\b|share this\b|story continues\b|advertisement\b|copyright\b|©"
    r"|all rights reserved\b|(?:photo|image|picture|video|caption|credit|source|updated|published|posted)\s?:"
    r"|file\b ?[-–—]|(?:in )?th(?:is|ese) .{0,60}\bphoto|get (?:breaking|the latest|our)\b|download (?:the|our)\b"
    r"|by (?:clicking|signing|submitting|using)\b|you (?:can|may) (?:add|embed|share|unsubscribe|opt)\b"
    r"|add .{1,60} as an interest\b|.{0,30}\bthis copy is for\b",
    re.I,
)
# Anywhere in a short paragraph: a caption ends with its credit. "ROME (AP) — Rain fell." is none.
_CREDIT = re.compile(
    r"\((?:AP|Reuters|Getty|AFP|EPA|Photo|Image)(?: Photo| ?/|:)|\([^()/]{1,60} / [^()/]{1,60}\)"
    r"|/(?:Getty Images|AP|AFP)\b|\bfile photo\b|\bFILE ?[-–—]"
)
_LONGEST_CAPTION = 600  # code points


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be picked."""

    article: Article
    given: int
    """How many other articles were given before this one."""
    number: int
    """Of all sentences of the article, headings included."""
    position: int
    """Of those sentences of the article that may be picked."""
    span: Span
    text: str
    hanging: bool


def candidates(article: Article, given: int) -> list[Candidate]:
    """The sentences of an article that can stand in a summary: of running text, whole, and not its title again.

    `given` is the article's place in the order in which the articles were given.

    >>> [one.text for one in candidates(Article("Rain. The dam above Telford held on Sunday night."), 0)]
    ['The dam above Telford held on Sunday night.']
    """
    from quotekit.tokens import tokenize

    table = tokenize(article.text)
    cut, running = _cut_by_quotations(table), _running(table)
    title = words_of(article.title or "")
    found: list[Candidate] = []
    for number, (start, end) in enumerate(table.sentence.tolist()):
        text = " ".join(article.text[start:end].split())
        if number in cut or not running[table.sentence_paragraph[number]] or words_of(text) == title:
            continue
        if _stands(text) and terms_of(text):
            found.append(Candidate(article, given, number, len(found), Span(start, end), text, _hangs(text)))
    return found


def _running(table: TokenTable) -> list[bool]:
    """Whether each paragraph is running text and no caption."""
    texts = (table.text[start:end] for start, end in table.paragraph.tolist())
    captions = (len(text) <= _LONGEST_CAPTION and bool(_CREDIT.search(text)) for text in texts)
    return [kind == "body" and not caption for kind, caption in zip(table.paragraph_kind, captions)]


def words_of(text: str) -> list[str]:
    """The words of a text in order, lower case.

    >>> words_of("The dam held.")
    ['the', 'dam', 'held']
    """
    return _WORD.findall(text.lower())


def _stands(text: str) -> bool:
    """Whether a text is a whole sentence of running text, without half a quotation in it."""
    if not _FEWEST_WORDS <= text.count(" ") + 1 <= _MOST_WORDS or len(words_of(text)) < _FEWEST_WORDS:
        return False
    ended = text.rstrip(_CLOSERS)
    first = text.lstrip(_OPENERS)[:1]
    if ended[-1:] not in (".", "!", "?") or text.endswith("...") or first.islower():
        return False
    if any(text.count(mark) != text.count(other) for mark, other in _PAIRED) or text.count('"') % 2:
        return False
    return not _BOILERPLATE.match(text)


@cache
def _function_words() -> frozenset[str]:
    """Words that say nothing of the subject. scikit-learn's own list is not used: it holds bill, fire and system."""
    return frozenset(lexicon.column("function_words", "word")) | frozenset(lexicon.column("pronouns", "pronoun"))


def terms_of(text: str) -> list[str]:
    """The words that say what a text is about: no function words, no single letters.

    >>> terms_of("The dam above Telford held.")
    ['dam', 'telford', 'held']
    """
    return [word for word in words_of(text) if len(word) > 1 and word not in _function_words()]


def _hangs(text: str) -> bool:
    """Whether the sentence opens with a word that points at another sentence, or is a quotation and nothing else."""
    first = _WORD.search(text)
    if first and first.group().lower() in _HANGING_WORDS:
        return True
    return text[0] in '"“«' and text[-1] in '"”»' and not any(mark in text[1:-1] for mark in '"“”«»')


def _cut_by_quotations(table: TokenTable) -> set[int]:
    """The sentences that hold a part of a quotation but not all of it: its second sentence has no mark at all."""
    from quotekit.marks import pair_marks

    starts = table.sentence_token[:, 0].tolist()
    cut: set[int] = set()
    for pair in pair_marks(table):
        first, last = bisect_right(starts, pair.open) - 1, bisect_right(starts, pair.close - 1) - 1
        marked = pair.open < pair.first and pair.closed
        if first < last or not marked:
            cut.update(range(first, last + 1))
    return cut
