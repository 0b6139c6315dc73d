"""Files in Markdown: the text as it stands, front matter as fields, and what is no front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotekit import group
from quotekit.exporting.summaries import write_markdown
from quotekit.exporting.variants import write_compared_markdown
from quotekit.pipeline import analyze
from quotekit.reading.reader import Problem, read
from quotekit.records import Article
from quotekit.summary.summarize import summarize

SAID = "“We had no boats,” said Ana Reyes, who runs the ferry."


def read_text(folder: Path, text: str, name: str = "dam.md") -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    [article] = read(folder / name)
    return article


@pytest.mark.parametrize(
    "text",
    [
        f"# Dam holds\n\n**{SAID}** See [the report](https://b.example/r).\n\n> It held.\n",
        f"---\n\n{SAID}\n\n---\n\nThe dam held.\n",
        f"---\n{SAID}\n---\nThe dam held.\n",
        f"---\ntitle: Dam\n{SAID}\n---\nThe dam held.\n",
        f"---\ntitle: Dam\n\n{SAID}\n",
        f"{SAID}\n---\ntitle: Dam\n---\n",
        f" ---\ntitle: Dam\n---\n{SAID}\n",
        f"----\ntitle: Dam\n----\n{SAID}\n",
        "---\n" + "- " * 9 + f"\n---\n{SAID}\n",
        "---\n" + "title: x\n" * 5000 + f"---\n{SAID}\n",
    ],
)
def test_text_without_front_matter_is_as_it_stands(text: str, tmp_path: Path) -> None:
    article = read_text(tmp_path, text)
    assert (article.text, article.id, article.title, article.author) == (text, "dam", None, None)


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("title: Dam holds", {"title": "Dam holds"}),
        ("Title: 'Dam: it''s held'  # a comment", {"title": "Dam: it's held"}),
        ('title: "The \\"dam\\""', {"title": 'The "dam"'}),
        ("title: >\n  Dam holds\n  for now", {"title": "Dam holds; for now"}),
        ("title:\ndate: 2025-06-03", {"published": "2025-06-03"}),
        ("date: 2025-06-03 07:30:00 +0100", {"published": "2025-06-03T07:30:00+01:00"}),
        ("author: Ana Ruiz", {"author": "Ana Ruiz"}),
        ("authors: [Ana Ruiz, 'Tom Bell']\ntags: [dam, rain]", {"author": "Ana Ruiz; Tom Bell"}),
        ("authors:\n  - Ana Ruiz\n  - name: Tom Bell\n    email: t@b.example", {"author": "Ana Ruiz; Tom Bell"}),
        ("author:\n  name: Ana Ruiz\n  url: https://b.example", {"author": "Ana Ruiz"}),
        (
            "# notes\nlayout: post\nurl: https://b.example/dam\nsource: Courier",
            {"url": "https://b.example/dam", "outlet": "Courier"},
        ),
        ("headline: Dam holds\ntitle: Dam", {"title": "Dam holds"}),
        ("draft: false\nnull_title: ~\nauthor: ~", {}),
    ],
)
@pytest.mark.parametrize("end", ["---\n", "...\n", "---  \n"])
def test_front_matter(front: str, told: dict[str, str], end: str, tmp_path: Path) -> None:
    article = read_text(tmp_path, f"---\n{front}\n{end}\n{SAID}\n")
    found = {name: getattr(article, name) for name in ("title", "published", "author", "url", "outlet")}
    assert {name: value for name, value in found.items() if value} == told


def test_front_matter_is_not_quoted_and_positions_are_those_of_the_file(tmp_path: Path) -> None:
    text = f"---\ntitle: “We are broke,” said Tom Bell\r\nauthor: Ana Ruiz\n---\n\n{SAID}\n"
    article = read_text(tmp_path, text)
    file = (tmp_path / "dam.md").read_text(encoding="utf-8")
    [row] = analyze(article).rows()
    [[start, end]] = row["content"]
    assert (row["speaker"], file[start:end]) == ("Ana Reyes", "We had no boats,")
    assert len(article.text) == len(file)
    assert article.text.strip() == SAID


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "empty"), (" \n", "only white space"), ("---\ntitle: Dam\n---\n", "only front matter")],
)
def test_markdown_without_a_text(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "dam.md").write_text(text)
    problems: list[Problem] = []
    assert list(read(tmp_path, problems=problems.append)) == []
    assert [str(problem) for problem in problems] == [f"{tmp_path}/dam.md: {message}"]


def test_a_date_in_doubt_is_left_out_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "dam.md").write_text(f"---\ndate: 04/05/2025\n---\n{SAID}")
    problems: list[Problem] = []
    [article] = read(tmp_path, problems=problems.append)
    assert (article.published, problems[0].message) == (None, "its date is left out: '04/05/2025' is not clearly a day")


@pytest.mark.parametrize(
    "text", [f"- {SAID}\n- It held (for now).\n", f"## Dam\n\n{SAID} (Courier)\n", "## Dam (Courier)\n\nIt held.\n"]
)
def test_lists_that_quotekit_did_not_write(text: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, text).text == text


def test_what_quotekit_wrote_is_passed_over(tmp_path: Path) -> None:
    articles = [Article(SAID, "a", outlet="Courier"), Article(SAID, "b", outlet="Echo")]
    with (tmp_path / "only.md").open("w", encoding="utf-8") as stream:
        write_markdown([("", summarize(articles, words=20))], stream)
    with (tmp_path / "compared.md").open("w", encoding="utf-8") as stream:
        write_compared_markdown(group(analyze(articles)), stream)
    (tmp_path / "a.md").write_text(SAID)
    problems: list[Problem] = []
    assert [article.id for article in read(tmp_path, problems=problems.append)] == ["a"]
    assert {problem.message for problem in problems} == {"is Markdown that quotekit wrote, not an article: passed over"}
    assert [problem.rejected for problem in problems] == [False, False]


def test_other_names_and_the_option(tmp_path: Path) -> None:
    text = f"---\ntitle: Dam\n---\n{SAID}"
    assert read_text(tmp_path, text, "a.markdown").title == "Dam"
    assert read_text(tmp_path, text, "a.txt").title is None
    [article] = read(tmp_path / "a.txt", input_format="markdown")
    assert article.title == "Dam"


def test_a_readme_is_read_where_it_is_named(tmp_path: Path) -> None:
    assert read_text(tmp_path, SAID, "README.md").text == SAID
    (tmp_path / "a.txt").write_text("A.")
    assert [article.id for article in read(tmp_path)] == ["a"]
