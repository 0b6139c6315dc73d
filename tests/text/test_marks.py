"""Pairs of quotation marks: first what is none. `{q1 ...}` is what stands between a pair, nested ones included."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import Span, parse

from quotekit.text.marks import Pair, pair_marks
from quotekit.text.tokens import TokenTable, tokenize

NONE = [
    "The players' union met.",
    "The players’ union met the boys’ club.",
    "He is 6'2\" and weighs a lot.",
    "He is 6’2” and weighs a lot.",
    'A 12" board broke.',
    'A 12" board and a 6" nail broke.',
    "The ’90s and the '80s were good.",
    "It was rock ’n’ roll and rock 'n' roll.",
    "'Tis the season, 'til it ends.",
    "Don't say it isn't so, y'all.",
    "Smith's and Jones’s boats sank.",
    "It rained.”",
    'It rained." And then it stopped',
    "“”",
    '""',
    "It was “” empty.",
    '<a href="x">It rained.</a>',
    "He paid £5' extra.",
    '"It rained',
    "“We train today\n\nIt rained,” she said.",
    "It ended 'in rain and in snow.",
    "‘It ‘rained’ today’ again",
]

PAIRS = [
    "“{q1 It rained,}” she said.",
    '"{q1 It rained,}" she said.',
    "''{q1 It rained,}'' she said.",
    "``{q1 It rained,}'' she said.",
    "«{q1 It rained,}» she said.",
    "„{q1 It rained,}“ she said.",
    "„{q1 It rained,}” she said.",
    "‘{q1 It rained,}’ she said.",
    "'{q1 It rained,}' she said.",
    "She said “{q1 it rained}”",
    'She said "{q1 it rained}"',
    "“{q1 It rained}”",
    "“{q1 It rained,}” she said. “{q2 We stayed.}”",
    '"{q1 It rained,}" she said. "{q2 We stayed.}"',
    "'{q1 It rained,}' she said. '{q2 We stayed.}'",
    "''{q1 It rained,}'' she said. ''{q2 We stayed.}''",
    "She said:“{q1 It rained.}”",
    'She said:"{q1 It rained.}"',
    '("{q1 It rained,}" she said.)',
    'He—"{q1 the boss}"—left.',
    # Single marks and apostrophes.
    "‘{q1 The players’ union can’t win,}’ he said.",
    "'{q1 The players' union can't win,}' he said.",
    "‘{q1 It’s the ’90s,}’ she said.",
    "'{q1 It's rock 'n' roll,}' she said.",
    "The players' union said: '{q1 We won.}'",
    "He called the boys' club '{q1 a disgrace}' on Friday.",
    "He called it ‘{q1 a disgrace}’ and the players’ union left.",
    # Nested, both ways.
    "“{q1 He said ‘{q2 no}’ to me,}” she said.",
    "\"{q1 He said '{q2 no}' to me,}\" she said.",
    "‘{q1 He said “{q2 no}” to me,}’ she said.",
    "'{q1 He said \"{q2 no}\" to me,}' she said.",
    "“{q1 He said ‘{q2 no}’}”",
    # Inches and feet.
    'The 6\'2" diver said: "{q1 It rained.}"',
    'A 12" board broke. "{q1 It rained,}" she said.',
    '"{q1 I am 6\'2" tall,}" she said.',
    "“{q1 I am 6'2\" tall,}” she said.",
    '“{q1 A 12" board broke,}” she said.',
    '"{q1 A 12" board broke,}" she said.',
    '"{q1 We sold 300}" was all she said.',
    # Marks that face the wrong way, by hand or by a converter.
    "”{q1 It rained,}” she said.",
    "“{q1 It rained,}“ she said.",
    "She said ”{q1 it rained}“ again.",
    # A forgotten mark costs its paragraph.
    "She said: “{q1 It rained all day and all of the night.}\n\n“{q2 We stayed,}” he said.",
    '"{q1 It rained all day and all night in here,}\n\nHe said: "{q2 We stayed.}"',
    "It rained.”\n\n“{q1 We stayed,}” he said.",
    'It rained." He left.\n\n"{q1 We stayed,}" he said.',
    'He is 6\'2".\n\n"{q1 We stayed,}" he said.',
    # Reopened.
    "“{q1 We train on Monday.} “{q2 Then we go home.}”",
    '"{q1 We train on Monday.} "{q2 Then we go home.}"',
    "“{q1 It rained.}\n\n“{q2 We stayed,}” he said.",
    '"{q1 It rained.}\n\n"{q2 We stayed.}\n\n"{q3 We left,}" he said.',
    "‘{q1 It rained.}\n\n‘{q2 We stayed,}’ he said.",
    "'{q1 It rained.}\n\n'{q2 We stayed,}' he said.",
    "He said: 'We train today\n\n'{q1 It rained,}' she said.",
    "He said: 'The players' union won\n\n'{q1 We won.}'",
    'He said: "{q1 it rained and rained and rained again today}',
    "‘{q1 It is 6’2 long,}’ she said.",
    "'{q1 Drums 'n' bass}' won.",
    "“{q1 It rained.}\n\n{q2 ‘{q3 Yes,}’ they said in town,}” he said.",
    # Pairs that cross: the first stays.
    "“{q1 It rained ‘today}” and’ so",
    # Left behind by HTML.
    '<a href="x">"{q1 It rained,}" she said.',
]

CARRIED = [
    ("“It rained.\n\n“We stayed,” he said.", [False, True]),
    ('"It rained.\n\n"We stayed.\n\n"We left," he said.', [False, True, True]),
    ("“It rained.”\n\n“We stayed,” he said.", [False, False]),
    ("‘It rained.\n\n‘We stayed,’ he said.", [False, True]),
    ("“It rained and rained and rained on us.\n\nHe left. “We stayed,” he said.", [False, False]),
    # what a page has parted goes on to the mark that closes below, where no other opens before it
    ('She said, "We saw no rain at all.\n\nThe crew said "it rained." He left.', [False, False]),
    ('She said, "We saw no rain at all.\n\nIt was a 12" board.', [False]),
    ('She had an "odd boat that we saw.\n\nIt was dry." He left.', []),
    ("She said, “We saw no rain at all.\n\nIt was dry.", [False]),
    ('She said, "We saw no rain at all.\n\nIt was dry." He left.', [False, True]),
    ("She said, “We saw no rain at all.\n\nIt was dry. We left.” He did not.", [False, True]),
]


def _inside(table: TokenTable, pair: Pair) -> Span:
    return int(table.start[pair.first]), int(table.end[pair.last - 1])


def _spans(text: str) -> list[Span]:
    table = tokenize(text)
    return [_inside(table, pair) for pair in pair_marks(table)]


def _expected(marked: str) -> tuple[str, list[Span]]:
    text, spans = parse(marked)
    return text, sorted(span for found in spans.values() for span in found)


@pytest.mark.parametrize("text", NONE)
def test_no_pair(text: str) -> None:
    assert _spans(text) == []


@pytest.mark.parametrize("marked", PAIRS)
def test_pairs(marked: str) -> None:
    text, expected = _expected(marked)
    found = _spans(text)
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in expected]
    assert found == expected


@pytest.mark.parametrize(("text", "carried"), CARRIED)
def test_carried(text: str, carried: list[bool]) -> None:
    assert [pair.carried for pair in pair_marks(tokenize(text))] == carried


def test_flags() -> None:
    outer, inner = pair_marks(tokenize("“He said ‘no’ to me,” she said."))
    assert (outer.nested, outer.single, outer.closed) == (False, False, True)
    assert (inner.nested, inner.single, inner.closed) == (True, True, True)
    (unclosed,) = pair_marks(tokenize("She said: “It rained all day and all of the night."))
    assert (unclosed.closed, unclosed.close) == (False, unclosed.last)


SAID = ["It rained", "We can’t win", "I’m 37", "He said ‘no’ to me", "The players’ union won", "No", "It’s 3-1 — so"]
SHAPES = ["“{0},” {1}.", "{2}: “{0}{3}”", "“{0}{3}”", "{2} called it “{0}” again.", "{2} left."]
CLAUSE = ["she said", "said Ann Lee", "Mr. Smith’s coach said", "the players’ union said"]


@st.composite
def _sentence(draw: st.DrawFn) -> str:
    said, clause, end = draw(st.sampled_from(SAID)), draw(st.sampled_from(CLAUSE)), draw(st.sampled_from(".!?"))
    shape = draw(st.sampled_from(SHAPES))
    return shape.format(said, clause, clause[0].upper() + clause[1:], end)


PARAGRAPH = st.lists(_sentence(), min_size=1, max_size=4).map(" ".join)
DIALOGUE = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@settings(max_examples=200, deadline=None)
@given(DIALOGUE)
def test_curly_and_straight_marks_give_the_same_spans(text: str) -> None:
    assert _spans(text.translate(STRAIGHT)) == _spans(text)


@settings(max_examples=200, deadline=None)
@given(DIALOGUE)
def test_every_double_pair_of_a_dialogue_is_found(text: str) -> None:
    found = [span for span in _spans(text) if text[span[0] - 1] == "“"]
    assert len(found) == text.count("“")
    assert all(text[end] == "”" for _, end in found)
