"""The table of quote columns, the row of a quote, and a row as a line of JSON. Knows no linguistics and no files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    TypedDict,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from quotekit.records import Act, Part, Quote, QuoteKind, Span, Speaker, SpeakerKind

Row = Mapping[str, Any]
Spans = list[list[int]]
"""Half-open pairs of code points."""


# --- The table of columns ---


class Column(NamedTuple):
    """A column of quotes."""

    section: Literal["which", "words", "speaker", "decision", "article", "group", "copy"]
    """What it is about: which quote it is, its words, who speaks, how that was found; its article; its variants; of
    which text its article is a copy."""
    meaning: str
    """As the documents say it."""
    type: str = "text"
    """`text`, `integer`, `number`, `true or false` or `spans`, as `QuoteRow` says."""
    optional: bool = False
    """Whether None may stand in it."""


class QuoteRow(TypedDict):
    """The row of a quote: the one table of its columns, in the order of CSV. None: nobody, or nothing, is known.

    What is written, stored, served and documented follows from it; `_VALUES` says where a value comes from that is no
    attribute of `Quote`. `start` and `end` stand in tables only. JSON Lines has its keys section by section.
    """

    article: Annotated[
        str,
        Column(
            "which",
            "id of the article: the file's stem, with its folder where two files have the same; `stdin` for standard "
            "input; of a record its own, else `stem:LINE`; of an update of a live blog that of its page and its place "
            "in the order of time, `stem:update-3`",
        ),
    ]
    id: Annotated[
        str,
        Column(
            "which", "id of the quote: the article and a number, in the order of the text; `h1`, `h2` ... in headlines"
        ),
    ]
    kind: Annotated[
        QuoteKind, Column("which", "`direct`, `mixed`, `indirect`: all in quotation marks, partly, not at all")
    ]
    act: Annotated[
        Act,
        Column(
            "which",
            "`statement`: said or written; with `--acts all` also `mention`: only that somebody spoke, not what was "
            'said ("praised the forward"), `belief`: thought, planned, wanted, and `asks`: a question of the outlet '
            "itself in an interview",
        ),
    ]
    denied: Annotated[
        bool, Column("which", 'whether the speaker says that it is not so ("denied that", "rejected claims that")')
    ]
    part: Annotated[
        Part,
        Column(
            "which",
            "`body`, `caption` below a picture; with `--headlines` also `title` and `heading`; positions in a `title` "
            "that the text does not begin with are those of the title",
        ),
    ]
    speaker: Annotated[str | None, Column("speaker", "the fullest name in the article; none where nobody is known")]
    speaker_kind: Annotated[
        SpeakerKind | None,
        Column("speaker", "`person`, `organization`, `group`, `document`, `unnamed`; none without a speaker"),
    ]
    role: Annotated[str | None, Column("speaker", 'what the article calls the speaker ("Inter Miami coach")')]
    speaker_ref: Annotated[
        str | None,
        Column("speaker", "the id that `--aliases` gives the speaker, of Wikidata or of the house; none without one"),
    ]
    via: Annotated[
        str | None,
        Column("speaker", 'who relays it (Reuters in "Reuters reported the minister said"); none where nobody does'),
    ]
    quote: Annotated[
        str,
        Column(
            "words",
            "the words, for reading: line breaks are spaces, pieces are joined by ` ... `, entities and "
            "broken characters are what was meant, marks of Markdown are left out",
        ),
    ]
    start: NotRequired[Annotated[int, Column("words", "code point where the first piece begins")]]
    end: NotRequired[Annotated[int, Column("words", "code point behind the last piece")]]
    content: Annotated[
        Spans, Column("words", "the pieces, without the quotation marks around them; sorted, disjoint, one at least")
    ]
    cue: Annotated[Spans, Column("words", 'the words that say so ("said", "according to"); may be empty')]
    source: Annotated[Spans, Column("words", "the words that name who says so; may be empty")]
    source_text: Annotated[
        str | None, Column("words", "those words, as `quote` has its own; none where `source` is empty")
    ]
    confidence: Annotated[
        float,
        Column("decision", "0 to 1, three decimals: the probability that these words are what `act` says (model card)"),
    ]
    rule: Annotated[
        str,
        Column(
            "decision",
            "what decided: `labelled` (the model), `marked` (marks without a cue), `label`, `dash`, `standing` (a "
            "paragraph in marks), `behind` (a verb and a name behind the marks), `in-front` (a clause before its cue), "
            "`inside` (speech reported inside speech), `headline` (the print of a headline), `turn` (a label in "
            "front), `block` (a block quote), `signed` (a name below or in brackets), `post`, `letter`, `dialogue` (in "
            "dashes); `+variants` behind it with `--groups`",
        ),
    ]


class ExportRow(QuoteRow, total=False):
    """The row of a quote in an export: what is known of its article, and where asked for of copies and its group."""

    outlet: Annotated[
        str | None, Column("article", "who published it; by `--outlet-from`, where the input does not say")
    ]
    published: Annotated[str | None, Column("article", "ISO 8601 date or time, as the input or a date line says")]
    title: Annotated[str | None, Column("article", "title of the article, where the input has one apart from the text")]
    url: Annotated[str | None, Column("article", "address of the article")]
    author: Annotated[str | None, Column("article", "who wrote the article")]
    copy_of: Annotated[
        str | None,
        Column(
            "copy",
            "with `--copies`: id of the article read before whose text this one has, whole, cut or lightly edited, the "
            "first where there are several; none where it is a text of its own",
        ),
    ]
    wire: Annotated[
        str | None,
        Column("copy", "with `--copies`: the news agency that the article says it is from; none where it names none"),
    ]
    group: Annotated[
        str | None,
        Column("group", "with `--groups`: id of the first quote that renders the utterance; none where no other does"),
    ]
    outlets: Annotated[int, Column("group", "with `--groups`: how many outlets print the utterance")]


class Told(NamedTuple):
    """What the row of a quote is made of."""

    text: str
    quote: Quote
    speaker: Speaker | None


_VALUES: dict[str, Callable[[Told], Any]] = {
    "speaker": lambda told: told.speaker.name if told.speaker else None,
    "speaker_kind": lambda told: told.speaker.kind if told.speaker else None,
    "role": lambda told: next(iter(told.speaker.roles), None) if told.speaker else None,
    "speaker_ref": lambda told: told.speaker.ref if told.speaker else None,
    "quote": lambda told: _words(told.text, told.quote.content),
    "source_text": lambda told: _words(told.text, told.quote.source) if told.quote.source else None,
    "confidence": lambda told: round(told.quote.confidence, 3),
}
"""Where a value comes from that is not the attribute of `Quote` with the name of the column."""

HINTS = get_type_hints(ExportRow, include_extras=True)
_TYPES = {Spans: "spans", int: "integer", float: "number", bool: "true or false"}


def _column(hint: Any) -> Column:
    """A column with the type that its annotation gives it."""
    kind, column = get_args(get_args(hint)[0] if get_origin(hint) is NotRequired else hint)
    kinds = [part for part in get_args(kind) if part is not NoneType] if NoneType in get_args(kind) else [kind]
    return cast(Column, column._replace(type=_TYPES.get(kinds[0], "text"), optional=kinds != [kind]))


COLUMNS = {name: _column(hint) for name, hint in HINTS.items()}
"""Every column, by its name."""


def named(*sections: str) -> tuple[str, ...]:
    """The columns of some sections, in the order of CSV.

    >>> named("speaker"), named("group")
    (('speaker', 'speaker_kind', 'role', 'speaker_ref', 'via'), ('group', 'outlets'))
    """
    return tuple(name for name, column in COLUMNS.items() if column.section in sections)


_OF_QUOTE = ("which", "words", "speaker", "decision")
QUOTE_COLUMNS = named(*_OF_QUOTE)
ARTICLE_COLUMNS, GROUP_COLUMNS, COPY_COLUMNS = named("article"), named("group"), named("copy")
EXPORT_COLUMNS = (*QUOTE_COLUMNS, *ARTICLE_COLUMNS)
"""The columns of a table; those of copies come behind them with `--copies`, then those of the group with `--groups`."""
_ENDS = ("start", "end")
QUOTE_KEYS = tuple(name for section in _OF_QUOTE for name in named(section) if name not in _ENDS)
EXPORT_KEYS = (*QUOTE_KEYS, *ARTICLE_COLUMNS)
"""The keys of JSON Lines, in their order."""


# --- Rows ---


def quote_row(text: str, quote: Quote, speaker: Speaker | None) -> QuoteRow:
    """One quote in a text (`Article.told_in`) as the object of the JSON Lines contract: its keys in their order.

    Positions are code points, half-open. `quote` and `source_text` are for reading (line breaks become spaces, parts
    are joined by " ... ", entities and Markdown are not seen); the spans are for finding the words in the article. None
    means that nobody or nothing is known.

    >>> row = quote_row("“It held,” he said.", Quote("a-1", "a", "direct", "statement", (Span(1, 9),)), None)
    >>> row["quote"], row["content"], row["source"], row["source_text"], row["speaker"]
    ('It held,', [[1, 9]], [], None, None)
    """
    told = Told(text, quote, speaker)
    return cast(
        QuoteRow, {name: _VALUES[name](told) if name in _VALUES else _plain(quote, name) for name in QUOTE_KEYS}
    )


def _plain(quote: Quote, name: str) -> Any:
    value = getattr(quote, name)
    return [[span.start, span.end] for span in value] if COLUMNS[name].type == "spans" else value


def _words(text: str, spans: Iterable[Span]) -> str:
    from quotekit.plain.shown import reads  # who only knows the columns need not know how texts are read

    return joined(reads(text, span.start, span.end) for span in spans)


def joined(pieces: Iterable[str]) -> str:
    r"""Pieces of text as one for reading: line breaks become spaces, " ... " stands between pieces.

    >>> joined(["We gave it\n our all,", "it showed."])
    'We gave it our all, ... it showed.'
    """
    return " ... ".join(map(_one_line, pieces))


def _one_line(text: str) -> str:
    return " ".join(filter(None, (line.strip() for line in re.split(r"[\r\n]+", text))))


def values_of(row: Row, columns: Iterable[str]) -> list[Any]:
    """The values of a row, one for each column. The columns `start` and `end` span the whole of `content`.

    >>> values_of({"id": "a-1", "content": [[1, 9], [20, 30]]}, ["id", "start", "end"])
    ['a-1', 1, 30]
    """
    return [_value(row, column) for column in columns]


def _value(row: Row, column: str) -> Any:
    if column not in _ENDS:
        return row[column]
    return row["content"][0][0] if column == "start" else row["content"][-1][1]


# JSON allows these bare, but line readers split at some, terminals obey some and UTF-8 has no form for the surrogates.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_line(row: Mapping[str, Any]) -> str:
    r"""A row as a line of JSON: characters as they are but for controls and lone surrogates, \n at the end.

    >>> json_line({"quote": "“Sí”\x85"})
    '{"quote": "“Sí”\\u0085"}\n'
    """
    line = json.dumps(row, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"
