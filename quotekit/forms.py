"""The page of `quotekit serve`: its form, what was filled into it, and the report below it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotekit.errors import QuotekitError

if TYPE_CHECKING:
    from jinja2 import Environment

SENTENCES, MOST_SENTENCES = 5, 50
_DATA = Path(__file__).with_name("data")
_TOP = "<main"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled into the form."""

    text: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    """The name and the bytes of each file chosen."""
    sentences: str = str(SENTENCES)
    """As it was typed."""

    def job(self) -> dict[str, Any]:
        """The arguments of the errand `page`, of values that JSON has."""
        return {
            "text": self.text,
            "files": [[name, data.decode("latin-1")] for name, data in self.files],
            "sentences": self.sentences,
        }


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages to show: those of a folder where `standing` is its report, else those for pasted text alone."""

    standing: str | None = None

    def first(self, example: bool = False) -> str:
        """The page that is shown first; with `example` a text of ours is filled in."""
        given = Filled(text=_example()) if example else Filled()
        return below_form(self.standing, given) if self.standing and not example else _alone(given)

    def again(self, given: Filled, problem: str) -> str:
        """The form as it was filled in, and what was wrong with it."""
        return _alone(given, problem)


def below_form(report: str, given: Filled) -> str:
    """The page of a report with the form above it, folded."""
    before, at, after = report.partition(_TOP)
    return before + _rendered("serve_form.html", given=given, folded=True) + at + after


def _alone(given: Filled, problem: str | None = None) -> str:
    return _rendered("serve.html", given=given, problem=problem)


def policy() -> str:
    """The content security policy of the pages: their own style sheets, their own form, nothing else.

    >>> policy().startswith("default-src 'none'; style-src 'sha256-")
    True
    """
    hashes = (base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() for sheet in _sheets())
    styles = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def _rendered(template: str, **values: Any) -> str:
    always = {"most_sentences": MOST_SENTENCES, "sheets": [Markup(sheet) for sheet in _sheets()]}
    return _templates().get_template(template).render(**values, **always)


@cache
def _sheets() -> list[str]:
    return [(_DATA / name).read_text(encoding="utf-8") for name in ("page.css", "serve.css")]


@cache
def _templates() -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise QuotekitError("the page needs Jinja2: pip install 'quotekit[web]'") from None
    return Environment(
        loader=FileSystemLoader(_DATA), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _example() -> str:
    return (_DATA / "example.txt").read_text(encoding="utf-8")
