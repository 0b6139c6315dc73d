"""Rarities, ROUGE, and the table of standings."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from rouge_score.rouge_scorer import RougeScorer

from quotekit.errors import InputError
from quotekit.evaluation.rouge import rouge
from quotekit.evaluation.summaries import Cluster, interval, picked, read_clusters, standing
from quotekit.models.bundle import Bundle, written
from quotekit.models.model import Model
from quotekit.models.parts import rarity, rarity_arrays
from quotekit.records import Article
from quotekit.text.rarity import fit_rarity

CORPUS = Path(__file__).parents[2] / "corpus"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]


def test_rouge_is_that_of_the_package() -> None:
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], True)
    rng = random.Random(1)
    for _ in range(20):
        one, other = (" ".join(rng.choices(rng.choice(TEXTS).split(), k=rng.randint(0, 80))) for _ in "ab")
        theirs, ours = scorer.score(other, one), rouge(one, [other])
        assert [theirs[key].fmeasure for key in ("rouge1", "rouge2", "rougeL")] == pytest.approx([*vars_of(ours)])


def vars_of(found: object) -> list[float]:
    return [getattr(found, key) for key in ("r1", "r2", "rl")]


# --- rarity


def test_the_shipped_tables_hold_no_words_and_say_what_they_were_fitted_on() -> None:
    for name in "rarity", "rarity_in_paragraphs":
        bundle = Model.shipped().bundle
        assert [one for one in bundle.names if one.startswith(f"{name}.")] == [
            f"{name}.{part}" for part in ("header", "stems", "steps")
        ]
        fitted_on = bundle.described(f"{name}.header")["fitted_on"]
        assert "840" in fitted_on or "polnear/train" in fitted_on


def test_a_table_is_read_as_it_was_written() -> None:
    table = fit_rarity([TEXTS[:5], TEXTS[5:]])
    once, again = (written(rarity_arrays("rarity", table, "some texts")) for _ in range(2))
    assert rarity(Bundle(once), "rarity") == table
    assert once == again


def test_no_texts_no_rarity() -> None:
    assert fit_rarity([]).of("dam") == 0


# --- standings


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "holds no cluster"),
        ("{", "x.jsonl:1: is not an object"),
        ("[]", "x.jsonl:1: is not an object"),
        ('{"documents": []}', "x.jsonl:1: is not an object"),
        ('{"documents": [{"text": 3}], "reference": "a"}', "x.jsonl:1: is not an object"),
    ],
)
def test_what_is_no_cluster_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.jsonl").write_text(line)
    with pytest.raises(InputError, match=message):
        read_clusters(tmp_path / "x.jsonl")


def test_the_oracle_is_over_lead_and_lead_over_nothing(tmp_path: Path) -> None:
    rows = [{"documents": [{"text": text}], "reference": text[-800:]} for text in TEXTS]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    clusters = read_clusters(tmp_path / "x.jsonl")
    found = {system: standing(clusters, system, 60) for system in ("coverage", "lead", "random", "oracle")}
    assert found["oracle"].r2 > max(found["coverage"].r2, found["lead"].r2, found["random"].r2) > 0
    assert all(one.r2_low <= one.r2 <= one.r2_high for one in found.values())
    assert found["coverage"].unbalanced == 0


def test_baselines_reach_the_words() -> None:
    cluster = Cluster(tuple(map(Article, TEXTS)), (TEXTS[0],))
    for system in ("lead", "random", "oracle"):
        assert sum(len(text.split()) for text in picked(cluster, system, 90)) >= 90


def test_the_interval_is_the_same_in_every_run() -> None:
    values = [index / 50 for index in range(50)]
    assert interval(values) == interval(values)
    assert interval(values)[0] < sum(values) / 50 < interval(values)[1]
