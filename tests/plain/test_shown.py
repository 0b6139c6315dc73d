"""What a reader sees of a text: first what stays as it is printed, then entities, broken characters and Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotekit import Article, analyze, group
from quotekit.plain import shown
from quotekit.plain.markdown import is_heading
from quotekit.plain.shown import plain_of, reads

AS_PRINTED = [
    "",
    "Nobody spoke.",
    # "&" that begins no entity
    "AT&T paid R&B singers, the Q&A was dull.",
    "See leith.example/?a=1&copy=2&reg=3 for more.",
    "Bell & Orr; Moss &c.",
    "&nosuchname; &; &#; &#x; &#xyz;",
    "No. &12; was late.",
    # letters of other languages
    "The château of Moët, São Paulo, Ångström, Þór and Ðakovo.",
    "« Le café… » a dit Zoé. «MAÇÃ» e «MANHÃ».",
    "„Ä“ ist ein Buchstabe, «â» aussi.",
    "Â is a letter, and so is Ã.",
    "PÂ MARE, ÎN ROMÂNIA.",
    "√2 ‚so‘ ¬p",
    "L’âge d’or, le bât, la pâte. Un âne est là, pâlot.",
    "Hotărâm acum, coborâm și tăcem; câmpul, hotărât.",
    "«â», “â” e “ê” são letras.",
    "Jos\ufffd Ruiz of Caf\ufffd \ufffdlvaro",
    "ΓΗ ΚΑΙ ΓÇ",
    "Ђорђе је рекао. вЂ",
    # joiners that are seen
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 came.",
    "او می\u200cرود.",
    # stars, lines and numbers
    "5 * 3 * 2 is 30, and 2*3*4 is 24.",
    "2 ** 3 ** 2 is 512.",
    "“What the f*** is this sh*t,” he said, “get the f*** off.”",
    "He called them a**holes and b**tards, and a ***** liar.",
    "Call snake_case or __init__ or a_b_c from _private.",
    "The fee* is due in May.\n\n* Not for members.",
    "Tickets* cost £5 (*plus fee) and drinks* are extra.",
    "Prices** are low. **See below.",
    "*NSYNC sang, then *NSYNC left.",
    "* * *",
    "____ is the answer, and ___ is not.",
    "Write to @_ana_ruiz_ or leith.example/_a_/_b_.",
    "¯\\_(ツ)_/¯",
    "C:\\temp\\new",
    # brackets
    "“[He] was late [sic],” said [the minister] (on the left).",
    "“[He](the mayor) was late.”",
    "It rained.[3][4] It snowed [5].",
    "[Bell]: We are broke. Nobody paid.",
    "[BELL]: No.",
    "He said so [1](2).",
    "Said [the mayor][sic] so",
    # heads of lines
    "#1 in Leith",
    "#dam is open",
    "- We are broke, said Ana Ruiz.",
    "+ 3 in the second half",
    "2 > 1 and a -> b",
    "Home > News",
    "1. Bell\n2. Orr",
    "Rain\n====\nIt rained.",
    "~/notes and ~5 people ~~",
    "He said ``no'' and `yes'.",
]

SEEN = {
    "entities": [
        ("&ldquo;No,&rdquo; she said.", "“No,” she said."),
        ("don&rsquo;t, don&#8217;t, don&#x2019;t, don&#8217t", "don’t, don’t, don’t, don’t"),
        ("don&amp;rsquo;t, don&amp;amp;#8217;t", "don’t, don’t"),
        ("AT&amp;T and R&amp;B; &amp;amp;", "AT&T and R&B; &"),
        ("&quot;No,&quot; he&nbsp;said &mdash; &#39;so&apos;&hellip;", "\"No,\" he\xa0said — 'so'…"),
        ("&#147;No&#148; &#146;", "“No” ’"),
        ("Leith&shy;burg&#8203; &lt;b&gt;", "Leithburg <b>"),
        ("&LDQUO;NO,&RDQUO; SHE SAID.", "“NO,” SHE SAID."),
        ("caf&eacute; &pound;5 &nosuch; &euro;3", "café £5 &nosuch; €3"),
    ],
    "mojibake": [
        ("â€œNo,â€\x9d she saidâ€¦", "“No,” she said…"),
        ("â\x80\x9cNo,â\x80\x9d she saidâ\x80\xa6", "“No,” she said…"),
        ("Iâ€™m â€˜hereâ€™ â€“ soâ€”cafÃ©, naÃ¯ve, Â£5, 3Â°", "I’m ‘here’ – so—café, naïve, £5, 3°"),
        ("â€œNo,â€ she said. â€œYes!â€", "“No,” she said. “Yes!”"),
        ("â€œNo,â€\" she said.", "“No,” she said."),
        ("â€œNo,â€\ufffd she said, â€œso.â€?", "“No,” she said, “so.”"),
        ("Did she say â€œnoâ€? He asked.", "Did she say “no”? He asked."),
        ("It rained â€\" all day â€\" there, all dayâ€\"so.", "It rained – all day – there, all day—so."),
        ("â€œWe willâ€â€”he pausedâ€”â€œgo.â€", "“We will”—he paused—“go.”"),
        ("donâ€TMt â€oeNo,â€\x9d Iâ€'m", "don’t “No,” I’m"),
        ("She saidÂ so.Â  AndÂ\xa0he", "She said so.  And\xa0he"),
        ("Ã¢â‚¬Å“No,Ã¢â‚¬Â\x9d she said, donÃ¢â‚¬â„¢t", "“No,” she said, don’t"),
        ("\x93No,\x94 she said, don\x92t\x85", "“No,” she said, don’t\x85"),
        ("‚ÄúNo,‚Äù she said, don‚Äôt √©", "“No,” she said, don’t é"),
        ("Smile ðŸ˜€ ï»¿â‚¬5", "Smile 😀 €5"),
        ("Ð\x9dÐµÑ‚, â€“ said", "Нет, – said"),
        ("&acirc;&euro;&oelig;No,&acirc;&euro; she said.", "“No,” she said."),
    ],
    "mojibake of others": [
        ("вЂњNo,вЂќ she said, donвЂ™t вЂ“ вЂ” ВЈ5 cafГ©", "“No,” she said, don’t – — £5 café"),
        ("ΓÇ£No,ΓÇ¥ she said, donΓÇÖt ΓÇô ΓÇö ┬ú5 caf├⌐", "“No,” she said, don’t – — £5 café"),
        ("â€śNo,â€ť she said, donâ€™t ÂŁ5 cafĂ©", "“No,” she said, don’t £5 café"),
        ("Ana\x97so\x85 A\x81na \x80", "Ana—so\x85 Ana €"),
    ],
    "what is left of marks": [
        ("âNo,â she said, itâs here. Donât â or do.", "“No,” she said, it’s here. Don’t – or do."),
        ("She said âthe dam heldâ. âYes!â", "She said “the dam held”. “Yes!”"),
        ("â said: “The dam held.”", "– said: “The dam held.”"),
        ("\ufffdNo,\ufffd she said, it\ufffds \ufffd", "“No,” she said, it’s –"),
    ],
    "invisible": [
        ("Ana\u200d Rey\u200ces\ufeff of \u200eLeith\u200f", "Ana Reyes of Leith"),
        ("\u202aso\u202c \u2066it\u2069 \u061cis.", "so it is."),
    ],
    "markdown": [
        ("**“It is late,”** said *Ana Ruiz*.", "“It is late,” said Ana Ruiz."),
        ("__“It is late,”__ said _Ana Ruiz_.", "“It is late,” said Ana Ruiz."),
        ("*“It is late,”* said Ana Ruiz.", "“It is late,” said Ana Ruiz."),
        ("“*No*,” “_never_”, (_so_), *why*?", "“No,” “never”, (so), why?"),
        ("***Ana* Ruiz** said **_so_** and ~~not~~.", "***Ana* Ruiz** said so and not."),
        ("**Ana Ruiz**’s dam", "Ana Ruiz’s dam"),
        ("“No,” said [Ana Ruiz](https://leith.example/ana_(mayor)_ruiz \"the mayor\").", "“No,” said Ana Ruiz."),
        ("[Ana Ruiz](/ana) and [Bell](people/bell.md), [Orr](<https://a.example>)", "Ana Ruiz and Bell, Orr"),
        ("[Ana Ruiz][1] and [Bell][] of [Leith].\n\n[1]: https://leith.example 'Ana'\n[bell]: /bell\n[leith]: #leith",
         "Ana Ruiz and Bell of Leith.\n\n\n\n"),
        ("**Ana** and [Tim Voss][2].", "Ana and Tim Voss."),
        ("![The dam](dam.png \"dam\") “No,” said [![Ana](a.jpg)](/ana) Ana.[^1]\n\n[^1]: Not so.",
         " “No,” said  Ana.\n\n Not so."),
        ("**[sic]** “[He] left [sic],” said [the mayor].", "[sic] “[He] left [sic],” said [the mayor]."),
        ("# The dam #\n\n## “Late,” says Bell\n\nIt rained.", "The dam\n\n“Late,” says Bell\n\nIt rained."),
        ("> “No,” said Ana.\n>\n> > “Yes.”\n>So", "“No,” said Ana.\n\n“Yes.”\nSo"),
        ("**Rain**\n\n- *Ana*: no\n* Bell\n+ Orr", "Rain\n\nAna: no\nBell\nOrr"),
        ("* “No,” said Ana.\n* “Yes,” said Bell.", "“No,” said Ana.\n“Yes,” said Bell."),
        ("**Ana** \\*not\\* \\[so\\] 5 \\* 3 \\\nnow", "Ana *not* [so] 5 * 3 \nnow"),
        ("\\\"No,\\\" said Ana.", "\"No,\" said Ana."),
        ("**Ana** calls snake_case, f*** off, 5 * 3 * 2", "Ana calls snake_case, f*** off, 5 * 3 * 2"),
        ("&gt; **“No,”** said Ana.", "“No,” said Ana."),
        ("*Rain*\n\n*Snow\n\nHail*", "Rain\n\n*Snow\n\nHail*"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", AS_PRINTED)
def test_what_is_seen_as_it_is_printed(text: str) -> None:
    assert plain_of(text) is None


@pytest.mark.parametrize(("text", "seen"), [pair for kind in SEEN.values() for pair in kind])
def test_what_is_seen(text: str, seen: str) -> None:
    found = plain_of(text)
    assert found is not None
    assert found.text == seen


@pytest.mark.parametrize(
    ("text", "piece", "seen"),
    [
        ("We **can** go.", "can", "can"),
        ("We **can** go.", "We **can** go", "We can go"),
        ("5 * 3 * 2 said **Ana**", "5 * 3 * 2", "5 * 3 * 2"),
        ("f*** off, we can&rsquo;t", "f*** off", "f*** off"),
        ("We can&rsquo;t go.", "can&rsquo;t", "can’t"),
        ("&ldquo;No&rdquo;", "&ldquo;No", "“No"),
        ("> one\n> two", "one\n> two", "one\ntwo"),
    ],
)
def test_what_is_seen_of_a_piece(text: str, piece: str, seen: str) -> None:
    start = text.index(piece)
    assert reads(text, start, start + len(piece)) == seen


@pytest.mark.parametrize(
    ("line", "heading"), [("#1 in Leith", False), ("# 5 more", False), ("## What now", True), ("Not # so", False)]
)
def test_headings(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


PIECES = [text for kind in SEEN.values() for text, _ in kind] + AS_PRINTED


@given(
    st.lists(st.sampled_from([*PIECES, "*", "_", "**", "[", "](", ")", "&", ";", "\\", "â", "€", "\n", "\n\n", "> "]))
)
def test_every_character_has_its_place(pieces: list[str]) -> None:
    text = " ".join(pieces)
    seen = plain_of(text)
    if seen is None:
        return
    assert len(seen.text) == len(seen.start) == len(seen.end)
    assert all(a < b for a, b in zip(seen.start, seen.end))
    assert seen.start.tolist() == sorted(seen.start)
    assert seen.end.tolist() == sorted(seen.end)
    assert all(
        text[a:b] == c
        for a, b, c in zip(seen.start, seen.end, seen.text)
        if b - a == 1 and not 127 < ord(text[a]) < 160 and text[a] not in "â\ufffd"
    )


def test_a_text_is_looked_through_once_however_many_quotes_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []
    may_hide = shown._may_hide

    def counted(text: str) -> bool:
        times.append(len(text))
        return may_hide(text)

    monkeypatch.setattr(shown, "_may_hide", counted)
    found = analyze([Article("“It rained all day,” said Ann Lee.\n\n" * 60, name, outlet=name) for name in "ab"])
    times.clear()
    assert len(list(group(found))) == 1
    assert sum(size > 1_000 for size in times) <= 2
