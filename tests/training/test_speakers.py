"""Fitting the speakers' weights from an annotated folder: what is read, that it learns, that it comes out the same."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quotekit.models.bundle import as_array
from quotekit.models.model import Model
from quotekit.text.document import look
from quotekit.training.coreference import read_conllu
from quotekit.training.speaker_gold import is_called, read_brat
from quotekit.training.speakers import fit_rankers, fit_speakers

TEXT = "Ruth {0} met Tom Bell. “We lost it,” she said. {0} left. “It rained,” he said."
NAMES = ("Okello", "Fox", "Hale", "Strand", "Reyes", "Holt", "Marsh", "Dunphy", "Shaw")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine articles in PolNeAR's layout."""
    for part in "text", "attributions":
        (tmp_path / part).mkdir()
    gold, tokens = [], ["#article\tstart\tend\tner"]
    for name in NAMES:
        text = TEXT.format(name)
        (tmp_path / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        lines = []
        for number, (said, who, speaker) in enumerate(
            (("We lost it,", "she", f"Ruth {name}"), ("It rained,", "he", "Tom Bell"))
        ):
            content, source = text.index(said), text.index(f" {who} ") + 1
            spans = [content, content + len(said)], [source, source + len(who)]
            lines += [
                f"T{number}{i}\t{role} {a} {b}\tx" for i, (role, (a, b)) in enumerate(zip(("Content", "Source"), spans))
            ]
            lines += [f"E{number}\tAttribution:T9 Content:T{number}0 Source:T{number}1"]
            row = {"article": name, "content": [spans[0]], "speaker": speaker, "mention": "pronoun"}
            gold.append(json.dumps(row))
        (tmp_path / "attributions" / f"{name}_x.ann").write_text("\n".join(lines), encoding="utf-8")
        tokens.append(f"{name}\t0\t{5 + len(name)}\tPERSON")
    (tmp_path / "speakers.jsonl").write_text("\n".join(gold), encoding="utf-8")
    with gzip.open(tmp_path / "tokens.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(tokens))
    return tmp_path


def test_the_fit_learns_and_comes_out_the_same(folder: Path) -> None:
    before = dict(Model.shipped().rankers["pronoun"].weights)
    fitted = fit_rankers([folder], [], Model.shipped())
    assert fitted["header"]["cross-validated"]["pronoun"] == 1.0
    assert fit_rankers([folder], [], Model.shipped()) == fitted
    assert Model.shipped().rankers["pronoun"].weights == before


def test_nothing_of_an_earlier_fit_stays_in_who_a_source_means(folder: Path) -> None:
    about = Model.shipped().bundle.described("rankers")
    about["weights"]["source"] = {"nobody -": 50.0}
    other = Model.shipped().replaced({"rankers": as_array(about)})
    ours = fit_speakers([folder], [], Model.shipped(), {}, ("source",))
    assert fit_speakers([folder], [], other, {}, ("source",)) == ours
    assert ours["weights"]["pronoun"] == dict(Model.shipped().rankers["pronoun"].weights)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tokens\.tsv\.gz"):
        fit_rankers([tmp_path], [], Model.shipped())


@pytest.mark.parametrize(
    ("name", "speaker", "called"),
    [
        ("", "Ruth Okello", False),
        ("Ruth", "Ruth Okello", False),
        ("Tom Okello", "Ruth Okello", False),
        ("Okello", "Ruth Okello", True),
        ("Mayor Ruth Okello", "Ruth Okello", True),
    ],
)
def test_names_go_together(name: str, speaker: str, called: bool) -> None:
    assert is_called(name, tuple(speaker.casefold().split())) == called


def test_brat_gives_the_longest_piece_of_a_source(tmp_path: Path) -> None:
    view = look("Bell, of the old union, said it rained.")
    lines = [
        "T1\tSource 0 4;6 22\tx",
        "T2\tContent 29 38\tx",
        "T3\tCue 24 28\tx",
        "E1\tAttribution:T3 Content:T2 Source:T1",
    ]
    path = tmp_path / "a_x.ann"
    path.write_text("\n".join([*lines, "E2\tAttribution:T3 Source:T1"]), encoding="utf-8")
    drafts = list(read_brat(path, view))
    assert [(view.text(*draft.content[0]), draft.source and view.text(*draft.source)) for draft in drafts] == [
        ("it rained", "of the old union")
    ]


def test_nested_mentions_of_coreference() -> None:
    rows = [
        ("Ann", "(1-person-new(2-person-new)"),
        ("’s", "_"),
        ("mother", "1)"),
        ("in", "_"),
        ("Ayr", "(3-place-new)"),
    ]
    document = "\n".join(f"{i}\t{word}{chr(9) * 8}Entity={entity}" for i, (word, entity) in enumerate(rows, 1))
    text, places = read_conllu(document)
    assert [(text[place.start : place.end], place.chain) for place in places] == [("Ann", "2"), ("Ann ’s mother", "1")]
