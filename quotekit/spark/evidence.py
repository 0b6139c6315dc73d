"""What speakers and variants go by, as a column behind those of the export: so that no article is read twice."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from quotekit.analysis import Analysis
from quotekit.errors import InputError
from quotekit.exporting.parquet import schema_of, writable
from quotekit.records import Speaker
from quotekit.rows import EXPORT_COLUMNS
from quotekit.speakers.people.appearances import words_of
from quotekit.variants.grouping import worded
from quotekit.variants.web import sameness
from quotekit.variants.wordings import Rarities, Topic, Wording

EVIDENCE, SECTION = "evidence", "section"
_FIELDS = tuple(field.name for field in fields(Wording) if field.name != "rarity")
_FORM = hashlib.sha256(" ".join(_FIELDS).encode()).hexdigest()[:8]
"""What wordings of one version of quotekit have in common."""
_KNOWN = {("builtins", "frozenset"): frozenset, ("quotekit.variants.wordings", "Topic"): Topic}
"""All that a wording is made of, besides texts and numbers."""


def evidence_type() -> Any:
    """The type of the column in Arrow.

    >>> evidence_type().field(0).name
    'order'
    """
    import pyarrow as arrow

    texts = arrow.list_(arrow.string())
    return arrow.struct(
        [
            ("order", arrow.int32()),  # of the quote in its article
            ("place", arrow.float64()),  # where in it the quote begins, 0 to 1
            ("speaker", arrow.string()),  # the id of the speaker in the article
            ("surname", arrow.string()),  # the last word of the speaker's name, folded
            ("aliases", texts),
            ("roles", texts),
            ("gender", arrow.string()),
            ("same", arrow.int64()),  # the same for quotes of one speaker in the same words; null for others
            ("wording", arrow.binary()),  # null where the quote is compared with none
        ]
    )


def quotes_schema(evidence: bool) -> Any:
    """The schema of quotes in Arrow: that of the Parquet export, and behind it section and evidence.

    >>> quotes_schema(True).names[-3:]
    ['author', 'section', 'evidence']
    """
    import pyarrow as arrow

    schema = schema_of(EXPORT_COLUMNS).append(arrow.field(SECTION, arrow.string()))
    return schema.append(arrow.field(EVIDENCE, evidence_type())) if evidence else schema


def evidence_of(analysis: Analysis, rarities: Rarities) -> Iterator[dict[str, Any]]:
    """The evidence of each quote of one article.

    >>> from quotekit.records import Article, Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),))
    >>> [one] = evidence_of(Analysis((Article("“It held.”", "a"),), (quote,), ()), Rarities(Rarity({}, 7.0)))
    >>> one["order"], one["place"], one["speaker"], unpacked(one["wording"], Rarities(Rarity({}, 7.0))).stems
    (0, 0.1, None, ('it', 'held'))
    """
    for order, (printing, wording) in enumerate(worded(analysis, rarities)):
        yield {
            "order": order,
            "place": printing.place,
            "same": _number(sameness(wording)),
            "wording": None if wording.is_alone else packed(wording),
            **_about(printing.speaker),
        }


def _number(same: object) -> int | None:
    """A number of 64 bits for what has a form in print, the same in every process."""
    told = repr(same).encode("utf-8", "backslashreplace")
    digest = hashlib.blake2b(told, digest_size=8).digest()
    return None if same is None else int.from_bytes(digest, "little", signed=True)


def _about(speaker: Speaker | None) -> dict[str, Any]:
    if speaker is None:
        return {"speaker": None, "surname": None, "aliases": [], "roles": [], "gender": None}
    return {
        "speaker": writable(speaker.id),
        "surname": writable(words_of(speaker)[-1]),
        "aliases": list(map(writable, speaker.aliases)),
        "roles": list(map(writable, speaker.roles)),
        "gender": speaker.gender,
    }


def packed(wording: Wording) -> bytes:
    """A wording as bytes, without the table of rarities, which every worker has."""
    return pickle.dumps((_FORM, *(getattr(wording, name) for name in _FIELDS)), protocol=5)


def unpacked(data: bytes, rarities: Rarities) -> Wording:
    """The wording that bytes are, those of the same version of quotekit. Raises InputError for any others.

    Nothing but texts, numbers, tuples and sets is made of them, wherever the file comes from.
    """
    return Wording(**dict(zip(_FIELDS, _read(data))), rarity=rarities)


class _Careful(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is part of no wording")
        return _KNOWN[module, name]


def _read(data: bytes) -> tuple[Any, ...]:
    try:
        form, *values = _Careful(io.BytesIO(data)).load()
    except Exception as error:  # a pickle may fail in any way
        raise InputError(f"evidence that is none: {type(error).__name__}: {error!s:.80}") from None
    if form != _FORM or len(values) != len(_FIELDS):
        raise InputError("evidence of another version of quotekit: find the quotes anew")
    return tuple(values)
