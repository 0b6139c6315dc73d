"""What was read by hand: `benchmarks/readings.tsv` holds places and labels, no text, and gold is made of it."""

from __future__ import annotations

import gzip
import json
import sys
from itertools import chain
from pathlib import Path

import pytest

from benchmarks import readings
from quotekit.gold import read_folder
from quotekit.records import ACTS

ROWS = readings.read()


def test_every_row_is_a_quote_with_content_by_the_rules() -> None:
    for row in chain.from_iterable(ROWS.values()):
        assert row["kind"] in ("direct", "mixed", "indirect")
        assert row["act"] in ACTS
        assert all(0 <= start < end for role in readings.ROLES for start, end in readings.spans(row[role]))
        assert readings.spans(row["content"])
        assert bool(row["speaker"]) >= bool(row["speaker_kind"])


def test_the_documented_numbers_are_those_of_the_file() -> None:
    text = readings.__doc__ or ""
    assert f"{len(ROWS)} articles" in text
    assert f"{sum(map(len, ROWS.values())):,} quotes" in text
    rounds = [readings.read(number) for number in "12"]
    assert f"{len(rounds[0])} articles of round 1" in text
    assert f"of the {len(rounds[1])} of round 2" in text
    assert not rounds[0].keys() & rounds[1].keys()
    assert rounds[0] | rounds[1] == ROWS


def test_gold_is_made_of_articles_and_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“It held,” Ana Ruiz said.\nShe praised\nthe crew."
    one = {"article": "x", "kind": "direct", "act": "statement", "content": "1-9", "cue": "20-24", "source": "11-19"}
    other = {
        "article": "x",
        "kind": "indirect",
        "act": "mention",
        "content": "38-46",
        "cue": "30-37",
        "source": "26-29",
    }
    other |= {"source": "26-29", "speaker": "", "speaker_kind": ""}
    rows = [one | {"speaker": "Ana Ruiz", "speaker_kind": "person"}, other]
    monkeypatch.setattr(readings, "read", lambda only: {"x": rows, "silent": []})
    monkeypatch.setattr(sys, "argv", ["readings.py", str(tmp_path / "gold"), "--shared", str(tmp_path)])
    news = tmp_path / "data/unlabelled/news.jsonl.gz"
    news.parent.mkdir(parents=True)
    articles = [{"id": "x", "text": text}, {"id": "not read", "text": "…"}, {"id": "silent", "text": "Rain."}]
    news.write_bytes(gzip.compress("".join(json.dumps(one) + "\n" for one in articles).encode()))
    readings.main()
    silent, found = sorted(read_folder(tmp_path / "gold"), key=lambda article: article.name)
    assert (silent.name, silent.attributions, found.name) == ("more-silent", [], "more-x")
    assert found.acts == ("statement", "mention")
    assert [[text[s:e] for s, e in one["content"]] for one in found.attributions] == [["It held,"], ["the crew"]]
    assert [[text[s:e] for s, e in one["source"]] for one in found.attributions] == [["Ana Ruiz"], ["She"]]
