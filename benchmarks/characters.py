"""Texts with broken characters: `python benchmarks/characters.py` breaks the articles of corpus/ in many ways.

For each way: how many articles a reader of quotekit sees as they were before, and ftfy (where it is installed) makes of
them; how many of the quotes of the whole articles are found with the same words and speaker in the broken ones.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from html import escape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from quotekit import Article, analyze
from quotekit.plain.shown import reads

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def read_as(encoding: str, times: int = 1) -> Callable[[str], str]:
    """UTF-8 that is read in another encoding; what that has no character for stays a control."""

    def broken(text: str) -> str:
        for _ in range(times):
            text = "".join(_character(byte, encoding) if byte > 127 else chr(byte) for byte in text.encode())
        return text

    return broken


def _character(byte: int, encoding: str) -> str:
    return bytes([byte]).decode(encoding, "ignore") or chr(byte)


def _escaped(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda found: f"&#{ord(found[0])};", escape(text, quote=False))


BREAKS: dict[str, Callable[[str], str]] = {
    "as they are": lambda text: text,
    "UTF-8 read as cp1252": read_as("cp1252"),
    "UTF-8 read as Latin-1": read_as("latin-1"),
    "UTF-8 read as Mac Roman": read_as("mac_roman"),
    "UTF-8 read as cp1250": read_as("cp1250"),
    "UTF-8 read as cp1251": read_as("cp1251"),
    "UTF-8 read as cp437": read_as("cp437"),
    "UTF-8 read as cp1252 twice": read_as("cp1252", 2),
    "cp1252 read as Latin-1": lambda text: text.encode("cp1252", "replace").decode("latin-1"),
    "UTF-8 read as Latin-1, controls lost": lambda text: re.sub("[\x80-\x9f]", "", read_as("latin-1")(text)),
    "UTF-8 read as ASCII": lambda text: re.sub("[^\x00-\x7f]", "\ufffd", text),
    "entities": _escaped,
    "entities of entities": lambda text: _escaped(_escaped(text)),
    "soft hyphens": lambda text: re.sub(r"(\w{4})(?=\w{3})", "\\1\xad", text),
    "marks of direction": lambda text: re.sub(r"\b(?=[A-Z])", "\u200e", text),
}
"""What is done to a text."""


def _ftfy() -> Callable[[str], str] | None:
    if not find_spec("ftfy"):
        return None
    fix = import_module("ftfy").fix_text
    return lambda text: str(fix(text, uncurl_quotes=False, unescape_html=True, normalization=None))


def _quotes(texts: list[str]) -> Counter[tuple[int, str, str | None]]:
    """The words and speakers of quotes, marks and spaces at their edges aside, by the number of the text."""
    articles = [Article(text, str(number)) for number, text in enumerate(texts)]
    rows = analyze(articles).rows()
    return Counter((int(row["article"]), row["quote"].strip(" ,.“”‘’\"'"), row["speaker"]) for row in rows)


def main() -> int:
    """Print a line for each way."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    texts = [text for text in texts if not text.isascii()]
    seen = [reads(text, 0, len(text)) for text in texts]
    whole, fixed = _quotes(texts), _ftfy()
    print(f"{len(texts)} articles, {whole.total()} quotes" + " " * 12 + f"{'seen':>6}{'ftfy':>6}{'quotes':>9}")
    for name, damage in BREAKS.items():
        broken = [damage(text) for text in texts]
        ours = sum(reads(text, 0, len(text)) == was for text, was in zip(broken, seen))
        theirs = sum(fixed(text) == was for text, was in zip(broken, texts)) if fixed else "-"
        found = (_quotes(broken) & whole).total()
        print(f"{name:40}{ours:>6}{theirs:>6}{100 * found / whole.total():>8.1f}%", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
