"""Which agency an article says it is from."""

from __future__ import annotations

import pytest

from quotekit.records import Article
from quotekit.stories.wires import wire_of
from quotekit.text.lexicon import Lexicon

HELD = "The old dam above Telford held on Sunday night after two days of rain."
ROWS = [(row["agency"], row["example"]) for row in Lexicon.shipped().rows("agencies")]


@pytest.mark.parametrize(("agency", "example"), ROWS)
def test_a_row_of_the_table_is_found_in_its_example(agency: str, example: str) -> None:
    assert wire_of(Article(example)) == agency


@pytest.mark.parametrize(
    ("text", "author", "wire"),
    [
        (HELD, None, None),
        (f"Reuters said {HELD}", None, None),
        (f"{HELD} The AP reported it first.", None, None),
        (f"TELFORD (CNN) — {HELD}", None, None),
        (f"The bank (AP) held. {HELD}", None, None),
        (f"{HELD}\n\nHe told Reuters that it held.", "Ana Reyes", None),
        (f"Copyright law is old.\n\n{HELD}", None, None),
        (f"TELFORD, England (Reuters) - {HELD}", None, "Reuters"),
        (f"TELFORD (CBSDC/AP) — {HELD}", None, "Associated Press"),
        (f"By ANA REYES, Associated Press\n\n{HELD}", None, "Associated Press"),
        (f"Associated Press\n\n{HELD}", None, "Associated Press"),
        (HELD, "AFP", "Agence France-Presse"),
        (HELD, "Ana Reyes; Reuters Staff", "Reuters"),
        (HELD, "Ana Reyes, The Associated Press", "Associated Press"),
        (f"{HELD}\n\nCopyright 2019 The Associated Press. All rights reserved.", None, "Associated Press"),
        (f"{HELD}\n\n© 2019 Reuters", None, "Reuters"),
        (f"{HELD}\n\n(c) 2014 Tribune Content Agency, LLC", None, "Tribune Content Agency"),
    ],
)
def test_the_agency_is_what_the_article_says_of_itself(text: str, author: str | None, wire: str | None) -> None:
    assert wire_of(Article(text, author=author)) == wire
