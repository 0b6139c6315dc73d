"""What no text of the tables shows: labels, dashes and quoting words as other weights might hand them on."""

from __future__ import annotations

import pytest

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.models.model import Model
from quotekit.names.find import names_by_rule
from quotekit.speakers.cast import cast_of
from quotekit.speakers.choice.resolve import resolve
from quotekit.speakers.choice.source import behind_dash
from quotekit.speakers.relays import relays
from quotekit.text.document import look


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a clerk , Ana Ruiz", 0),
        ("— Ana Ruiz", 0),
        ("Ana Ruiz —", 0),
        ("Tom Bell — Ana Ruiz", 0),
        ("a clerk — or Ana Ruiz", 0),
        ("a clerk — a friend", 0),
        ("a clerk — Ana Ruiz", 3),
        ("a clerk — Mrs. Ana Ruiz", 3),
    ],
)
def test_where_a_name_begins_behind_a_dash(text: str, found: int) -> None:
    view = look(text)
    assert behind_dash(view, cast_of(names_by_rule(view), view.lexicon), 0, len(view.word)) == found


@pytest.mark.parametrize(
    ("label", "found"), [("THE WITNESS", "witness"), ("THE WITNESS (", "witness"), ("A CLERK —", "clerk"), ("—", "—")]
)
def test_a_label_is_somebody_without_article_and_marks(label: str, found: str) -> None:
    view = look(f"{label} : I saw it and I said so.")
    source = (0, len(label.split()))
    draft = QuoteDraft(((source[1] + 1, len(view.word)),), source=source, label="speaker")
    [speaker] = resolve(view, [draft], cast_of([], view.lexicon), Model.shipped().rankers)
    assert speaker
    assert speaker.name == found


@pytest.mark.parametrize(
    ("text", "cue", "source", "found"),
    [
        ("It quoted Vera Hale as saying no .", (1, 2), (2, 4), None),
        ("Reuters saw Vera Hale say no .", (1, 2), (2, 4), None),
        ("Reuters quoted Vera Hale as saying no .", (1, 2), (2, 4), "Reuters"),
        ("Vera Hale was quoted by Reuters as saying no .", (2, 4), (0, 2), "Reuters"),
        ("Vera Hale was quoted as saying no .", (2, 4), (0, 2), None),
    ],
)
def test_who_quotes(text: str, cue: tuple[int, int], source: tuple[int, int], found: str | None) -> None:
    view = look(text)
    cast = cast_of(names_by_rule(view), view.lexicon)
    speaker = next(entity for _, entity in cast.mentions if entity.name == "Vera Hale")
    draft = QuoteDraft(((len(view.word) - 2, len(view.word) - 1),), cue=cue, source=source, kind="indirect")
    [relay] = relays(view, [draft], [speaker], cast)
    assert (relay and relay.name) == found
