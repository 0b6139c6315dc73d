"""Rows, CSV, JSON Lines, tables, summaries, and files that are replaced whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from quotekit import rows
from quotekit.analysis import Analysis
from quotekit.atomic import replacing
from quotekit.errors import QuotekitError, UsageError
from quotekit.exporting import summaries, tables
from quotekit.plain.shown import reads
from quotekit.records import Act, Article, Edit, Pick, Quote, Span, Speaker, SpeakerKind, Summary
from quotekit.speakers.people import roster

TEXT = "“We gave it\n our all,” coach Javier Mascherano said. “I think\n\nit showed.”\n\nThe club hopes to win."
ARTICLE = Article(TEXT, "a1")
JAVIER = Speaker("a1:s1", "Javier Mascherano", "person", ("Mascherano",), ("coach", "manager"))


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def at(words: str) -> list[int]:
    return [span(words).start, span(words).end]


DIRECT = Quote(
    id="a1-1",
    article="a1",
    kind="direct",
    act="statement",
    content=(span("We gave it\n our all"), span("I think\n\nit showed.")),
    cue=(span("said"),),
    source=(span("coach"), span("Javier Mascherano")),
    speaker="a1:s1",
    confidence=0.96789,
    rule="marks",
)
BELIEF = Quote("a1-2", "a1", "indirect", "belief", (span("to win"),), rule="hope")
ANALYSIS = Analysis((ARTICLE,), (DIRECT, BELIEF), (JAVIER,))


def spoken(text: str, speaker: Speaker | None = None) -> Analysis:
    """An analysis of an article that is one quote from its first to its last character."""
    quote = Quote("x-1", "x", "direct", "statement", (Span(0, len(text)),), speaker=speaker.id if speaker else None)
    return Analysis((Article(text, "x"),), (quote,), (speaker,) if speaker else ())


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


# --- Rows ---


def test_a_row_has_the_keys_of_the_contract_in_their_order() -> None:
    assert list(ANALYSIS.row_of(DIRECT).items()) == [
        ("article", "a1"),
        ("id", "a1-1"),
        ("kind", "direct"),
        ("act", "statement"),
        ("denied", False),
        ("part", "body"),
        ("quote", "We gave it our all ... I think it showed."),
        ("content", [at("We gave it\n our all"), at("I think\n\nit showed.")]),
        ("cue", [at("said")]),
        ("source", [at("coach"), at("Javier Mascherano")]),
        ("source_text", "coach ... Javier Mascherano"),
        ("speaker", "Javier Mascherano"),
        ("speaker_kind", "person"),
        ("role", "coach"),
        ("speaker_ref", None),
        ("via", None),
        ("confidence", 0.968),
        ("rule", "marks"),
    ]


def test_nobody_is_none_and_never_a_word() -> None:
    row = ANALYSIS.row_of(BELIEF)
    assert [row[key] for key in ("cue", "source")] == [[], []]
    assert {row[key] for key in ("source_text", "speaker", "speaker_kind", "role")} == {None}


def test_a_speaker_without_a_role_has_none() -> None:
    assert spoken("No.", Speaker("x:s1", "Police", "group")).rows()[0]["role"] is None


def test_only_line_breaks_change_in_the_words_of_a_quote() -> None:
    assert spoken("a\r\n\tb\xa0 c  d\n").rows()[0]["quote"] == "a b\xa0 c  d"


@pytest.mark.parametrize(("acts", "ids"), [("statement", ["a1-1"]), ("all", ["a1-1", "a1-2", "a1-3"])])
def test_acts(acts: str, ids: list[str]) -> None:
    mention = replace(BELIEF, id="a1-3", act="mention")
    found = replace(ANALYSIS, quotes=(*ANALYSIS.quotes, mention)).rows(acts)
    assert [row["id"] for row in found] == ids
    assert [row["act"] for row in found] == ["statement", "belief", "mention"][: len(ids)]


@pytest.mark.parametrize("call", [Analysis.rows, Analysis.to_csv, Analysis.to_json, Analysis.frame, Analysis.quotes_of])
def test_other_acts_are_named_in_the_error(call: Callable[..., object]) -> None:
    with pytest.raises(UsageError, match="'statement' or 'all', not 'belief'"):
        call(ANALYSIS, "belief")


def test_a_quote_of_another_article_is_named() -> None:
    with pytest.raises(UsageError, match="'a1-1' is in the article 'a1', which is not one of the 1 analyzed"):
        spoken("No.").article_of(DIRECT)
    assert ANALYSIS.article_of(BELIEF) is ARTICLE


# --- CSV ---


def test_csv_is_flat() -> None:
    (row,) = read_csv(ANALYSIS.to_csv())
    assert tuple(row) == rows.QUOTE_COLUMNS
    first, last = at("We gave it\n our all"), at("I think\n\nit showed.")
    assert (int(row["start"]), int(row["end"]), json.loads(row["content"])) == (first[0], last[1], [first, last])
    assert (row["kind"], row["confidence"], row["source_text"]) == ("direct", "0.968", "coach ... Javier Mascherano")
    assert read_csv(ANALYSIS.to_csv("all"))[1]["speaker"] == ""


def test_csv_without_quotes_is_a_header() -> None:
    assert Analysis((), (), ()).to_csv() == ",".join(rows.QUOTE_COLUMNS) + "\n"


def test_csv_lines_end_as_those_of_csvkit() -> None:
    assert "\r" not in ANALYSIS.to_csv()


HARMLESS = ["", "'Tis", "a=1", "O'Neil", "“=1”", "don't @ me", "a-1", "May 5", "(", "…"]
LIKE_NUMBERS = ["1-1", "(-1)", "007", "1.50", "1e5", "50%", "12:30", "$5", "3/4", " 7 "]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "- she said",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "\0x",
    " =1",
    "'=1",
    "''@x",
    "=",
    "\xa0=1",
]


@pytest.mark.parametrize("cell", HARMLESS)
def test_ordinary_cells_stay(cell: str) -> None:
    assert tables._cell(cell, raw=False) == cell


@pytest.mark.parametrize("cell", LIKE_NUMBERS)
def test_text_like_a_number_is_in_marks(cell: str) -> None:
    assert tables._cell(cell, raw=False) == tables._cell(cell, raw=True) == f'"{cell}"'
    assert tables._cell(7, raw=False) == "7"


def test_raw_formulas_are_in_marks() -> None:
    assert tables._cell("=1", raw=True) == '"=1"'


def test_tabs_may_part_the_cells() -> None:
    assert [*tables.csv_lines([{"a": "x\ty", "b": "z"}], ["a", "b"], delimiter="\t")] == ["a\tb\n", '"x\ty"\tz\n']


@pytest.mark.parametrize("cell", FORMULAS)
def test_formulas_get_an_apostrophe_unless_raw(cell: str) -> None:
    row = {"quotes": -1, "name": cell, "articles": [cell]}
    for raw, written in (False, "'" + cell), (True, cell):
        stream = io.StringIO(newline="")
        tables.write_csv([row], stream, raw, columns=list(row))
        assert read_csv(stream.getvalue()) == [
            {"quotes": "-1", "name": written, "articles": json.dumps([cell], ensure_ascii=False)}
        ]


def test_a_million_marks_take_no_longer_than_a_glance() -> None:
    for cell in ("'" * 1_000_000, " " * 1_000_000, "' " * 500_000, "1" * 1_000_000 + "x"):
        assert tables._cell(cell, raw=False) == cell


def unguarded(cell: str) -> str:
    """What a cell was before it was made safe."""
    return cell[1:] if cell[:1] == "'" and tables._FORMULA.match(cell[1:]) else cell


texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("'=+-@\t\r\n\0\",\x1b\x85\u2028"), max_size=20
)


@given(st.lists(st.tuples(texts, texts), max_size=5), st.booleans())
def test_csv_round_trip(cells: list[tuple[str, str]], raw: bool) -> None:
    stream = io.StringIO(newline="")
    tables.write_csv([{"a": a, "b": b} for a, b in cells], stream, raw, columns=("a", "b"))
    back = [(row["a"], row["b"]) for row in read_csv(stream.getvalue())]
    # Rows of two empty cells are rows too.
    assert [(a, b) if raw else (unguarded(a), unguarded(b)) for a, b in back] == cells


def test_excel_gets_a_byte_order_mark_before_the_header_only() -> None:
    lines = [*tables.csv_lines([{"a": "“"}], ["a"], excel=True)]
    assert lines == ["\ufeffa\n", "“\n"]
    assert [*tables.csv_lines([], ["a"], excel=True)] == ["\ufeffa\n"]


# --- JSON Lines ---


def test_json_lines_keep_characters_and_escape_what_readers_trip_over() -> None:
    line = spoken("“é” 😀\x1b[2J\x9b\u2028\x85\ud83d").to_json()
    assert "“é” 😀" in line
    assert line.splitlines() == [line[:-1]]
    assert not set("\x1b\x9b\u2028\x85\ud83d") & set(line)
    assert json.loads(line)["quote"] == "“é” 😀\x1b[2J›\u2028\x85\ud83d"


@given(st.lists(st.fixed_dictionaries({"quote": texts, "content": st.lists(st.lists(st.integers()))}), max_size=5))
def test_json_lines_round_trip(rows: list[dict[str, Any]]) -> None:
    stream = io.StringIO(newline="")
    tables.write_jsonl(rows, stream)
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == rows


def test_lone_surrogates_are_written_by_every_writer() -> None:
    analysis = spoken("a\udc80b")
    assert "a\\udc80b" in analysis.to_csv(raw=True)
    for text in (analysis.to_csv(), analysis.to_json(), table(analysis.rows())):
        text.encode()


# --- Streams ---


@pytest.mark.parametrize("write", [tables.write_csv, tables.write_jsonl])
def test_each_row_is_written_before_the_next_is_asked_for(write: Callable[..., None]) -> None:
    stream = io.StringIO()
    seen: list[int] = []

    def rows() -> Any:
        for _ in range(3):
            yield ANALYSIS.row_of(DIRECT)
            seen.append(stream.getvalue().count("a1-1"))

    write(rows(), stream)
    assert seen == [1, 2, 3]


def test_a_run_that_fails_before_the_first_row_writes_nothing() -> None:
    def rows() -> Any:
        raise QuotekitError("nothing was readable")
        yield

    for write, stream in (tables.write_csv, io.StringIO()), (tables.write_jsonl, io.StringIO()):
        with pytest.raises(QuotekitError):
            write(rows(), stream)
        assert stream.getvalue() == ""


# --- Tables ---


def table(rows: Any, width: int = 80, columns: Any = tables.QUOTE_TABLE, **how: Any) -> str:
    stream = io.StringIO()
    tables.write_table(rows, Console(file=stream, width=width, **how), columns)
    return stream.getvalue()


def test_a_table_without_rows_is_a_heading() -> None:
    assert table([]).split() == ["speaker", "kind", "quote", "article"]


def test_a_table_shows_nobody_as_a_hyphen() -> None:
    assert table(ANALYSIS.rows("all")).splitlines()[-1].split() == ["-", "indirect", "to", "win", "a1"]


@pytest.mark.parametrize("count", [1, 24, 25, 26, 60])
def test_batches_share_one_heading_and_their_widths(count: int) -> None:
    lines = table(ANALYSIS.row_of(BELIEF) for _ in range(count)).splitlines()
    assert len(lines) == 1 + count
    assert len({line.index("to win") for line in lines[1:]}) == 1


@pytest.mark.parametrize("width", [1, 10, 40, 200])
def test_a_table_fits_any_width(width: int) -> None:
    assert max(len(line) for line in table(ANALYSIS.rows(), width).splitlines()) <= max(width, 8)


MARKUP = ["[red]x[/red]", "[/]", "x\\", "[link=file:///]x", ":smile:"]
CONTROLS = ["\x1b[31mx", "\x1b]0;x\x07", "\x9b2J", "\u202ex", "a\x00b", "\r\b", "\u061cx", "\u200ex\u200f"]


@pytest.mark.parametrize("hostile", MARKUP + CONTROLS)
def test_articles_do_not_command_the_terminal(hostile: str) -> None:
    shown = table(spoken(f"({hostile})").rows(), color_system="truecolor", force_terminal=True)
    body = shown.split("\n", 1)[1]  # after the heading, which may be bold
    assert not any(char in body for char in "\x1b\x07\x9b\u202e\x00\r\b\u061c\u200e\u200f")
    assert "".join(tables.harmless(reads(f"({hostile})", 0, 99)).split()) in "".join(body.split())


LONG = [
    {
        "name": "Ana Reyes",
        "kind": "organization",
        "quotes": 12,
        "articles": ["harbour-courier", "harbour-echo"],
        "roles": [],
    }
]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_word_is_cut_where_columns_have_room(width: int) -> None:
    words = table(LONG, width, tables.SPEAKER_TABLE).split()
    assert {"organization", "Reyes", "quotes", "articles"} <= set(words)
    assert "harbour-courier," in words or ("harbour-" in words and "courier," in words)


def test_a_word_that_is_too_long_for_all_is_cut_at_its_hyphens_first() -> None:
    row = {"articles": ["harbour-courier"], "roles": ["x" * 70]}
    shown = table([row], 60, {"articles": 0.3, "roles": 0.7}).split()
    assert [word for word in shown if not word.startswith("x")] == ["articles", "roles", "harbour-", "courier"]
    assert "".join(word for word in shown if word.startswith("x")) == "x" * 70


@pytest.mark.parametrize(
    ("is_terminal", "lines"), [(False, ["one two three four five six"]), (True, ["one two three four", "    five six"])]
)
def test_lines_are_cut_between_words_on_a_terminal_alone(is_terminal: bool, lines: list[str]) -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=24, force_terminal=is_terminal, color_system=None)
    tables.print_text(Text("one two three four five six"), console, indent=4)
    assert stream.getvalue().splitlines() == lines


def test_long_lists_are_cut() -> None:
    row = {"articles": ["a", "b", "c", "d", "e"], "roles": []}
    assert table([row], columns={"articles": 0.7, "roles": 0.3}).splitlines()[1].split("  ")[0] == "a, b, c and 2 more"


# --- Data frames ---


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QuotekitError, match=r"needs pandas: pip install 'quotekit\[frame\]'"):
        ANALYSIS.frame()


# --- Speakers ---


def said(name: str, article: str, *roles: str, act: Act = "statement", kind: SpeakerKind = "person") -> Analysis:
    speaker = Speaker(f"{article}:s1", name, kind, (name.split()[-1],), roles)
    quote = Quote(f"{article}-1", article, "direct", act, (Span(0, 1),), speaker=speaker.id)
    return Analysis((Article("“Yes.”", article),), (quote,), (speaker,))


def test_speakers_of_nothing_are_none() -> None:
    assert roster.speaker_rows([]) == []
    assert roster.speaker_rows([spoken("Yes.")]) == []
    others: tuple[Act, ...] = ("belief", "mention")
    for act in others:
        assert roster.speaker_rows([said("Ann Lee", "a", act=act)]) == []
        assert [row["name"] for row in roster.speaker_rows([said("Ann Lee", "a", act=act)], "all")] == ["Ann Lee"]


def test_speakers_merge_by_full_name_and_kind() -> None:
    analyses = [said("Ann Lee", "a"), said("Lee", "b"), said("Ann Lee", "c"), said("Ann Lee", "d", kind="organization")]
    found = [(row["name"], row["kind"], row["quotes"], row["articles"]) for row in roster.speaker_rows(analyses)]
    assert found == [
        ("Ann Lee", "person", 2, ["a", "c"]),
        ("Ann Lee", "organization", 1, ["d"]),
        ("Lee", "person", 1, ["b"]),
    ]


@pytest.mark.parametrize("kind", ["unnamed", "group"])
def test_who_has_no_name_is_another_one_in_each_article(kind: SpeakerKind) -> None:
    analyses = [said("a spokesman", article, kind=kind) for article in ("b", "a", "b")]
    found = [(row["name"], row["quotes"], row["articles"]) for row in roster.speaker_rows(analyses)]
    assert found == [("a spokesman", 2, ["b"]), ("a spokesman", 1, ["a"])]
    assert [row["articles"] for row in roster.speaker_rows(analyses[:2])] == [["b"], ["a"]]


def test_roles_come_by_articles_then_as_the_article_ranks_them() -> None:
    analyses = [said("A B", "1", "z coach", "a man"), said("A B", "2", "m head", "a man")]
    for order in (analyses, analyses[::-1]):
        assert roster.speaker_rows(order)[0]["roles"] == ["a man", "m head", "z coach"]
    assert roster.speaker_rows(analyses[:1])[0]["roles"] == ["z coach", "a man"]
    assert roster.speaker_rows(analyses)[0]["aliases"] == ["B"]


# --- Summaries ---

RAIN = Summary((Pick("a[1]", Span(0, 9), "It\nrains.", 0.123456), Pick("b", Span(3, 20), "1. *May* <b>& co.", 1.0)))
EMPTY = Summary(())


def summary_text(*sections: summaries.Section, **how: Any) -> str:
    stream = io.StringIO()
    summaries.write_text(sections, Console(file=stream, **{"width": 8, **how}))
    return stream.getvalue()


def test_summary_as_text() -> None:
    assert summary_text(("", EMPTY)) == ""
    assert summary_text(("", RAIN)) == "It rains. [a[1]]\n1. *May* <b>& co. [b]\n"
    assert summary_text(("One", RAIN), ("T\x1bwo", EMPTY)).startswith("One\n\nIt rains. [a[1]]\n1.")
    assert summary_text(("One", EMPTY), ("T\x1bwo", EMPTY)) == "One\n\n\nT\N{REPLACEMENT CHARACTER}wo\n\n"
    assert "\x1b[2m [b]\x1b[0m" in summary_text(("", RAIN), width=80, force_terminal=True, color_system="standard")


def test_summary_as_markdown() -> None:
    stream = io.StringIO()
    summaries.write_markdown([("#1", RAIN), ("", EMPTY)], stream)
    assert stream.getvalue() == "## \\#1\n\n- It rains. (a\\[1\\])\n- 1\\. \\*May\\* \\<b\\>\\& co. (b)\n"


@pytest.mark.parametrize("sections", [[], [("", EMPTY)], [("x", RAIN)], [("", RAIN), ("y", EMPTY), ("z", RAIN)]])
def test_summary_as_json(sections: list[summaries.Section]) -> None:
    stream = io.StringIO()
    summaries.write_picks(sections, stream)
    picks = [(heading, pick) for heading, summary in sections for pick in summary.picks]
    rows = json.loads(stream.getvalue())
    assert [(row["heading"], row["article"], row["start"], row["end"], row["text"], row["score"]) for row in rows] == [
        (heading or None, p.article, p.span.start, p.span.end, p.text, round(p.score, 4)) for heading, p in picks
    ]


TOLD = Pick(
    *("a", Span(4, 20), "[<Ana> & co.] fled.", 0.5, "The “Echo”", (Edit("named", Span(4, 6), "[<Ana> & co.]"),)),
    *(("ana fled",), ("b", "c"), "a-1", "<Ana>"),
)


def test_a_pick_tells_all_it_knows_as_json() -> None:
    stream = io.StringIO()
    summaries.write_picks([("", Summary((TOLD,)))], stream)
    (row,) = json.loads(stream.getvalue())
    assert row["outlet"] == "The “Echo”"
    assert row["edits"] == [{"kind": "named", "start": 4, "end": 6, "text": "[<Ana> & co.]"}]
    assert (row["concepts"], row["agreement"]) == (["ana fled"], ["b", "c"])
    assert (row["quote"], row["speaker"]) == ("a-1", "<Ana>")


def test_a_pick_says_where_it_is_from() -> None:
    assert summary_text(("", Summary((TOLD,)))) == "[<Ana> & co.] fled. [<Ana> in The “Echo”, a; also b, c]\n"


def page(*sections: summaries.Section) -> str:
    stream = io.StringIO()
    summaries.write_html(sections, stream)
    return stream.getvalue()


def test_nothing_of_an_article_is_markup_in_html() -> None:
    shown = page(("<h1>", Summary((TOLD,))), ("", EMPTY), ("y", RAIN))
    assert "<Ana>" not in shown
    assert "<h1>" not in shown
    assert "<b>&" not in shown
    assert "&lt;b&gt;&amp; co." in shown


def test_summary_as_html() -> None:
    assert page() == page(("", EMPTY))
    shown = page(("One", Summary((TOLD,))))
    assert shown.startswith("<!doctype html>\n")
    assert "<h2>One</h2>" in shown
    assert '<p data-article="a" data-start="4" data-end="20">' in shown
    assert "<ins>[&lt;Ana&gt; &amp; co.]</ins> fled." in shown
    assert "<cite>&lt;Ana&gt; in The “Echo”, a; also b, c</cite>" in shown


# --- Files ---


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as stream:
            stream.write("new")
            raise error

    with pytest.raises(error):
        fail()
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("out.csv", "old")]


def test_a_success_replaces_the_file_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with replacing(path) as stream:
        stream.write("né\r\n\udc80")
        stream.flush()
        assert path.read_text() == "old"
    assert path.read_bytes() == b"n\xc3\xa9\r\n\\udc80"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
@pytest.mark.parametrize(("before", "after"), [(None, 0o640), (0o600, 0o600), (0o664, 0o664)])
def test_permissions_stay_or_follow_the_umask(tmp_path: Path, before: int | None, after: int) -> None:
    path = tmp_path / "out.csv"
    if before is not None:
        path.touch()
        path.chmod(before)
    umask = os.umask(0o027)
    try:
        with replacing(path):
            pass
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == after


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "it is a folder"), ("no/out.csv", "its folder does not exist"), ("file/out.csv", "Not a directory")],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / name
    with pytest.raises(UsageError) as caught, replacing(path):
        pytest.fail("the block ran")
    assert str(caught.value) == f"{path}: cannot be written: {reason}"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, path = tmp_path / "link.csv", tmp_path / "file.csv"
    link.symlink_to(path)
    with replacing(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_device_is_written_directly() -> None:
    with replacing(os.devnull) as stream:
        stream.write("x")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_named_pipe_is_written_directly(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(path) as stream:
        stream.write("x")
    assert os.read(reader, 9) == b"x"
    os.close(reader)
