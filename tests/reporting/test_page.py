"""The report: what is on the page, what is linked with what, and that no article can add anything to it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

import commands
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page import Element, parsed
from reports import HOSTILE, corpus, hostile

import quotekit
from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.plain.shown import reads
from quotekit.records import Act, Article, Quote, Span, Speaker
from quotekit.reporting.articles import followed, heading_of, sheets
from quotekit.reporting.page import policy, report, shown, styles
from quotekit.reporting.quotes import HUES, badges
from quotekit.reporting.timeline import day_label, timeline
from quotekit.speakers.people.roster import speaker_rows


@lru_cache(1)
def page() -> Element:
    return parsed(report(corpus()))


def spoken(text: str, *quotes: tuple[int, int], **fields: str) -> Analysis:
    """An analysis of one article with direct quotes at some ranges, all of Ana Reyes."""
    article = Article(text, "a", **fields)
    found = tuple(
        Quote(f"a-{number}", "a", "direct", "statement", (Span(*at),), speaker="a:s1", confidence=0.9)
        for number, at in enumerate(quotes, 1)
    )
    return Analysis((article,), found, (Speaker("a:s1", "Ana Reyes", "person", roles=("mayor",)),))


def texts(root: Element) -> list[str]:
    """What the articles of a page say, without what was put into them."""
    return [one.text(without="note") for one in root.all("div", "text")]


# --- What stands on the page ---


def test_every_article_stands_there_in_full() -> None:
    assert texts(page()) == [article.text for article in corpus().articles]


def test_every_quote_stands_once_in_the_list_and_its_words_are_marked() -> None:
    found = corpus().rows()
    items = [one for one in page().all("li") if one.attributes.get("id", "").startswith("q-")]
    assert sorted(one.all("blockquote")[0].text().strip("“”") for one in items) == sorted(
        row["quote"].strip("“”") for row in found
    )
    marked = "".join(one.text() for one in page().at("main").all("mark") if "text" not in one.classes)
    assert all(word in marked for row in found for word in row["quote"].split(" ... "))


def test_speakers_are_counted_as_quotekit_speakers_counts_them() -> None:
    rows = [one for one in page().at("speakers").all("tr") if one.all("td", "bar")]
    numbers = [[int(cell.text()) for cell in row.all("td", "number")] for row in rows]
    told = [(row.all("a")[0].text(), *counts) for row, counts in zip(rows, numbers)]
    counted = [(row["name"], row["quotes"], len(row["articles"])) for row in speaker_rows([corpus()])]
    assert told[: len(counted)] == counted
    assert [name for name, *_ in told[len(counted) :]] == ["Nobody named"]
    widths = [float(row.all("rect")[0].attributes["width"].rstrip("%")) for row in rows]
    assert widths == [pytest.approx(100 * quotes / numbers[0][0], abs=0.06) for quotes, _ in numbers]


def test_the_summary_says_where_each_sentence_is_from() -> None:
    summary = quotekit.summarize(corpus().articles)
    items = [one for one in page().all("li") if one.attributes.get("id", "").startswith("s-")]
    assert [one.all("p")[0].text() for one in items] == [pick.text for pick in summary.picks]
    for item, pick in zip(items, summary.picks):
        first, *others = item.all("a")
        place = page().at(first.attributes["href"][1:])
        [sheet] = [one for one in page().all("details", "sheet") if place in list(one)]
        assert pick.article in sheet.all("summary")[0].text()
        assert len(others) == len(pick.agreement)


def test_what_several_outlets_print_shows_what_differs() -> None:
    statements = replace(corpus(), quotes=corpus().quotes_of())
    groups = [group for group in statements.variants if len(group.outlets) > 1]
    found = page().all("article", "group")
    assert len(found) == len(groups) > 10
    assert [len(one.all("li")) for one in found] == [
        1 + sum(group.relation(each) != "identical" for each in group.printings) for group in groups
    ]
    assert {one.text()[:9] for one in page().at("variants").all("del")} == {"dropped: "}
    assert {one.text()[:7] for one in page().at("variants").all("ins")} == {"added: "}


def test_parties_of_a_dispute_are_named() -> None:
    [group] = [one for one in page().all("article", "group") if "of its licence" in one.text()]
    assert group.all("h3")[0].text().startswith("Disputed")
    assert "Kaskazi Minerals in reef-ledger" in group.text()


def test_dates_are_a_timeline() -> None:
    days = page().at("timeline").all("ol", "days")[0]
    assert [one.text() for one in days.all("time")] == ["10 April 2025", "3 June 2025"]
    assert len(days.all("a")) == len(corpus().articles)


def test_mentions_beliefs_and_unsure_quotes_are_told_apart() -> None:
    said = spoken("It held. It may rain. It will last. The crew.", (0, 8), (9, 21), (22, 35), (36, 44))
    acts: tuple[Act, ...] = ("statement", "statement", "belief", "mention")
    quotes = tuple(replace(quote, act=act) for quote, act in zip(said.quotes, acts))
    quotes = (quotes[0], replace(quotes[1], confidence=0.41), *quotes[2:])
    some, every = (parsed(report(replace(said, quotes=quotes), acts=acts)) for acts in ("statement", "all"))
    assert "It will last." not in some.at("quotes").text()
    assert "The crew" not in some.at("quotes").text()
    assert "unsure (41%)" in some.at("q-2").text()
    assert "unsure" not in some.at("q-1").text()
    assert "thought or wanted" in every.at("q-3").text()
    assert "that they spoke" in every.at("q-4").text()
    assert "that they spoke" not in every.at("q-3").text()


def test_the_same_analysis_gives_the_same_page() -> None:
    assert report(corpus()) == report(corpus())


# --- Highlights ---


def test_marks_are_seen_where_quotes_overlap() -> None:
    said = spoken("“He said: ‘It held.’”", (1, 20), (11, 19))
    quotes = (replace(said.quotes[0], cue=(Span(4, 8),), source=(Span(1, 3),)), replace(said.quotes[1], speaker=None))
    text = parsed(report(replace(said, quotes=quotes))).all("div", "text")[0]
    assert [(one.text(), one.classes) for one in text.all("mark")] == [
        ("He", ["c1", "source"]),
        (" ", ["c1"]),
        ("said", ["c1", "cue"]),
        (": ", ["c1"]),
        ("‘", ["c1"]),
        ("It held.", ["c0"]),
        ("’", ["c1"]),
    ]
    assert [one.text().replace("\xa0", " ") for one in text.all("a")] == ["? 2", "AR 1", "S 1"]
    assert text.text().replace("\xa0", " ") == "“He said: ‘It held.’? 2”AR 1S 1"


LETTERS = st.text(st.sampled_from("ab “”'\n.<&\r\x00\u202e\u200e\u061c\ud800\x85 é"), max_size=40)
RANGES = st.lists(st.tuples(st.integers(0, 45), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair))), max_size=5)


@settings(max_examples=60, deadline=None)
@given(LETTERS, RANGES)
def test_the_text_of_an_article_is_never_changed(text: str, ranges: list[tuple[int, int]]) -> None:
    root = parsed(report(spoken(text, *ranges)))
    assert texts(root) == [shown(reads(text, 0, len(text)))]
    assert_links_resolve(root)


@given(st.text())
def test_what_is_shown_keeps_its_length(text: str) -> None:
    told = str(shown(text))
    assert len(told) == len(text)
    told.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", told)


# --- Links ---


def assert_links_resolve(root: Element) -> None:
    ids = [one.attributes["id"] for one in root if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    targets = [one.attributes["href"] for one in root.all("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    assert all(target.startswith(("#", "http://", "https://")) for target in targets)
    for one in root:
        assert set(one.attributes.get("aria-labelledby", "").split()) <= set(ids)


def test_every_link_leads_somewhere() -> None:
    assert_links_resolve(page())


def test_list_and_article_are_linked_both_ways() -> None:
    numbers = range(1, len(corpus().rows()) + 1)
    back = [one.attributes["href"] for one in page().all("a", "note") if one.attributes["href"].startswith("#q-")]
    assert sorted(back) == sorted(f"#q-{number}" for number in numbers)
    assert all(page().at(f"q-{number}").all("a")[0].attributes["href"] == f"#t-{number}" for number in numbers)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (None, None),
        ("", None),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)//https://echo.example", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("file:///etc/passwd", None),
        ("//echo.example/a", None),
        ("echo.example/a", None),
        ("https://", None),
        ("https://[echo", None),
        ("https://echo.example/a b", None),
        ('https://echo.example/"onload="alert(1)', None),
        ("https://echo.example\\@evil.example", None),
        ("java\nscript:https://echo.example", None),
        ("https://echo.example/a?b=c&d", "echo.example"),
        ("HTTP://Echo.Example", "echo.example"),
        (" https://echo.example/a\n", "echo.example"),
        ("https://echo.example@evil.example/", "evil.example"),
    ],
)
def test_only_plain_addresses_become_links(url: str | None, host: str | None) -> None:
    assert (followed(url) or (None, None))[1] == host
    root = parsed(report(Analysis((Article("It rained.", "a", url=url),), (), ())))
    links = [one.attributes["href"] for one in root.all("a") if not one.attributes["href"].startswith("#")]
    assert links == ([url.strip()] if host and url else [])


# --- Nothing gets in ---


def test_no_field_can_add_anything_to_the_page() -> None:
    html = report(hostile(), title=HOSTILE)
    root, calm = parsed(html), page()
    html.encode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", html)
    assert {one.name for one in root} <= {one.name for one in calm} | {"svg", "rect"}
    attributes = {(one.name, name) for one in root for name in one.attributes}
    assert attributes <= {(one.name, name) for one in calm for name in one.attributes} | {("a", "rel")}
    assert_links_resolve(root)
    assert not [one for one in root.all("a") if not one.attributes["href"].startswith("#")]
    assert "49" not in re.findall(r"\{\{ 7 \* 7 \}\}|49", html)
    assert texts(root) == [shown(reads(one.text, 0, len(one.text))) for one in hostile().articles]
    assert [one.text() for one in root.all("title")] == [shown(HOSTILE)]
    assert root.at("variants").all("li")


def test_the_policy_allows_nothing_but_the_style_of_the_page() -> None:
    [style] = page().all("style")
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    [told] = [one for one in page().all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert told.attributes["content"] == policy()
    assert policy() == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert style.text() == styles()
    assert not {"script", "img", "link", "iframe", "object", "form"} & {one.name for one in page()}
    assert not [one for one in page() if "style" in one.attributes]
    assert "url(" not in styles()
    assert "@import" not in styles()


# --- For everybody ---


def test_headings_are_in_order_and_everything_has_a_name() -> None:
    levels = [int(one.name[1]) for one in page() if re.fullmatch("h[1-6]", one.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    [html] = page().all("html")
    assert html.attributes["lang"] == "en"
    assert [len(page().all(name)) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert all("aria-labelledby" in one.attributes for one in page().all("section"))
    assert all("aria-label" in one.attributes or "aria-hidden" in one.attributes for one in page().all("svg"))
    assert all("scope" in one.attributes for one in page().all("th"))
    assert all(one.all("caption") for one in page().all("table"))
    assert all(one.text().strip() for name in ("a", "h1", "h2", "h3", "summary", "th") for one in page().all(name))
    first = next(one for one in page() if one.name == "a")
    assert (first.classes, first.attributes["href"]) == (["skip"], "#main")


@given(st.lists(st.text(max_size=12) | st.sampled_from(["J", "J2", "J 2", "Jo Miller", "Jo Moor"]), max_size=30))
def test_no_two_speakers_have_the_same_badge(names: list[str]) -> None:
    found = badges(names)
    assert len({badge.letters for badge in found}) == len(names)
    assert all(badge.letters != "?" and 1 <= badge.hue <= HUES for badge in found)
    assert all(f".c{badge.hue} " in styles() for badge in found)


# --- Nothing, little and much ---


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        (Analysis((), (), ()), ["There are no articles.", "Nobody is quoted.", "There are no sentences"]),
        (Analysis((Article("It rained."),), (), ()), ["Nobody is quoted.", "No quotes were found."]),
        (Analysis((Article(" \n\n "),), (), ()), ["There are no sentences", "0\xa0quotes"]),
        (spoken("“It held.”", (1, 9)), ["1\xa0quote"]),
    ],
)
def test_what_is_not_there_is_said(analysis: Analysis, said: list[str]) -> None:
    root = parsed(report(analysis))
    assert all(words in root.text() for words in said)
    assert not {"timeline", "variants"} & {one.attributes.get("id") for one in root}
    assert_links_resolve(root)


def test_quotes_without_words_in_the_text_lead_to_their_article() -> None:
    said = spoken("It rained.", (90, 99))
    root = parsed(report(replace(said, quotes=(*said.quotes, Quote("a-2", "a", "indirect", "statement", ())))))
    assert [root.at(f"q-{number}").all("a")[0].attributes["href"] for number in (1, 2)] == ["#article-1"] * 2


def test_many_articles_are_folded_and_all_there() -> None:
    some = corpus().articles
    many = tuple(replace(some[n % len(some)], id=f"n{n}", outlet=f"o{n % 7}") for n in range(200))
    ids = {article.id: [f"n{n}" for n in range(200) if n % len(some) == place] for place, article in enumerate(some)}
    quotes = tuple(
        replace(quote, id=f"{name}-{quote.id}", article=name)
        for quote in corpus().quotes
        for name in ids[quote.article][:3]
    )
    html = report(Analysis(many, quotes, corpus().speakers))
    root = parsed(html)
    assert len(texts(root)) == 200
    assert not [one for one in root.all("details", "sheet") if "open" in one.attributes]
    assert len(html.encode()) < 6 * sum(len(article.text.encode()) for article in many)
    assert_links_resolve(root)


def test_one_article_gives_its_title() -> None:
    assert parsed(report(spoken("It held.", title="Dam <holds>"))).all("h1")[0].text() == "Dam <holds>"
    assert parsed(report(spoken("It held."), title="Mine")).all("h1")[0].text() == "Mine"


@pytest.mark.parametrize(
    ("article", "heading"),
    [
        (Article("It rained.", "a", title=" Rain\n falls "), "Rain falls"),
        (Article("Rain falls\n\nIt rained all day, she said.", "a"), "Rain falls"),
        (
            Article("It rained all day in " + "every " * 30 + "town.", "a"),
            "It rained all day in" + " every" * 11 + " …",
        ),
        (Article("", "a"), "a"),
        (Article("It rained.", "a", title="x" * 500), "x" * 138 + " …"),
    ],
)
def test_headings_of_articles(article: Article, heading: str) -> None:
    assert sheets([article])[0].heading == heading
    assert len(heading) <= 140 >= len(heading_of(article)) or heading.endswith("…")


def test_articles_of_one_outlet_are_told_apart() -> None:
    articles = [Article(f"{word} fell all day.", word, outlet="Echo") for word in ("Rain", "Snow")]
    assert [sheet.label for sheet in sheets(articles)] == ["Echo: Rain fell all day.", "Echo: Snow fell all day."]


@pytest.mark.parametrize(
    ("published", "label"),
    [
        (None, None),
        ("", None),
        ("last Tuesday", "last Tuesday"),
        ("2025-13-01", "2025-13-01"),
        ("2025-04-10", "10 April 2025"),
        ("2025-04-10T23:30:00-05:00", "10 April 2025"),
        ("0001-01-01T00:00:00+14:00", "1 January 1"),
        ("9999-12-31T23:59:59-14:00", "31 December 9999"),
    ],
)
def test_dates_are_read_or_left_as_they_are(published: str | None, label: str | None) -> None:
    assert day_label(published) == label
    timeline([Article("a", published=published), Article("b", published="2025-01-01")])


def test_times_of_all_zones_are_in_order() -> None:
    given_ = ["2025-04-10T23:00:00-05:00", "2025-04-11T01:00:00+00:00", "2025-04-11", "soon"]
    found = timeline([Article(when, published=when) for when in given_])
    assert [(day.iso, day.articles) for day in found.days] == [("2025-04-10", (0,)), ("2025-04-11", (2, 1))]
    assert [column.place for column in found.columns] == [0, 0.25, 1]
    assert found.undated == (3,)


def test_more_than_two_times_are_drawn() -> None:
    articles = tuple(Article(f"It rained {n} days.", f"a{n}", published=f"2025-04-{n + 1:02}") for n in range(20))
    root = parsed(report(Analysis(articles, (), ())))
    assert len(root.at("timeline").all("svg")[0].all("rect")) == 20


# --- Mistakes ---


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"title": 3}, "title is a str or None, not 3"),
        ({"sentences": 0}, "sentences is a whole number of 1 or more"),
        ({"acts": "said"}, "acts is 'statement' or 'all', not 'said'"),
    ],
)
def test_mistakes_are_told(options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        report(spoken("It held."), **options)  # type: ignore[arg-type]


def test_an_article_twice_is_one_and_two_of_an_id_are_refused() -> None:
    said = spoken("“It held.”", (1, 9))
    twice = Analysis(said.articles * 2, said.quotes * 2, said.speakers * 2)
    assert report(twice) == report(said)
    with pytest.raises(UsageError, match="two articles have the id 'a'"):
        report(Analysis((*said.articles, Article("Rain.", "a")), (), ()))


run = partial(commands.run, "report")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument 'PATH"),
        (("missing.txt", "-o", "out.html"), "missing.txt: no such file"),
        (("empty.txt", "-o", "out.html"), "empty.txt: empty"),
        (("a.txt", "-o", "out.pdf"), "out.pdf: a report is HTML; choose a name that ends in .html"),
        (("a.txt", "-o", "no/out.html"), "no/out.html: cannot be written: its folder does not exist"),
        (("a.txt", "-o", "out.html", "--sentences", "0"), "--sentences"),
        (("a.txt", "-o", "out.html", "--min-confidence", "nan"), "--min-confidence is a number from 0 to 1, not nan"),
        (("a.txt", "-o", "out.html", "--aliases", "names.csv"), "names.csv: cannot be read"),
    ],
)
def test_the_command_says_what_is_wrong(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("“It held,” said Ana Reyes.", encoding="utf-8")
    Path("empty.txt").touch()
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "empty.txt"]


def test_the_command_writes_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("echo").mkdir()
    Path("echo", "a.txt").write_text("Published: April 10, 2025\n\n“It held,” said Lucho.", encoding="utf-8")
    Path("names.csv").write_text("name,alias\nLuis Suárez,Lucho\n", encoding="utf-8")
    result = run("echo", "-o", "out.html", "--outlet-from", "folder", "--aliases", "names.csv", "--title", "A & B")
    assert (result.exit_code, result.output) == (0, "")
    root = parsed(Path("out.html").read_text(encoding="utf-8"))
    assert root.all("h1")[0].text() == "A & B"
    assert "Luis Suárez" in root.at("quotes").text()
    assert root.at("q-1").all("a")[0].text() == "echo, 10 April 2025"
    assert run("echo").stdout == run("echo", "-o", "-").stdout
    assert "No quotes were found." in run("echo", "--min-confidence", "1").stdout
