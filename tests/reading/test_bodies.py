"""Which parts of a page are one article: bodies that a page divides, and pages that only list links."""

# ruff: noqa: E501 - markup as sites write it

from __future__ import annotations

import json
from pathlib import Path

import pytest
from site_pages import CLOSE, LEAD, MORE, SPOKEN, data, paragraphs

from quotekit.reading.pages import page_articles, page_draft
from quotekit.reading.reader import Problem, read

TITLE = "<h1>Dam holds</h1>"
LONG = (
    "The spillway had been closed for repairs since the first week of May, and no work was done while money was sought."
)
FIRST, SECOND, THIRD = (LEAD, MORE[0], LONG, CLOSE), (SPOKEN, MORE[1]), (MORE[2], MORE[3])
OTHER = "The fair in Leith opens on Saturday with a race of hand carts over the old bridge."


def page(inner: str, head: str = "<title>Dam holds</title>") -> bytes:
    return f"<html><head>{head}</head><body>{inner}</body></html>".encode()


def body(*texts: str, kind: str = "div class='article-body'") -> str:
    return f"<{kind}>{paragraphs(*texts)}</{kind.split()[0]}>"


# --- Bodies ---


@pytest.mark.parametrize(
    "other",
    [
        f"</article><article>{TITLE}{body(OTHER)}",
        f"</article><article><h2><a href=/fair>The fair</a></h2>{body(OTHER)}",
        f"</article><article><time>1 June</time>{body(OTHER)}",
        f"</article><div><h1>Fair opens</h1>{body(OTHER)}</div><article>",
        f"<h1>Fair opens</h1>{body(OTHER)}",
        f"<aside>{body(OTHER)}</aside>",
        f"<section class=related>{body(OTHER)}</section>",
        f"<div class=author-bio>{body(OTHER, kind='div class=body-text')}</div>",
        f"<div class=card><h3><a href=/fair>The fair</a></h3>{body(OTHER)}</div>",
        body(OTHER, kind="div class=article-body hidden"),
        body(OTHER, kind="div class=article-body style='display: none'"),
        body(OTHER, kind="article class=comment-body"),
        body(*FIRST, kind="div class='article-body print-only'"),
    ],
)
def test_what_is_no_further_body_of_the_article(other: str) -> None:
    text = page_draft(page(f"<article>{TITLE}{body(*FIRST)}{other}</article>"))[0].text
    assert [block for block in text.split("\n\n") if len(block) > 20] == list(FIRST)


@pytest.mark.parametrize("kind", ["article class=hentry", "div class=post", "section", "span"])
@pytest.mark.parametrize("heading", ["<h2><a href=/{}>Title {}</a></h2>", "<div><h3><a href=/{}>T {}</a></h3></div>"])
def test_several_posts_are_not_one_article(kind: str, heading: str) -> None:
    posts = [
        f"<{kind}>{heading.format(at, at)}{body(*texts, kind='div class=entry-content')}</{kind.split()[0]}>"
        for at, texts in enumerate((FIRST, SECOND, THIRD))
    ]
    text = page_draft(page(f"<main>{''.join(posts)}</main>"))[0].text
    assert (LEAD in text, SPOKEN in text, MORE[2] in text) == (True, False, False)


@pytest.mark.parametrize(
    "inner",
    [
        f"<article>{TITLE}{body(*FIRST)}<div class=ad>Noise</div>{body(*SECOND)}</article>",
        f"<main>{TITLE}<section>{body(*FIRST)}</section><section>{body(*SECOND)}</section></main>",
        f"<main>{TITLE}{''.join(body(text) for text in (*FIRST, *SECOND))}</main>",
        f"<div>{TITLE}{body(*FIRST, kind='div itemprop=articleBody')}{body(*SECOND, kind='div itemprop=articleBody')}</div>",
        f"<div>{TITLE}{body(*FIRST, kind='div id=article-body')}{body(*SECOND, kind='div id=article-body-2')}</div>",
        f"<main>{TITLE}{body(*FIRST, kind='article class=top')}{body(*SECOND, kind='article class=rest')}</main>",
        f"<div class=body-content><article>{TITLE}{body(*FIRST)}<hr>{body(*SECOND)}</article></div>",
        f"<article>{TITLE}{body(*FIRST)}<div><h3><a href=/x>Noise</a></h3><time>1 June</time></div>{body(*SECOND)}</article>",
        f"<main>{TITLE}{body(*FIRST)}<div><h3><a href=/x>Noise</a></h3></div>{body(*SECOND)}</main>",
    ],
)
def test_two_bodies_are_one_article(inner: str) -> None:
    text = page_draft(page(inner))[0].text
    assert [block for block in text.split("\n\n") if len(block) > 20] == [*FIRST, *SECOND]


def test_what_stands_between_two_bodies_is_kept() -> None:
    between = "<h2>The night</h2><blockquote>Keep calm and row.<cite>Ana Ruiz</cite></blockquote><ul><li>Noise of it</li></ul>"
    inner = f"<main>{TITLE}{body(*FIRST)}{between}{body(*SECOND)}{body('A third body.')}{body(*THIRD)}</main>"
    blocks = page_draft(page(inner))[0].text.split("\n\n")
    assert (
        blocks[-9:]
        == [
            *(CLOSE, "The night", "> Keep calm and row.", "> — Ana Ruiz", *SECOND),
            *("A third body.", *THIRD),
        ][-9:]
    )


# --- Links ---

HEADLINES = (
    "Dam above Orrin Vale holds through the night",
    "Ferry keeper had no boats when the river rose",
    "Council to meet on Friday over the spillway",
    "Hand cart race opens the fair in Leith",
)
TEASERS = (
    "The gates of the dam were opened an hour late, engineers say in their first report.",
    "She runs the ferry alone and asked for help twice in the night of the flood.",
    "“It will cost what it costs,” said Tom Bell, who has kept the harbour for nine years.",
    "Forty carts will run over the old bridge on Saturday, as they do every year.",
)


def listed(item: str) -> str:
    return "".join(item.format(at=at, title=HEADLINES[at], teaser=TEASERS[at]) for at in range(len(HEADLINES)))


def tell(folder: Path, name: str, inner: bytes) -> list[str]:
    (folder / name).write_bytes(inner)
    problems: list[Problem] = []
    assert list(read(folder / name, problems=problems.append)) == []
    assert all(problem.rejected for problem in problems)
    return [problem.message for problem in problems]


LIST = listed("<div class=item><h3><a href=/{at}>{title}</a></h3><p>{teaser}</p></div>")


@pytest.mark.parametrize(
    ("inner", "head"),
    [
        (
            f"<article>{TITLE}<p>The <a href=/dam>dam</a> above <a href=/v>Orrin Vale</a> held until <a>dawn</a>.</p></article>",
            "",
        ),
        (f"<article>{TITLE}<p>{LEAD}</p></article><section>{LIST}</section>", ""),
        (f"<article>{TITLE}<p>{LEAD}</p><p><a href=/x>{SPOKEN}</a></p></article>", ""),
        (f"<article><h2><a href=/dam>Dam holds</a></h2><p>{LEAD}</p></article>{LIST}", ""),
        (
            f"<article><h2><a href=/dam>The dam</a></h2><p>{LEAD}</p></article>{LIST}",
            "<link rel=canonical href=https://c.example/dam>",
        ),
        (listed("<h2><a href=/{at}>{title}</a></h2><p>{teaser}</p>" + paragraphs(LEAD, SPOKEN)), ""),
        (
            listed("<h2><a href=https://b.example/{at}>{title}</a></h2><p>{teaser}</p>"),
            "<link rel=canonical href=https://c.example/a>",
        ),
        (f"<ul>{LIST}</ul>", data(**{"@type": "NewsArticle", "articleBody": f"{LEAD}\n\n{SPOKEN}"})),
    ],
)
def test_a_page_with_links_that_is_an_article(inner: str, head: str) -> None:
    [draft], _ = page_articles(page(f"<main>{inner}</main>", f"<title>Dam holds</title>{head}"))
    text = draft.text
    assert any(len(block.split()) > 4 for block in text.split("\n\n"))


@pytest.mark.parametrize(
    "inner",
    [
        f"<h1>News</h1>{listed('<div class=card><h3><a href=/{at}>{title}</a></h3></div>')}",
        f"<h1>Latest</h1><ul>{listed('<li><a href=/{at}>{title}</a></li>')}</ul>",
        f"<h1>Tag: dam</h1>{listed('<article><h2><a href=/{at}>{title}</a></h2><p>{teaser}</p><time>3 June</time></article>')}",
        f"<h1>Results</h1><ol>{listed('<li><h3><a href=/{at}>{title}</a></h3><p>{teaser}</p><cite>c.example</cite></li>')}</ol>",
        listed("<a href=/{at} class=card><h3>{title}</h3><p>{teaser}</p></a>"),
        listed("<p><a href=/{at}>{title}</a></p>") * 4,
        listed("<div><h2><a href=/{at}>{title}</a></h2><p>{teaser} <a href=/{at}>Read more</a></p></div>"),
    ],
)
def test_a_page_of_nothing_but_links(inner: str, tmp_path: Path) -> None:
    told = tell(tmp_path, "front.html", page(f"<nav><a href=/>Home</a></nav><main>{inner}</main>"))
    assert told == ["no article was found in this page: nothing but links to others"]


def test_a_record_with_links_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": f"<div>{LIST}</div>"}))
    [article] = read(tmp_path)
    assert TEASERS[0] in article.text
