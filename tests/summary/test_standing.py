"""Never in the wrong mouth: what a summary prints means who it means in its article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from quotekit.analysis import Analysis
from quotekit.models.model import Model
from quotekit.pipeline import analyze
from quotekit.reading.reader import read
from quotekit.records import Article, Mention, Pick, Span, Speaker, Summary
from quotekit.summary.standing.readings import GENDERS, Reading, plain
from quotekit.summary.standing.stand import Met, Stand, Standing, names_in_order
from quotekit.summary.summarize import summarize

ROOT = Path(__file__).resolve().parents[2]
NEUS = ROOT.parent / "shared" / "data" / "summaries" / "neus_dev.jsonl"

# What stands before || is left out; what stands behind it is the passage.
ALONE = [
    "Ruth Okello fell ill. || The mayor of Hale said he would resign on Monday.",
    "Ruth Okello fell ill. || When Tom Bell arrived, he shook every hand in the hall.",
    "Ruth Okello fell ill. || In his speech on Friday, Tom Bell said the dam would hold.",
    "Ruth Okello fell ill. || The 18-year-old insisted that his boat had not been there.",
    "Ruth Okello fell ill. || Our ancestors in the valley made their tools of stone.",
    "Ruth Okello fell ill. || “We lost it all,” said Tom Bell, who owned the boat.",
    "Ruth Okello fell ill. || Tom Bell, the former mayor of Hale, left the country by ship.",
    "Ruth Okello fell ill. || The former mayor of the old town of Hale, Tom Bell, left by ship.",
    "Ruth Okello fell ill. || The actor Tom Bell, 41, said that the play was good.",
    "Ruth Okello fell ill. || The US said the talks would begin on Friday.",
    "Ruth Okello fell ill. || Police counted those killed in the flood on Friday.",
    "The dam held. || The government said the valley was safe this week.",
    "Ruth Okello fell ill. || “It held,” Labour of Hale said.",
    "Ruth Okello fell ill. || The mayor Bell said the dam would hold.",
    "Ruth Okello fell ill. || Mr. Bell said the dam would hold.",
    "A chemical plant burned. || The plant of Arken Chemicals lies west of Hale.",
]
NEVER = [
    "President Hale spoke. || Hale and his wife, first lady Ann Hale, left the house.",
    "President Hale and first lady Ann Hale spoke. || Hale promised to mend the dam.",
    "Ruth Okello fell ill. || “He is right,” Tom Bell told Carl Hale about his plan.",
    "Ruth Okello met Tom Bell. || At a rally with Ann Reyes in Hale, she said the dam would hold.",
    "Tom Bell met Carl Hale. || He denied that the dam was unsafe.",
    "Tom Bell met Carl Hale. || The dam was safe, he said.",
    "Ann Reyes spoke of Tom Bell. || “He must resign,” Ann Reyes said.",
    "Ruth Okello fell ill. || We do not know where the illness came from.",
    "Ruth Okello fell ill. || Guests may notice that our rooms have no doors.",
    "Ruth Okello fell ill. || The former judge of the high court was accused of a bribe in May.",
    "Ruth Okello fell ill. || The actor, 41, said that he had seen the play as a boy in Hale.",
    "Ann Bell Okello and Ruth Okello met. Ruth Okello and Ann Bell Okello spoke. Ruth Okello left. Okello left. "
    "|| Years later Okello lives in Hale.",
    "Hale is old. || Ann Bell Okello met Ruth Okello of Hale. Okello left. The play was Ruth Okello’s.",
    "Ruth Okello fell ill. || On Friday the former Okello aide left the country by ship.",
    "Ruth Okello fell ill. || Bell said the dam would hold.",
    "Ruth Okello fell ill. || The town mourned Bell’s death in May.",
    "The dam held. || In the funding debate, he’s backing off his previous demand.",
    "Nine-year-old Tomas won on Sunday. || He smiled at the crowd.",
    "Tom Bell met his brother Carl Bell. || On Friday Bell denied that the dam was unsafe.",
]
NAMED = [
    ("Ruth Okello won on Sunday. || The Okello memo was read to the crowd.", []),
    ("Ruth Okello won on Sunday. || She thanked the crowd.", ["[Ruth Okello]"]),
    ("Ruth Okello won on Sunday. || Her speech was short.", ["[Ruth Okello]’s"]),
    ("Ruth Okello won on Sunday. || Mr. Bell and Okello shook hands.", ["[Ruth Okello]"]),
    ("Ruth Okello won on Sunday. || Ms. Okello shook every hand.", ["[Ruth Okello]"]),
    ("Ruth Okello won on Sunday. || Dr Okello shook every hand.", ["[Ruth Okello]"]),
    ("Ruth Okello won on Sunday. || Mayor Okello shook every hand.", []),
    ("George Washington slept here. || The march to Washington, D.C., began on Monday.", []),
    ("Ruth Okello won on Sunday. || Ruth shook every hand.", ["[Ruth Okello]"]),
    ("Ruth Okello won on Sunday. || The Okello campaign thanked the crowd.", []),
]
POINTING = [
    ("The dam held. || The world looked on as the valley emptied.", set()),
    ("An operator shared it. || An operator of the dam said the valley was safe.", set()),
    ("An old operator shared it. || The operator caught the error at noon.", {"oper"}),
    ("A video went round. || Police said this video was a fake.", {"video"}),
    ("Arken Chemicals burned. || The firm of Tom Bell is closed.", set()),
    ("Arken Chemicals burned. || On Friday the firm said it was sorry.", {"chemic"}),
    ("A spacewalk was planned. || There has been no word on the spacewalk, Ruth Okello said.", {"spacewalk"}),
    ("Advertisers fled. || The list includes banks and carmakers.", {"list"}),
]


def passage(marked: str, standing: Standing | None = None) -> Stand | None:
    """The stand of what is behind the bars."""
    article = Article(marked.replace("|| ", ""))
    standing = standing or Standing(Model.shipped())
    reading = Reading.of(article, Model.shipped())
    begin = marked.index("|| ")
    first = next(at for at, (a, _) in enumerate(reading.view.table.sentence.tolist()) if a >= begin)
    return standing.of(article, first, len(reading.view.bounds))


@pytest.mark.parametrize("marked", ALONE)
def test_what_names_whom_it_means_stands(marked: str) -> None:
    stand = passage(marked)
    assert stand is not None
    assert not stand.needs
    assert not [met for met in stand.met if met.kind == "pronoun"]


@pytest.mark.parametrize("marked", NEVER)
def test_what_misleads_does_not_stand(marked: str) -> None:
    assert passage(marked) is None


@pytest.mark.parametrize(("marked", "shown"), NAMED)
def test_a_name_stands_where_it_is_sure(marked: str, shown: list[str]) -> None:
    stand = passage(marked)
    assert stand is not None
    assert [met.shown for met in stand.met if met.kind != "full"] == shown


@pytest.mark.parametrize(("marked", "needs"), POINTING)
def test_a_noun_that_points_back_needs_what_it_points_at(marked: str, needs: set[str]) -> None:
    stand = passage(marked)
    assert stand is not None
    assert stand.needs == needs


@pytest.mark.parametrize(("told_by_many", "needs"), [(False, set()), (True, {"okello"})])
def test_who_is_a_pronoun_has_been_named_where_several_tell(told_by_many: bool, needs: set[str]) -> None:
    stand = passage("Ruth Okello won on Sunday. || She thanked the crowd.", Standing(Model.shipped(), told_by_many))
    assert stand is not None
    assert stand.needs == needs


def test_the_we_of_an_only_text_that_says_we_is_its_own() -> None:
    text = "Ruth Okello fell ill. || We do not know where the illness came from."
    assert passage(text, Standing(Model.shipped(), told_by_many=False)) is not None


def test_a_surname_that_two_have_is_named_in_full_where_it_changes() -> None:
    wire = Article("Hillary Clinton spoke in Hale on Friday. Clinton praised the dam of Hale and its builders.", "a")
    echo = Article("Bill Clinton came to Hale by train. Clinton bought a rare map of Hale from a bookshop there.", "b")
    printed = str(summarize([wire, echo], sentences=4))
    for before, after in zip(printed.split("Clinton"), printed.split("Clinton")[1:]):
        assert before.endswith(("Hillary ", "Bill ", ". ")), after


def test_a_short_first_name_is_no_other_person() -> None:
    names = ["Steve Okello", "Stephen Okello", "Ann Okello"]
    stands = [Stand((Met(0, Span(0, 6), name, f"[{name}]", "bare"),), frozenset()) for name in names]
    assert [[met.name for met in shown] for shown in names_in_order(stands)] == [["Steve Okello"], [], ["Ann Okello"]]


# --- over real texts: who is meant is the last fitting person named


def mentions(analysis: Analysis, pick: Pick) -> Iterator[tuple[Mention, Speaker]]:
    """The mentions in a pick of people who are known, by all that the analysis knows of them."""
    for speaker in analysis.speakers:
        is_known = speaker.kind == "person" and " " in speaker.name
        if is_known and speaker.id.rpartition(":")[0] == pick.article:
            for mention in speaker.mentions:
                inside = pick.span.start <= mention.span.start and mention.span.end <= pick.span.end
                edited = any(edit.span.start <= mention.span.start < edit.span.end for edit in pick.edits)
                if inside and not edited:
                    yield mention, speaker


def wrong(analysis: Analysis, summary: Summary) -> Iterator[str]:
    """The pronouns and bare surnames of a summary that read as somebody else than in their articles."""
    texts = {article.id: article.text for article in analysis.articles}
    printed = ""
    for pick in summary.picks:
        for mention, speaker in mentions(analysis, pick):
            word = mention.span.of(texts[pick.article])
            before = " ".join(texts[pick.article][pick.span.start : mention.span.start].split())[-12:]
            at = pick.text.find(f"{before} {word}".strip())
            said = f"{printed} {pick.text[: max(at, 0)]}{before}"
            if at >= 0 and (mention.kind == "pronoun" or word == speaker.name.split()[-1]):
                last = last_named(said, word, speaker)
                if last is not None and not is_one(last, speaker.name):
                    yield f"{word}: {speaker.name}, read as {last}, in {pick.text}"
        printed += " " + pick.text


def last_named(said: str, word: str, speaker: Speaker) -> str | None:
    """The last person named whom a pronoun or surname fits; "nobody" for a pronoun of whom none is named."""
    reading = Reading.of(Article(said), Model.shipped())
    people = [one for one in reading.people(0, len(reading.view.word), speaking=False) if one.entity]
    gender = GENDERS.get(plain(word))
    if gender is None:
        fitting = [one for one in people if one.entity and one.entity.name.split()[-1] == word]
        return fitting[-1].entity.name if fitting and fitting[-1].entity else None
    fitting = [one for one in people if one.fits(gender)]
    own = [one for one in fitting if one.entity and is_one(one.entity.name, speaker.name)]
    return speaker.name if own and own[-1] in fitting[-2:] else "nobody" if not own else speaker.name


def is_one(name: str, other: str) -> bool:
    """Whether two names have one surname and no two first names."""
    one, two = name.split(), other.split()
    return one[-1] == two[-1] and (len(one) == 1 or len(two) == 1 or one[0] == two[0])


def told_wrongly(events: Iterable[list[Article]], words: int) -> list[str]:
    return [found for event in events for found in wrong(analyze(event), summarize(event, words=words))]


@pytest.mark.parametrize("words", [40, 90, 200])
def test_everybody_of_the_corpus_is_who_they_are(words: int) -> None:
    every = [article for article in read([ROOT / "corpus"]) if isinstance(article, Article)]
    stems = dict.fromkeys(article.id.partition("-")[0] for article in every)
    assert told_wrongly(([one for one in every if one.id.startswith(stem)] for stem in stems), words) == []


@pytest.mark.skipif(not NEUS.is_file(), reason="the shared data are not beside the project")
def test_everybody_of_some_events_is_who_they_are() -> None:
    rows = [json.loads(line) for line in NEUS.read_text(encoding="utf-8").splitlines()[::6]]
    events = [
        [Article(one["text"], f"{at}-{number}", one["title"]) for number, one in enumerate(row["documents"])]
        for at, row in enumerate(rows)
    ]
    assert told_wrongly(events, 66) == []
