"""Groups of variants as rows, as Markdown and as text for a terminal, with what differs word by word.

Knows no linguistics. Words of the representative that a quote drops stand in brackets with a minus, words that it adds
with a plus, so that a changed meaning shows without colors too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from quotekit.analysis import Analysis
from quotekit.exporting.summaries import as_markdown
from quotekit.exporting.tables import harmless, print_text, write_all
from quotekit.records import Quote, Speaker
from quotekit.rows import GROUP_COLUMNS, QUOTE_COLUMNS, Row, quote_row
from quotekit.variants.alignment import Difference
from quotekit.variants.grouping import Variants
from quotekit.variants.grouping import group as grouped
from quotekit.variants.groups import Printing, VariantGroup
from quotekit.variants.wordings import name_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from quotekit.models.model import Given

COMPARE_COLUMNS = (
    *("group", "outlets", "representative", "outlet", "published", "article", "id", "relation", "kind"),
    *("speaker", "said_by", "disputed", "quote", "start", "end", "differences"),
)
"""A row for each quote of a group; `outlets` is their number, `said_by` whom the outlets agree on."""

GROUPED_COLUMNS = (*QUOTE_COLUMNS, *GROUP_COLUMNS)
GROUPED_TABLE = {"speaker": 0.22, "kind": 0.1, "quote": 0.4, "article": 0.18, "outlets": 0.1}
"""Columns of quotes with their groups, in CSV and on a terminal."""

Groups = dict[tuple[str, str], VariantGroup]
"""Groups by the ids of article and quote."""

_SIGNS = {"dropped": "[-{}-]", "added": "[+{}+]", "changed": "[-{}-][+{}+]"}
_STYLES = {"dropped": "red strike", "added": "green"}


def compared(groups: Iterable[VariantGroup], least: int = 2) -> Iterator[VariantGroup]:
    """The groups that at least so many outlets printed in texts of their own: copies of one text count once.

    >>> list(compared([]))
    []
    """
    return (group for group in groups if len(group.outlets) >= least <= group.voices)


def comparison(analysis: Analysis, least: int = 2, model: Given = None) -> list[Row]:
    """What at least so many outlets printed, the most widespread first: rows of `group_rows`.

    >>> comparison(Analysis((), (), ()))
    []
    """
    return list(group_rows(compared(grouped(analysis, model), least)))


def compare_rows(groups: Iterable[VariantGroup]) -> Iterator[Row]:
    """A row for each quote of each group, in the order of `printings`.

    >>> list(compare_rows([]))
    []
    """
    for group in groups:
        for printing in group.printings:
            yield _row(group, printing)


def _row(group: VariantGroup, printing: Printing) -> Row:
    row = quote_row(printing.text, printing.quote, printing.speaker)
    kept = {key: row[key] for key in ("article", "id", "kind", "speaker", "quote", "content")}
    return kept | {
        "group": group.id,
        "outlets": len(group.outlets),
        "representative": printing is group.representative,
        "outlet": printing.outlet,
        "published": printing.article.published,
        "relation": group.relation(printing),
        "said_by": group.speaker,
        "disputed": list(group.speakers) if group.is_disputed else [],
        "differences": marked_up(group.differences(printing)),
    }


def marked_up(differences: Iterable[Difference]) -> str:
    """Differences as text: `[-dropped-]`, `[+added+]`, one after the other where words were changed.

    >>> from quotekit.variants.alignment import differences
    >>> marked_up(differences(["Sometimes ", "luck ", "is ", "ours."], ["Luck ", "was ", "ours."]))
    '[-Sometimes-] Luck [-is-][+was+] ours.'
    """
    return "".join(_signed(each) + each.gap for each in differences).rstrip()


def _signed(each: Difference) -> str:
    if each.change == "same":
        return each.after
    words = (each.before, each.after) if each.change == "changed" else (each.before or each.after,)
    return _SIGNS[each.change].format(*words)


def informed(analyses: Iterable[Analysis], model: Given = None) -> tuple[list[Analysis], Groups]:
    """All of some analyses, and the groups of their quotes by the ids of article and quote.

    A quote without a speaker, or with one who is only "he", takes the speaker on whom all its variants agree, and its
    rule says "+variants". All analyses are held in memory.

    >>> informed([])[0]
    []
    """
    held, variants = list(analyses), Variants(model)
    for analysis in held:
        variants.add(analysis)
    groups = {(printing.article.id, printing.quote.id): group for group in variants for printing in group.printings}
    return [_informed(analysis, groups) for analysis in held], groups


def _informed(analysis: Analysis, groups: Groups) -> Analysis:
    found: list[Speaker] = []
    quotes: list[Quote] = []
    for quote in analysis.quotes:
        group = groups.get((quote.article, quote.id))
        if group and group.speaker and not name_of(analysis.speaker_of(quote)):
            who = next(
                printing.speaker
                for printing in group.printings
                if printing.speaker and printing.speaker.name == group.speaker
            )
            found.append(replace(who, id=f"{quote.article}:v{len(found) + 1}", mentions=()))
            quote = replace(quote, speaker=found[-1].id, rule=f"{quote.rule}+variants")
        quotes.append(quote)
    if not found:
        return analysis
    return Analysis(analysis.articles, tuple(quotes), (*analysis.speakers, *found))


def with_groups(rows: Iterable[Row], groups: Groups) -> Iterator[Row]:
    """Rows of quotes with `group`, None where nothing else renders the utterance, and `outlets`, how many print it.

    >>> list(with_groups([], {}))
    []
    """
    for row in rows:
        group = groups.get((row["article"], row["id"]))
        yield {**row, "group": group.id if group else None, "outlets": len(group.outlets) if group else 1}


def group_rows(groups: Iterable[VariantGroup]) -> Iterator[Row]:
    """Each group as one object: whose, in which outlets, its quotes as `compare_rows` has them.

    >>> list(group_rows([]))
    []
    """
    for group in groups:
        row = quote_row(group.representative.text, group.representative.quote, None)
        yield {
            "group": group.id,
            "quote": row["quote"],
            "speaker": group.speaker,
            "speakers": group.speakers,
            "outlets": group.outlets,
            "first": group.outlets[0],
            "quotes": [_bare(_row(group, printing)) for printing in group.printings],
        }


def _bare(row: Row) -> Row:
    return {key: value for key, value in row.items() if key not in ("group", "outlets", "said_by", "disputed")}


def write_compared(groups: Iterable[VariantGroup], console: Console) -> None:
    """Write groups for people: what was said, by whom, and each outlet's form with what differs in color."""
    for group in groups:
        print_text(_heading(group), console)
        for printing in group.printings:
            print_text(_line(group, printing), console, indent=4)
        write_all(["\n"], console.file)


def _heading(group: VariantGroup) -> Text:
    from rich.text import Text

    row = quote_row(group.representative.text, group.representative.quote, None)
    told = Text(harmless(_quoted(row)), "bold")
    between = " " if row["kind"] == "direct" else " — "
    return told.append(f"{between}{_said_by(group)}, {len(group.outlets)} outlets", "default")


def _said_by(group: VariantGroup) -> str:
    if group.is_disputed:
        parties = (f"{harmless(name)} ({harmless(', '.join(who))})" for name, who in group.speakers.items())
        return f"disputed: {' or '.join(parties)}"
    return harmless(group.speaker or "nobody named")


def _line(group: VariantGroup, printing: Printing) -> Text:
    from rich.text import Text

    line = Text(f"  {harmless(_place(printing))} [{group.relation(printing)}] ", "dim")
    between = ""
    for each in group.differences(printing):
        line.append(between, "default")
        between = each.gap
        if each.before and each.change != "same":
            line.append(f"[-{harmless(each.before)}-]", _STYLES["dropped"])
        if each.after:
            is_new = each.change != "same"
            line.append(
                f"[+{harmless(each.after)}+]" if is_new else harmless(each.after),
                _STYLES["added"] if is_new else "default",
            )
    return line


def _quoted(row: Row) -> str:
    """The words of a quote in marks, unless not all of them are somebody's: mixed ones have marks of their own."""
    return f"“{row['quote']}”" if row["kind"] == "direct" else str(row["quote"])


def _place(printing: Printing) -> str:
    return f"{printing.outlet}, {printing.article.published}" if printing.article.published else printing.outlet


def write_compared_markdown(groups: Iterable[VariantGroup], stream: IO[str]) -> None:
    """Write groups as Markdown: a heading for each, a bullet for each quote; dropped words struck, added ones bold."""
    for number, group in enumerate(groups):
        row = quote_row(group.representative.text, group.representative.quote, None)
        stream.write("\n" * (number > 0) + f"## {as_markdown(_quoted(row))}\n\n")
        stream.write(f"{as_markdown(_said_by(group))}, {len(group.outlets)} outlets\n\n")
        for printing in group.printings:
            told = "".join(_in_markdown(each) + each.gap for each in group.differences(printing))
            stream.write(f"- {as_markdown(_place(printing))} ({group.relation(printing)}): {told.rstrip()}\n")
        stream.flush()


def _in_markdown(each: Difference) -> str:
    if each.change == "same":
        return as_markdown(each.after)
    dropped = f"~~{as_markdown(each.before)}~~" if each.before else ""
    return " ".join(filter(None, (dropped, f"**{as_markdown(each.after)}**" if each.after else "")))
