"""How rare words are: what a table forgets that is as rare as others."""

from __future__ import annotations

from quotekit.text.rarity import fit_rarity

TABLE = fit_rarity([["The dam held.", "The dam burst.", "The town slept.", "The sun rose."]])


def test_what_is_too_rare_counts_as_unseen() -> None:
    below = TABLE.below(TABLE.of("dam"))
    assert below.of("the") == TABLE.of("the")
    assert below.of("dam") == below.of("otter") == TABLE.of("dam") < TABLE.of("otter")
