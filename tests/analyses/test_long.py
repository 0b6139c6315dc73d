"""Long texts: as articles where they are short, whoever was named before known, nothing twice, bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from quotekit.analyses.long import analysis_of_long
from quotekit.analyses.together import analyses_of
from quotekit.analysis import Analysis
from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.plain.windows import LONG, windows
from quotekit.records import Article

ROOT = Path(__file__).parents[2]
FILLER = "The rain fell on the harbour all day, and the boats stayed in.\n\n"


def filled(length: int) -> str:
    return FILLER * (length // len(FILLER) + 1)


def told(analysis: Analysis) -> list[tuple[str, str | None]]:
    """What is said, and who says it."""
    rows = ((analysis.row_of(quote), analysis.speaker_of(quote)) for quote in analysis.quotes)
    return [(row["quote"], speaker.name if speaker else None) for row, speaker in rows]


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").glob("*.txt"))[:8], ids=lambda path: path.stem)
def test_a_text_of_one_window_is_as_an_article(path: Path) -> None:
    article = Article(path.read_text(encoding="utf-8"), path.stem, title="“It held”: Reyes")
    model = Model.shipped()
    [whole] = analyses_of([article], model, headlines=True)
    assert analysis_of_long(article, model, headlines=True) == whole


def test_whoever_was_named_before_is_known_by_a_surname() -> None:
    first = "Harbour chief Ana Reyes opened the gate. “It holds,” said Ms. Reyes.\n\n"
    text = first + filled(LONG) + "“It held again,” Reyes said. “We slept well,” she said.\n\n"
    found = analyze(Article(text, "long"))
    assert told(found) == [("It holds,", "Ana Reyes"), ("It held again,", "Ana Reyes"), ("We slept well,", "Ana Reyes")]
    [speaker] = found.speakers
    assert speaker.roles
    for quote in found.quotes:
        assert text[quote.content[0].start :].startswith(("It holds", "It held", "We slept"))
    assert [mention.span.of(text) for mention in speaker.mentions] == ["Ms. Reyes", "Reyes", "she"]
    assert [quote.id for quote in found.quotes] == ["long-1", "long-2", "long-3"]


def test_nothing_is_cut_or_told_twice_where_a_piece_ends() -> None:
    said = (
        "“The dam held,” said Ana Reyes, the harbour chief. “We slept,” she said.\n\nHe had no idea, Tom Bell said.\n\n"
    )
    text = said * (2 * LONG // len(said))
    borders = [window.end for window in windows(text)][:-1]
    found = analyze(Article(text, "long"))
    starts = [quote.content[0].start for quote in found.quotes]
    assert starts == sorted(set(starts))
    assert len(borders) > 1
    for quote, start in (("The dam held", 1), ("We slept", text.index("We slept"))):
        places = {start + number * len(said) for number in range(2 * LONG // len(said))}
        missed = places - set(starts)
        assert len(missed) <= 2, quote
    assert {speaker.name for speaker in found.speakers} == {"Ana Reyes", "Tom Bell"}


def test_a_transcript_goes_on_behind_the_end_of_a_piece() -> None:
    turns = "".join(
        f"MS. REYES: The gate number {n} held, as far as we know.\n\nMR. BELL: And what about {n + 1}, then?\n\n"
        for n in range(LONG // 50)
    )
    text = "Ana Reyes of the harbour and Tom Bell of the council spoke on Monday.\n\n" + turns
    found = analyze(Article(text, "hearing"))
    assert len(found.quotes) == 2 * (LONG // 50)
    assert {speaker.name for speaker in found.speakers} == {"Ana Reyes", "Tom Bell"}


def test_an_interview_is_that_of_whom_its_first_lines_name() -> None:
    turns = "".join(
        f"Q: How did gate number {n} hold?\n\nA: It held because it is made of good steel, number {n}.\n\n"
        for n in range(LONG // 80)
    )
    text = "Engineer Ana Reyes spoke to the Echo about the flood on Monday.\n\n" + turns
    found = analyze(Article(text, "talk", outlet="Harbour Echo"))
    said = Counter((quote.act, found.speaker_of(quote)) for quote in found.quotes)
    assert {(act, who.name if who else None) for act, who in said} == {
        ("asks", "Harbour Echo"),
        ("statement", "Ana Reyes"),
    }
    assert set(said.values()) == {LONG // 80}
    assert len(found.speakers) == 2


def test_a_long_text_without_a_break_is_read() -> None:
    text = "“It held,” said Ana Reyes. " * (LONG // 20)
    found = analyze(Article(text, "long"))
    assert len(found.quotes) > LONG // 30


def test_headings_of_every_window_are_read_and_the_title_once() -> None:
    text = filled(LONG) + "Dam Holds, Says Mayor\n\n" + FILLER + filled(LONG)
    found = analyze(Article(text, "a", title="“It held”, says Reyes"), headlines=True)
    parts = [
        (quote.part, found.article_of(quote).told_in(quote)[quote.content[0].start :][:9]) for quote in found.quotes
    ]
    assert parts == [("title", "It held”,"), ("heading", "Dam Holds")]


def test_memory_does_not_grow_with_the_text_four_hundredfold() -> None:
    code = (
        "import resource, sys\nfrom quotekit import Article, analyze\n"
        "line = '“The dam held,” said Ana Reyes, the mayor of Telford, and everybody was glad of it.\\n\\n'\n"
        "text = line * int(sys.argv[1])\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "analyze(text[:150_000])\nbefore = peak()\nanalyze(text)\nprint(peak() - before)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, "12000"], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr
    unit = 1024 if sys.platform != "darwin" else 1
    assert int(done.stdout) * unit < 100_000_000  # of a million characters; 390 million read whole
