"""The rules beside the fitted decisions, in order: what makes drafts of what was decided, and what mends them.

Each has a name, and an example in which a test sees it apply. A rule more is a function and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from quotekit.attribution import drafting, passages, repairs, source_repairs
from quotekit.attribution.clauses import in_front, inside, relayed_whole
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.decisions.words import Words, words_of
from quotekit.attribution.drafting import interrupted, reopened, sources_divided, taking_turns
from quotekit.text.document import View

Maker = Callable[[Decided], Iterator[tuple[int, QuoteDraft]]]
"""Drafts with the numbers of their articles, from what has been decided."""
Repair = Callable[[View, QuoteDraft, QuoteDraft | None], QuoteDraft | None]
"""A draft mended, from itself and the mended one before it in its article; None where there is nothing to mend."""
Proposer = Callable[[Words, Sequence[QuoteDraft]], Iterator[QuoteDraft]]
"""Further drafts of an article, which have yet to be judged, from its words and those that were made."""
Function = TypeVar("Function", Maker, Proposer, Repair)


class Rule(NamedTuple, Generic[Function]):
    """A rule by its name."""

    name: str
    example: str
    """A text in which it applies."""
    function: Function
    decides: bool = True
    """Whether a quotation bears its name from then on."""


MAKERS: tuple[Rule[Maker], ...] = (
    Rule("labelled", "“The ferry will sail on Monday,” said Ruth Okello.", drafting.labelled),
    Rule(
        "marked",
        "Tom Bell has no time for the council. “We were bailing with saucepans while they were on holiday.”",
        drafting.marked,
    ),
)
PROPOSERS: tuple[Rule[Proposer], ...] = (
    Rule("in-front", "Nobody had asked the harbour board, its chair would later say.", in_front),
    Rule("inside", "Reuters reported the minister told parliament that the ferry would sail on Monday.", inside),
    Rule("named-so", "She would not discuss what the board calls “harbour matters”.", passages.named_so),
    Rule("relayed", "Ruth Okello said the ferry would be “late and dirty”, according to Reuters.", relayed_whole),
)
REPAIRS: tuple[Rule[Repair], ...] = (
    Rule("branded-so", "Just nine towns were deemed “wholly dry” by the water board.", passages.named_after_all),
    Rule("one-sentence", "“We lost,” said Nia Bell. Tom Orr said: “We won.”", drafting.one_sentence, decides=False),
    Rule(
        "named-behind-to",
        "According to the harbour board's chair, Ruth Okello, in its first year, the ferry, named “Better Idea”, lost "
        "its wheels twice.",
        source_repairs.named_behind_to,
        decides=False,
    ),
    Rule(
        "quoted-speaks",
        "The Daily Post quoted Vera Hale as saying the law was “unfit”.",
        source_repairs.quoted_speaks,
        decides=False,
    ),
    Rule(
        "quoted-by-speaks",
        "Vera Hale was quoted by Reuters as saying that the law was “unfit”.",
        source_repairs.quoted_by_speaks,
        decides=False,
    ),
    Rule(
        "source-apart",
        "Then, the last line: “I want to do this myself, but it is so unwise to call up Orr.”",
        repairs.source_apart,
        decides=False,
    ),
    Rule(
        "head-passed",
        "A letter sent to Martin Orr said that he would be released on Monday.",
        passages.head_passed,
        decides=False,
    ),
    Rule(
        "dashes-passed",
        "Cuban—the owner of the ferry and himself an outspoken billionaire—reportedly described Orr in vulgar terms, "
        "saying he was “like that guy who'll walk into the bar.”",
        passages.dashes_passed,
        decides=False,
    ),
    Rule(
        "clause-passed",
        "The harbour-side builder, who boasts of owning a steam tug, said he did not see the need for a longer pier.",
        source_repairs.clause_passed,
        decides=False,
    ),
    Rule("hearer-silent", "Ana Reyes was told that the dam had failed.", source_repairs.hearer_silent, decides=False),
    Rule(
        "agent-speaks",
        "The report was called a whitewash by Idris Marsh.",
        source_repairs.agent_speaks,
        decides=False,
    ),
    Rule(
        "name-behind-office",
        "The union's Commissioner for Aid and Relief, Louis Renard, was quoted as saying: “Trucks are waiting at the "
        "border.”",
        source_repairs.name_behind_office,
        decides=False,
    ),
    Rule(
        "relative-alone",
        "Marsh, who cited trade and the harbour as his major issues, said he would run again.",
        source_repairs.relative_alone,
        decides=False,
    ),
    Rule("time-apart", "Mr Museveni last month said that he would sign it.", repairs.time_apart, decides=False),
    Rule("title-alone", "Mr. Orr in May quit but has said he will stay.", passages.title_alone, decides=False),
    Rule(
        "time-alone",
        "The U.S. president -- who last month boasted that “trade wars are good and easy to win” -- has told the board "
        "to draft restrictions.",
        passages.time_alone,
        decides=False,
    ),
    Rule(
        "subject-shared",
        "Okello, for her part, has condemned the strike and promised to further bolster the harbour defences.",
        passages.subject_shared,
        decides=False,
    ),
    Rule(
        "aside-between",
        "The vote was seen as flawed. Supporters, however, say he has brought much stability to the region.",
        source_repairs.aside_between,
        decides=False,
    ),
    Rule(
        "those-questioned",
        "In the north 65% of those questioned said they had never used a lift.",
        source_repairs.those_questioned,
        decides=False,
    ),
    Rule("occasion-apart", "At one point Ruth Okello said it was over.", source_repairs.occasion_apart, decides=False),
    Rule(
        "name-in-front",
        "The enthusiasm remains, Alan Marsh, Labour's election strategist told Radio 4's Today programme.",
        source_repairs.name_in_front,
        decides=False,
    ),
    Rule(
        "verb-in-source",
        "“Such a method would be a little unwieldy today,” the audit report states.",
        drafting.verb_in_source,
        decides=False,
    ),
    Rule(
        "deed-apart",
        "Orr ousted Bell last November after criticizing him repeatedly.",
        passages.deed_apart,
        decides=False,
    ),
    Rule(
        "source-trimmed",
        "Ruth Okello, a marine biologist, said that the kelp was back.",
        repairs.source_trimmed,
        decides=False,
    ),
    Rule(
        "subject-in-front",
        "Loneliness, she argues, has serious consequences.",
        repairs.subject_in_front,
        decides=False,
    ),
    Rule(
        "relative-ahead",
        "Officers attending to the scene confronted a suspect, who, according to the Marsh Daily Post, was wearing "
        "gloves and a hood.",
        repairs.relative_ahead,
        decides=False,
    ),
    Rule(
        "turned",
        "The careers of both sprinters are over, says the boss of the body that cleared them of missing a test.",
        repairs.turned,
        decides=False,
    ),
    Rule(
        "turned-between",
        "As a result, says the committee, the harbour board may need to close the ferry.",
        repairs.turned_between,
        decides=False,
    ),
    Rule(
        "hearer-apart",
        "The judge asked the potential jurors whether they had ever met Ana Ruiz.",
        repairs.hearer_apart,
        decides=False,
    ),
    Rule(
        "marks-closed",
        "According to a statement from the theatre, the board furloughed most of its workforce from April 6 through "
        "“at least May 10, 2020.” Even with the federal relief funds, the theatre said it would run out of cash.",
        drafting.marks_closed,
        decides=False,
    ),
    Rule(
        "second-verb-apart",
        "The firm described the step as a “new era” in how it dealt with its rivals and promised further patents would "
        "be made freely available.",
        repairs.second_verb_apart,
        decides=False,
    ),
    Rule(
        "aside-apart",
        "“The plan” — she meant the bridge — “is dead,” said Ana Ruiz.",
        drafting.aside_apart,
        decides=False,
    ),
    Rule("edges-trimmed", "“It rained all night,” he said.", repairs.edges_trimmed, decides=False),
    Rule(
        "behind",
        "“Winning the title meant so much to me,” said Yelling. “I had waited for years.”",
        drafting.name_behind_verb,
    ),
    Rule("label", "“OKELLO: The ferry will sail on Monday, I promise you.”", drafting.label_printed),
    Rule("dash", "“The ferry will always sail on a Monday.” — Ruth Okello", drafting.name_behind_dash),
    Rule(
        "leads",
        "A Facebook page dedicated to the ferry posted a thank-you message to supporters Tuesday night.\n"
        "“Thank you to every one of you. The world has heard us and because of you others will have a ferry.”",
        passages.leads,
        decides=False,
    ),
    Rule(
        "spoken-before",
        "In two tweets on Monday Tom Bell wrote:\n“The ferry will sail on Monday, whatever the board has said of it.”\n"
        "“It has always sailed on a Monday, and it always will.”",
        passages.spoken_before,
        decides=False,
    ),
    Rule(
        "standing",
        "The ferry was late.\n“It has always sailed on a Monday, and it always will.”",
        drafting.paragraph_alone,
    ),
)

LAST: tuple[Rule[Repair], ...] = (
    Rule(
        "told-in-sentence",
        "We don’t know where the flood came from. We still don’t know for sure all the ways it attacks the dam.",
        passages.told_in_sentence,
        decides=False,
    ),
)
"""What mends drafts once others have been proposed inside them."""

REGROUPINGS = (sources_divided, reopened, interrupted, taking_turns, passages.relayed)
"""What belongs to one quotation, before each is mended: functions from the drafts of an article to its drafts."""


def drafted(found: Decided) -> list[list[QuoteDraft]]:
    """The drafts of each article in the order of the text, mended, and whatever else may be somebody's speech."""
    drafts: list[list[QuoteDraft]] = [[] for _ in found.views]
    for rule in MAKERS:
        for number, draft in rule.function(found):
            drafts[number].append(draft._replace(rule=rule.name))
    return [_with_proposals(words, own) for words, own in zip(words_of(found), drafts)]


def _with_proposals(words: Words, made: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    own = sorted(made, key=attrgetter("start"))
    for regroup in REGROUPINGS:
        own = regroup(words.view, own)
    own = mended(words.view, own)
    contents = {draft.content for draft in own if draft.cue}
    more = [draft._replace(rule=rule.name) for rule in PROPOSERS for draft in rule.function(words, own)]
    new = [draft for draft in mended(words.view, more) if draft.content not in contents]
    own = mended(words.view, own, LAST)
    return sorted([*own, *new], key=attrgetter("start"))


def mended(view: View, drafts: Sequence[QuoteDraft], rules: Sequence[Rule[Repair]] = REPAIRS) -> list[QuoteDraft]:
    """The drafts of an article in order, each as the rules leave it."""
    done: list[QuoteDraft] = []
    for draft in drafts:
        before = done[-1] if done else None
        for rule in rules:
            better = rule.function(view, draft, before)
            if better:
                draft = better._replace(rule=rule.name) if rule.decides else better
        done.append(draft)
    return done
