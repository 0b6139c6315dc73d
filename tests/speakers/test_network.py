"""The network of who is quoted beside whom, and what reads it as GraphML."""

from __future__ import annotations

import io
from pathlib import Path

import networkx
import pytest
from commands import run

import quotekit
from quotekit.records import Article
from quotekit.speakers.people.network import graphml

BOTH = "“It held,” said Ana Reyes, the mayor. “It leaks,” said Bill Voss, the engineer. “No,” said a spokesman."
FOUND = quotekit.analyze(
    [
        Article(BOTH, "a", outlet="Echo"),
        Article(BOTH, "b", outlet="Wire"),
        Article(BOTH, "c", outlet="Wire"),
        Article("“It rained,” said Cleo Hart, the farmer.", "d"),
    ]
)


def test_nobody_is_beside_nobody() -> None:
    assert quotekit.network(quotekit.analyze("It rained.")).number_of_nodes() == 0


def test_named_speakers_are_nodes_and_the_unnamed_are_none() -> None:
    nodes = quotekit.network(FOUND).nodes
    assert sorted(nodes) == ["person:ana-reyes", "person:bill-voss", "person:cleo-hart"]
    assert nodes["person:ana-reyes"] == {
        "name": "Ana Reyes",
        "kind": "person",
        "gender": "f",
        "quotes": 3,
        "articles": 3,
    }


def test_an_edge_counts_articles_and_names_outlets() -> None:
    graph = quotekit.network(FOUND)
    assert list(graph.edges(data=True)) == [
        ("person:ana-reyes", "person:bill-voss", {"articles": 3, "outlets": "Wire; Echo"})
    ]


def test_articles_one_by_one_give_the_same() -> None:
    assert graphml(quotekit.network(FOUND.by_article())) == graphml(quotekit.network(FOUND))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOTH)
    target = tmp_path / "beside.graphml"
    result = run("speakers", tmp_path / "a.txt", "--network", "-o", target)
    assert result.exit_code == 0, result.output
    graph = networkx.read_graphml(io.BytesIO(target.read_bytes()))
    assert [graph.nodes[one]["name"] for one in sorted(graph)] == ["Ana Reyes", "Bill Voss"]
    assert graph.number_of_edges() == 1


@pytest.mark.parametrize(("given", "named"), [(["--format", "csv"], "--format csv"), (["--raw"], "--raw")])
def test_options_of_tables_are_refused(given: list[str], named: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOTH)
    result = run("speakers", tmp_path / "a.txt", "--network", *given)
    assert result.exit_code == 2
    assert f"--network writes GraphML: leave out {named}, which is for tables" in result.output
