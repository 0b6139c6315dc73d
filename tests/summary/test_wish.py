"""What a summary is asked for, by whatever door; whose quotes it takes; and methods of others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import commands
import pytest
from plugged import plugged

from quotekit import pipeline, plugins
from quotekit.analysis import Analysis
from quotekit.cli.summaries import summarize as command
from quotekit.errors import UsageError
from quotekit.models.model import Model
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.summary.coverage import Task
from quotekit.summary.rankings import in_order
from quotekit.summary.summarize import summarize
from quotekit.summary.wish import ASKED, Wish
from quotekit.text.lexicon import Lexicon

WIRE = Article(
    "The night ferry Corrina ran aground off Marrow Point on Tuesday. “We heard a long grinding noise,” said Ilse "
    "Brandt, the captain. She blamed a chart that was older than the ship. Nobody on board was hurt.",
    "wire",
)
ECHO = Article(
    "Divers looked at the hull of the Corrina on Wednesday. “The tear is longer than a bus,” said Otto Lind, a diver. "
    "He said that the hull could be mended within a month.",
    "echo",
)
NEWS = [WIRE, ECHO]
QUOTING: list[dict[str, Any]] = [{"quotes": 2}, {"speaker": "Lind"}, {"resolve": True, "sentences": 9}]


def never(*given: object, **named: object) -> Analysis:
    raise AssertionError("the pipeline was run")


def latest(task: Task) -> None:
    """What stands last in its article: a method."""
    in_order(task, [float(one.position) for one in task.outline.sentences])


def nothing(task: Task) -> None:
    """A method that adds nothing."""


@pytest.mark.parametrize("wrong", [3, "words", {"words": 3}])
def test_what_is_no_wish_is_named(wrong: Any) -> None:
    with pytest.raises(UsageError, match="wish is a Wish or None, not "):
        summarize(NEWS, wrong)


def test_a_keyword_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="sentence'"):
        summarize(NEWS, sentence=3)


@pytest.mark.parametrize("method", ["lsa", "", None, 3, ["lead"]])
def test_a_method_that_is_none_is_named(method: Any) -> None:
    with pytest.raises(UsageError, match="method is one of coverage, centroid, lexrank, mmr, lead, not "):
        Wish(method=method)


def test_every_door_asks_for_the_same() -> None:
    schemas = pytest.importorskip("quotekit.web.schemas")
    options = {option.name: option for option in command.params}
    assert set(ASKED) <= set(options)
    assert list(schemas.SummaryAsked.model_fields) == list(ASKED)
    assert {name: one.default for name, one in ASKED.items()} == {name: getattr(Wish(), name) for name in ASKED}
    assert schemas.SummaryAsked().model_dump() == {name: one.default for name, one in ASKED.items()}


def test_a_wish_and_its_fields_by_keyword_are_the_same() -> None:
    assert summarize(NEWS, Wish(words=40, quotes=1)) == summarize(NEWS, words=40, quotes=1)
    assert summarize(NEWS, Wish(words=40, quotes=1), words=20) == summarize(NEWS, words=20, quotes=1)


# --- Whose quotes ---


@pytest.mark.parametrize("asked", QUOTING)
def test_the_quotes_of_an_analysis_are_taken_as_they_are(
    asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = summarize(NEWS, **asked)
    analysis = pipeline.analyze(reversed(NEWS))
    monkeypatch.setattr(pipeline, "analyze", never)
    assert summarize(analysis, **asked) == expected
    with pytest.raises(AssertionError, match="the pipeline was run"):
        summarize(NEWS, **asked)


def test_nothing_is_analyzed_where_no_quote_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "analyze", never)
    assert len(summarize(NEWS, sentences=2, focus="hull ferry", only=True).picks) == 2


def test_an_analysis_without_quotes_has_none_to_weave_in() -> None:
    assert not any(pick.quote for pick in summarize(Analysis(tuple(NEWS), (), ()), quotes=2).picks)
    with pytest.raises(UsageError, match="nobody called 'Lind' is quoted; most quoted: nobody"):
        summarize(Analysis(tuple(NEWS), (), ()), speaker="Lind")


def test_quotes_of_articles_are_found_with_the_model_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def analyze(articles: Iterable[Article], model: object, jobs: int = 1) -> Analysis:
        asked.append(model)
        start = ECHO.text.index("The tear")
        quote = Quote("echo-1", "echo", "direct", "statement", (Span(start, start + 28),), speaker="echo:s1")
        return Analysis(tuple(articles), (quote,), (Speaker("echo:s1", "Otto Lind", "person"),))

    monkeypatch.setattr(pipeline, "analyze", analyze)
    model = Model.shipped().with_lexicon(Lexicon.shipped())
    summary = summarize(NEWS, model=model, quotes=1)
    assert asked == [model]
    assert [pick.quote for pick in summary.picks if pick.quote] == ["echo-1"]


# --- Methods of others ---

run = partial(commands.run, "summarize")
NAMES = ("latest", "text", "gone", "x")


def test_a_function_is_a_method() -> None:
    assert str(summarize(WIRE, sentences=1)).startswith("The night ferry")
    assert str(summarize(WIRE, sentences=1, method=latest)).startswith("[Ilse Brandt] blamed a chart")
    assert summarize(NEWS, method=nothing).picks == ()
    assert summarize("", method=never).picks == ()


def test_a_package_adds_a_method(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(WIRE.text, encoding="utf-8")
    code = (
        "from quotekit.summary.rankings import in_order\n"
        "def latest(task):\n"
        "    in_order(task, [one.position for one in task.outline.sentences])\n"
    )
    entries = {plugins.METHODS: {"latest": "brief:latest", "text": "brief:__name__", "gone": "brief:gone"}}
    with plugged(tmp_path / "site", "brief", code, entries):
        told = {name: run(str(tmp_path / "wire.txt"), "--sentences", "1", "--method", name) for name in NAMES}
    assert told["latest"].stdout.startswith("[Ilse Brandt] blamed a chart")
    assert [told[name].exit_code for name in told] == [0, 2, 2, 2]
    assert "quotekit.methods: 'text', brief:__name__, of the package brief, is 'brief', which is nothing" in (
        told["text"].stderr
    )
    assert "cannot be loaded: AttributeError" in told["gone"].stderr
    assert "'x' is not one of 'coverage', 'centroid', 'lexrank', 'mmr', 'lead', 'gone', 'latest', 'text'" in (
        told["x"].stderr
    )


# --- Names that the user gives ---


def test_a_summary_has_the_names_that_the_user_gives(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text("“The old dam held all night,” said Ana Reyes, the mayor.\n", encoding="utf-8")
    (tmp_path / "names.csv").write_text("name,alias,id\nAna M. Reyes,Ana Reyes,Q42\n", encoding="utf-8")
    asked = (str(tmp_path / "dam.txt"), "--quotes", "1", "--format", "json", "--aliases")
    for more in ((), ("--by-article",), ("--by-event",)):
        [pick] = json.loads(run(*asked, str(tmp_path / "names.csv"), *more).stdout)
        assert pick["speaker"] == "Ana M. Reyes"
    refused = run(*asked, str(tmp_path / "none.csv"))
    assert refused.exit_code == 2
    assert "none.csv: cannot be read" in refused.stderr
