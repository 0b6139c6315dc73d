"""`quotekit train`'s fit, end to end, on a handful of made-up articles."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from marked import parse

from quotekit import analyze
from quotekit.attribution.stages import STAGES
from quotekit.checkpoints.steps import Steps
from quotekit.errors import InputError
from quotekit.models.model import Model, model_of
from quotekit.training.counting import conllu_files
from quotekit.training.model import FEWEST, Material, train
from quotekit.training.passes import Settings
from quotekit.wordtables import TABLES

SMALL = Settings(bits=12, steps=8, kept=(4000, 4000, 2000))
TOPICS = ["ferry", "harbour", "bakery", "quarry", "school", "orchard", "reef", "bridge", "museum", "clinic"]
SENTENCES = [
    "{q1 “The TOPIC is safe,”} {c1 said} {s1 Ruth Okello}.",
    "The TOPIC was built in 1961.",
    "{s2 The mayor} {c2 said} {q2 that the TOPIC would close on Monday}.",
    "Nobody has seen the “magic” TOPIC since.",
    "{q3 “If it rains,”} {s3 she} {c3 said}, {q3 “the TOPIC will stay shut.”}",
    "{c4 According to} {s4 the council}, {q4 the TOPIC “has never paid”}.",
    "{s5 Tom Bell} {c5 hopes} {q5 that the TOPIC will last}.",
    "Buses pass the TOPIC every hour.",
    "{s6 He} {c6 said} {q6 it was “odd” and that the TOPIC was “a joke”}.",
]


def gold_of(topic: str, turn: int) -> tuple[str, str]:
    """The text of an article and its brat annotations."""
    sentences = SENTENCES[turn % 3 :] + SENTENCES[: turn % 3]
    marked = "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)).replace("TOPIC", topic)
    text, spans = parse(marked)
    lines: list[str] = []
    events: list[str] = []
    for number in sorted({name[1:] for name in spans}):
        for tag, role in (("s", "Source"), ("c", "Cue"), ("q", "Content")):
            places = ";".join(f"{start} {end}" for start, end in spans[f"{tag}{number}"])
            lines.append(f"T{len(lines) + 1}\t{role} {places}\t-")
        own = range(len(lines) - 2, len(lines) + 1)
        arguments = " ".join(f"{role}:T{at}" for role, at in zip(("Source", "Cue", "Content"), own))
        events.append(f"E{number}\tAttribution:T{own[1]} {arguments}")
    return text, "\n".join([*lines, *events]) + "\n"


def write_gold(folder: Path, count: int) -> Path:
    """A folder of gold."""
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for number, topic in enumerate(TOPICS[:count]):
        text, annotations = gold_of(topic, number)
        (folder / "text" / f"outlet{number % 5}_{topic}.txt").write_text(text, encoding="utf-8")
        (folder / "attributions" / f"outlet{number % 5}_{topic}_me.ann").write_text(annotations, encoding="utf-8")
    return folder


def _quiet(_: str) -> None: ...


SAID: list[str] = []
"""What the fit of the fixture said of its progress."""


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_gold(tmp_path_factory.mktemp("gold") / "ten", 10)
    path = folder / "own.npz"
    path.write_bytes(train(Material(folder), SMALL, SAID.append))
    return path


def test_too_few_articles_are_an_error_that_says_how_many_are_needed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"{FEWEST - 1} annotated articles, where {FEWEST} or more"):
        train(Material(write_gold(tmp_path / "few", FEWEST - 1)), SMALL, _quiet)


def test_further_folders_are_fitted_to_as_well(tmp_path: Path) -> None:
    few, more = write_gold(tmp_path / "few", FEWEST - 2), write_gold(tmp_path / "more", 2)
    own = tmp_path / "own.npz"
    own.write_bytes(train(Material(few, also=[more]), SMALL, _quiet))
    assert Model.load(own).header["articles"] == FEWEST
    with pytest.raises(InputError, match=f"{tmp_path / 'none'}: no such folder"):
        train(Material(few, also=[tmp_path / "none"]), SMALL, _quiet)


@pytest.mark.parametrize("name", ["missing.conllu", "."])
def test_what_holds_no_parts_of_speech_is_an_error_by_its_path(name: str, tmp_path: Path) -> None:
    folder = write_gold(tmp_path / "gold", FEWEST)
    with pytest.raises(InputError, match=f"{tmp_path / name}: no CoNLL-U file"):
        train(Material(folder, [tmp_path / name]), SMALL, _quiet)


AGAIN = """
import sys
from pathlib import Path
from quotekit.models.model import Model, model_of
from quotekit.training.model import Material, train
from quotekit.training.passes import Settings
data = train(Material(Path(sys.argv[1])), settings=Settings(**eval(sys.argv[2])), say=lambda _: None)
sys.stdout.buffer.write(data)
"""


def test_the_same_gold_gives_the_same_bytes_in_another_process(fitted: Path) -> None:
    command = [sys.executable, "-c", AGAIN, str(fitted.parent), repr(SMALL._asdict())]
    again = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, check=False)
    assert again.stderr == b""
    assert again.stdout == fitted.read_bytes()


def test_other_settings_give_another_model(fitted: Path) -> None:
    assert train(Material(fitted.parent), SMALL._replace(penalty=5.0), _quiet) != fitted.read_bytes()


def test_the_model_says_what_it_was_fitted_on(fitted: Path) -> None:
    model = Model.load(fitted)
    assert (model.header["articles"], model.header["attributions"]) == (10, 60)
    assert model.header["outlets"] == [f"outlet{number}" for number in range(5)]
    assert model.header["settings"] == SMALL._asdict() | {"kept": list(SMALL.kept)}
    assert list(model.decisions) == [stage.decision.name for stage in STAGES]


def test_the_fit_says_what_it_does(fitted: Path) -> None:
    assert fitted.exists()
    assert SAID[0] == "10 articles"
    steps = [line.partition(": ") for line in SAID[1:] if line.startswith("step ")]
    assert [number for number, _, _ in steps] == [f"step {number} of 13" for number in range(1, 14)]
    passes = [f"{one} pass" for one in ("first", "second") for _ in range(6)]
    assert [told.partition(":")[0] for _, _, told in steps] == [*passes, "decisions between spans"]
    others = [line.partition(":")[0] for line in SAID[1:] if not line.startswith("step ")]
    assert others == ["rankers of speakers", "rarities", "odds of variants"]
    assert [line.partition(": ")[2][:12] for line in SAID if "carried over" in line] == ["carried over"] * 2


def test_the_model_finds_what_it_was_shown(fitted: Path) -> None:
    text = (
        "The old bakery was built in 1961.\n\n“The ferry is safe,” said Ruth Okello. Buses pass the ferry every hour."
    )
    analysis = analyze(text, model=fitted)
    found = [(span.of(text), analysis.speaker_of(quote)) for quote in analysis.quotes for span in quote.content]
    assert [(content, speaker and speaker.name) for content, speaker in found] == [
        ("The ferry is safe,", "Ruth Okello")
    ]


def test_what_gum_holds_out_is_no_material(tmp_path: Path) -> None:
    for name in ("GUM_news_nasa", "GUM_news_other"):
        (tmp_path / f"{name}.conllu").write_text("", encoding="utf-8")
    assert [path.stem for path in conllu_files([tmp_path])] == ["GUM_news_other"]


def test_parts_of_speech_may_come_from_tagged_files(fitted: Path, tmp_path: Path) -> None:
    words = [("The", "DT"), ("ferry", "NN"), ("said", "VBD"), ("Okello", "NNP")] * 3
    lines = [f"{n}\t{word}\t_\t_\t{tag}\t_\t_\t_\t_\t_" for n, (word, tag) in enumerate(words, 1)]
    (tmp_path / "a.conllu").write_text("# a comment\n" + "\n".join(lines) + "\n\n", encoding="utf-8")
    data = train(Material(fitted.parent, [tmp_path]), SMALL, _quiet)
    assert data != fitted.read_bytes()
    assert data == train(Material(fitted.parent, [tmp_path / "a.conllu"]), SMALL, _quiet)


# --- Everything ---

SPOKEN = (
    "“The {0} is safe,” said Ruth Okello. The mayor said that the {0} would close on Monday.",
    "“The {0} is safe,” said Ruth Okello.\n\n“If it rains, the {0} is old,” said Tom Bell.\n\n"
    "The mayor said that the {0} would close on Monday.",
)
"""Two articles on one event; the second one quotes somebody else besides."""


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Gold with all that can be fitted to."""
    root = tmp_path_factory.mktemp("all")
    folder = write_gold(root / "gold", 10)
    gold, tokens = [], ["#article\tstart\tend\tpos\tner"]
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        said = text.index("odd")
        row = {"article": path.stem, "content": [[said - 8, said + 30]], "speaker": "Tom Bell", "mention": "pronoun"}
        gold.append(json.dumps(row))
        for name, kind in ("Ruth Okello", "PERSON"), ("Tom Bell", "PERSON"), ("Monday", "O"):
            start = text.index(name)
            tokens.append(f"{path.stem}\t{start}\t{start + len(name)}\tNNP\t{kind}")
    (folder / "speakers.jsonl").write_text("\n".join(gold), encoding="utf-8")
    with gzip.open(folder / "tokens.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(tokens))
    rows = [("Ann", "(1-person-new)"), ("said", "_"), ("she", "(1-person-giv)"), ("won", "_"), (".", "_")]
    lines = [f"{n}\t{w}\t_\t_\tNN\t_\t_\t_\t_\tEntity={e}" for n, (w, e) in enumerate(rows, 1)]
    (root / "a.conllu").write_text("# text = Ann said she won.\n" + "\n".join(lines) + "\n", encoding="utf-8")
    documents, utterances = [], []
    for topic in TOPICS:
        texts = [text.format(topic) for text in SPOKEN]
        documents.append(json.dumps({"id": topic, "documents": [{"text": text} for text in texts]}))
        places = [{"document": n, "start": 0, "end": text.index("”")} for n, text in enumerate(texts)]
        utterances.append(json.dumps({"cluster": topic, "quotes": places, "paraphrases": []}))
        starts = [text.rindex("that") for text in texts]
        indirect = [{"document": n, "start": start, "end": len(texts[n])} for n, start in enumerate(starts)]
        utterances.append(json.dumps({"cluster": topic, "quotes": [], "paraphrases": indirect}))
    (root / "documents.jsonl").write_text("\n".join(documents), encoding="utf-8")
    (root / "utterances.jsonl").write_text("\n".join(utterances), encoding="utf-8")
    return Material(folder, [root / "a.conllu"], (root / "documents.jsonl", root / "utterances.jsonl"))


@pytest.fixture(scope="module")
def everything(material: Material) -> bytes:
    """What is fitted to it."""
    return train(material, SMALL, _quiet)


def test_every_part_is_fitted_and_the_file_is_the_same_twice(
    everything: bytes, material: Material, tmp_path: Path
) -> None:
    (tmp_path / "own.npz").write_bytes(everything)
    assert everything == train(material, SMALL, _quiet)
    own, shipped = Model.load(tmp_path / "own.npz"), Model.shipped()
    assert own.header["carried over"] == []
    assert set(own.bundle.names) == {*shipped.bundle.names, *(f"words/{table}" for table in TABLES)}
    assert own.kinds.weights != shipped.kinds.weights
    assert own.rankers["pronoun"].weights != shipped.rankers["pronoun"].weights
    assert own.rarity != shipped.rarity
    assert own.odds != shipped.odds
    assert own.rarity_in_paragraphs != shipped.rarity_in_paragraphs


def test_what_nothing_is_fitted_to_is_that_of_the_base_and_named(fitted: Path) -> None:
    own, shipped = Model.load(fitted), Model.shipped()
    assert own.header["carried over"] == ["parts of speech", "rankers", "variants"]
    assert own.rankers["pronoun"].weights == shipped.rankers["pronoun"].weights
    assert own.odds == shipped.odds
    assert own.rarity != shipped.rarity
    assert own.lexicon.cues == shipped.lexicon.cues


def test_the_word_tables_of_the_base_are_in_the_file(fitted: Path, tmp_path: Path) -> None:
    (tmp_path / "titles.tsv").write_text("title\tgender\nBirgermester\tm\n", encoding="utf-8")
    base = model_of(None, tmp_path)
    (tmp_path / "own.npz").write_bytes(train(Material(fitted.parent), SMALL, _quiet, base))
    assert Model.load(tmp_path / "own.npz").lexicon.titles["Birgermester"] == "m"


def test_too_little_for_the_odds_of_variants_is_said(material: Material, tmp_path: Path) -> None:
    assert material.variants
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"none\.jsonl: holds too little: no marked quotes"):
        train(material._replace(variants=(material.variants[0], tmp_path / "none.jsonl")), SMALL, _quiet)


def write_speakers(folder: Path) -> Path:
    """A folder of articles in each of which "she" is the one woman, with who speaks and no annotations else."""
    (folder / "text").mkdir(parents=True)
    rows = []
    for number, topic in enumerate(TOPICS):
        text = f"Mira Bell opened the {topic}. Ruth Okello built it. “It will last,” she said."
        (folder / "text" / f"{topic}.txt").write_text(text, encoding="utf-8")
        places = {
            name: [[text.index(of), text.index(of) + len(of)]]
            for name, of in (("content", "It will last,"), ("source", "she"), ("cue", "said"))
        }
        row: dict[str, object] = {"article": topic, "kind": "direct", "act": "statement", "speaker_kind": "person"}
        rows.append({**row, **places, "speaker": ("Mira Bell", "Ruth Okello")[number % 2]})
    (folder / "quotes.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_folders_of_speakers_teach_who_speaks_and_nothing_else(
    material: Material, everything: bytes, tmp_path: Path
) -> None:
    folder = write_speakers(tmp_path / "speakers")
    own = tmp_path / "own.npz"
    own.write_bytes(train(material._replace(speakers=[folder]), SMALL, _quiet))
    (tmp_path / "without.npz").write_bytes(everything)
    taught, without = Model.load(own), Model.load(tmp_path / "without.npz")
    assert taught.header["articles"] == without.header["articles"]
    weights = [one.bundle.array("weights0", np.int8, None, None) for one in (taught, without)]
    assert (weights[0] == weights[1]).all()
    assert taught.bundle.described("rankers")["header"]["fitted on"][1:] == [f"{tmp_path.name}/speakers"]
    assert taught.rankers["pronoun"].weights != without.rankers["pronoun"].weights


def test_a_folder_that_tells_no_speakers_is_refused_as_one_and_passed_over_as_a_further_one(
    material: Material, tmp_path: Path
) -> None:
    more, told = write_gold(tmp_path / "more", 2), write_speakers(tmp_path / "speakers")
    with pytest.raises(InputError, match=f"{more}: has neither speakers.jsonl nor quotes.jsonl"):
        train(material._replace(speakers=[more]), SMALL, _quiet)
    with pytest.raises(InputError, match=f"{told}: teaches nothing, as {more} has no speakers.jsonl and tokens.tsv.gz"):
        train(Material(more, also=[write_gold(tmp_path / "few", FEWEST)], speakers=[told]), SMALL, _quiet)
    own = tmp_path / "own.npz"
    own.write_bytes(train(material._replace(also=[more]), SMALL, _quiet))
    assert Model.load(own).header["articles"] == 12


# --- Stopped ---


def test_stopped_at_any_step_and_begun_again_it_gives_the_same_bytes(
    everything: bytes, material: Material, tmp_path: Path
) -> None:
    told: list[str] = []

    def stop(at: int, line: str) -> None:
        told.append(line)
        if line.startswith(f"step {at} of 15: ") and not line.endswith(": is done"):
            raise KeyboardInterrupt

    again: list[int] = []
    for at in (1, 2, 7, 8, 13, 14, 15):
        told.clear()
        with pytest.raises(KeyboardInterrupt):
            train(material, SMALL, partial(stop, at), steps=Steps(tmp_path / "begun"))
        again.append(sum(line.endswith(": is done") for line in told))
    assert again == [0, 0, 1, 6, 7, 12, 13]  # what was done before
    assert train(material, SMALL, _quiet, steps=Steps(tmp_path / "begun")) == everything
