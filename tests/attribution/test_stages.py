"""The list of stages: each rests on those before it, and looks at what its rows hold."""

from __future__ import annotations

from typing import Any

import pytest
from labelled import always, labelled
from marked import parse

from quotekit.attribution.decisions.stage import BY_MARKS, Decided, Decision, Stage
from quotekit.attribution.stages import STAGES, decide
from quotekit.records import QuoteKind
from quotekit.text.document import look

TEXTS = ["", "It rained.", "{s1 He} {c1 said}: {q1 “It rained} {q2 “all} night.” {q3 So}, {s2 she} {c2 added}."]
NAMES = [stage.decision.name for stage in STAGES]


def before(marked: str) -> Decided:
    return Decided([look(parse(marked)[0])], labelled(marked))


@pytest.mark.parametrize("marked", TEXTS)
@pytest.mark.parametrize("odds", [-9, 9])
def test_every_stage_asks_of_any_text_what_it_looks_at(odds: float, marked: str) -> None:
    found = before(marked)
    for stage in STAGES:
        rows = stage.rows(found)
        assert set("&".join(stage.decision.templates.split()).split("&")) <= set(rows.columns), stage.decision.name
        assert len({len(values) for values in rows.columns.values()}) == 1
        found = stage.after(found, rows, always(odds))
    assert len(found.records) == len(STAGES)


RESTS = (
    "cut:speech link:cut join:link source:join act:source confidence:source confidence:speech statement:confidence "
    "mention:statement belief:statement"
)


@pytest.mark.parametrize("pair", RESTS.split())
def test_a_stage_cannot_go_before_what_it_rests_on(pair: str) -> None:
    name, needed = pair.split(":")
    found = before(TEXTS[-1])
    for stage in STAGES[: NAMES.index(needed)]:
        found = stage.after(found, stage.rows(found), always(1))
    later: Stage[Any] = STAGES[NAMES.index(name)]
    with pytest.raises(KeyError):
        later.after(found, later.rows(found), always(1))


def test_every_decision_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_what_is_not_fitted_is_named() -> None:
    weights = {name: always(1) for name in NAMES if name != "link"}
    with pytest.raises(KeyError, match="link"):
        decide(before("It rained."), weights)


def test_what_is_decided_leaves_what_was_decided_before_alone() -> None:
    found = before("It rained.")
    assert STAGES[0].after(found, STAGES[0].rows(found), always(1)).records
    assert found.records == {}


@pytest.mark.parametrize("kind", BY_MARKS)
def test_the_least_answer_of_a_kind(kind: QuoteKind) -> None:
    assert Decision("one", "", 1.0, least=0.5).least_of(kind) == 0.5
    assert Decision("each", "", 1.0, least=(0, 1, 2)).least_of(kind) == BY_MARKS.index(kind)
