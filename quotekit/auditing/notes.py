"""What all outputs of an audit say beside the figures: of what they are, what is not counted, how few is too few."""

from __future__ import annotations

from quotekit.auditing.records import FEW, Audit, Group, Share, wilson
from quotekit.errors import counted
from quotekit.reporting.timeline import day_label

_LEFT_OUT = {
    "mention": ("mention that somebody spoke", "mentions that somebody spoke"),
    "belief": ("belief or plan", "beliefs and plans"),
    "asks": ("question of the outlet", "questions of the outlet"),
}
TITLE = "Source audit"
UNIT = (
    "A source is somebody who is quoted, one however often and in however many articles. Gender is how the articles "
    "refer to people (title, pronoun, given name, role), not who they are; it is asked of people alone."
)
INTERVAL = "In brackets: the interval of 95 % of the share of sources (Wilson)."


def notes_of(audit: Audit) -> list[str]:
    """Sentences on an audit: of how much it is, how many of the people are women, what is not counted.

    >>> from quotekit.auditing.counting import audit
    >>> notes_of(audit([]))
    ['0 articles, 0 statements of 0 sources in 0 words.']
    """
    return list(filter(None, (_facts(audit), _women(audit.whole), _left_out(audit))))


def _facts(audit: Audit) -> str:
    total = audit.whole.total
    days = "" if audit.first is None else f", {day_label(audit.first)}"
    days += f" to {day_label(audit.last)}" if audit.last != audit.first else ""
    said = f"{counted(total.statements, 'statement')} of {counted(total.sources, 'source')}"
    return f"{counted(audit.whole.articles, 'article')}, {said} in {counted(total.words, 'word')}{days}."


def _women(group: Group) -> str:
    """The share of women among those who are told to be women or men."""
    women, men = (group.division("gender").line(value).sources for value in ("women", "men"))
    share = wilson(women, women + men)
    return f"Of {women + men:,} whose gender is told {percent(share, interval=True)} are women." if share else ""


def _left_out(audit: Audit) -> str:
    undated = [counted(audit.undated, "article without a date", "articles without a date")] if audit.undated else []
    acts = [counted(number, *_LEFT_OUT.get(act, (act,))) for act, number in audit.left_out.items() if number]
    told = undated + acts
    return f"Not counted: {', '.join(told)}." if told else ""


def warning_of(group: Group) -> str:
    """A warning where a group has few sources; empty for others."""
    return f"Fewer than {FEW} sources: shares tell little." if group.is_small else ""


def percent(share: Share | None, interval: bool = False) -> str:
    """A share for reading, a dash for none.

    >>> percent(Share(0.25, 0.1, 0.4)), percent(Share(0.25, 0.1, 0.4), interval=True), percent(None)
    ('25 %', '25 % (10 to 40)', '–')
    """
    if share is None:
        return "–"
    return f"{100 * share.value:.0f} %" + f" ({100 * share.low:.0f} to {100 * share.high:.0f})" * interval


def title_of(by: str) -> str:
    """The heading of a breakdown.

    >>> title_of("outlet+month")
    'By outlet and month'
    """
    return f"By {' and '.join(by.split('+'))}"
