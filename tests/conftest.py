"""What tests of several rooms begin with, and how their cases are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are called by their argument: a made Word document holds the second it was made in, and every worker of
    pytest-xdist must find the same cases.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium, for the tests that are marked so."""
    with chromium() as found:
        yield found
