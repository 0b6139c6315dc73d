"""The layout of a page in its text: block quotes and who is quoted, posts, bold lines; what is none of it, first."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from site_pages import CLOSE, LEAD, MORE, SITES, SPOKEN, paragraphs

from quotekit.reading.markup.blocks import Block
from quotekit.reading.markup.settling import settled
from quotekit.reading.pages import page_draft

BEFORE = "The river rose all night long, and nobody in the town slept well."
BEHIND = "In the morning everybody went home."


def text_of(inner: str) -> str:
    """What stands between two paragraphs of the article of a page."""
    page = f"<html><body><article><h1>Flood</h1><p>{BEFORE}</p>{inner}<p>{BEHIND}</p></article></body></html>"
    text = page_draft(page.encode())[0].text
    assert text.startswith(f"Flood\n\n{BEFORE}\n\n")
    assert text.endswith(BEHIND)
    return text[len(f"Flood\n\n{BEFORE}") : -len(BEHIND)].strip()


@pytest.mark.parametrize("name", SITES)
def test_the_text_of_a_page_in_the_manner_of_a_site(name: str) -> None:
    page, text = SITES[name]
    assert page_draft(page.encode())[0].text == text
    assert "oise" not in text


@pytest.mark.parametrize("name", SITES)
def test_nothing_that_is_noted_stays_in_what_a_page_tells(name: str) -> None:
    draft = page_draft(SITES[name][0].encode())[0]
    assert not [sign for sign in "".join(map(str, draft)) if 0xFDD0 <= ord(sign) <= 0xFDEF]


# --- Block quotes ---


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<blockquote></blockquote>", ""),
        ("<blockquote><p>“We had no boats,” said Ana Reyes.</p></blockquote>", "“We had no boats,” said Ana Reyes."),
        ("<p>Ana Reyes said: <q>We had no boats.</q></p>", "Ana Reyes said: “We had no boats.”"),
        ("<p>He said <span class=pullquote>nobody knew</span> of it.</p>", "He said nobody knew of it."),
        ("<aside><p>Noise in a box of its own beside it.</p></aside>", ""),
        ("<aside><ul><li><a href=/x>“Noise,” says mayor</a></li></ul></aside>", ""),
        ("<div class=pullquote>The river rose ALL night long</div>", ""),
        ("<div class='quote'>VALE 12.40 +0.3</div>", "VALE 12.40 +0.3"),
        ("<p class=unquoted>I heard the gates go.</p>", "I heard the gates go."),
        ("<blockquote><p>The river rose all night long.</p><cite>Ana Reyes</cite></blockquote>", ""),
        ("<blockquote>“Nobody in the town slept well.” Nobody.</blockquote>", ""),
    ],
)
def test_what_is_no_block_quote(inner: str, expected: str) -> None:
    assert text_of(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<blockquote>The motion is plain.</blockquote>", "> The motion is plain."),
        ("<blockquote><p>It is plain.</p><p>It is short.</p></blockquote>", "> It is plain.\n\n> It is short."),
        ("<blockquote>It is plain.<br>It is short.</blockquote>", "> It is plain.\n> It is short."),
        ("<blockquote>It is plain.<br><br>It is short.</blockquote>", "> It is plain.\n\n> It is short."),
        ("<blockquote>It <i>is</i> <a href=/x>plain</a>.<p>And short.</blockquote>", "> It is plain.\n\n> And short."),
        ("<blockquote><ul><li>One boat.</li><li>No oars.</li></ul></blockquote>", "> One boat.\n\n> No oars."),
        ("<blockquote><blockquote>No boats.</blockquote><p>None.</p></blockquote>", "> No boats.\n\n> None."),
        ("<p>It wrote:</p><blockquote>“No,” said Ana.</blockquote>", "It wrote:\n\n> “No,” said Ana."),
        ("<blockquote>The river rose.</blockquote>", "> The river rose."),
        ("<blockquote><div>“</div><p>No boats.</p><cite>—</cite></blockquote>", "> No boats."),
        ("<blockquote>The river rose all day long, I say.</blockquote>", "> The river rose all day long, I say."),
        ("<div class=pull-quote>I heard the gates go.</div>", "> I heard the gates go."),
        ("<div class='c-quote'>I heard the gates go.</div>", "> I heard the gates go."),
        ("<aside><p>“I heard the gates go.”</p></aside>", "> “I heard the gates go.”"),
        ("<figure class=quote><blockquote><p>I heard the gates.</p></blockquote></figure>", "> I heard the gates."),
    ],
)
def test_block_quotes(inner: str, expected: str) -> None:
    assert text_of(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>We read it in <cite>The Courier</cite></p>", "> We read it in The Courier"),
        ("<p>As <cite>The Courier</cite> said, no boats came.</p>", "> As The Courier said, no boats came."),
        ("<p>No boats came.</p>— by the way —<p>None.</p>", "> No boats came.\n\n> — by the way —\n\n> None."),
    ],
)
def test_what_does_not_say_who_is_quoted(inner: str, expected: str) -> None:
    assert text_of(f"<blockquote>{inner}</blockquote>") == expected


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<blockquote>We had no boats.<cite>", "</cite></blockquote>"),
        ("<blockquote><p>We had no boats. <cite>", "</cite></p></blockquote>"),
        ("<blockquote><p>We had no boats.<br>— <cite>", "</cite></p></blockquote>"),
        ("<blockquote><p>We had no boats.</p><footer>— ", "</footer></blockquote>"),
        ("<blockquote><p>We had no boats.</p><p class=quote-author>", "</p></blockquote>"),
        ("<blockquote><p>We had no boats.</p>&mdash; ", "</blockquote>"),
        ("<blockquote><p>We had no boats.</p><p>– ", "</p></blockquote>"),
        ("<blockquote><p>We had no boats.</p><cite><a href=/reyes>", "</a></cite></blockquote>"),
        ("<blockquote><p>We had no boats.</p></blockquote><cite>", "</cite>"),
        ("<blockquote><p>We had no boats.</p></blockquote><p>—<cite>", "</cite></p>"),
        ("<blockquote><p>We had no boats.</p></blockquote><p>— ", "</p>"),
        ("<figure><blockquote>We had no boats.</blockquote><figcaption>", "</figcaption></figure>"),
        ("<aside class=pullquote><p>We had no boats.</p><footer><cite>", "</cite></footer></aside>"),
        ("<aside><svg></svg><blockquote>We had no boats.</blockquote><footer><cite>", "</cite></footer></aside>"),
        ("<aside><blockquote>We had no boats.</blockquote><p>", "</p></aside>"),
        ("<div class=quote><p>We had no boats.</p><div class=quote__speaker>", "</div></div>"),
        ("<blockquote><cite>", " wrote:</cite><p>We had no boats.</p></blockquote>"),
    ],
)
def test_who_is_quoted(before: str, behind: str) -> None:
    named = f"{before}Ana Reyes, ferry keeper{behind}"
    assert text_of(named) == "> We had no boats.\n\n> — Ana Reyes, ferry keeper"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<a href=https://x.com/a/status/1></a>", ""),
        ("<p><a href=//t.co/x>pic.twitter.com/x</a></p>&mdash; Ana (@ana) <a href=/1>March 3, 2025</a>", ""),
        (
            "<p>Stay home.</p>&mdash; Ana (@ana) <a href=/1>March 3, 2025</a>",
            "> Stay home.\n\n> — Ana (@ana) March 3, 2025",
        ),
        (
            "<p>Stay <a href=/s>@home</a>.<br>All. <a href=//t.co/x>https://t.co/x</a></p>&mdash; Ana (@ana)",
            "> Stay @home.\n> All.\n\n> — Ana (@ana)",
        ),
        (
            "<p>It held. <a href=/1>[image or embed]</a></p>&mdash; Ana (<a>@ana.example</a>)",
            "> It held.\n\n> — Ana (@ana.example)",
        ),
        ("<section><a>@ana</a> <p>It held.</p> <a>♬ original sound - ana</a></section>", "> It held.\n\n> — @ana"),
        ("<a href=/1>View this post on Instagram</a><p><a>A post shared by Ana (@ana)</a></p>", ""),
        ("<p>It held.</p><p><a>A post shared by Ana (@ana)</a></p>", "> It held.\n\n> — Ana (@ana)"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "<figure class=wp-block-embed><div>{}</div></figure>", "<div class=embed>{}</div>"]
)
def test_posts(inner: str, expected: str, around: str) -> None:
    assert text_of(around.format(f"<blockquote class=twitter-tweet>{inner}</blockquote>")) == expected


# --- An article that is a block quote ---

PRESS = ("We opened the gates at two.", "Our engineers did what they could.", MORE[3], "Nobody will be at the fair.")


@pytest.mark.parametrize(
    ("before", "inside", "is_quote"),
    [
        ((), (LEAD, SPOKEN, *MORE), False),
        ((), (LEAD, MORE[0], MORE[2]), False),
        (("A report of the Courier.",), (LEAD, MORE[0], MORE[2], CLOSE), False),
        (("A report of the Courier.",), (LEAD, MORE[0], "She said that we would be paid for our cows."), True),
        (("The council has published this letter today.",), (LEAD, MORE[0], MORE[2], CLOSE), True),
        (("The council wrote to the village on Monday:",), (LEAD, MORE[0], MORE[2], CLOSE), True),
        ((MORE[0], MORE[2], CLOSE), (LEAD,), True),
        (("The council has a view of this night.",), PRESS, True),
    ],
)
def test_a_block_quote_that_only_indents(before: tuple[str, ...], inside: tuple[str, ...], is_quote: bool) -> None:
    page = f"<h1>Flood</h1>{paragraphs(*before)}<blockquote>{paragraphs(*inside)}</blockquote>"
    text = page_draft(f"<html><body><div id=main>{page}</div></body></html>".encode())[0].text
    assert [f"{'> ' * is_quote}{one}" in text.split("\n\n") for one in inside] == [True] * len(inside)


def test_what_is_attributed_is_quoted_whatever_there_is_of_it() -> None:
    quoted = Block((SPOKEN,), quote=1)
    named = Block(("Ana Ruiz",), quote=1, is_attribution=True)
    assert [block.quote for block in settled([quoted, named])] == [1, 1]
    assert [block.quote for block in settled([quoted])] == [None]


# --- Bold lines ---


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>It was <b>late</b>.</p>", "It was late."),
        ("<p class=questionnaire>It was late.</p>", "It was late."),
        ("<p><b>Q: Why?</b> It rained.</p>", "Q: Why? It rained."),
        ("<ul><li><b>Rovers:</b> 3</li></ul>", "Rovers: 3"),
        ("<p><b></b>It rained.</p>", "It rained."),
        ("<p><b>* * *</b></p>", "* * *"),
        ("<p><b>It is f**k all</b></p>", "It is f**k all"),
        ("<h2>Why was it late?</h2><p>It rained.</p>", "Why was it late?\n\nIt rained."),
        ("<h3>The night</h3><p>It rained.</p>", "The night\n\nIt rained."),
        ("<h4><strong>The night</strong></h4><p>It rained.</p>", "The night\n\nIt rained."),
        ("<p><span style='color: red'>Why was it late?</span></p>", "Why was it late?"),
        ("<p><b>Why was it late?</b></p><p>It rained.</p>", "**Why was it late?**\n\nIt rained."),
        ("<p><strong>Why?</strong><br>It rained.</p>", "**Why?**\nIt rained."),
        ("<p class=interview-question>Why was it late?</p><p>It rained.</p>", "**Why was it late?**\n\nIt rained."),
        ("<p><b>Why</b> <b>was it late?</b></p>", "**Why was it late?**"),
        ("<p>“<strong>Why was it late?</strong>”</p>", "**“Why was it late?”**"),
        ("<p><span style='font-weight: 700'>Why was it late?</span></p>", "**Why was it late?**"),
        ("<h3>Why was it late?</h3><p>It rained.</p>", "**Why was it late?**\n\nIt rained."),
        ("<dl><dt>Were you afraid?</dt><dd>No, never.</dd></dl>", "**Were you afraid?**\n\nNo, never."),
    ],
)
def test_bold_lines(inner: str, expected: str) -> None:
    assert text_of(inner) == expected


def test_a_page_that_is_bold_has_no_bold_lines() -> None:
    page = "".join(f"<p><b>{text}</b></p>" for text in (LEAD, SPOKEN, CLOSE))
    assert page_draft(f"<article>{page}</article>".encode())[0].text == "\n\n".join((LEAD, SPOKEN, CLOSE))


# --- What stands beside the article ---


@pytest.mark.parametrize(
    "beside",
    [
        "<figure><img src=x><figcaption>Noise in this file photo. (Tom Orr/Harbour Wire)</figcaption></figure>",
        "<figcaption>Noise in this file photo of the town.</figcaption>",
        "<p class=photo-credit>Noise: Tom Orr for the Harbour Wire</p>",
        "<div class=gallery-counter>1 of 12 noises of the town</div>",
        "<span class='el__gallery-showhide'>Hide Caption</span>",
        "<div class='el__gallery-photocount'>1 of 12 noises</div>",
        "<p class='wp-caption-text caption'>Noise: the town in May, as it was.</p>",
        "<button>Hide Caption of the noise in the town</button>",
        "<form><p>By signing up you agree to receive noise and offers.</p></form>",
        "<div class=newsletter-signup><p>Sign up to the noise of the day now.</p></div>",
        "<section aria-label='Newsletter'><p>The noise of the day in your inbox.</p></section>",
        "<aside><p>Noise of the town in ten questions.</p></aside>",
    ],
)
@pytest.mark.parametrize("article", [(LEAD, SPOKEN, *MORE), (LEAD,)])
def test_what_a_page_marks_as_beside_its_article(beside: str, article: tuple[str, ...]) -> None:
    for around in ("<article><h1>Flood</h1>{}</article>", "<div><h1>Flood</h1>{}</div>"):
        page = around.format(f"{beside}{paragraphs(*article)}{beside}")
        text = page_draft(f"<html><body>{page}</body></html>".encode())[0].text
        assert [block for block in text.split("\n\n") if block != "Flood"] == list(article)


def test_a_page_that_is_one_form_is_read() -> None:
    page = f"<form id=aspnetForm><h1>Flood</h1>{paragraphs(LEAD, SPOKEN)}</form>"
    assert SPOKEN in page_draft(f"<html><body>{page}</body></html>".encode())[0].text


@pytest.mark.parametrize(
    "unit",
    [
        "<blockquote><p>It held.<cite>Ana</cite>",
        "<blockquote>It held.<br><br>It held.</blockquote><cite>Ana Reyes</cite>",
        "<p><b>Why?</b><br><b>Why",
        "<div class=pullquote><aside><figure><blockquote>",
        "<article><div class=article-body><p>The river rose all night long again.",
        "<dl><dt>Why was it late?<dd>It rained.",
        "<h3><a href=/x>The river rose</a></h3><p>It rained in the town all day.",
    ],
)
def test_hostile_markup_costs_no_more_than_it_is_long(unit: str) -> None:
    def cost(times: int) -> float:
        start = time.perf_counter()
        with suppress(ValueError):
            page_draft(f"<html><body><p>{LEAD}</p>{unit * times}".encode())
        return time.perf_counter() - start

    cost(10)
    few, many = cost(250), cost(2000)
    assert many < 40 * few + 2
