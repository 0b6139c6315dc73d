"""Every rule applies to its example, and those that decide give the quotation their name."""

from __future__ import annotations

from typing import Any

import pytest

from quotekit import analyze
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.decisions.words import words_of
from quotekit.attribution.rules import LAST, MAKERS, PROPOSERS, REPAIRS, Repair, Rule, mended
from quotekit.attribution.stages import decide
from quotekit.attribution.tagging.tagger import label
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.text.document import View, look

RULES: list[Rule[Any]] = [*MAKERS, *PROPOSERS, *REPAIRS, *LAST]


def applied(text: str) -> set[str]:
    """The names of the rules that make, propose or mend something in a text."""
    model = Model.shipped()
    view, _ = with_names(look(text), model.kinds)
    found = decide(Decided([view], label([view], model.passes)), model.decisions)
    made = [(rule.name, draft) for rule in MAKERS for _, draft in rule.function(found)]
    names = {name for name, _ in made}

    def watched(rule: Rule[Repair]) -> Rule[Repair]:
        def function(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
            better = rule.function(view, draft, before)
            names.update([rule.name] if better else [])
            return better

        return rule._replace(function=function)

    repairs = [watched(one) for one in (*REPAIRS, *LAST)]
    drafts = mended(view, sorted((draft for _, draft in made), key=lambda draft: draft.start), repairs)
    for words in words_of(found):
        for rule in PROPOSERS:
            more = mended(view, list(rule.function(words, drafts)), repairs)
            names.update([rule.name] if more else [])
    return names


@pytest.mark.parametrize("text", ["", "It rained.", "The ferry sails on Monday. Buses pass it every hour."])
def test_no_rule_applies_where_nobody_speaks(text: str) -> None:
    assert applied(text) == set()


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_a_rule_applies_to_its_example(name: str) -> None:
    [rule] = [rule for rule in RULES if rule.name == name]
    assert name in applied(rule.example)


@pytest.mark.parametrize("name", [rule.name for rule in RULES if rule.decides])
def test_a_quote_bears_the_name_of_the_rule_that_decided(name: str) -> None:
    [rule] = [rule for rule in RULES if rule.name == name]
    assert name in [quote.rule for quote in analyze(rule.example).quotes]
