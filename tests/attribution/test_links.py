"""Which content may belong to which cue, and what is known of a pair of them."""

from __future__ import annotations

from labelled import always, labelled

from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.links import FAR, LEAST, STAGE, Links, Options, link_columns, preferred
from quotekit.attribution.decisions.ranges import near
from quotekit.attribution.decisions.stage import Decided


def test_cues_have_the_contents_that_prefer_them_the_surest_first() -> None:
    options: Options = {0: [(1, 4), (2, 3)], 1: [(5, 3)], 2: [(0, 4)]}
    assert preferred({}) == {}
    assert preferred(options) == {3: [(5, 1), (2, 0)], 4: [(0, 2)]}


def _options(odds: float, *marked: str) -> Options:
    seen = labelled(*marked)
    before = Decided([], seen, {Spans: Spans(seen.runs[2], seen.runs[1])})
    return STAGE.after(before, STAGE.rows(before), always(odds))[Links].options


def test_links_reach_neither_far_nor_into_another_article() -> None:
    marked = (
        "He {c1 said} {q1 so}.\n\nIt rained.\n\n{q2 No.}",
        "{q1 Rain.}",
        "{c1 Said} he" + " word" * 300 + " {q2 so}.",
    )
    assert _options(0, *marked) == {0: [(0.0, 0)]}
    assert _options(LEAST - 1, *marked) == {}


LINKED = [
    "{c1 Said} he: {q1 so}.",
    "{s1 He} {c1 said} {q1 it rained}, {q2 it blew}, he {c2 added}.",
    "{q1 So}, {s1 he} {c1 said}.",
    "{s1 She} {c1 said} {q1 so}.",
]


def _of_links(*marked: str) -> dict[str, list[int]]:
    seen = labelled(*marked)
    cues, pieces = seen.runs[1], seen.runs[2]
    columns = link_columns(seen, cues, pieces, *near(seen.batch, cues, pieces, FAR))
    return {name: values.tolist() for name, values in columns.items()}


def test_what_is_known_of_a_link_does_not_depend_on_the_articles_beside_it() -> None:
    alone = [_of_links(marked) for marked in LINKED]
    for name, values in _of_links(*LINKED).items():
        assert values == [value for one in alone for value in one[name]], name
