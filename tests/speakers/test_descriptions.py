"""What a description is listed as: what of it tells who speaks, and nothing behind that."""

from __future__ import annotations

import pytest

from quotekit.speakers.descriptions import describe
from quotekit.text.document import look

# (source, what it is listed as)
# nothing is left out but the article
WHOLE = [
    ("Most of those questioned", "Most of those questioned"),
    ("One person briefed by the police", "One person briefed by the police"),
    ("a survey of that day", "survey of that day"),
    ("A report published that same year", "report published that same year"),
    ("a study released by the Harbour Board", "study released by the Harbour Board"),
    ("a survey conducted in October", "survey conducted in October"),
    ("the letter seen", "letter seen"),
    ("Teachers, the police and nurses", "Teachers, the police and nurses"),
    ("calls, the report and a letter", "calls, the report and a letter"),
    ("police in Wasilla, Alaska", "police in Wasilla, Alaska"),
    ("The woman who filmed the flood", "woman who filmed the flood"),
    ("The legislators who support it", "legislators who support it"),
]

# what tells nothing of them is left out
SHORTER = [
    ("a woman who filmed the flood", "woman"),
    ("The aide, who asked not to be named", "aide"),
    ("Some lawmakers who sat in", "Some lawmakers"),
    ("many of the posts that included his name", "many of the posts"),
    ("a person familiar with the plan that was sent to aides", "person familiar with the plan"),
    ("an email obtained by the Leith Herald", "email"),
    ("Secret documents obtained by the Leith Herald", "Secret documents"),
    ("a copy of the letter obtained exclusively by NPR", "copy of the letter"),
    ("an analyst quoted by the Leith Herald", "analyst"),
    ("documents seen by reporters", "documents"),
    ("Trade figures released this week", "Trade figures"),
    ("a new report out tonight", "new report"),
    ("a spokesman for Unison, Britain’s biggest union", "spokesman for Unison"),
    ("police in Lima, the capital", "police in Lima"),
    ("a spokeswoman for Leith Bank, of which Bell is president", "spokeswoman for Leith Bank"),
    ("figures, known as the census", "figures"),
    ("relatives in Leith, where he grew up", "relatives in Leith"),
    ("Data on Wednesday", "Data"),
    ("a survey by the Harbour Board last week", "survey by the Harbour Board"),
    ("Bell’s testimony today", "Bell’s testimony"),
]


@pytest.mark.parametrize(("source", "listed"), [*WHOLE, *SHORTER])
def test_descriptions(source: str, listed: str) -> None:
    view = look(source)
    assert describe(view, 0, len(view.word)).text == listed
