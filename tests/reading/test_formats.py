"""Tables and JSON: what is refused and where, then which columns are read, then what comes back as it was written."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from commands import run
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quotekit.dates import date_in, iso_date, may_have_date
from quotekit.errors import InputError, UsageError
from quotekit.pipeline import analyze
from quotekit.reading.columns import chosen
from quotekit.reading.decoding import Lines
from quotekit.reading.formats import GUESSES, sniffed
from quotekit.reading.reader import Problem, ReadWarning, read
from quotekit.records import Article


def found(data: bytes | str, form: str | None, **options: Any) -> tuple[list[Article], list[str]]:
    """What standard input with these bytes gives, and what is said, without its name."""
    raw = data.encode() if isinstance(data, str) else data
    problems: list[Problem] = []
    articles = list(read("-", stdin=io.BytesIO(raw), input_format=form, problems=problems.append, **options))
    return articles, [str(problem).removeprefix("standard input") for problem in problems]


def texts(data: bytes | str, form: str | None, **options: Any) -> list[str]:
    return [article.text for article in found(data, form, **options)[0]]


# --- The caller's mistakes ---


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"input_format": "docx"},
            "input_format is one of text, markdown, html, jsonl, csv, tsv, parquet, excel, word, pdf, feed, warc, "
            "not 'docx'",
        ),
        ({"columns": "text"}, "columns is a mapping such as {'text': 'story'}, not 'text'"),
        (
            {"columns": {"body": "x"}},
            "columns has the keys text, id, title, date, outlet, url, author, section, not 'body'",
        ),
        ({"columns": {"text": 3}}, "the text column is a name, not 3"),
        ({"columns": {"text": ""}}, "the text column is a name, not ''"),
    ],
)
def test_a_wrong_option_is_told_at_once(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read("-", **options)
    assert str(caught.value) == message


# --- Files that are rejected as a whole: one line each ---


@pytest.mark.parametrize(
    ("form", "data", "columns", "message"),
    [
        ("csv", "", {}, ": empty"),
        ("csv", "\n\n", {}, ": empty"),
        ("csv", "text,b\n\n", {}, ": has no rows"),
        ("csv", "a,b\n1,2\n", {}, ": no column of texts; its columns are a, b; name it with --text-column"),
        ("csv", "text,b\n1,2\n", {"text": "story"}, ": no column 'story'; its columns are text, b"),
        ("csv", "text,b\n1,2\n", {"id": "nr"}, ": no column 'nr'; its columns are text, b"),
        ("csv", "%PDF-1.7\n", {}, ": binary: PDF, not plain text"),
        ("csv", "te\0xt\n", {}, ": binary: has NUL bytes (UTF-16 needs a byte-order mark)"),
        (
            "csv",
            "article,id,kind,act,speaker,quote,content,cue,source\n",
            {},
            ": holds quotes as quotekit writes them,",
        ),
        ("jsonl", "", {}, ": empty"),
        ("jsonl", "[]", {}, ": empty"),
        ("jsonl", '{"a": 1}', {}, ": no column of texts; its columns are a; name it with --text-column"),
        ("jsonl", '{"a": 1}\n{"b": 1}\n', {}, ": no column of texts in any of 2 records; its columns are a, b; name"),
        ("jsonl", '{"text": "x"}\n' * 2, {"text": "s"}, ": no column 's' in any of 2 records; its columns are text;"),
        ("jsonl", '{"a": 1}\n' * 999, {}, ": no column of texts in any of 100 records; its columns are a; name"),
        ("jsonl", "prose\n" * 999, {}, ": no article in 100 records; the first: line 1: bad JSON: Expecting value"),
        ("jsonl", '{"text": 3}\n' * 6, {}, ": no article in 6 records; the first: line 1: its text is no text: 3"),
        ("jsonl", '[{"text": 3}, {]', {}, ", item 1: its text is no text: 3"),
    ],
)
def test_a_file_without_articles(form: str, data: str, columns: dict[str, str], message: str) -> None:
    articles, told = found(data, form, columns=columns)
    assert articles == []
    assert told[0].startswith(message)
    assert len(told) == 1 + ("item 1" in message)


def test_output_that_lies_among_the_input_is_passed_over(tmp_path: Path) -> None:
    import quotekit

    (tmp_path / "a.txt").write_text("“It held,” said Ana Reyes.", encoding="utf-8")
    analysis = quotekit.analyze(read(tmp_path / "a.txt"))
    (tmp_path / "quotes.csv").write_text(analysis.to_csv(), encoding="utf-8")
    (tmp_path / "quotes.jsonl").write_text(analysis.to_json(), encoding="utf-8")
    problems: list[Problem] = []
    assert [article.id for article in read(tmp_path, problems=problems.append, strict=True)] == ["a"]
    told = "holds quotes as quotekit writes them, not articles: passed over"
    assert problems == [Problem(f"{tmp_path}/quotes.{form}", told, rejected=False) for form in ("csv", "jsonl")]


OUTPUTS = {
    "c.csv": ("compare", "variants"),
    "c.jsonl": ("compare", "groups of quotes"),
    "s.csv": ("speakers", "speakers"),
    "s.jsonl": ("speakers", "speakers"),
    "e.zip": ("export", "annotations"),
    "r.html": ("report", ""),
    "p.html": ("summarize", ""),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_of_other_commands_is_passed_over(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It held all night,” said Ana Reyes of the wall.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("“It held all night,” Ana Reyes said of the wall.", encoding="utf-8")
    command, held = OUTPUTS[name]
    assert run(command, tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / name).exit_code == 0
    problems: list[Problem] = []
    read_again = [article.text[:8] for article in read(tmp_path / name, problems=problems.append, strict=True)]
    assert bool(read_again) == (name == "e.zip")  # which has the articles, too
    told = f"holds {held} as quotekit writes them, not articles" if held else "is a page that quotekit wrote"
    assert problems[0].message.startswith(told)
    assert [problem.rejected for problem in problems] == [False] * (2 if name == "e.zip" else 1)


def test_a_column_that_some_record_has_is_enough() -> None:
    articles, told = found('{"text": "A."}\n{"text": "B.", "nr": 7}\n', "jsonl", columns={"id": "NR", "date": "day"})
    assert [article.id for article in articles] == ["stdin:1", "7"]
    assert told == [": no record has a column 'day'; its columns are text, nr"]


def test_a_column_that_no_record_has_is_told() -> None:
    articles, told = found('{"text": "A.", "id": "x"}\n', "jsonl", columns={"id": "nr"})
    assert [article.id for article in articles] == ["stdin:1"]
    assert told == [": no record has a column 'nr'; its columns are text, id"]


# --- Records that are rejected: the rest is read ---

BAD_OBJECTS = [
    ("{bad", "bad JSON: Expecting property name enclosed in double quotes, column 2"),
    ('{"text": "cut', "bad JSON: Unterminated string starting at, column 10"),
    ('{"text": "A.",', "bad JSON: Expecting property name enclosed in double quotes, column 15"),
    ("[1]", "no JSON object: [1]"),
    ("null", "no JSON object: None"),
    ("{}", "no column of texts; it has no columns; name it with --text-column"),
    ('{"title": "x"}', "no column of texts; its columns are title; name it with --text-column"),
    ('{"text": 3}', "its text is no text: 3"),
    ('{"text": ["a"]}', "its text is no text: ['a']"),
    ('{"text": null}', "no text"),
    ('{"text": ""}', "its text is empty"),
    ('{"text": " \\n"}', "its text is only white space"),
    ("[" * 100_000, "bad JSON: nested too deep"),
    ('{"n": ' + "9" * 5000 + "}", "no column of texts"),
]


@pytest.mark.parametrize(("line", "message"), BAD_OBJECTS)
def test_a_bad_line_of_json_is_told_and_the_rest_is_read(line: str, message: str) -> None:
    articles, told = found(f'{{"text": "A."}}\n\n{line}\n{{"text": "B."}}\n', "jsonl")
    assert [(article.id, article.text) for article in articles] == [("stdin:1", "A."), ("stdin:4", "B.")]
    assert len(told) == 1
    assert told[0].startswith(f":3: {message}")
    assert len(told[0].splitlines()) == 1


def test_a_bad_first_line_is_told_with_the_rest() -> None:
    assert found('{bad\n{"text": "B."}\n', "jsonl")[1][0].startswith(":1: bad JSON")
    assert texts('{bad\n{"text": "B."}\n', "jsonl") == ["B."]


BAD_ROWS = [
    ("x", "1 cell instead of 2"),
    ("x,y,z", "3 cells instead of 2"),
    ("x,", "its text is empty"),
    ("x,  ", "its text is only white space"),
    ('x,"a "sloppy" quote"', "a quotation mark inside a quoted cell is not doubled"),
    ('"two\nlines",x,y', "3 cells instead of 2 (up to line 4)"),
]


@pytest.mark.parametrize(("row", "message"), BAD_ROWS)
def test_a_bad_row_is_told_and_the_rest_is_read(row: str, message: str) -> None:
    articles, told = found(f"id,text\n\n{row}\nb,B.\n", "csv")
    assert [(article.id, article.text) for article in articles] == [("b", "B.")]
    assert told == [f":3: {message}"]


def test_a_quotation_mark_that_nothing_closes_costs_one_row() -> None:
    articles, told = found('id,text\na,"open\nb,B.\nc,C.\n', "csv")
    assert [article.text for article in articles] == ["B.", "C."]
    assert told == [":2: a quotation mark opens a cell that no other one closes"]


@pytest.mark.parametrize(
    "data", ['{"text": "A."}\n{bad\n', "text\nA.\nB,C\n", '[{"text": "A."}, {bad}]', '[{"text": "A."}, {"text": "B']
)
@pytest.mark.parametrize("options", [{}, {"strict": True, "problems": lambda _: None}])
def test_strict_raises_at_the_first_bad_record(data: str, options: dict[str, Any]) -> None:
    form = "csv" if data.startswith("text") else "jsonl"
    stream = read("-", stdin=io.BytesIO(data.encode()), input_format=form, **options)
    assert next(stream).text == "A."
    with pytest.raises(InputError, match=r"\Astandard input(:2|:3|, item 2): "):
        next(stream)


def test_a_list_that_is_cut_off_gives_what_is_whole() -> None:
    assert found('[\n{"text": "A."},\n{"text": "B."}\n', "jsonl")[1] == [
        ", item 3: the list is not closed: the file is cut off"
    ]
    assert texts('[{"text": "A."}, {"text": "B."}', "jsonl") == ["A.", "B."]


def test_a_line_that_would_fill_the_memory_is_passed_over() -> None:
    lines = Lines(io.BytesIO(b"x" * 50 + b"\nshort\n" + b"y" * 50), b"", longest=10)
    assert list(lines) == ["short\n"]
    assert [(flaw.place, flaw.message) for flaw in lines.told()] == [
        (":1", "longer than 10 characters"),
        (":3", "longer than 10 characters"),
    ]


def test_cells_longer_than_the_limit_of_the_csv_module() -> None:
    previous = csv.field_size_limit(131_072)
    try:
        assert texts('text\n"' + "long " * 60_000 + '"\n', "csv") == ["long " * 60_000]
    finally:
        csv.field_size_limit(previous)


# --- Warnings ---


def test_a_kind_of_warning_is_said_once_and_counted() -> None:
    rows = "".join(f'{{"text": "A.", "date": "0{n}/05/2025"}}\n' for n in (4, 5, 6, 7))
    articles, told = found(rows, "jsonl")
    assert [article.published for article in articles] == [None, "2025-05-05", None, None]
    assert told == [
        ":1: its date is left out: '04/05/2025' is not clearly a day",
        ": 2 more like this: its date is left out: '04/05/2025' is not clearly a day",
    ]
    with pytest.warns(ReadWarning, match="1: its date is left out"):
        assert len(list(read("-", stdin=io.BytesIO(rows.splitlines()[0].encode())))) == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("csv", "text;title\n“No,” said José – twice.;Café\n"),
        ("tsv", "text\ttitle\n“No,” said José – twice.\tCafé\n"),
        ("jsonl", '{"text": "“No,” said José – twice.", "title": "Café"}\n'),
        ("jsonl", '[{"text": "“No,” said José – twice.", "title": "Café"}]'),
    ],
)
def test_encodings(form: str, data: str, encoding: str) -> None:
    articles, told = found(data.encode(encoding), form)
    assert [(article.text, article.title) for article in articles] == [("“No,” said José – twice.", "Café")]
    assert [line.partition(": ")[2] for line in told] == ["not UTF-8, read as cp1252"] * (encoding == "cp1252")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"text": 3}', ":1"),
        ('\n{"text": 3}\n', ":2"),
        ('{"text": "cut', ":1"),
        ('{"articles": [{"text": 3}]}', ", item 1"),
        ('[{"text": 3}]', ", item 1"),
        ('{\n"text": 3}', ", item 1"),
    ],
)
def test_the_place_of_an_only_record_is_its_line(content: str, place: str) -> None:
    _, told = found(content, "jsonl")
    assert [line.startswith(place) for line in told] == [True], told


def test_half_a_character_is_repaired() -> None:
    articles, told = found('{"text": "A\\ud800B", "title": "\\udfffT"}\n', "jsonl")
    assert [(article.text, article.title) for article in articles] == [("A\ufffdB", "\ufffdT")]
    assert told == [":1: has half a character, read as U+FFFD"]


# --- Columns ---


def test_columns_of_no_use_are_not_taken() -> None:
    assert chosen(["text", "subtitle", "update", "valid", "curl"], {}) == {"text": "text"}
    assert chosen(["Body", "text"], {"text": "Body"})["text"] == "Body"


@pytest.mark.parametrize(("field", "name"), [(field, name) for field in GUESSES for name in GUESSES[field].split()])
def test_columns_are_guessed_by_their_names(field: str, name: str) -> None:
    for spelling in (name, name.upper(), name.replace("_", " ").title(), name.replace("_", "-")):
        assert chosen([spelling, "maintext"] if field != "text" else [spelling], {})[field] == spelling


def test_the_fields_of_a_record() -> None:
    record = {
        **{
            "body": "It held,\r\nshe said.",
            "ID": 7.0,
            "Headline": " Dam\nholds ",
            "publishedAt": "2025-04-10T07:30:00Z",
        },
        **{"source": {"id": None, "name": "Echo"}, "link": "http://e.example/1", "authors": ["Jo Poe", {"name": "Al"}]},
    }
    expected = Article(
        *("It held,\nshe said.", "7", "Dam holds", "http://e.example/1", "Echo", "2025-04-10T07:30:00+00:00"),
        "Jo Poe; Al",
    )
    assert found(json.dumps(record), "jsonl") == ([expected], [])
    assert found(json.dumps([record]), None) == ([expected], [])
    assert found(json.dumps({"status": "ok", "articles": [record]}, indent=1), "jsonl") == ([expected], [])


def test_a_text_that_is_markup_is_read_like_a_page() -> None:
    rows = [
        {
            "text": "<p>“It held,” said Ana Reyes.</p>\n<p>She&nbsp;left the <q>old</q> dam &amp; went home.</p>",
            "title": "T",
        },
        {"text": "<p>No.</p>", "title": "T"},
        {"text": "<b>“No,”</b> she said.", "title": "T"},
        {"text": "<!doctype html><title>U</title><article><p>It rained all night in Telford.</p></article>"},
    ]
    articles, told = found("\n".join(map(json.dumps, rows)), "jsonl")
    assert [(article.id, article.text, article.title) for article in articles] == [
        ("stdin:1", "“It held,” said Ana Reyes.\n\nShe left the “old” dam & went home.", "T"),
        ("stdin:3", "<b>“No,”</b> she said.", "T"),
        ("stdin:4", "It rained all night in Telford.", "U"),
    ]
    assert told == [":2: its text is HTML: no article was found in this page"]


def test_named_columns_go_before_guesses() -> None:
    table = "text;story;day\nno;Yes.;10 April 2025\n"
    [article], told = found(table, "csv", columns={"text": "story", "date": "Day"})
    assert (article.text, article.published, told) == ("Yes.", "2025-04-10", [])


@pytest.mark.parametrize(
    ("data", "form", "expected"),
    [
        ("text\nA, B.\n", "csv", []),
        ("id|text\n1|A, B.\n", "csv", ["A, B."]),
        ("sep=;\nid;text\n1;A, B.\n", "csv", ["A, B."]),
        ("id\ttext\n1\tA, B.\n", "csv", ["A, B."]),
        ("\ufeff\nid,text\r\n1,A.\r\n", "csv", ["A."]),
        ("text,id\rA.,1\r", "csv", ["A."]),
        ("text,,\nA.,,,\n", "csv", ["A."]),
        ("text,text\nA.,B.\n", "csv", ["A."]),
        ('id\ttext\n1\t"It held," he said.\n', "tsv", ['"It held," he said.']),
        ('id\ttext\n1\t"We are tired.\n2\tHe said: no"\n', "tsv", ['"We are tired.', 'He said: no"']),
        ('id\ttext\n1\t"It held,"\n', "tsv", ["It held,"]),
        ('id\ttext\n1\t"two\nlines"\n', "tsv", ["two\nlines"]),
        ('{"text": "A."}{"text": "B."}', "jsonl", ["A.", "B."]),
        ('{\n"text":\n"A."\n}\n{\n"text": "B."\n}', "jsonl", ["A.", "B."]),
        ('{"text": "a\tb"}', "jsonl", ["a\tb"]),
    ],
)
def test_spellings_of_tables_and_json(data: str, form: str, expected: list[str]) -> None:
    assert texts(data, form) == expected


@pytest.mark.parametrize(
    ("cell", "form", "expected"),
    [
        (r"He\nleft.", "csv", r"He\nleft."),
        (r"Back\slash \N.", "tsv", r"Back\slash \N."),
        (r"C:\\new", "tsv", r"C:\new"),
        (r"\\\n", "tsv", "\\\n"),
        (r"He\nleft.\tNow\0.", "tsv", "He\nleft.\tNow."),
        (r'"We won," she said.\r\n\r\n"We did."', "tsv", '"We won," she said.\n\n"We did."'),
        ("NULL and void", "tsv", "NULL and void"),
        ("NULL", "csv", "NULL"),
    ],
)
def test_escapes_of_databases_in_tsv(cell: str, form: str, expected: str) -> None:
    assert texts(f"text{',' if form == 'csv' else chr(9)}id\n{cell}{',' if form == 'csv' else chr(9)}1\n", form) == [
        expected
    ]


@pytest.mark.parametrize("null", ["NULL", r"\N"])
def test_null_in_tsv_is_an_empty_cell(null: str) -> None:
    articles, told = found(f"id\ttext\tauthor\n1\t{null}\tJo\n{null}\tIt rained.\t{null}\n", "tsv")
    assert [(article.id, article.author) for article in articles] == [("stdin:3", None)]
    assert told == [":2: its text is empty"]


def test_paragraphs_out_of_a_database_part_quotes() -> None:
    [text] = texts('id\ttext\n2\tThe end.\\n\\n"We won," said Tom Hale.\n', "tsv")
    assert [row["quote"] for row in analyze(Article(text, "a")).rows()] == ["We won,"]


# --- What it is, where nothing says so ---


@pytest.mark.parametrize(
    "text",
    [
        "{sic} was what he wrote.",
        "{“No,” she said.",
        '{"No," she said. "Never," he said.',
        "[Editor’s note] It rained.",
        "[1] It rained.",
        "<Laughter> he said.",
        "<b>No</b>, she said.",
        "<htmlish",
        "<!-- a comment --> It rained.",
        "text,title\nnot asked,for\n",
        "WARC is an acronym.",
        " ",
    ],
)
def test_prose_stays_prose(text: str, tmp_path: Path) -> None:
    assert sniffed(text.encode()) == "text"
    assert texts(text, None) == ([text] if text.strip() else [])
    for name in ("a.txt", "a", "a.story"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert [article.text for article in read(tmp_path / name, problems=print)] == ([text] if text.strip() else [])


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("Text", None),
        ("text,", None),
        ("Story, article: it rained", None),
        ("Date, source and text of it are unknown, he said", None),
        ("id,text", "csv"),
        ('\ufeff"ID";"Full Text";"x"\r', "csv"),
        ("title\tbody", "tsv"),
    ],
)
def test_a_table_that_is_read_as_text_is_told(head: str, form: str | None) -> None:
    articles, told = found(f"{head}\n1,It rained.\n", None)
    assert len(articles) == 1
    expected = f": read as text, but begins like a table: --input-format {form} reads its rows"
    assert told == ([expected] if form else [])


def test_a_txt_is_text_whatever_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "A."}')
    (tmp_path / "b").write_text('{"text": "A."}')
    assert [article.text for article in read(tmp_path / "a.txt")] == ['{"text": "A."}']
    assert [article.text for article in read(tmp_path / "b")] == ["A."]
    assert [article.text for article in read(tmp_path / "a.txt", input_format="jsonl")] == ["A."]


# --- Folders, ids ---


def test_a_folder_gives_every_known_suffix_and_its_format(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nA.\nAA.\n")
    (tmp_path / "b.JSON").write_text('{"text": "B."}')
    (tmp_path / "c.txt").write_text("C.")
    (tmp_path / "d.md").write_text("D.")
    (tmp_path / "ReadMe.md").write_text("About this folder.")
    (tmp_path / "e.rst").write_text("E.")
    (tmp_path / "e.tar.gz").write_text("E.")
    (tmp_path / ".f.csv").write_text("text\nF.\n")
    expected = [("a:2", "A."), ("a:3", "AA."), ("b:1", "B."), ("c", "C."), ("d", "D.")]
    assert [(article.id, article.text) for article in read(tmp_path)] == expected
    assert [(article.id, article.text) for article in read(tmp_path, input_format="html")] == expected


def test_ids_of_records_are_unique(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "a.csv").write_text("id,text\n7,A.\n7,B.\n,C.\nx:3,D.\na:4,E.\n")
    (tmp_path / "x" / "a.csv").write_text("text\nF.\n")
    (tmp_path / "x" / "b.csv").write_text("id,text\nx/a:2,G.\n7,H.\n")
    assert [article.id for article in read(tmp_path)] == ["7", "7~2", "a:4", "x:3", "a:4~2", "x/a:2", "x/a:2~2", "7~3"]


def test_origin_fills_in_what_the_record_does_not_say(tmp_path: Path) -> None:
    from quotekit.reading.origin import with_origin

    (tmp_path / "echo-1.jsonl").write_text('{"text": "A.", "author": "Jo"}\n{"text": "B.", "outlet": "Wire"}\n')
    articles = list(read(tmp_path, origin=lambda article, path: with_origin(article, path, "prefix")))
    assert [(article.outlet, article.author) for article in articles] == [("echo", "Jo"), ("Wire", None)]


@pytest.mark.parametrize(
    "line",
    [
        "Published: April 10, 2025",
        "Updated 2025-04-10 07:30",
        "SEPTEMBER 10TH 2025",
        "Sept. 10th, 2025",
        "Wednesday, 10th September., 2025",
        "1 May 2025",
        "2025-04-10T07:30:00Z",
    ],
)
def test_the_quick_look_for_dates_misses_none(line: str) -> None:
    assert date_in(line) is not None
    for text in (
        line,
        f"In 1999 and 2000 it rained.\n{line}",
        f"{line}\nIt was 1999 or 2000.",
        "x" * 500 + "\n" + line,
    ):
        assert may_have_date(text)


_DATE_LINE = "Harbour > Ferry\n\nPublished: April 10, 2025\n\nThe ferry is late, she said.\n"


@pytest.mark.parametrize(
    ("name", "content", "day"),
    [
        ("plain.txt", "The ferry of April 10, 2025 is late, she said.\n", None),
        ("record.json", json.dumps({"text": _DATE_LINE, "date": "2025-04-12"}), "2025-04-12"),
        ("text.txt", _DATE_LINE, "2025-04-10"),
        ("notes.md", f"# The ferry\n\n{_DATE_LINE}", "2025-04-10"),
        ("page.html", "<h1>Ferry</h1><p>Published: April 10, 2025</p><p>It is late, she said.</p>" * 3, "2025-04-10"),
        ("undated.json", json.dumps({"text": _DATE_LINE}), "2025-04-10"),
    ],
)
def test_what_has_no_date_has_that_of_its_date_line(tmp_path: Path, name: str, content: str, day: str | None) -> None:
    (tmp_path / name).write_text(content)
    assert [article.published for article in read(tmp_path / name)] == [day]


def test_records_are_read_one_at_a_time(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def __init__(self, first: bytes, line: bytes) -> None:
            self.waiting, self.line, self.read_so_far = first, line, 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            while len(self.waiting) < len(buffer):
                self.waiting += self.line
            buffer[:], self.waiting = self.waiting[: len(buffer)], self.waiting[len(buffer) :]
            self.read_so_far += len(buffer)
            return len(buffer)

    for form, first, line in (
        ("jsonl", b"", b'{"text": "A."}\n'),
        ("csv", b"text,id\n", b"A.,\n"),
        ("jsonl", b"[", b'{"text": "A."},'),
    ):
        endless = Endless(first, line)
        stream = read("-", stdin=endless, input_format=form)  # type: ignore[arg-type]
        for _ in range(1000):
            assert next(stream).text == "A."
        assert endless.read_so_far < 500_000


# --- Dates ---


NO_DAYS: list[object] = [
    *("", "yesterday", "2025", 2025, "04/05/2025", "1.2.2025", "2025-02-30", "31/31/2025", "2025-04-10T25:00", None),
    *(True, float("nan"), float("inf"), 10**30, "9" * 99, "20251340", [], {}, "Xyz 10, 2025"),
    "Thu, 99 Apr 2025 07:30:00 GMT",
]


@pytest.mark.parametrize("value", NO_DAYS)
def test_what_is_not_clearly_a_day(value: object) -> None:
    assert iso_date(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-04-10", "2025-04-10"),
        (" 2025/4/9 ", "2025-04-09"),
        ("2025-04-10 7:30", "2025-04-10T07:30:00"),
        ("2025-04-10T07:30:00.5Z", "2025-04-10T07:30:00.500000+00:00"),
        ("2025-04-10T07:30:00+0100", "2025-04-10T07:30:00+01:00"),
        ("20250410", "2025-04-10"),
        (20250410, "2025-04-10"),
        ("20250410T073000Z", "2025-04-10T07:30:00+00:00"),
        ("13.04.2025", "2025-04-13"),
        ("4/13/2025", "2025-04-13"),
        ("5/5/2025", "2025-05-05"),
        ("Apr. 10th, 2025", "2025-04-10"),
        ("Thursday, 10 April 2025 at 7.30pm", "2025-04-10"),
        ("Thu, 10 Apr 2025 07:30:00 +0100", "2025-04-10T07:30:00+01:00"),
        (1744243200, "2025-04-10T00:00:00+00:00"),
        ("1744243200000", "2025-04-10T00:00:00+00:00"),
        (date(2025, 4, 10), "2025-04-10"),
        (datetime(2025, 4, 10, 7, tzinfo=UTC), "2025-04-10T07:00:00+00:00"),
    ],
)
def test_days_in_iso_8601(value: object, expected: str) -> None:
    assert iso_date(value) == expected


@given(st.datetimes(datetime(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%Y/%m/%d"]))
def test_any_day_reads_back(day: datetime, form: str) -> None:
    assert iso_date(day.strftime(form)) == day.date().isoformat()
    assert iso_date(day.isoformat()) == day.isoformat()


# --- What was written is read ---

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(lambda text: not text.isspace() and text)
RECORDS = st.lists(st.fixed_dictionaries({"text": TEXT, "title": st.none() | TEXT}), min_size=1, max_size=6)


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def but_for_languages(told: list[str]) -> list[str]:
    """What is said of records, without the language that any letters may be in."""
    return [line for line in told if ": is in " not in line]


@settings(deadline=None)
@given(RECORDS, st.booleans(), st.sampled_from(["lines", "list", "indented"]))
def test_any_records_read_back_from_json(records: list[dict[str, str | None]], ascii_only: bool, how: str) -> None:
    if how == "lines":
        data = "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in records)
    else:
        data = json.dumps(records, ensure_ascii=ascii_only, indent=2 if how == "indented" else None)
    articles, told = found(data, "jsonl")
    assert [article.text for article in articles] == [plain(record["text"] or "") for record in records]
    assert but_for_languages(told) == []


@given(RECORDS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_any_records_read_back_from_tables(records: list[dict[str, str | None]], delimiter: str, quoting: int) -> None:
    # In TSV, a quoted cell of tabs and line breaks may look like rows that quote nothing, and is taken for these.
    # And backslashes are those of databases there.
    cells = [cell for one in records for cell in (one["text"], one["title"]) if delimiter == "\t" and cell]
    assume(not any("\t" in cell or "\\" in cell or cell == "NULL" for cell in cells))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["title", "text", "n"], delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows({**record, "n": 1} for record in records)
    articles, told = found(stream.getvalue(), "tsv" if delimiter == "\t" else "csv")
    assert [article.text for article in articles] == [plain(record["text"] or "") for record in records]
    assert but_for_languages(told) == []


@settings(deadline=None)  # the first Parquet loads pyarrow
@given(st.binary(max_size=300), st.sampled_from(["jsonl", "csv", "tsv", "html", "warc", "parquet", None]))
def test_any_bytes_give_articles_or_problems(data: bytes, form: str | None) -> None:
    articles, told = found(data, form)
    assert articles or told
    assert all(len(line.splitlines()) == 1 and line.encode() for line in told)


@given(st.lists(st.sampled_from(['"', "a", ",", "\n", "\r", '""', "text,b\n", "\t", "é"]), max_size=40).map("".join))
def test_no_row_is_dropped_in_silence(body: str) -> None:
    """Whatever is between them, a row at the top and one at the end are read, or told."""
    articles, told = found(f"text,id\nA.,x\n{body}\nB.,y\n", "csv")
    assert articles[0].text == "A."
    assert articles[-1].text == "B." or told
