"""Titles without the name of the site, and the names of authors without offices, addresses and "By"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quotekit.reading.markup.trees import letters

_SIGN = re.compile(r" (?:[|–—·•»«~]|-{1,2}|::) | ?\| ?|: ")
"""What divides a title and the name of the site: "Dam holds | The Courier"."""
_PAPER = re.compile(
    r"\b(?:courier|times|news|post|herald|gazette|tribune|guardian|telegraph|mail|express|echo|star|sun|journal|chronicle"
    r"|observer|standard|independent|press|daily|weekly|mirror|argus|mercury|examiner|inquirer|enquirer|dispatch|bulletin"
    r"|register|sentinel|globe|advertiser|reporter|record|today|wire|reuters|bbc|cnn|nbc|cbs|abc|npr|fox|sky|medium)\b",
    re.I,
)
"""A word of the names of newspapers, by which one that is not known otherwise is told behind a title."""
_SECTION = re.compile(
    r"(?:(?:world|uk|us|local|national|regional|business|sports?|breaking|latest) )?news|(?:world|politics|business"
    r"|sports?|football|opinion|comment|culture|technology|tech|science|health|environment|money|local|national|education|travel"
    r"|arts|books|lifestyle|entertainment|weather|video|society|media|law|economy|markets)",
    re.I,
)
_LONGEST = 5  # words of a newspaper's name
_CUT_OFF = re.compile(r" ?(?:…|\.\.\.)\Z")


def title_of(found: Sequence[str | None], sites: Iterable[str | None], headline: str | None = None) -> str | None:
    """The first of some titles that is more than the name of a site, without that name; None where none is.

    `headline`, which JSON-LD has, is put for a title that is cut off, or is missing.

    >>> title_of(["Dam holds | The Courier"], ["courier.example"]), title_of(["The Courier"], ["The Courier"])
    ('Dam holds', None)
    """
    names = [site for site in sites if site]
    titles = [title for one in (*found, headline) if one and (title := without_site(one, names, headline))]
    if not titles:
        return None
    whole = without_site(headline, names) if headline else None
    start = _CUT_OFF.sub("", titles[0])
    if whole and start != titles[0] and letters(whole).startswith(letters(start)):
        return whole
    return titles[0]


def without_site(title: str, sites: Sequence[str], headline: str | None = None) -> str | None:
    """A title without the name of its site and of a section, in front or behind; None where it is nothing else.

    >>> without_site("The Courier - Dam holds - for now", ["The Courier"])
    'Dam holds - for now'
    """
    title = " ".join(title.split())
    while title and not _names_site(title, sites):
        signs = list(_SIGN.finditer(title))
        if not signs:
            return title
        first, last = signs[0], signs[-1]
        is_bar = ":" not in last[0]
        if _names_site(title[last.end() :], sites) and is_bar:
            title = _without_section(title[: last.start()], last[0].strip())
        elif _names_site(title[: first.start()], sites, exactly=":" in first[0]):
            title = title[first.end() :]
        elif (
            is_bar
            and letters(title) != letters(headline or "")
            and _is_paper(title[last.end() :], is_last="|" not in last[0])
        ):
            title = _without_section(title[: last.start()], last[0].strip())
        else:
            return title
    return None


def site_in_front(title: str, headings: Sequence[str] = ()) -> str | None:
    """The newspaper that a title begins with, where no heading of the page says the same; None where there is none.

    >>> site_in_front("The Courier - Dam holds"), site_in_front("The last post - Dam holds", ["The last post"])
    ('The Courier', None)
    """
    sign = _SIGN.search(title)
    name = title[: sign.start()] if sign and ":" not in sign[0] else ""
    is_name = len(name.split()) < _LONGEST - 1 and _is_paper(name, is_last=True) and name not in headings
    return name if is_name else None


def _without_section(title: str, sign: str) -> str:
    """Without the section behind the same sign: "Dam holds | World news" of "Dam holds | World news | The Courier"."""
    signs = [found for found in _SIGN.finditer(title) if found[0].strip() == sign]
    return title[: signs[-1].start()] if signs and _SECTION.fullmatch(title[signs[-1].end() :]) else title


def _names_site(text: str, sites: Sequence[str], exactly: bool = False) -> bool:
    name = _site_letters(text, exactly)
    return bool(name) and any(name == _site_letters(site, exactly) for site in sites)


def _site_letters(name: str, exactly: bool) -> str:
    """What the names of a site have in common: "The Courier", "courier.example", "Courier News" if not `exactly`."""
    plain = re.sub(r"\Ahttps?://", "", name.strip().lower())
    plain = re.sub(r"\A(?:www\.|m\.)|\.(?:com|org|net|info|example|co\.[a-z]{2}|[a-z]{2})\Z", "", plain)
    found = letters(plain).removeprefix("the")
    return found if exactly else _shortened(found) or found


def _shortened(name: str) -> str:
    for ending in ("newsonline", "online", "website", "news", "live"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def _is_paper(text: str, is_last: bool) -> bool:
    """Whether words are the name of a newspaper; with `is_last`, the last one has to say so."""
    words = text.split()
    are_names = all(word[0].isupper() or not word[0].isalpha() or word in ("of", "and", "the") for word in words)
    found = _PAPER.search(words[-1] if is_last and words else text)
    return 0 < len(words) <= _LONGEST and are_names and found is not None


# --- Authors ---

_BY = re.compile(
    r"(?:(?:an? )?(?:article|story|report|words|text|interview|analysis|review|written|posted|published|reported"
    r"|compiled|edited|submitted|authored|created|added)\s{1,3}(?:and\s{1,3}\w{1,12}\s{1,3})?)?\bby\b\s{0,3}:?\s{0,3}|author\s{0,3}:\s{0,3}",
    re.I,
)
_DIVIDED = re.compile(r" ?(?:[;|/•·\n]) ?| (?:and|&|with) | ?, ?(?:and )?| [–—-] ", re.I)
_BESIDE = re.compile(
    r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]|[\w.+-]{1,64}@[\w.-]{1,255}\.\w{2,20}|@\w{1,60}|https?://\S{1,500}"
)
_PLACE = re.compile(r" (?:for|in|at|from|on) (?:the )?[A-Z\d].*", re.S)
_PICTURES = re.compile(r"(?:photo\w{0,8}|pictures?|images?|illustrat\w{0,5}|video|graphics?)\b.{0,20}\bby\b", re.I)
_ROLE = (
    r"(?:editors?|correspondents?|reporters?|writers?|columnists?|journalists?|producers?|presenters?|critics?|bloggers?"
    r"|contributors?|commentators?|photographers?|staff|desk|newsroom|bureau|team|chief|director|analyst|fellow|intern"
    r"|agency|agencies|leader|author|publisher|founder|professor (?:of|at)|lecturer (?:in|at)"
    r"|president of|minister (?:for|of))"
)
_KIND = (
    r"(?:senior|chief|deputy|assistant|associate|managing|executive|political|politics|business|economics|science|health"
    r"|education|environment|legal|crime|sports?|football|technology|tech|foreign|national|local|home|world|city|news"
    r"|features?|arts|culture|travel|consumer|digital|data|investigations?|social affairs|special|staff|freelance|guest"
    r"|contributing|diplomatic|defence|defense|security|transport|royal|religion|white house|europe|asia|africa)"
)
_OFFICE = re.compile(rf"\b{_ROLE}\b", re.I)
_IN_FRONT = re.compile(rf"(?i:(?:{_KIND} ){{0,4}}{_ROLE}) (?=[A-Z][\w’'-]+ [A-Z])")
"""An office in front of a name: "Political Editor Ana Ruiz"."""
_BEHIND = re.compile(rf" (?:{_KIND} ){{0,4}}{_ROLE}\b.*", re.I | re.S)
_ALONE = re.compile(rf"(?:{_KIND} ){{0,4}}{_ROLE}\b.*", re.I | re.S)
_NOBODY = re.compile(
    r"(?:no|unknown|guest|default|site|web|super)?\s?(?:authors?|admin(?:istrator)?|user|master|unknown|anonymous|guest"
    r"|editorial|none|null|nan|n/a|by|root|byline|the|staff and agenc(?:y|ies))(?:\s(?:board|team|staff))?",
    re.I,
)
_BEHIND_NAME = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.I)
_DEGREE = re.compile(r"(?:ph\.?\s?d|m\.?d|mba|msc|bsc|ma|ba|esq|obe|mbe|cbe|rn)\.?", re.I)
_DATED = re.compile(r"\d{4}|\d{1,2}:\d\d|\bupdated\b|\bpublished\b|\bmin(?:ute)?s? read\b", re.I)
_AGENCY = re.compile(r"\b(?:" + _PAPER.pattern[len(r"\b(?:") :].replace("|fox|sky|medium", ""), re.I)
_MOST = 6  # words of a name


def authors_of(given: Iterable[str | None], sites: Iterable[str | None] = ()) -> tuple[str, ...]:
    """The names in lines that tell who wrote an article, each once; none where they tell nobody.

    >>> authors_of(["By Ana Ruiz, Political Editor, and Tom Bell"]), authors_of(["Posted by admin", "Staff"])
    (('Ana Ruiz', 'Tom Bell'), ())
    """
    names = [site for site in sites if site]
    found = (name for line in given if line for name in _names_in(line))
    return tuple(dict.fromkeys(name for name in found if not _names_site(name, names)))


def fuller_authors(printed: Sequence[str], told: Sequence[str]) -> str | None:
    """Several names divided by semicolons: those that JSON-LD tells where they are as many, else those of the page."""
    return "; ".join(told if len(told) >= len(printed) else printed) or None


def _names_in(line: str) -> Iterator[str]:
    line = "\n".join(" ".join(one.split()) for one in _BESIDE.sub(" ", line).split("\n")).strip()
    parts = [_trimmed(part) for part in _DIVIDED.split(_BY.sub("", line, count=1) if _BY.match(line) else line)]
    for place, part in enumerate(_put_together(list(filter(None, parts)))):
        name = _BY.sub("", part, count=1) if _BY.match(part) else part
        name = " ".join(_PLACE.sub("", name).split())
        short = _BEHIND.sub("", _IN_FRONT.sub("", name) if _IN_FRONT.match(name) else name)
        is_office = short != name and len(short.split()) < 2  # "Harbour Correspondent"
        is_paper = _is_paper(short, is_last=True) and (place > 0 or short != name)  # "Echo Staff"
        if short and not (
            is_office or _is_nobody(short) or _PICTURES.match(part) or (is_paper and _AGENCY.search(short))
        ):
            yield short


def _trimmed(part: str) -> str:
    part = part.strip(" ,;:-–—")
    return part if re.search(r"\b(?:[A-Z]|Jr|Sr)\.\Z", part) else part.strip(" .")


def _put_together(parts: list[str]) -> list[str]:
    """What a comma divides of one name: "Ruiz, Ana", "Tom Bell, Jr."."""
    are_single = len(parts) == 2 and all(" " not in part and not _OFFICE.fullmatch(part) for part in parts)
    if are_single and not (_BEHIND_NAME.fullmatch(parts[1]) or _NOBODY.fullmatch(parts[1])):
        return [f"{parts[1]} {parts[0]}"]
    found: list[str] = []
    for part in parts:
        if found and _BEHIND_NAME.fullmatch(part):
            found[-1] += f" {part}"
        elif not _DEGREE.fullmatch(part):
            found.append(part)
    return found


def _is_nobody(name: str) -> bool:
    """Whether it is an office, a date, "admin", "No Author", or too long for a name."""
    if _NOBODY.fullmatch(name) or _ALONE.fullmatch(name) or _DATED.search(name):
        return True
    return len(name.split()) > _MOST or not any(sign.isalpha() for sign in name)
