"""The gold articles hold what corpus/README.md promises, and the validator finds what is wrong with an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from marked import COLUMNS, GoldQuote, kind_by_marks, main, parse, read_gold, validate

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ALONE = {"annex", "chimney", "eels", "orchard", "plate", "sugar"}  # events that one outlet tells
GOLD = {path.stem: read_gold(path) for path in sorted(CORPUS.glob("*.gold"))}
TEXTS = [text for text, _ in GOLD.values()]
QUOTES = [(text, quote) for text, quotes in GOLD.values() for quote in quotes]

BROKEN = [
    ("a {q1 b", "line 1: tag is never closed"),
    ("a\n{q1 {s1 b}", "line 2: tag is never closed"),
    ("a\nb}", "line 2: brace closes no tag"),
    ("{q1 a}\n\n}", "line 3: brace closes no tag"),
    ("{a}", "line 1: brace opens no tag"),
    ("{q1}", "line 1: brace opens no tag"),
    ("{x1 a}", "line 1: brace opens no tag"),
    ("{q1 }", "line 1: tag is empty"),
]

READABLE = [
    ("", "", {}),
    ("no tag", "no tag", {}),
    ("{q1 a} {q1 b}", "a b", {"q1": [(0, 1), (2, 3)]}),
    ("{q1 a {s2 b} c}", "a b c", {"q1": [(0, 5)], "s2": [(2, 3)]}),
    ("{s1s12 she}", "she", {"s1": [(0, 3)], "s12": [(0, 3)]}),
    ("é {q1  x}", "é  x", {"q1": [(2, 4)]}),
]

KINDS = [
    ("the boats' crews and the men's wives", "indirect"),
    ("a 6'2\" diver", "indirect"),
    ("that the crews' 'big day' had come", "mixed"),
    ("that it was ''all over'' now", "mixed"),
    ("that it was “all over”", "mixed"),
    ("“all over”", "direct"),
]

GOOD = "{s1 Ann Lee}, a cook, {c1 said} “{q1 no}”. {s2 She} {c2 said} {q2 that they couldn’t}.\n"
GOOD_ROWS = ("q1|direct|statement|Ann Lee|person|cook|x", "q2|indirect|statement|Ann Lee|person|cook|x")

# What is changed in the good article, and what the validator then says. Bars stand for tabs.
SEEDED = [
    ("{q1 no}", "{q1 no", "line 1: tag is never closed"),
    ("{q1 no}", "{q1 no} {q3 yes}", "quote q3 has no row"),
    ("{q1 no}", "no", "tag s1 belongs to no content q1"),
    ("{q1 no}", "{c1 {q1 no}}", "q1: content, cue and source overlap at 'no'"),
    ("{q1 no}", "{q1 no }", "q1: span has outer space or a line break: 'no '"),
    ("q1|direct", "q3|direct", "quote q1 has no row"),
    ("q2|indirect", "q1|indirect", "quote q2 has no row"),
    ("q1|direct", "q1|indirect", "q1: kind is indirect, by its marks direct"),
    ("q2|indirect", "q2|mixed", "q2: kind is mixed, by its marks indirect"),
    ("q1|direct", "q1|spoken", "q1: 'spoken' is none of ('direct', 'mixed', 'indirect')"),
    ("direct|statement", "direct|thought", "q1: 'thought' is none of ('statement', 'belief', 'asks')"),
    ("direct|statement", "direct|asks", "q1: only a turn asks"),
    ("person|cook|x\nq2", "robot|cook|x\nq2", "q1: 'robot' is none of"),
    ("person|cook|x\nq2", "|cook|x\nq2", "q1: speaker and speaker_kind go together"),
    ("person|cook|x\nq2", "group|cook|x\nq2", "q1: only a person has a role"),
    ("Lee|person|cook|x\nq2", "Law|person|cook|x\nq2", "q1: the article never says ['Law']"),
    ("cook|x\nq2", "chef|x\nq2", "q1: the article never says ['chef']"),
    ("cook|x\nq2", "cook|\nq2", "tie: utterance 'x' is used once"),
    ("cook|x\nq2", "cook\nq2", "table row has not 7 cells"),
    ("=====", "====", "no line '=====' between text and table"),
    ("utterance", "saying", "table header is"),
    ("couldn’t}.\n", "couldn’t}.\n\n", "the gold without its tags is not the .txt"),
    ("couldn’t}.\n", "couldn’t}.\r\n", "or has a carriage return"),
]


def _gold(marked: str = GOOD, rows: tuple[str, ...] = GOOD_ROWS) -> str:
    """A gold file, with bars for tabs."""
    return "\n".join([f"{marked}=====", "|".join(COLUMNS), *rows, ""])


def _write(folder: Path, gold: str) -> Path:
    """A folder with this one gold article beside the good article's text."""
    (folder / "tie-times.gold").write_bytes(gold.replace("|", "\t").encode())
    (folder / "tie-times.txt").write_bytes(parse(GOOD)[0].encode())
    return folder


def _wording(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(("marked", "message"), BROKEN)
def test_parse_names_the_line_of_a_broken_tag(marked: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse(marked)


@pytest.mark.parametrize(("marked", "text", "spans"), READABLE)
def test_parse(marked: str, text: str, spans: dict[str, list[tuple[int, int]]]) -> None:
    assert parse(marked) == (text, spans)


@pytest.mark.parametrize(("content", "kind"), KINDS)
def test_kind_by_marks(content: str, kind: str) -> None:
    assert kind_by_marks(f"{content}.", ((0, len(content)),)) == kind


@pytest.mark.parametrize("mark", ["“", '"', "‘", "'", "''"])
def test_content_that_a_mark_bounds_is_direct(mark: str) -> None:
    text = f"{mark}We can't"
    assert kind_by_marks(text, ((len(mark), len(text)),)) == "direct"


@pytest.mark.parametrize(("old", "new", "message"), SEEDED)
def test_validator_finds_seeded_faults(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in _gold()
    problems = validate(_write(tmp_path, _gold().replace(old, new, 1)))
    assert any(message in problem for problem in problems), problems


def test_validator_finds_wrong_order(tmp_path: Path) -> None:
    swapped = _gold(rows=(GOOD_ROWS[1], GOOD_ROWS[0]))
    assert "tie-times: rows are not numbered q1, q2, ... without a gap" in validate(_write(tmp_path, swapped))
    late = GOOD.translate(str.maketrans("12", "21"))
    assert "tie-times: quotes are not numbered in the order of the text" in validate(_write(tmp_path, _gold(late)))


def test_validator_finds_missing_files(tmp_path: Path) -> None:
    assert validate(tmp_path) == [f"{tmp_path}: no articles"]
    (tmp_path / "tie-times.txt").write_text("Alone.\n")
    assert "No such file" in validate(tmp_path)[0]


def test_main_exits_with_the_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main([]), main([str(tmp_path)])) == (2, 1)
    assert main([str(_write(tmp_path, _gold()))]) == 0
    assert capsys.readouterr().out.endswith("no problems\n")


def test_corpus_validates() -> None:
    assert validate(CORPUS) == []


def test_three_events_told_by_four_outlets_or_more_and_six_by_one() -> None:
    outlets = Counter(name.split("-")[0] for name in GOLD)
    assert {event for event, n in outlets.items() if n >= 4} == {"tie", "harbour", "reef"}
    assert {event for event, n in outlets.items() if n == 1} == ALONE
    assert len(outlets) == 9


@pytest.mark.parametrize("name", GOLD)
def test_articles_have_the_length_of_a_news_report(name: str) -> None:
    longest = 700 if name.split("-")[0] in ALONE else 450
    assert 250 <= len(GOLD[name][0].split()) <= longest


# One pattern for each phenomenon that can be seen in the characters alone.
PATTERNS = {
    "curly marks": r"“[^”]+,” \w+ said",
    "straight marks": r'"[^"]+," \w+ said',
    "curly single marks": r"‘[^’]+,’ \w+",
    "straight single marks": r"'[^']+,' \w+ (\w+ )?said",
    "two apostrophes": r"''[^']+,'' \w+",
    "plural possessive": r"\ws['’] \w",
    "paragraph reopened": r"(?m)^[“‘][^”\n]+\.\n\n[“‘]",
    "colon before the quote": r"\w: [“\"'‘]",
    "comma split": r"[“\"'][^”\"\n]+,[”\"'] he said, [“\"'][a-z]",
    "nested quote": r"'[^'\n]*\w \"[^\"\n]+\"",
    "curly nested quote": r"“[^”\n]*‘[^’\n]+’",
    "feet and inches": r"\d'\d+\"",
    "inches": r" \d+\"",
    "feet": r" \d' ",
    "breadcrumb": r"\A- Home >\n",
    "leading date": r"\A date 20\d\d-\d\d-\d\d ",
    "title line": r"\A[^\n.]+\n\n",
    "no-quote article with marks": r"“old firm”",
    "unclosed mark": r"(?m)^[^\"\n]*\"[^\"\n]+, the \w+ admitted\.$",
    "nickname": r"“Lucho”|\"Lucho\"",
    "title of a work": r"“The Patient Reef,”",
    "scare quotes": r"so-called ‘",
    "according to": r"(?i)according to",
    "named like the verb": r"Said said",
}


@pytest.mark.parametrize("phenomenon", PATTERNS)
def test_phenomenon_in_the_characters(phenomenon: str) -> None:
    assert any(re.search(PATTERNS[phenomenon], text) for text in TEXTS)


def _inverted(text: str, quote: GoldQuote) -> bool:
    return bool(quote.cue and quote.source and quote.content[0] < quote.cue[0] < quote.source[0])


def _floating(text: str, quote: GoldQuote) -> bool:
    return bool(quote.speaker and not quote.cue and not quote.source)


def _shared_source(text: str, quote: GoldQuote) -> bool:
    return sum(quote.source == other.source for of, other in QUOTES if of == text and quote.source) > 1


def _named_later(text: str, quote: GoldQuote) -> bool:
    start = quote.content[0][0]
    return "\n\n" in text[:start] and text.find(str(quote.speaker)) > text.find("\n\n", start)


def _source(pattern: str, text: str, quote: GoldQuote) -> bool:
    return bool(re.fullmatch(pattern, _wording(text, quote.source)))


def _content(pattern: str, text: str, quote: GoldQuote) -> bool:
    return quote.kind == "indirect" and bool(re.match(pattern, _wording(text, quote.content)))


# One condition for each phenomenon that only the annotation shows.
CONDITIONS: dict[str, Callable[[str, GoldQuote], bool]] = {
    "split": lambda text, quote: quote.kind == "direct" and len(quote.content) > 1,
    "inverted order": _inverted,
    "floating": _floating,
    "nobody known": lambda text, quote: quote.speaker is None,
    "content before its source": lambda text, quote: quote.kind == "indirect" and _inverted(text, quote),
    "he": lambda text, quote: _source("[Hh]e", text, quote),
    "she": lambda text, quote: _source("[Ss]he", text, quote),
    "they": lambda text, quote: _source("[Tt]hey", text, quote),
    "the coach": lambda text, quote: _source("[Tt]he coach", text, quote),
    "the widow": lambda text, quote: _source("the widow", text, quote),
    "apposition": lambda text, quote: _source("Ruth Okello, a marine biologist", text, quote),
    "relative clause": lambda text, quote: _source(r".*, who .*", text, quote),
    "that": lambda text, quote: _content("that ", text, quote),
    "whether": lambda text, quote: _content("whether ", text, quote),
    "how": lambda text, quote: _content("how ", text, quote),
    "to": lambda text, quote: _content("to ", text, quote),
    "bare clause": lambda text, quote: _content("it |they|the |his ", text, quote),
    "shared source": _shared_source,
    "source in the next paragraph": lambda text, quote: _floating(text, quote) and _named_later(text, quote),
}


@pytest.mark.parametrize("phenomenon", CONDITIONS)
def test_phenomenon_in_the_annotation(phenomenon: str) -> None:
    assert any(CONDITIONS[phenomenon](text, quote) for text, quote in QUOTES)


def test_every_value_occurs_often() -> None:
    for field in ("kind", "act", "speaker_kind"):
        counts = Counter(getattr(quote, field) for _, quote in QUOTES)
        assert min(n for value, n in counts.items() if value) >= 5, (field, counts)


@pytest.mark.parametrize("field", ["kind", "act", "speaker_kind"])
def test_readme_counts(field: str) -> None:
    """The table of counts in corpus/README.md is the corpus as it is."""
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for value, n in Counter(getattr(quote, field) for _, quote in QUOTES).items():
        assert f"| {field} | {value or '(empty)'} | {n} |" in readme


def test_one_article_has_no_quote() -> None:
    assert [name for name, (_, quotes) in GOLD.items() if not quotes] == ["tie-planner"]


def _speakers() -> set[tuple[str, str, str | None]]:
    """Article, speaker and utterance of every quote of a person."""
    return {
        (name, quote.speaker, quote.utterance)
        for name, (_, quotes) in GOLD.items()
        for quote in quotes
        if quote.speaker and quote.speaker_kind == "person"
    }


def test_two_speakers_share_a_surname() -> None:
    people = {(name, speaker) for name, speaker, _ in _speakers()}
    surnames = Counter((name, speaker.split()[-1]) for name, speaker in people)
    shared = {key for key, n in surnames.items() if n > 1}
    assert shared == {
        ("annex-tribune", "Fitch"),
        ("chimney-mercury", "Ollerenshaw"),
        ("chimney-mercury", "Pym"),
        ("harbour-echo", "Pellow"),
        ("harbour-review", "Pellow"),
        ("orchard-advertiser", "Zawadzki"),
        ("plate-boundary", "Qureshi"),
        ("reef-dispatch", "Omari"),
    }


def test_an_utterance_comes_direct_mixed_and_indirect() -> None:
    kinds: dict[tuple[str, str], set[str]] = {}
    for name, (_, quotes) in GOLD.items():
        for quote in quotes:
            if quote.utterance:
                kinds.setdefault((name.split("-")[0], quote.utterance), set()).add(quote.kind)
    assert sum(len(found) == 3 for found in kinds.values()) >= 5
    assert {event for event, _ in kinds} == {"tie", "harbour", "reef"}


def test_an_utterance_keeps_its_speaker() -> None:
    """In another article the person may have lost the given name, or be a company, but is nobody else."""
    said = {(name.split("-")[0], what, speaker.split()[-1]) for name, speaker, what in _speakers() if what}
    assert max(Counter((event, what) for event, what, _ in said).values()) == 1
