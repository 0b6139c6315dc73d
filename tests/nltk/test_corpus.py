"""The corpus reader on nltk's interface, with nltk's own tools over it."""

from __future__ import annotations

from pathlib import Path

import nltk.data
import pytest
from nltk import ConditionalFreqDist, Text

import quotekit
from quotekit.errors import UsageError
from quotekit.nltk import QuoteCorpusReader

ECHO = "Dam holds\n\n“It held,” said Ana Reyes, the mayor. It rained.\n\nNobody was hurt.\n"
WIRE = "“It leaks,” Bill Voss said.\r\n"


@pytest.fixture(autouse=True)
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """nltk reads only in folders that its path names."""
    monkeypatch.setattr(nltk.data, "path", [*nltk.data.path, str(tmp_path)])


@pytest.fixture
def reader(tmp_path: Path) -> QuoteCorpusReader:
    (tmp_path / "echo.txt").write_text(ECHO, encoding="utf-8")
    (tmp_path / "wire.txt").write_bytes(WIRE.encode())
    (tmp_path / "notes.md").write_text("No.", encoding="utf-8")
    return QuoteCorpusReader(str(tmp_path), r".*\.txt")


def test_a_file_that_is_not_there_is_told_by_nltk(reader: QuoteCorpusReader) -> None:
    with pytest.raises(OSError, match=r"no\.txt"):
        reader.words("no.txt")


def test_acts_are_checked(reader: QuoteCorpusReader) -> None:
    with pytest.raises(UsageError, match="acts is 'statement' or 'all'"):
        reader.quotes(acts="some")


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    one = QuoteCorpusReader(str(tmp_path), ["a.txt"])
    assert (one.words(), one.sents(), one.paras(), one.quotes()) == ([], [], [], [])


def test_words_sentences_paragraphs(reader: QuoteCorpusReader) -> None:
    assert reader.fileids() == ["echo.txt", "wire.txt"]
    assert reader.raw("echo.txt") == ECHO
    assert [len(paragraph) for paragraph in reader.paras("echo.txt")] == [1, 2, 1]
    assert reader.sents(["echo.txt"])[-1] == ["Nobody", "was", "hurt", "."]
    assert reader.words() == [word for sentence in reader.sents() for word in sentence]


def test_quotes_are_those_of_the_library(reader: QuoteCorpusReader) -> None:
    rows = reader.quotes()
    assert [(row["article"], row["speaker"]) for row in rows] == [("echo.txt", "Ana Reyes"), ("wire.txt", "Bill Voss")]
    assert reader.quotes("echo.txt") == quotekit.analyze(quotekit.Article(ECHO, "echo.txt")).rows()


def test_tools_of_nltk_work_on_it(reader: QuoteCorpusReader) -> None:
    assert Text(reader.words()).count("rained") == 1
    counts = ConditionalFreqDist((row["article"], row["speaker"]) for row in reader.quotes())
    assert counts["wire.txt"].max() == "Bill Voss"
