"""Quotes as JSON-LD: W3C Web Annotations, which are read back too, and Quotations of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote as percent_encoded

from quotekit.analysis import Analysis
from quotekit.errors import InputError
from quotekit.exporting.tables import export_row
from quotekit.gold import check_place, text_of
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import EXPORT_KEYS, ExportRow, Row, joined, json_line, named

PREFIX = "quotekit:"
"""In front of the keys that the vocabulary of Web Annotation does not have."""
IN_SELECTORS = named("words")
"""The keys of a row that the selectors of an annotation hold."""
_MAY_LACK = (*IN_SELECTORS, "speaker_ref")
"""The keys that an annotation need not have: an older quotekit wrote no ids of the user's."""
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"quotekit": "urn:quotekit:"}]
_WIKIDATA = re.compile("Q[1-9][0-9]*")
_AROUND = 32
"""Code points of the article before and behind a place, by which it is found where positions have shifted."""


# --- Web Annotation ---


def write_annotations(analyses: Iterable[Analysis], stream: IO[str]) -> None:
    """Write an AnnotationCollection of one page, an annotation a line.

    >>> import sys
    >>> write_annotations([], sys.stdout)  # doctest: +ELLIPSIS
    {"@context": ["http://www.w3.org/ns/anno.jsonld", ...], "id": "urn:quotekit:quotes", "type": ...
    ]}, "total": 0}
    """
    head = {"@context": _CONTEXT, "id": "urn:quotekit:quotes", "type": "AnnotationCollection"}
    page = {"id": "urn:quotekit:quotes:1", "type": "AnnotationPage", "partOf": "urn:quotekit:quotes", "startIndex": 0}
    annotations = (annotation_of(analysis, quote) for analysis in analyses for quote in analysis.quotes)
    total = _write_list(f'{_opened(head)}, "first": {_opened(page)}, "items": [', annotations, stream)
    stream.write(f'\n]}}, "total": {total}}}\n')


def annotation_of(analysis: Analysis, quote: Quote) -> dict[str, Any]:
    """A quote as a Web Annotation. Positions are code points, half-open, as the selector has them.

    Its targets are the pieces of what was said; its bodies say kind, act and speaker to programs that know no more.
    The keys of the row of the quote and its article are there under `quotekit:`, `cue` and `source` as targets; `quote`
    and `source_text` only where a reader sees others than the words of the targets.

    >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),))
    >>> made = annotation_of(Analysis((Article("“It held,” he said.", "a"),), (quote,), ()), quote)
    >>> made["target"][0]["selector"][0]
    {'type': 'TextPositionSelector', 'start': 1, 'end': 9}
    """
    article, row = analysis.article_of(quote), export_row(analysis, quote)
    bodies = [_body("classifying", row["kind"]), _body("classifying", row["act"])]
    if row["speaker"] is not None:
        bodies.append(_body("identifying", row["speaker"]))
    return {
        "id": f"urn:quotekit:quote:{_encoded(quote.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": bodies,
        "target": _targets(article, quote, quote.content),
        **{PREFIX + key: value for key, value in row.items() if key not in IN_SELECTORS},
        **_seen(article, quote, row),
        f"{PREFIX}cue": _targets(article, quote, quote.cue),
        f"{PREFIX}source": _targets(article, quote, quote.source),
    }


def _seen(article: Article, quote: Quote, row: ExportRow) -> dict[str, str | None]:
    """The words of a row that are others than those printed: without entities, broken characters and Markdown."""
    told = (("quote", quote.content, row["quote"]), ("source_text", quote.source, row["source_text"]))
    return {
        PREFIX + key: words
        for key, spans, words in told
        if spans and words != joined(s.of(article.told_in(quote)) for s in spans)
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _targets(article: Article, quote: Quote, spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    """A target for each span, with two selectors: some programs know the one, some the other."""
    text = article.told_in(quote)
    return [
        {"type": "SpecificResource", "source": _name_of(article), "selector": _selectors(text, span)} for span in spans
    ]


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    before, behind = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": behind},
    ]


# --- schema.org ---


def write_quotations(analyses: Iterable[Analysis], stream: IO[str]) -> None:
    """Write a graph of Quotations of schema.org, one a line.

    >>> import sys
    >>> write_quotations([], sys.stdout)
    {"@context": "https://schema.org", "@graph": [
    ]}
    """
    found = (quotation_of(analysis, quote) for analysis in analyses for quote in analysis.quotes)
    _write_list(f'{_opened({"@context": "https://schema.org"})}, "@graph": [', found, stream)
    stream.write("\n]}\n")


def quotation_of(analysis: Analysis, quote: Quote) -> dict[str, Any]:
    """A quote as a Quotation; what nobody knows is left out.

    `creator` is the speaker where all of the words are the speaker's own: those of indirect speech are the article's.

    >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),))
    >>> quotation_of(Analysis((Article("“It held,” he said.", "a"),), (quote,), ()), quote)["text"]
    'It held,'
    """
    article, speaker, row = analysis.article_of(quote), analysis.speaker_of(quote), analysis.row_of(quote)
    somebody = _somebody(speaker, row) if speaker else None
    quotation = {
        "@type": "Quotation",
        "@id": f"urn:quotekit:quote:{_encoded(quote.id)}",
        "identifier": quote.id,
        "text": row["quote"],
        "inLanguage": "en",
        "keywords": [quote.kind, quote.act, *(["denied"] if quote.denied else []), *_beside(quote)],
        "spokenByCharacter": somebody,
        "creator": somebody if quote.kind == "direct" else None,
        "creditText": row["source_text"],
        "isPartOf": _news_article(article),
    }
    return _known(quotation)


def _beside(quote: Quote) -> list[str]:
    """The part in which a quote stands, where that is not the running text."""
    return [] if quote.part == "body" else [quote.part]


def _somebody(speaker: Speaker, row: Row) -> dict[str, Any]:
    """A speaker as a Person or an Organization, which is all that schema.org lets speak."""
    is_person = speaker.kind in ("person", "unnamed")
    role = "jobTitle" if is_person else "description"
    return _known(
        {
            "@type": "Person" if is_person else "Organization",
            "@id": f"urn:quotekit:speaker:{_encoded(speaker.id)}",
            "name": speaker.name,
            "alternateName": list(speaker.aliases) or None,
            role: row["role"],
            **_reference(speaker.ref),
        }
    )


def _reference(ref: str | None) -> dict[str, Any]:
    """The id that the user gave: of Wikidata or an address as `sameAs`, any other as `identifier`."""
    if ref and _WIKIDATA.fullmatch(ref):
        return {"sameAs": f"http://www.wikidata.org/entity/{ref}"}
    return {"sameAs" if ref and ref.startswith(("http://", "https://")) else "identifier": ref}


def _news_article(article: Article) -> dict[str, Any]:
    outlet = {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None
    return _known(
        {
            "@type": "NewsArticle",
            "@id": _name_of(article),
            "identifier": article.id,
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published,
            "author": {"@type": "Person", "name": article.author} if article.author else None,
            "publisher": outlet,
        }
    )


# --- Both ---


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}


def _name_of(article: Article) -> str:
    """The address of an article as an IRI; without one, or where it is none, a name made of the id."""
    address = article.url or ""
    if address.lower().startswith(("http://", "https://")):
        return percent_encoded(address.encode("utf-8", "surrogatepass"), safe="%/:?#[]@!$&'()*+,;=~-._")
    return f"urn:quotekit:article:{_encoded(article.id)}"


def _encoded(identity: str) -> str:
    return percent_encoded(identity.encode("utf-8", "surrogatepass"), safe="~-._:")


def _opened(node: dict[str, Any]) -> str:
    """An object of JSON, still open at its end."""
    return json.dumps(node)[:-1]


def _escaped(node: Mapping[str, Any]) -> str:
    r"""A node as JSON that may stand in a page: nothing in it ends a script.

    >>> _escaped({"text": "</script>"})
    '{"text": "\\u003c/script>"}'
    """
    return json_line(node).rstrip("\n").replace("<", "\\u003c")


def _write_list(head: str, nodes: Iterator[dict[str, Any]], stream: IO[str]) -> int:
    """Write nodes, each on a line, behind a head; their number comes back. Nothing where the first one fails."""
    total = 0
    for total, node in enumerate(nodes, 1):
        stream.write((head if total == 1 else ",") + "\n" + _escaped(node))
    if not total:
        stream.write(head)
    return total


def read_annotations(path: str | Path) -> Iterator[ExportRow]:
    """The rows of a file of Web Annotations that `quotekit export` wrote, as it writes them as JSON Lines.

    The words are those of the text quote selectors, where nothing else is said of them, the places those of the text
    position selectors. Raises InputError, which names the annotation by its number, for a file that we cannot have
    written.

    >>> next(read_annotations("no/such.jsonld"))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such.jsonld: no such file or directory
    """
    try:
        items = json.loads(text_of(Path(path)))["first"]["items"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: not an AnnotationCollection with its first page in it: {error}") from None
    if not isinstance(items, list):
        raise InputError(f"{path}: the items are {items!r:.60}, not a list")
    return (_row(item, f"{path}: annotation {number}") for number, item in enumerate(items, 1))


def _row(item: Any, where: str) -> ExportRow:
    if not isinstance(item, dict):
        raise InputError(f"{where}: {item!r:.60} is no annotation")
    targets = {"content": "target", "cue": f"{PREFIX}cue", "source": f"{PREFIX}source"}
    places = {part: _places(item, key, where) for part, key in targets.items()}
    row: dict[str, Any] = {part: [[start, end] for start, end, _ in found] for part, found in places.items()}
    row["quote"] = joined(words for _, _, words in places["content"])
    row["source_text"] = joined(words for _, _, words in places["source"]) if places["source"] else None
    row |= {key: item[PREFIX + key] for key in ("quote", "source_text") if isinstance(item.get(PREFIX + key), str)}
    missing = [key for key in EXPORT_KEYS if key not in _MAY_LACK and PREFIX + key not in item]
    if missing:
        raise InputError(f"{where}: has no {PREFIX}{missing[0]}")
    found = {key: row[key] if key in IN_SELECTORS else item.get(PREFIX + key) for key in EXPORT_KEYS}
    return cast(ExportRow, found)


def _places(item: Mapping[str, Any], key: str, where: str) -> list[tuple[int, int, str]]:
    """Start, end and words of the targets under a key."""
    found = []
    try:
        for target in item[key]:
            position, words = target["selector"]
            start, end, exact = position["start"], position["end"], words["exact"]
            check_place(start, end, end, where)
            if len(exact) != end - start:
                raise ValueError(f"{start} to {end} is not as long as its words")
            found.append((start, end, exact))
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(f"{where}: {key} is not a list of targets with two selectors: {error}") from None
    return found
