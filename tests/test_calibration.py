"""The figures of `benchmarks/calibration.py`: what is perfect is 0, what is wrong for sure is 1, nothing is None."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import calibration
from benchmarks.calibration import COLLECTIONS, Judged, by_count, by_width, figures, picture, table

SVG = "{http://www.w3.org/2000/svg}"


def judged(confidence: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(confidence, True)] * right + [Judged(confidence, False)] * wrong


@pytest.mark.parametrize(
    ("rows", "ece", "ece_by_count", "brier"),
    [
        ([], None, None, None),
        (judged(1.0, 0, 7), 1, 1, 1),
        (judged(0.0, 7, 0), 1, 1, 1),
        (judged(1.0, 7, 0), 0, 0, 0),
        (judged(0.0, 0, 7), 0, 0, 0),
        (judged(0.5, 5, 5), 0, 0, 0.25),
        (judged(0.75, 30, 10) + judged(0.25, 10, 30), 0, 0, 0.1875),
        (judged(0.9, 1, 1), 0.4, 0.4, 0.41),
        (judged(1.0, 3, 0) + judged(0.5, 0, 1), 0.125, 0.125, 0.0625),  # one row of four is half off
        (judged(0.8, 0, 1) + judged(0.6, 1, 0), 0.6, 0.6, 0.4),  # what one bin hides, two tell
        (judged(0.88, 0, 1) + judged(0.82, 1, 0), 0.35, 0.53, 0.4034),  # one bin of the scale, two of the rows
    ],
)
def test_figures(rows: list[Judged], ece: float | None, ece_by_count: float | None, brier: float | None) -> None:
    found = figures(rows)
    for value, wanted in zip((found.ece, found.ece_by_count, found.brier), (ece, ece_by_count, brier)):
        assert value == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("rows", "right", "confidence"),
    [([], None, None), (judged(1.0, 1, 0) + judged(0.2, 0, 3), 0.25, 0.4), (judged(0.6, 0, 2), 0, 0.6)],
)
def test_shares_and_means(rows: list[Judged], right: float | None, confidence: float | None) -> None:
    found = figures(rows)
    assert (found.rows, found.right) == (len(rows), right)
    assert found.confidence == pytest.approx(confidence)


@pytest.mark.parametrize(
    ("confidence", "number"),
    [(0.0, 0), (0.099, 0), (0.1, 1), (0.3, 3), (0.599, 5), (0.6, 6), (0.7, 7), (0.999, 9), (1.0, 9)],
)
def test_bins_of_equal_width(confidence: float, number: int) -> None:
    assert [len(own) for own in by_width([Judged(confidence, True)])] == [int(at == number) for at in range(10)]


@pytest.mark.parametrize(
    ("confidences", "sizes"),
    [
        ([], [0] * 10),
        ([0.5] * 25, [25, *[0] * 9]),
        ([number / 20 for number in range(20)], [2] * 10),
        ([number / 25 for number in range(25)], [3, 2] * 5),
        ([0.1, *[0.2] * 8, 0.3], [1, 8, 0, 0, 0, 0, 0, 0, 0, 1]),
    ],
)
def test_bins_of_equal_number(confidences: list[float], sizes: list[int]) -> None:
    rows = [Judged(confidence, True) for confidence in reversed(confidences)]
    assert [len(own) for own in by_count(rows)] == sizes


def test_the_order_of_rows_of_one_confidence_does_not_matter() -> None:
    rows = judged(0.5, 8, 8) + judged(0.875, 3, 1)
    assert figures(rows) == figures(rows[::-1])


def test_a_table_without_rows_has_no_figures() -> None:
    lines = table({name: figures([]) for name in COLLECTIONS}).splitlines()
    assert lines[1].split() == ["bbc", "0", *"-----"]


@pytest.mark.parametrize(("rows", "dots"), [([], 0), (judged(0.95, 9, 1), 1), (judged(0.5, 1, 1) + judged(1, 1, 0), 2)])
def test_the_picture_has_a_dot_for_each_bin_with_rows(rows: list[Judged], dots: int) -> None:
    root = ElementTree.fromstring(picture({"bbc": rows}))
    keys = len(calibration.SAMPLES)
    assert len(root.findall(f"{SVG}circle")) == dots + keys
    assert [root.findtext(f"{SVG}{tag}") not in (None, "") for tag in ("title", "desc")] == [True, True]
    names = [one.text for one in root.findall(f"{SVG}text") if one.get("class") == "name"]
    assert names == list(COLLECTIONS)


def test_without_shared_it_passes_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        sys, "argv", ["calibration.py", "--shared", str(tmp_path / "none"), "--svg", str(tmp_path / "a")]
    )
    assert calibration.main() == 0
    assert capsys.readouterr().out == f"{tmp_path / 'none'} is not here: calibration is not measured\n"
    assert not (tmp_path / "a").exists()
