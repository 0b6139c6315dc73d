"""The sentences of an article as a summary sees them: which may be picked, and which need another one beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotekit.plain.languages import warned
from quotekit.plain.shown import reads
from quotekit.records import Article, Edit, Span
from quotekit.summary.standing.fragments import dateline_of, is_fragment
from quotekit.summary.standing.notices import page_text
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import Rarity, words_of
from quotekit.text.stems import stem

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.text.tokens import TokenTable

_FEWEST_WORDS, _MOST_WORDS = 6, 60  # shorter ones are captions and cries, longer ones lists
_PAIRED = (("“", "”"), ("«", "»"))
_FIRST_WORDS = re.compile(r"[^\w]{0,4}(\w+(?:['’]\w+)?)(?: (\w+))?(?: (\w+))?(?: (\w+))?")
# “It held,” he said. Nothing in the sentence tells who he is.
_POINTING = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.I)
_SAID_BY_PRONOUN = re.compile(r"[”\"»]\s?(?:he|she|they)\b")
# "On Wednesday, it condemned them." Who "it" is stands before.
# "Without it, the dam will burst."
_FRONTED = re.compile(
    r"(?:on|in|at|by|for|after|before|during|since|last|earlier|later|to|from|under|with)\b[^,“”\"«»]{1,50},"
    r" (?:it|they|its|their|this|that|these|those)\b"
    r"|(?:on|in|at|by|for|after|before|during|since|to|from|under|with|without|among|besides|despite|like|unlike|of|amid)"
    r" (?:(?:it|them)\b|(?:this|that|these|those),)",
    re.I,
)
_NAME = re.compile(r"(?<=[^.!?:\"“] )[A-Z][^\W\d_]+")
_FEWEST_NAMES = 2  # words
_UNITS = r"(?:minute|hour|day|night|week|month|year|decade)s?"
# "Two days later, the dam burst." "The next day it rained." "First, the dam is old." "The two men left." What they
# count from stands before, but for what an article begins with.
_COUNTED = re.compile(
    r"(?:(?:just|only|about|some) )?(?:(?:an?|one|two|three|four|five|six|several|\d+)(?: few)? )?"
    rf"{_UNITS} (?:later|earlier)\b"
    rf"|(?:on )?the (?:very )?(?:next (?:day|night|morning)|(?:following|same|previous) {_UNITS})\b"
    r"|(?:first|second|third|fourth|firstly|secondly|thirdly|finally|lastly|next|before|later|afterwards?),"
    rf"|within (?:(?:an?|the|\d+|\w+) )?{_UNITS}\b(?! of)|(?:by|since|until) then\b|at the time\b(?! of)"
    r"|(?:earlier|later) (?:in the|that) \w+,|(?:soon|shortly|right) (?:after|before)(?:wards?)?,"
    r"|the (?:two|three|four|five) (?-i:[a-z])|\w+ of (?:them|these|those)\b(?! who)"
    r"|(?:one|two|three|four|five|six|ten|fifty|\d+|dozens|several|many) (?:more|others)\b(?! than)"
    r"|(?:dozens|hundreds|thousands|many|some|most|several|few|others|both|neither|none|all)"
    r" (?:were|was|are|have|had|has|did|do|also)\b",
    re.I,
)
_LONGEST_TITLE = 25  # words
ABOUT = 0.5  # rarity from which a stem tells what a sentence is about
_TOLD_AGAIN = 0.6  # share of the telling stems of a title that the next two sentences repeat


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text."""

    article: Article
    table: TokenTable
    """All tokens of the article."""
    number: int
    """Of all sentences of the article, headings included."""
    position: int
    """Of the sentences of running text."""
    span: Span
    text: str
    """As a reader sees it, white space evened out."""
    words: int
    pickable: bool
    """Whether it is whole, of the usual length and no notice; else it may at most come along with another one."""
    beside: bool
    """Whether it may come along."""
    hanging: bool
    """Whether it needs the sentence before it: opens with "He" or "But", or is a quotation and nothing else."""
    points: bool
    """Whether "he" or "she" is in it, for which a name may stand."""
    cut: int
    """How many characters of a connective may be cut so that the rest stands alone; 0 for none, and where the article
    has marks that are not seen: the place of a cut in it could not be told."""
    first: int
    """Number of the first and the last sentence that its quotations tie to it; -1 for both where a mark is missing."""
    last: int


def sentences_of(article: Article, model: Model | None = None, notices: frozenset[str] = frozenset()) -> list[Sentence]:
    """The sentences of an article's running text, in order; by the words of a model, by default that of the package.

    `notices` are sentences that are page text, as `summary.standing.notices.page_text` gives them.

    >>> [one.text for one in sentences_of(Article("Rain\\n\\nThe dam above Telford held. It is old.")) if one.hanging]
    ['It is old.']
    """
    from quotekit.models.model import Model
    from quotekit.text.tokens import tokenize

    model = model or Model.shipped()
    lexicon = model.lexicon
    table = tokenize(article.text, lexicon, model.casing, article.title)
    ties, running = _ties(table), [kind == "body" for kind in table.paragraph_kind]
    seen = {" ".join(words_of(article.title or ""))}  # what stands there twice is a caption or a pulled quote
    found: list[Sentence] = []
    for number, (start, end) in enumerate(table.sentence.tolist()):
        text = " ".join(reads(article.text, start, end).split())
        words = words_of(text)
        is_running = running[table.sentence_paragraph[number]]
        if is_running and (same := " ".join(words)) not in seen and same not in notices:
            seen.add(same)
            if len(text) == end - start and (dateline := dateline_of(text)):
                start, text = start + dateline, text[dateline:]
            beside = not is_fragment(text)
            whole = beside and len(words) >= _FEWEST_WORDS and text.count(" ") < _MOST_WORDS and _tells(words, lexicon)
            first, last = ties.get(number, (number, number))
            hanging = hangs(text, lexicon) or (bool(found) and bool(_COUNTED.match(text)))
            points = bool(_POINTING.search(text)) and (not hanging or hangs_on_somebody(text, lexicon))
            is_printed_so = len(text) == end - start or text == " ".join(article.text[start:end].split())
            cut = cut_opening(text, lexicon) if hanging and is_printed_so else 0
            found.append(
                Sentence(
                    *(article, table, number, len(found), Span(start, end), text, text.count(" ") + 1),
                    *(whole and text.count(" ") + 1 >= _FEWEST_WORDS, beside, hanging, points),
                    *(cut, first, last),
                )
            )
    return found[1:] if _is_title(found, table, model.rarity) else found


def sentences_of_all(articles: Iterable[Article], model: Model) -> list[Sentence]:
    """The sentences of several articles, article by article, without the page text that those of one outlet share.

    Where all are shorter than usual, those of two words and more that tell something may be picked.
    """
    articles = list(articles)
    notices = page_text(articles, model.rarity)
    found = [one for article in articles for one in sentences_of(article, model, notices)]
    if any(one.pickable for one in found):
        return found
    return [replace(one, pickable=_is_short(one, model.lexicon)) for one in found]


def _is_short(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence may be picked where no longer one can be: "It rained.", but not "Yes." nor "It is"."""
    return sentence.beside and 2 <= sentence.words < _FEWEST_WORDS and _tells(words_of(sentence.text), lexicon)


def _is_title(sentences: list[Sentence], table: TokenTable, rarity: Rarity) -> bool:
    """Whether the first sentence is a title with a period: short, alone in its paragraph, and told again right after.

    "Storm closes the harbour of Hale." "A storm has closed the harbour of Hale until Friday, the coast guard said."
    """
    if len(sentences) < 3 or sentences[0].words > _LONGEST_TITLE:
        return False
    home, following = (table.sentence_paragraph[one.number] for one in sentences[:2])
    told = {stem(word) for one in sentences[1:3] for word in words_of(one.text)}
    own = {root for word in words_of(sentences[0].text) if rarity.of(root := stem(word)) > ABOUT}
    return bool(home != following and len(own) >= _FEWEST_WORDS and len(own & told) > _TOLD_AGAIN * len(own))


def names_somebody(text: str) -> bool:
    """Whether two words of a sentence and more are written like names, the first one aside.

    >>> said = "Ruth Okello closed the Hale dam.", "Just two men and a dam.", "Leave it to Okello."
    >>> [names_somebody(text) for text in said]
    [True, False, False]
    """
    return len(_NAME.findall(text)) >= _FEWEST_NAMES


def _tells(words: list[str], lexicon: Lexicon) -> bool:
    """Whether any of the words says what the sentence is about."""
    return any(len(word) > 1 and word not in lexicon.function_words for word in words)


def balanced(text: str) -> bool:
    """Whether the double marks of a text pair up.

    >>> balanced("“It held,” she said."), balanced("“It held.")
    (True, False)
    """
    return all(text.count(mark) == text.count(other) for mark, other in _PAIRED) and text.count('"') % 2 == 0


def _opening(text: str, lexicon: Lexicon) -> tuple[str, int] | None:
    """The words with which a text hangs on what stands before it, longest first, and where they end."""
    match = _FIRST_WORDS.match(text)
    for size in range(4, 0, -1) if match else ():
        words = match.groups()[:size]  # type: ignore[union-attr]
        if None not in words and (opening := " ".join(words).lower().replace("’", "'")) in lexicon.openings:
            return opening, match.end(size)  # type: ignore[union-attr]
    return None


def hangs(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence needs the one before it: its opening points there, or nobody says who speaks.

    >>> said = "However, the dam held.", "“The dam held.”", "“The dam held,” Ana Reyes said."
    >>> [hangs(text, Lexicon.shipped()) for text in said]
    [True, True, False]
    """
    if _opening(text, lexicon) or _SAID_BY_PRONOUN.search(text) or _FRONTED.match(text):
        return True
    return is_bare_quotation(text)


def is_bare_quotation(text: str) -> bool:
    """Whether a text is a quotation and nothing else: nobody is said to speak.

    >>> is_bare_quotation("“The dam held. It is old.”"), is_bare_quotation("“The dam held,” Ana Reyes said.")
    (True, False)
    """
    return text[:1] in '"“«' and text[-1] in '"”»' and not any(mark in text[1:-1] for mark in '"“”«»')


def hangs_on_somebody(text: str, lexicon: Lexicon) -> bool:
    """Whether all that a hanging sentence needs is who "he" or "she" is.

    >>> said = "He held the dam.", "But he held.", "It held."
    >>> [hangs_on_somebody(text, Lexicon.shipped()) for text in said]
    [True, False, False]
    """
    found = _opening(text, lexicon)
    return bool(_POINTING.match(found[0])) if found else bool(_SAID_BY_PRONOUN.search(text))


def cut_opening(text: str, lexicon: Lexicon) -> int:
    """How many characters of a connective may be cut so that the rest stands alone; 0 where that does not help.

    >>> said = "But the dam held.", "But it held.", "Then came the flood."
    >>> [cut_opening(text, Lexicon.shipped()) for text in said]
    [4, 0, 0]
    """
    end = 0
    while found := _opening(text[end:], lexicon):
        opening, length = found
        comma = text.startswith(", ", end + length)
        if lexicon.openings[opening] != "always" and not (comma and lexicon.openings[opening] == "comma"):
            return 0
        if (not comma and not text.startswith(" ", end + length)) or not text[end].isalpha():
            return 0
        end += length + (2 if comma else 1)
    rest = text[end:]
    return 0 if hangs(rest, lexicon) or _COUNTED.match(rest) or rest.startswith(("for ", "not ")) else end


def with_name(sentence: Sentence, span: Span, name: str) -> str:
    """The text of a sentence with a name in brackets in the place of some characters of its article.

    >>> with_name(sentences_of(Article("She said the old dam held."))[0], Span(0, 3), "Ana Reyes")
    '[Ana Reyes] said the old dam held.'
    """
    return with_edits(sentence, [Edit("named", span, f"[{name}]")])


def with_edits(sentence: Sentence, edits: list[Edit]) -> str:
    """The text of a sentence with its edits, which do not overlap and come in the order of the text."""
    text, at, parts = sentence.article.text, sentence.span.start, []
    for edit in edits:
        parts += [reads(text, at, edit.span.start), edit.text]
        at = edit.span.end
    return " ".join("".join([*parts, reads(text, at, sentence.span.end)]).split())


def _ties(table: TokenTable) -> dict[int, tuple[int, int]]:
    """The sentences that share a quotation with others: the second sentence of one has no mark at all."""
    from quotekit.text.marks import pair_marks

    starts = table.sentence_token[:, 0].tolist()
    ties: dict[int, tuple[int, int]] = {}
    for pair in pair_marks(table):
        first, last = bisect_right(starts, pair.open) - 1, bisect_right(starts, pair.close - 1) - 1
        marked = pair.open < pair.first and pair.closed
        if first < last or not marked:
            for number in range(first, last + 1):
                old_first, old_last = ties.get(number, (first, last))
                broken = not marked or old_first < 0
                ties[number] = (-1, -1) if broken else (min(first, old_first), max(last, old_last))
    return ties


def warned_of(articles: Iterable[Article]) -> list[Article]:
    """The articles, after a warning of those in other languages than English, in which no quotes are looked for.

    >>> [article.id for article in warned_of([Article("It rained.", "a")])]
    ['a']
    """
    return list(warned(articles, "sentences are weighed as English"))
