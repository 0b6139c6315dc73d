"""Quotes in texts with entities, broken characters, Markdown and capitals: as in ordinary print."""

from __future__ import annotations

import pytest
from marked import parse

from quotekit import analyze
from quotekit.analysis import Analysis
from quotekit.exporting.linked_data import annotation_of
from quotekit.reporting.articles import heading_of
from quotekit.reporting.page import report
from quotekit.summary.summarize import summarize
from quotekit.text.document import look
from quotekit.text.tokens import tokenize

# Marked text, and of each quote: the words for reading, the source for reading, who speaks.
READ = [
    # stays as it is printed
    ("“{q1 What the f*** is 5 * 3 * 2?}” {c1 said} {s1 Ana Ruiz}*.\n\n* Not her name.",
     [("What the f*** is 5 * 3 * 2?", "Ana Ruiz", "Ana Ruiz")]),
    ("“{q1 [He] was late [sic],}” {c1 said} {s1 Ana Ruiz of AT&T}.",
     [("[He] was late [sic],", "Ana Ruiz of AT&T", "Ana Ruiz")]),
    # entities
    ("&ldquo;{q1 The pier is shut,}&rdquo; {c1 said} {s1 Tom Voss}.", [("The pier is shut,", "Tom Voss", "Tom Voss")]),
    ("&amp;#8220;{q1 We don&amp;rsquo;t pay,}&amp;#8221; {s1 Ana&nbsp;Ruiz} {c1 said}.",
     [("We don’t pay,", "Ana\xa0Ruiz", "Ana Ruiz")]),
    ("{s1 Ana Ruiz} {c1 said} {q1 that Orr &amp; Moss wouldn&rsquo;t pay}.",
     [("that Orr & Moss wouldn’t pay", "Ana Ruiz", "Ana Ruiz")]),
    # broken characters
    ("â€œ{q1 We donâ€™t pay,}â€\x9d {c1 said} {s1 JosÃ© Ruiz}.", [("We don’t pay,", "José Ruiz", "José Ruiz")]),
    ("â€œ{q1 The pier is shut,}â€ {s1 Tom Voss} {c1 said}. â€œ{q1 We are sorry.}â€",
     [("The pier is shut, ... We are sorry.", "Tom Voss", "Tom Voss")]),
    ("â{q1 We donât pay,}â {c1 said} {s1 Tom Voss}.", [("We don’t pay,", "Tom Voss", "Tom Voss")]),
    ("\ufffd{q1 We don\ufffdt pay,}\ufffd {c1 said} {s1 Tom Voss}.", [("We don’t pay,", "Tom Voss", "Tom Voss")]),
    ("вЂњ{q1 We donвЂ™t pay,}вЂќ {c1 said} {s1 Tom Voss}.", [("We don’t pay,", "Tom Voss", "Tom Voss")]),
    ("\x93{q1 We don\x92t pay,}\x94 {c1 said} {s1 T\x81om Voss}.", [("We don’t pay,", "Tom Voss", "Tom Voss")]),
    # what nobody sees
    ("“{q1 It\xad is\u200b shut,}” {c1 said} {s1 Tom\u200d Vo\u2060ss}.", [("It is shut,", "Tom Voss", "Tom Voss")]),
    ("\u202a“{q1 It is shut,}”\u202c {c1 said} {s1 Tom \u200eVoss}.", [("It is shut,", "Tom Voss", "Tom Voss")]),
    # Markdown
    ("**“{q1 The pier is shut},”** {c1 said} *{s1 Tom Voss}*.", [("The pier is shut", "Tom Voss", "Tom Voss")]),
    ("“{q1 The pier is *really* shut,}” {c1 said} {s1 [Tom Voss](https://a.example/voss), the **mayor**}.",
     [("The pier is really shut,", "Tom Voss, the mayor", "Tom Voss")]),
    ("> _“{q1 The pier is shut,}”_ {s1 Tom Voss}\n> {c1 said}.", [("The pier is shut,", "Tom Voss", "Tom Voss")]),
    ("* “{q1 It is shut,}” {c1 said} {s1 Tom Voss}.\n* “{q2 It is open,}” {c2 said} {s2 **Ana Ruiz**}.",
     [("It is shut,", "Tom Voss", "Tom Voss"), ("It is open,", "Ana Ruiz", "Ana Ruiz")]),
    ("**Ana Ruiz**’s dam held. **{s1 Ruiz}** {c1 said} {q1 that it was _quite_ safe}.",
     [("that it was quite safe", "Ruiz", "Ana Ruiz")]),
    # capitals
    ("“{q1 THE PIER IS SHUT,}” {c1 SAID} {s1 TOM VOSS, THE MAYOR}.",
     [("THE PIER IS SHUT,", "TOM VOSS, THE MAYOR", "Tom Voss")]),
    ("{s1 THE MAYOR, TOM VOSS,} {c1 SAID} {q1 THE PIER WAS SHUT}.", [("THE PIER WAS SHUT", None, "Tom Voss")]),
    ("&ldquo;{q1 IT&rsquo;S **SHUT**,}&rdquo; {c1 SAID} {s1 TOM VOSS}.", [("IT’S SHUT,", "TOM VOSS", "Tom Voss")]),
]  # fmt: skip


def _analyzed(marked: str) -> Analysis:
    return analyze(parse(marked)[0])


@pytest.mark.parametrize(("marked", "expected"), READ)
def test_what_is_found(marked: str, expected: list[tuple[str, str | None, str]]) -> None:
    text, spans = parse(marked)
    found = _analyzed(marked)
    rows = found.rows()
    assert [row["speaker"] for row in rows] == [speaker for _, _, speaker in expected]
    for number, (row, (quote, source, _)) in enumerate(zip(rows, expected), 1):
        assert row["quote"].rstrip(",") == quote.rstrip(",")
        assert source is None or row["source_text"] == source
        content = [text[start:end].rstrip(",") for start, end in row["content"]]
        assert content == [text[start:end].rstrip(",") for start, end in spans[f"q{number}"]]


@pytest.mark.parametrize(
    "text",
    [
        "â said: “The dam held.”",
        "The dam, â she said. “It held,” â said.",
        "âIt held,â said â.",
        "â€ said: “It held.”",
        "“It held,” said â€™.",
        "“It held,” said \x92.",
    ],
)
def test_no_broken_character_speaks(text: str) -> None:
    assert all(row["speaker"] is None or any(map(str.isascii, row["speaker"])) for row in analyze(text).rows("all"))


def test_tables_keep_the_original_and_the_marks_around_its_paragraphs() -> None:
    text = "# Dam\n\n> **Why was it late?**\n\n> It rained, *Ana* said.\n> So it was.\n"
    table = tokenize(text)
    assert table.text is text
    assert [text[start:end] for start, end in table.paragraph] == [
        "# Dam",
        "> **Why was it late?**",
        "> It rained, *Ana* said.",
        "> So it was.",
    ]
    assert table.paragraph_kind == ["title", "body", "body", "body"]
    assert table.word[:6] == ["Dam", "Why", "was", "it", "late", "?"]
    assert [text[start:end] for start, end in zip(table.start[1:7], table.end[1:7])] == [
        *"Why was it late ? It".split()
    ]


def test_a_heading_by_its_mark_is_one_whatever_it_ends_with() -> None:
    table = tokenize("It rained all day.\n\n## “We are late,” says Ana.\n\nIt was wet.")
    assert table.paragraph_kind == ["body", "heading", "body"]


def test_what_is_glued_to_a_mark_that_is_not_seen() -> None:
    view = look("“*No*,” said **Ana**’s boss.")
    assert [view.glued(at) for at, word in enumerate(view.word) if word in ("No", ",", "’s")] == [True, True, True]
    assert view.text(*view.bounds[0]) == "“No,” said Ana’s boss."


def test_ordinary_text_is_not_copied() -> None:
    table = tokenize("“It rained,” she said.")
    assert table.plain is table.text
    assert table.plain_start is table.start
    assert table.plain_end is table.end


def test_a_page_shows_what_a_reader_sees() -> None:
    html = report(_analyzed("# Dam &amp; pier\n\n“{q1 It&rsquo;s **shut**,}” {c1 said} {s1 Tom Voss}."))
    assert "It’s shut," in html
    assert "rsquo" not in html
    assert "**" not in html


def test_the_heading_of_a_page_has_no_marks() -> None:
    [article] = _analyzed("# Dam &amp; **pier**\n\nIt rained all day long in Corran.").articles
    assert heading_of(article) == "Dam & pier"


def test_a_summary_shows_what_a_reader_sees() -> None:
    text = (
        "**Corran** built a new dam above the old town last year.\n\n"
        "The mayor said the town&rsquo;s *new dam* would hold for years.\n\n"
        "But the river rose &mdash; and the _dam_ above the town burst."
    )
    shown = " ".join(pick.text for pick in summarize(text, sentences=3).picks)
    assert shown
    assert not {"*", "_", "&"} & set(shown)


def test_annotations_carry_what_is_seen_only_where_it_is_not_what_is_printed() -> None:
    plain = _analyzed("“{q1 It is shut,}” {c1 said} {s1 Tom Voss}.")
    marked = _analyzed("“{q1 It is *shut*,}” {c1 said} {s1 Tom Voss}.")
    assert "quotekit:quote" not in annotation_of(plain, plain.quotes[0])
    made = annotation_of(marked, marked.quotes[0])
    assert made["quotekit:quote"] == "It is shut,"
    assert made["target"][0]["selector"][1]["exact"] == "It is *shut*,"
    assert "quotekit:source_text" not in made


def test_variants_are_compared_by_what_is_seen() -> None:
    from quotekit import Article

    texts = {
        "echo": "“We don’t know why the old dam above the town did not hold,” said Tom Voss.",
        "wire": "&ldquo;We don&rsquo;t know why the *old dam* above the town did not hold,&rdquo; said Tom Voss.",
    }
    [group] = analyze([Article(text, name, outlet=name) for name, text in texts.items()]).variants
    assert [group.relation(printing) for printing in group.printings] == ["identical", "identical"]
    assert group.printings[1].words[:2] == ["We", "don’t"]
