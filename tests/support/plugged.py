"""Packages that add parts to quotekit, as an installer leaves them: a module and its entry points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from quotekit import plugins


def forget_additions() -> None:
    """What was looked up is looked up anew."""
    plugins._entries.cache_clear()
    plugins.addition.cache_clear()


def put_package(site: Path, name: str, code: str, entries: Mapping[str, Mapping[str, str]]) -> None:
    """A package of one module in a folder of installed packages; entries are given by group and name."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (site / f"{name}.py").write_text(code, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    lines = (
        f"[{group}]\n" + "".join(f"{one} = {where}\n" for one, where in own.items()) for group, own in entries.items()
    )
    (info / "entry_points.txt").write_text("".join(lines), encoding="utf-8")


@contextmanager
def plugged(site: Path, name: str, code: str, entries: Mapping[str, Mapping[str, str]]) -> Iterator[None]:
    """A package that is installed meanwhile."""
    put_package(site, name, code, entries)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(site)
        forget_additions()
        yield
    forget_additions()
