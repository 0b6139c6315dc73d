"""WebAnno TSV: refused, read back into the same quotes, corrected as in INCEpTION, as gold, as others read it."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from commands import run
from exported import analyses, said, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from web_anno_tsv import open_web_anno_tsv

import quotekit
from quotekit import gold
from quotekit.analysis import Analysis
from quotekit.annotating.webanno import cells
from quotekit.annotating.webanno.files import layers, write_webanno
from quotekit.annotating.webanno.reading import read_webanno
from quotekit.annotating.webanno.rows import tokens_of
from quotekit.errors import InputError, UsageError
from quotekit.evaluation.predictions import predictions_of
from quotekit.evaluation.quotes import evaluate
from quotekit.records import Article, Quote, Span

ROOT = Path(__file__).parents[2]
TSV = "a.tsv"
HEADER = (
    f"#FORMAT=WebAnno TSV 3.3\n#T_SP={cells.SPAN_LAYER}|kind|role\n#T_RL={cells.LINK_LAYER}|BT_{cells.SPAN_LAYER}\n\n\n"
)


def written(folder: Path, *several: Analysis) -> Path:
    write_webanno(several, str(folder / "out"))
    return folder / "out"


def changed(folder: Path, old: str, new: str, found: Analysis | None = None) -> list[Analysis]:
    """What is read after the first `old` of the file became `new`."""
    out = written(folder, found or said())
    text = (out / TSV).read_text(encoding="utf-8")
    assert old in text
    (out / TSV).write_text(text.replace(old, new, 1), encoding="utf-8")
    return list(read_webanno(out))


# --- What is refused ---


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("TSV 3.3", "TSV 3.1", "a.tsv:1: not #FORMAT=WebAnno TSV 3.3 or 3.2"),
        ("#FORMAT", "FORMAT", "a.tsv:1: not #FORMAT"),
        ("#T_RL=webanno", "#T_XX=webanno", "a.tsv:3: neither a layer nor the empty line"),
        ("|role|kind", "|kind", "a.tsv:2: webanno.custom.QuotePart has no role"),
        ("\n1-2\t", "\n1_2\t", "a.tsv:8: not a token"),
        ("\t1-3\tIt\t", "\t1:3\tIt\t", "a.tsv:8: not a token"),
        ("\t0-1\t“\t_\t_\t_", "\t0-1\t“\t_", "a.tsv:7: 11 columns, but the header tells of 12"),
        ("\t1-3\tIt\t", "\t1-4\tIt\t", "a.tsv:8: 'It', but the text has 'It ' there"),
        ("\tIt\t", "\tIs\t", "a.tsv:8: 'Is', but the text has 'It' there"),
        ("#Text=“It held,” said Ana.\n", "", "a.tsv:6: a token of no sentence"),
        ("\n1-1\t", "\n\n1-1\t", "a.tsv:7: a sentence without a token"),
        ("direct[1]", "direct[1", "a.tsv:8: 'direct[1' is no value"),
        ("direct[1]", "spoken[1]", "a.tsv:8: its kind is 'spoken', not one of direct, mixed, indirect"),
        ("direct[1]", "*[1]", "a.tsv:8: its kind is None, not one of"),
        ("statement[1]", "wish[1]", "a.tsv:8: its act is 'wish', not one of"),
        ("false[1]", "no[1]", "a.tsv:8: denied is 'no', not true or false"),
        ("0.9[1]", "high[1]", "a.tsv:8: confidence is 'high', not a number from 0 to 1"),
        ("0.9[1]", "9[1]", "a.tsv:8: confidence is '9'"),
        ("Content[1]", "Person[1]", "a.tsv:8: the role of an annotation is 'Person', not one of Source, Cue"),
        ("_\t_\t\n1-3", "cue\t1-9\t\n1-3", "a.tsv:8: a relation leads to 1-9, which is no piece"),
        ("_\t_\t\n1-3", "cue\t1-1[7_1]\t\n1-3", "a.tsv:8: a relation leads to the number 7"),
        ("_\t_\t\n1-3", "cue\there\t\n1-3", "a.tsv:8: 'here' is no row with a relation"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(InputError, match=re.escape(reason)) as caught:
        changed(tmp_path, old, new)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["#Text=It held.", "#Text=It held.\n1-1\t0-2\tIt\t_\t_\t_\n\n#Text=No."])
def test_a_torn_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / TSV).write_text(HEADER + text + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.tsv:\d+: a sentence without a token"):
        list(read_webanno(tmp_path / TSV))


WHOLE = said("“It held,” said Ana. “No 😀,” he said.")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_damaged_is_read_or_named_in_one_line(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        path = written(Path(name), WHOLE) / TSV
        text = path.read_text(encoding="utf-8")
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        put = data.draw(st.text(st.sampled_from("\t\n\\[]|_->;*.-#1290x\r\ufeff"), max_size=8))
        path.write_text(text[:start] + put + text[end:], encoding="utf-8", newline="")
        error = ""
        try:
            list(read_webanno(path))
        except InputError as caught:
            error = str(caught)
    assert "\n" not in error
    assert not error or TSV in error


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        (TSV, b"", r"a\.tsv:1: not #FORMAT"),
        (TSV, b"\xff", r"a\.tsv: not UTF-8: byte 0 is 0xff"),
        ("articles.jsonl", b"{", r"articles\.jsonl:1: not an article with a name"),
        ("articles.jsonl", b'{"name": "a", "altered": [[99, "x"]]}', "its line in articles.jsonl is not as it was"),
        ("articles.jsonl", b'{"name": "a", "quotes": {"q1": 7}}', "its line in articles.jsonl is not as it was"),
        ("articles.jsonl", b'{"name": "a", "quotes": {"q1": {"via": 7}}}', r"a\.tsv:8: via in its note is 7"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    out = written(tmp_path, said())
    (out / name).write_bytes(data)
    with pytest.raises(InputError, match=reason):
        list(read_webanno(out))


@pytest.mark.parametrize("kept", range(176, 530, 23))
def test_a_file_that_ends_too_early_is_named(tmp_path: Path, kept: int) -> None:
    """Wherever it ends between the header and the last word."""
    out = written(tmp_path, said())
    data = (out / TSV).read_bytes()
    assert data.index(b"#Text=") < kept < data.index(b"\tAna\t")
    (out / TSV).write_bytes(data[:kept])
    with pytest.raises(InputError, match=r"a\.tsv(:\d+)?: [a-z0-9']"):
        list(read_webanno(out))


def test_what_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    for name, reason in {"a.zip": "neither a folder nor a .zip", "empty": r"no \*.tsv in it"}.items():
        with pytest.raises(InputError, match=reason):
            list(read_webanno(tmp_path / name))


@pytest.mark.parametrize(("name", "text"), [(TSV, "#FORMAT"), ("more.tsv", ""), ("layers.xml", None)])
def test_a_folder_that_was_changed_is_left_alone(tmp_path: Path, name: str, text: str | None) -> None:
    out = written(tmp_path, said())
    (out / name).unlink() if text is None else (out / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="changed since; name another one"):
        written(tmp_path, said())


def test_a_folder_as_we_wrote_it_is_replaced(tmp_path: Path) -> None:
    written(tmp_path, said(identity="old"))
    out = written(tmp_path, said())
    assert sorted(path.name for path in out.iterdir()) == [TSV, "articles.jsonl", "layers.xml"]


# --- There and back ---


def inner(span: Span, text: str) -> Span | None:
    """What is left of a span without white space at its ends: the format has no place there."""
    places = [place for place in range(span.start, span.end) if not text[place].isspace()]
    return Span(places[0], places[-1] + 1) if places else None


def as_held(found: Analysis) -> Analysis:
    """What comes back: pieces without white space at their ends, quotes in the order of their content."""
    text, quotes = found.articles[0].text, []
    for quote in found.quotes:
        content, cue, source = (
            tuple(filter(None, (inner(span, text) for span in spans)))
            for spans in (quote.content, quote.cue, quote.source)
        )
        if content:
            quotes.append(replace(quote, content=content, cue=cue, source=source))
    return replace(found, quotes=tuple(quotes))


def by_content(found: Analysis) -> Analysis:
    """Two quotes may have the same first piece."""
    return replace(found, quotes=tuple(sorted(found.quotes, key=lambda quote: (quote.content, quote.id))))


@settings(max_examples=80, deadline=None)
@given(st.lists(analyses(), min_size=1, max_size=3, unique_by=lambda one: one.articles[0].id), st.booleans())
def test_round_trip(several: list[Analysis], as_folder: bool) -> None:
    with TemporaryDirectory() as name:
        path = f"{name}/out" if as_folder else f"{name}/out.zip"
        write_webanno(several, path)
        assert [by_content(one) for one in read_webanno(path)] == [by_content(as_held(one)) for one in several]


@settings(max_examples=80, deadline=None)
@given(analyses())
def test_the_file_alone_holds_text_pieces_and_what_people_correct(analysis: Analysis) -> None:
    """Without `articles.jsonl`, as INCEpTION exports it."""
    with TemporaryDirectory() as name:
        out = written(Path(name), analysis)
        (out / "articles.jsonl").unlink()
        [found] = read_webanno(out)
    text = analysis.articles[0].text
    begin = len(text) - len(text.lstrip())
    begin = 0 if begin == len(text) else begin
    assert found.articles[0].text == " " * begin + re.sub("[\ud800-\udfff]", "\ufffd", text[begin:])

    def told(one: Analysis) -> list[tuple[object, ...]]:
        speakers = {speaker.id: speaker.name for speaker in one.speakers}
        return sorted(
            (
                *(quote.content, quote.cue, quote.source, quote.kind, quote.act, quote.denied),
                *(round(quote.confidence, 3), cells.fit(speakers.get(quote.speaker or "", ""))),
            )
            for quote in one.quotes
        )

    assert told(found) == told(as_held(analysis))


def test_what_the_corpus_says_comes_back(tmp_path: Path) -> None:
    found = list(quotekit.analyze_each(quotekit.read(str(ROOT / "corpus" / "t*.txt")), headlines=True))
    assert sum(len(one.quotes) for one in found) > 20
    out = written(tmp_path, *found)
    assert [by_content(one) for one in read_webanno(out)] == [by_content(one) for one in found]


def test_positions_are_utf_16(tmp_path: Path) -> None:
    rows = (written(tmp_path, said("😀 “It held,” said Ana.")) / TSV).read_text(encoding="utf-8").splitlines()[6:9]
    assert [row.split("\t")[:3] for row in rows] == [["1-1", "0-2", "😀"], ["1-2", "3-4", "“"], ["1-3", "4-6", "It"]]


@given(st.text(st.sampled_from("\\[]|_->;\t\n*tn1a\0\x0b"), max_size=12), st.integers(1, 99))
def test_values_come_back(value: str, number: int) -> None:
    cell = cells.cell(value, number)
    assert not set(cell) & {"\t", "\n"}
    assert cells.stacked(f"{cell}|{cells.cell(None, 7)}|{cell}") == [(value, number), (None, 7), (value, number)]
    assert cells.plain_text(cells.escaped_text(value)) == value


@settings(deadline=None)
@given(texts)
def test_every_letter_is_in_one_token(text: str) -> None:
    tokens = tokens_of(text)
    places = [place for token in tokens for place in range(token.start, token.end)]
    assert places == sorted(set(places))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(places)
    for number, (sentence, own) in enumerate(groupby(tokens, key=lambda token: token.sentence), 1):
        assert (sentence, next(token.number for token in own)) == (number, 1)


# --- Corrected, as INCEpTION exports it ---


def read(tmp_path: Path, rows: str) -> Analysis:
    (tmp_path / TSV).write_text(HEADER + rows, encoding="utf-8")
    [found] = read_webanno(tmp_path / TSV)
    return found


def test_rows_of_others_need_no_numbers_and_no_notes(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "#Text=It held.\n1-1\t0-2\tIt\tdirect\tContent\t_\t\n1-2\t3-7\theld\t_\t_\t_\t\n1-3\t7-8\t.\t_\t_\t_\t\n",
    )
    assert found == Analysis(
        (Article("It held.", "a"),), (Quote("a-1", "a", "direct", "statement", (Span(0, 2),)),), ()
    )


@pytest.mark.parametrize("ends", ["cue-first", "content-first"])
def test_relations_may_lead_either_way(tmp_path: Path, ends: str) -> None:
    first, second = ("_", "1-1") if ends == "cue-first" else ("1-2", "_")
    rows = f"1-1\t0-2\tIt\tmixed\tContent\t{first}\t\n1-2\t3-7\theld\t*\tCue\t{second}\t\n"
    [quote] = read(tmp_path, f"#Text=It held\n{rows}").quotes
    assert (quote.content, quote.cue, quote.kind) == ((Span(0, 2),), (Span(3, 7),), "mixed")


def test_one_source_may_have_two_quotes_and_pieces_go_on_over_several(tmp_path: Path) -> None:
    rows = (
        "1-1\t0-1\ta\tdirect[1]\tContent[1]\t1-5[5_1]\n1-2\t2-3\tb\t*[2]\tContent[2]\t1-1[1_2]\n"
        "1-3\t4-5\tc\t*[3]\tContent[3]\t1-2[2_3]\n1-4\t6-7\td\tindirect[4]\tContent[4]\t1-5[5_4]\n"
        "1-5\t8-9\te\t*[5]\tSource[5]\t_\n"
    )
    quotes = read(tmp_path, f"#Text=a b c d e\n{rows}").quotes
    assert [(one.content, one.source) for one in quotes] == [
        ((Span(0, 1), Span(2, 3), Span(4, 5)), (Span(8, 9),)),
        ((Span(6, 7),), (Span(8, 9),)),
    ]


def test_layers_of_others_are_passed_over(tmp_path: Path) -> None:
    layer = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    ours = f"#T_SP={cells.SPAN_LAYER}|kind|role\n"
    head = f"#FORMAT=WebAnno TSV 3.2\n#T_SP={layer}|identifier|value\n{ours}#T_SP=x.Empty|\n\n\n"
    (tmp_path / TSV).write_text(f"{head}#Sentence.id=s1\n#Text=It\n1-1\t0-2\tIt\t*\tPER\tdirect\tContent\t*\n", "utf-8")
    [found] = read_webanno(tmp_path)
    assert [(quote.kind, quote.content) for quote in found.quotes] == [("direct", (Span(0, 2),))]
    (tmp_path / TSV).write_text("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=It\n1-1\t0-2\tIt\t\n", "utf-8")
    assert list(read_webanno(tmp_path)) == [Analysis((Article("It", "a"),), (), ())]


def test_white_space_between_sentences_is_read_as_inception_does(tmp_path: Path) -> None:
    found = read(
        tmp_path, "#Text=a\n1-1\t2-3\ta\t_\t_\t_\n\n#Text=b\n2-1\t5-6\tb\t_\t_\t_\n\n#Text=c\n3-1\t6-7\tc\t_\t_\t_\n"
    )
    assert found.articles[0].text == "  a\n bc"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Ana[1]", "Bo[1]", ("Bo", False, 0.9)),
        ("Ana[1]", "*[1]", (None, False, 0.9)),
        ("false[1]", "true[1]", ("Ana", True, 0.9)),
        ("0.9[1]", "5.0E-1[1]", ("Ana", False, 0.5)),
    ],
)
def test_what_people_correct_goes_before_the_notes(
    tmp_path: Path, old: str, new: str, told: tuple[str | None, bool, float]
) -> None:
    [found] = changed(tmp_path, old, new)
    [row] = found.rows()
    assert ((row["speaker"], row["denied"], row["confidence"]), row["id"], row["rule"]) == (told, "a-1", "labelled")


def test_a_new_quote_takes_no_id_of_another(tmp_path: Path) -> None:
    [found] = changed(tmp_path, "\tsaid\t_\t_\t_", "\tsaid\t*[9]\tContent[9]\tindirect[9]")
    assert [(quote.id, quote.kind) for quote in found.quotes] == [("a-1", "direct"), ("a-2", "indirect")]


def test_the_export_of_a_project_has_a_folder_for_each_file(tmp_path: Path) -> None:
    out = written(tmp_path, said(identity="b"), said())
    for name in ("a", "b"):
        (tmp_path / "project" / "annotation" / f"{name}.tsv").mkdir(parents=True)
        (out / f"{name}.tsv").rename(tmp_path / "project" / "annotation" / f"{name}.tsv" / "anna.tsv")
        (tmp_path / "project" / "annotation" / f"{name}.tsv" / "INITIAL_CAS.tsv").touch()
    assert [one.articles[0].id for one in read_webanno(tmp_path / "project")] == ["a", "b"]
    (out / "articles.jsonl").rename(tmp_path / "project" / "articles.jsonl")
    assert list(read_webanno(tmp_path / "project")) == [said(identity="b"), said()]


# --- By the command, as gold ---


def test_the_command_writes_it_and_evaluates_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“It held,” said Ana Reyes, the mayor.", encoding="utf-8")
    for out in (tmp_path / "gold", tmp_path / "gold.zip"):
        result = run("export", tmp_path / "a.txt", "--format", "webanno", "-o", out, "--acts", "all")
        assert (result.exit_code, result.output) == (0, "")
        [analysis] = quotekit.read_webanno(out)
        assert [row["speaker"] for row in analysis.rows()] == ["Ana Reyes"]
    result = run("evaluate", tmp_path / "gold", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["quotes"]["exact"]["f1"] == 100.0


def test_what_is_exported_scores_all_against_itself(tmp_path: Path) -> None:
    several = [said("“It held,” said Ana. Bo said “no”, and “yes.”"), said("Nobody spoke.", "b")]
    articles = list(gold.read_folder(written(tmp_path, *several)))
    assert [(one.name, one.acts) for one in articles] == [("a", ("statement",) * 3), ("b", ())]
    assert evaluate(articles, predictions_of(several)).as_dict()["quotes"]["exact"]["f1"] == 100.0


def test_it_is_the_gold_that_brat_is(tmp_path: Path) -> None:
    found = list(quotekit.analyze_each(quotekit.read(str(ROOT / "corpus" / "t*.txt"))))
    for form in ("brat", "webanno"):
        quotekit.export(found, tmp_path / form, form, acts="all")
    brat, webanno = (
        [(one.name, one.text, sorted(one.attributions, key=str)) for one in gold.read_folder(tmp_path / form)]
        for form in ("brat", "webanno")
    )
    assert webanno == brat


def test_of_several_annotators_the_first_is_the_gold(tmp_path: Path) -> None:
    (tmp_path / "gold" / TSV).mkdir(parents=True)
    text = (written(tmp_path, said()) / TSV).read_text(encoding="utf-8")
    (tmp_path / "gold" / TSV / "anna.tsv").write_text(text, encoding="utf-8")
    (tmp_path / "gold" / TSV / "bob.tsv").write_text(text.replace("statement[", "belief["), encoding="utf-8")
    assert [(one.name, one.acts) for one in gold.read_folder(tmp_path / "gold")] == [("a", ("statement",))]


def test_gold_that_is_damaged_is_named(tmp_path: Path) -> None:
    (written(tmp_path, said()) / TSV).write_text("no", encoding="utf-8")
    result = run("evaluate", tmp_path / "out")
    assert result.exit_code != 0
    assert "a.tsv:1: not #FORMAT=WebAnno TSV 3.3 or 3.2: 'no'" in result.output


# --- As others read it ---

PLAIN = st.text(st.sampled_from("It held, said Ana. “No” 😀 \n[]|_->;*é"), min_size=1, max_size=60)


@settings(max_examples=80, deadline=None)
@given(PLAIN.map(str.strip).filter(bool), st.data())
def test_another_reader_finds_the_same_words(text: str, data: st.DataObject) -> None:
    """`web_anno_tsv` reads sentence by sentence, checks the words of each token, and takes the second column alone."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = inner(Span(start, data.draw(st.integers(start + 1, len(text)))), text)
    quotes = (Quote("a-1", "a", "direct", "statement", (span,)),) if span else ()
    with TemporaryDirectory() as name:
        out = written(Path(name), Analysis((Article(text, "a"),), quotes, ()))
        with open_web_anno_tsv(str(out / TSV)) as file:
            sentences = list(file)
    assert "".join(sentence.text for sentence in sentences) == text
    words = [token.text for sentence in sentences for token in sentence.tokens]
    assert words == [text[token.start : token.end] for token in tokens_of(text)]
    pieces = [one for sentence in sentences for one in sentence.annotations]
    assert {one.label for one in pieces} == ({"Content"} if span else set())
    assert re.sub(r"\s", "", "".join(one.text for one in pieces)) == re.sub(r"\s", "", span.of(text) if span else "")


def test_the_layers_are_those_of_the_files() -> None:
    space = {"u": "http://uima.apache.org/resourceSpecifier"}
    tree = etree.fromstring(layers().encode())
    found = {
        one.findtext("u:name", namespaces=space): [
            (each.findtext("u:name", namespaces=space), each.findtext("u:rangeTypeName", namespaces=space))
            for each in one.iterfind(".//u:featureDescription", namespaces=space)
        ]
        for one in tree.iterfind(".//u:typeDescription", namespaces=space)
    }
    assert [name for name, _ in found[cells.SPAN_LAYER]] == list(cells.FEATURES)
    ends = [("Dependent", cells.SPAN_LAYER), ("Governor", cells.SPAN_LAYER)]  # what makes it a relation in INCEpTION
    assert found[cells.LINK_LAYER] == [*ends, (cells.LINK_FEATURE, "uima.cas.String")]
    assert layers().startswith("<?xml")  # by which INCEpTION knows it


def test_a_zip_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("1.zip", "2.zip"):
        write_webanno([said()], str(tmp_path / name))
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert sorted(zipfile.ZipFile(tmp_path / "1.zip").namelist()) == [TSV, "articles.jsonl", "layers.xml"]
