"""What stands between two periods and is no sentence of an article: notices, captions, broken text, and datelines."""

from __future__ import annotations

import re
from itertools import islice, pairwise

_OPENERS, _CLOSERS = "\"“„«‘'([", "\"”»’')]"  # before the first letter and behind the period
_LONGEST = 80  # words
# Matched at the beginning of a sentence: what papers print between their paragraphs.
_NOTICE = re.compile(
    r"(?:(?:and|but|also|so|plus|please|remember),? )?"
    r"(?:(?:read|see|learn) (?:more|also|next)\b|(?:click|tap) (?:here|on|the|to|through)\b|sign up\b|subscribe\b"
    r"|follow (?:us|@)|(?:watch|listen to) (?:the|this|live|our)\b|share this\b|story continues\b|advertisement\b"
    r"|copyright\b|©|all rights reserved\b"
    r"|(?:photo|image|picture|video|caption|credit|source|updated|published|posted)\s?:"
    r"|file\b ?[-–—]|(?:in )?th(?:is|ese) .{0,60}\bphoto|download (?:the|our)\b|embed\b.{0,10}\bvideos?\b"
    r"|(?:\d{1,4} of \d{1,4} full screen|skip in skip|the interactive transcript)\b|(?-i:Caption [A-Z])"
    r"|(?:breaking news emails? )?get (?:breaking|the latest|our)\b"
    r"|.{3,40} reports (?:during|on|for) \w{1,20} News\b"
    r"|by (?:clicking|signing|submitting|using)\b|you (?:can|may) (?:add|embed|share|unsubscribe|opt)\b"
    r"|add .{1,60} as an interest\b|.{0,30}\bthis copy is for\b|\(?(?:additional )?report(?:ing|ed) by\b"
    r"|you always have the option\b|[QA][.:] "
    r"|here(?:['’]s| is| are) (?:a (?:look|range|list|roundup|collection)|some|what|how|why|the latest)\b"
    r"|view (?:images?|photos?|gallery|slideshow)\b|(?:trailer|related)\s?:"
    r"|(?:hide|toggle) caption\b|this (?:story|article|post|report|piece) (?:was|has|is|will|appear(?:s|ed))\b"
    r"|(?:an? )?(?:earlier|previous) version\b"
    r"|.{0,80}\b(?:crawl data|wayback machine)\b|.{0,160}\bingested into the wayback machine\b|when you tweet\b"
    r"|you can (?:switch|turn) .{2,30} on\b|crawls of\b|enlarge (?:this )?image\b|.{0,40}\bgetty images\b"
    r"|correction\b|clarification\b|editor['’]s note\b|update\s?:"
    r"|(?:please )?(?:enable|turn on) javascript\b|contact (?:us|the (?:author|writer|reporter))\b"
    r"|don['’]t (?:forget|miss)\b|check (?:out|back)\b|stay tuned\b|tune in\b|scroll (?:down|through)\b|let us know\b"
    r"|(?:if )?(?:any(?:one|body)|you) (?:who has|has|have|with) (?:any )?information\b"
    r"|sorry, |sound off\b|join us\b|send (?:us|your)\b|share your\b|like us\b|email .{1,40} at\b|find out more\b"
    r"|visit (?:our|us|the) .{0,60}\b(?:page|site|website)\b|(?:got|have|know) a (?:tip|story)\b)",
    re.I,
)
_PICTURED = re.compile(
    r"\((?:from )?(?:left|right|center|centre|pictured|above|below|top|bottom|(?:\d(?:st|nd|rd|th) )?[LRC])\)"
    r"|\b(?:video|photo|picture|image|graphic|chart|map|clip|gallery|tweet|slideshow)s? (?:above|below)\b"
    r"|\bthis (?:still |file |undated |handout )?(?:image|photo|picture|photograph)\b",
    re.I,
)  # what can be seen beside the text
_CREDITED = re.compile(r"(?:Associated Press|Reuters|AFP|AP|EPA) (?:(?:Photo|File)\b|(?:An?|The|In) )")
# "Ruth Okello speaks to the media, Friday, May 2, 2031.": a picture shows what happens now, on a day with its year.
_POSED = re.compile(
    r".{20,400}, [A-Z][a-z]{2,5}day,? [A-Z][a-z]{2,8}\.?,? \d{1,2},? \d{4}\.$"
    r"|[^/.]{3,40} / (?:Reuters|AP|AFP|EPA|Getty)\b"
    r"|.{0,200}\b(?:speaks?|talks?|walks?|poses?|stands?|pass(?:es)?|arrives?|leaves?|looks?|sits?|waves?|smiles?"
    r"|listens?|gestures?|gathers?|attends?|testif(?:y|ies)|appears?|reacts?|performs?"
    r"|carr(?:y|ies)|watch(?:es)?|holds?|(?:is|are) (?:seen|shown|pictured|displayed))\b.{0,120}"
    r"\b[A-Z][a-z]{2,5}day,? [A-Z][a-z]{2,8}\.?,? \d{1,2},? \d{4}"
)
# "declassi?cation", "the highest standard??": what is left of letters that a scanner or a decoder did not know.
# "On the run.Police said": two sentences that were two paragraphs.
_BROKEN = re.compile(r"[^\W\d_]\?[^\W\d_]|\?\?|\||[a-z]{3}[.!?][A-Z][a-z]+ ")
# "He was then then called": written twice by mistake, which whoever prints it has to mend. Not "for for-profit".
_TWICE = frozenset("a an the of to in on and for was is were then with at by he she they said".split())
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL_WORD = re.compile(r"\b[a-z]{4,}\b")
_RUNNING = 3  # such words, and it is no headline
_TITLE_CASE = 0.85  # share of the words of four letters and more that have a capital in a headline or a list of names
_FEWEST_LONG = 4
_SENTENCE_WORDS = re.compile(r"\b(?:said|says|was|were|is|are|has|have|had|will|would|told|who|that)\b")
# "ISTANBUL — ", "AUGUSTA, Ga. (WRDW) – ", "Telford (AP) - ", "(CNN) ", "• ", "— "; a hyphen alone is none: "HEY-O!"
_DASH = r"(?: ?(?:—|--) ?| [-–] )"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’/-]{2,20}(?: [A-Z][A-Z.'’/-]{1,20}){0,3}(?:, [A-Z][A-Za-z.]{1,12}(?: \d{1,2})?){0,2}"
    rf"(?: \([^()]{{2,40}}\))?{_DASH}"
    rf"|[A-Z][a-z]{{2,20}}(?: [A-Z][a-z]{{2,20}}){{0,2}}(?:, [A-Z][A-Za-z.]{{1,12}}){{0,2}} \([^()]{{2,40}}\){_DASH}"
    rf"|[A-Z][a-z]{{2,20}}(?: [A-Z][a-z]{{2,20}}){{0,2}}, [A-Z]{{2}}{_DASH}"
    rf"|[A-Z][a-z]{{2,8}}\.? \d{{1,2}} \([^()]{{2,40}}\){_DASH}"
    rf"|[A-Z][a-z]{{2,20}}(?: [A-Z][a-z]{{2,20}}){{0,2}}(?:, [A-Z][A-Za-z. ]{{1,20}})? \((?:CNN|AP|AFP|Reuters)\) ?"
    rf"|CLOSE |[A-Z]{{4,}}/[A-Z]{{4,}} |\([A-Z][A-Za-z.]{{2,20}}\){_DASH}|\([A-Z]{{2,5}}\) ?|[•●▪■] ?|[-–—]{{1,2}} )"
    r"(?=[\"“]?[A-Z])"
)
# "RUTH OKELLO: It held.", "Sen. Ruth Okello: “It held.”", "Bars show how much rain fell.", "17 May, 2031, at the dam."
_LABELLED = re.compile(
    r"[A-Z][\w.'’-]{0,30}(?:,? [A-Z][\w.'’-]{0,30}){0,4}: ?(?=[“\"‘'A-Z])"
    r"|(?i:(?:error )?(?:bars?|pies?|dots?|colou?rs?|arrows?|circles?) (?:show|indicate|represent|denote)s?\b)"
    r"|(?:(?:Early|Late|Mid) |\d{1,2} )?(?:[A-Z][a-z]{2,8}\.?,? )?(?:\d{1,2}, )?(?:19|20)\d\d, [a-z]"
    r"|[^.:,]{3,40} is an? (?:(?:staff|senior|contributing|freelance) )+(?:writer|editor|reporter|columnist)\b"
    r"|(?i:for (?:breaking|more|the latest|other) .{0,60}\b(?:visit|follow|subscribe|click|see|go to)\b)"
)
_FOLLOWED = re.compile(r"\bfollow (?:us|me|him|her|[A-Z]\w+(?: [A-Z]\w+)?) on (?:Facebook|Twitter|Instagram)\b")
_CALLED_ON = re.compile(
    r"(?:and |but |so )?(?:imagine|picture (?:this|,)|think (?:of|about)|saddle up|let['’]s|you['’]d (?:have|think)"
    r"|if you['’](?:ve|re|d))\b",
    re.I,
)
_OPINION = re.compile(r"(?:opinion|op-?ed|editorial|commentary|column|analysis|perspective)\s?[:|]|.*\bop-eds\b", re.I)


def is_fragment(text: str) -> bool:
    """Whether a text is no sentence from its beginning to its end: cut off, a notice, a caption, or broken.

    >>> said = "The dam held.", "of the dam.", "Read more about the dam.", "AP Photo The dam of Telford.", "It o?ered."
    >>> [is_fragment(text) for text in said]
    [False, True, True, True, True]
    """
    ended = text.rstrip(_CLOSERS)
    first = text.lstrip(_OPENERS)[:1]
    if ended[-1:] not in (".", "!", "?") or text.endswith("...") or first.islower() or first == ".":
        return True
    if text.count(" ") >= _LONGEST or text.count("(") != text.count(")"):
        return True
    if is_notice(text):
        return True
    if _PICTURED.search(text) or _BROKEN.search(text) or is_in_title_case(text):
        return True
    words = text.split()
    return any(one == other and one in _TWICE for one, other in pairwise(words))


def is_in_title_case(text: str) -> bool:
    """Whether a text is a headline or a list of names: hardly a word of it is small.

    >>> said = "Mayor Warns: The Dam Is In Grave Danger!", "Mayor Ruth Okello said Hale Dam held."
    >>> [is_in_title_case(text) for text in said]
    [True, False]
    """
    if sum(1 for _ in islice(_SMALL_WORD.finditer(text), _RUNNING)) == _RUNNING:
        return False  # as nearly always
    words = _LONG_WORD.findall(text)
    large = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST_LONG and large >= _TITLE_CASE * len(words) and not _SENTENCE_WORDS.search(text)


def is_notice(text: str) -> bool:
    """Whether a text begins like what papers print beside their articles: an appeal, a caption, a correction.

    >>> is_notice("Don’t miss the dam of Telford."), is_notice("The dam of Telford is not to be missed.")
    (True, False)
    """
    begins = any(one.match(text) for one in (_NOTICE, _CREDITED, _POSED, _LABELLED))
    return begins or bool(_FOLLOWED.search(text))


def is_exclaimed(text: str) -> bool:
    """Whether a sentence asks, calls out or calls on its reader, outside of marks: nothing that happened.

    >>> said = "Who won?", "Imagine a dam of glass.", "“Who won?” she asked.", "“Who won?”"
    >>> [is_exclaimed(text) for text in said]
    [True, True, False, False]
    """
    return text[-1:] in ("?", "!") or bool(_CALLED_ON.match(text))


def is_opinion(title: str) -> bool:
    """Whether a title says that its article is somebody's opinion.

    >>> is_opinion("OPINION: The dam was a mistake"), is_opinion("Opinion of the court is due")
    (True, False)
    """
    return bool(_OPINION.match(title))


def dateline_of(text: str) -> int:
    """How many characters of a text are its dateline or the dot of a list; 0 where it has none.

    >>> said = "TELFORD, Ohio (AP) — The dam held.", "(CNN) Nobody knew.", "NASA — and not ESA — paid."
    >>> [text[dateline_of(text) :] for text in said]
    ['The dam held.', 'Nobody knew.', 'NASA — and not ESA — paid.']
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0
