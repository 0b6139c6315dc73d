"""Fits the rankers of speakers: what a name is, whom "he" means, whom "the coach" means.

A folder is laid out as PolNeAR: text/NAME.txt, attributions/NAME_ANNOTATOR.ann (brat), speakers.jsonl and tokens.tsv.gz
(machine-made entity types of the tokens). Equal folders give equal weights. Needs scipy.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.attribution.drafts import QuoteDraft
from quotekit.gold import Places, read_attributions
from quotekit.models.model import Model
from quotekit.speakers.cast import Entity, cast_of
from quotekit.speakers.discourse import HE, Discourse
from quotekit.speakers.resolve import walk
from quotekit.text.document import View, look
from quotekit.text.lexicon import Lexicon
from quotekit.text.name_kinds import NAME_KINDS, ArticleWords, NameKinds, features
from quotekit.text.names import Name, names_by_rule, with_names
from quotekit.text.ranking import Features, Ranker
from quotekit.training.coreference import Deciders, decisions_of
from quotekit.training.counting import SILVER, silver_tokens
from quotekit.training.rankers import Decision, cross_validated, decision, fit

FILES = ("speakers.jsonl", SILVER)
"""What a folder has to have besides texts and attributions."""
PENALTY = 3.0
COREFERENCE_WEIGHT = 0.1
"""Of a decision on a text that is no news about politics, against one of `speakers.jsonl`."""
PRIOR = {
    "same role": 2.0,
    "0 words shared": -0.5,
    "2 words shared": 0.5,
    "all words shared, definite": 0.5,
    "same age": 3.0,
    "not that age": -1.0,
    "speaker 0": 2.0,
    "speaker 1": 0.5,
    "never spoke": -0.7,
    "introduced since the last quote, 1": 0.7,
    "nobody, indefinite": 4.0,
    "nobody, possessive": 1.5,
    "nobody, bare": 1.0,
    "nobody, age": -3.0,
    "nobody, more behind, definite": 0.5,
}
"""What we believe of descriptions before any is seen: there are only some sixty to learn from."""
_FEWEST_NAMES = 8  # different names that a feature of names must be true of
_ENTITIES = {"PERSON": "person", "LOCATION": "place", "ORGANIZATION": "organization", "MISC": "organization"}
_ROUNDS = 2  # the features of a pronoun depend on whom the ones before it mean

_TITLES = frozenset(
    "mr mrs ms dr sen senator rep gov governor president the a an sir former secretary judge justice gen".split()
)


class Gold(NamedTuple):
    """A quotation and its speaker by full name."""

    content: frozenset[int]
    """Code points."""
    speaker: tuple[str, ...]
    """The words of the name in small letters."""
    nominal: bool


def fit_rankers(folder: Path, coreference: Sequence[Path], model: Model) -> dict[str, Any]:
    """The rankers as a part of a model: a header that says what was fitted on what, and the weights by task.

    `coreference` are CoNLL-U files with gold entities, as GUM has them; `model` decides in the first round. Raises
    FileNotFoundError where the folder has no speakers.jsonl or no tokens.tsv.gz.
    """
    weights: dict[str, dict[str, float]] = {"kind": _fit_kinds(folder, model.lexicon)}
    shares: dict[str, float] = {}
    tasks: dict[str, dict[str, float]] = {"pronoun": {}, "description": PRIOR}
    deciders = Deciders(model.lexicon, model.passes, model.decisions, NameKinds(weights["kind"]), model.rankers)
    for _ in range(_ROUNDS):
        seen = list(_decisions(folder, deciders))
        scored = frozenset(one.article for _, one in seen)
        more = list(decisions_of(coreference, COREFERENCE_WEIGHT, deciders))
        for task, prior in tasks.items():
            ours = [one for name, one in (*seen, *more) if name == task]
            weights[task] = fit(ours, PENALTY, prior)
            shares[task] = round(cross_validated(ours, scored, PENALTY, prior), 4)
        deciders = deciders._replace(rankers={task: Ranker(weights[task]) for task in tasks})
    packages = {name: version(name) for name in ("numpy", "scipy")}
    header = {"fitted on": folder.name, "penalty": PENALTY, "cross-validated": shares, "packages": packages}
    return {"header": header, "weights": weights}


def _decisions(folder: Path, deciders: Deciders) -> Iterator[tuple[str, Decision]]:
    """What the rankers decide on the quotations of a folder, and what would be right."""
    gold = _read_gold(folder / "speakers.jsonl")
    for article, wanted in sorted(gold.items()):
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        view, names = with_names(look(text, deciders.lexicon), deciders.kinds)
        path = min((folder / "attributions").glob(f"{article}_*.ann"))
        drafts = sorted(read_brat(path, view), key=lambda draft: draft.start)
        discourse = Discourse(view, cast_of(names, deciders.lexicon), deciders.rankers)
        yield from _watched(article, discourse, drafts, wanted)


def _watched(
    article: str, discourse: Discourse, drafts: list[QuoteDraft], wanted: list[Gold]
) -> Iterator[tuple[str, Decision]]:
    view = discourse.view
    speakers: dict[tuple[int, str], tuple[str, ...]] = {}
    for draft in drafts:
        gold = _gold_of(view, draft, wanted)
        if gold and draft.source:
            bare = draft.source[1] - draft.source[0] == 1 and view.word[draft.source[0]].lower() in HE
            if bare or gold.nominal:
                speakers[draft.source[0], "pronoun" if bare else "description"] = gold.speaker
    found: list[tuple[str, Decision]] = []

    def choose(task: str, rows: Sequence[Features], entities: Sequence[Entity | None]) -> int:
        want = speakers.get((discourse.at, task))
        if want is None:
            return discourse.rankers[task].best(rows)
        right = [i for i, entity in enumerate(entities) if entity and is_called(entity.name, want)]
        if task == "description" and not right:
            right = [i for i, entity in enumerate(entities) if entity is None]
        found.append((task, decision(article, rows, right)))
        return right[0] if right else discourse.rankers[task].best(rows)

    discourse.choose = choose
    walk(discourse, drafts)
    return iter(found)


def _read_gold(path: Path) -> dict[str, list[Gold]]:
    gold: dict[str, list[Gold]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["speaker"] and not row.get("unsure"):
            content = frozenset(i for start, end in row["content"] for i in range(start, end))
            nominal = row["mention"] == "nominal"
            gold.setdefault(row["article"], []).append(Gold(content, _words(row["speaker"]), nominal))
    return gold


def _gold_of(view: View, draft: QuoteDraft, wanted: list[Gold]) -> Gold | None:
    """The gold quotation that shares half of the characters with a draft."""
    start, end = view.table.start, view.table.end
    own = {i for first, last in draft.content for i in range(start[first], end[last - 1])}
    return next((gold for gold in wanted if 2 * len(own & gold.content) >= len(own | gold.content)), None)


def _words(name: str) -> tuple[str, ...]:
    words = "".join(c if c.isalnum() else " " for c in name.replace("’s", "").replace("'s", "").casefold()).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return tuple(words)


def is_called(name: str, speaker: tuple[str, ...]) -> bool:
    """Whether a name goes with the words of a full one: a part of it, or more, with the same last word.

    >>> is_called("Okello", ("ruth", "okello")), is_called("Ruth", ("ruth", "okello"))
    (True, False)
    """
    short, long = sorted((_words(name), speaker), key=len)
    return bool(short) and set(short) <= set(long) and short[-1] == long[-1]


def read_brat(path: Path, view: View) -> Iterator[QuoteDraft]:
    """The attributions of one brat file as drafts, each with the longest piece of its source."""
    for attribution in read_attributions(path, len(view.table.text)):
        content = tuple(sorted(_tokens(view, attribution["content"])))
        if content:
            source = max(_tokens(view, attribution["source"]), key=lambda piece: piece[1] - piece[0], default=None)
            yield QuoteDraft(content, "brat", source=source)


def _tokens(view: View, places: Places) -> Iterator[tuple[int, int]]:
    for start, end in places:
        first = int(view.table.end.searchsorted(start, "right"))
        last = int(view.table.start.searchsorted(end, "left"))
        if first < last:
            yield first, last


def _fit_kinds(folder: Path, lexicon: Lexicon) -> dict[str, float]:
    """Weights for kinds of names, from the entity types of `tokens.tsv.gz`."""
    rows = [row for article, tokens in _entities(folder) for row in _kinds_in(folder, article, tokens, lexicon)]
    spread: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, name, found, _ in rows:
        for feature in found:
            spread[feature].add(name.words)
    common = {feature for feature, names in spread.items() if len(names) >= _FEWEST_NAMES}
    decisions = []
    for article, _, found, kind in rows:
        group = [feature for feature in found if feature in common]
        candidates = [(tuple(f"{one}: {feature}" for feature in group),) for one in NAME_KINDS]
        decisions.append(decision(article, candidates, [NAME_KINDS.index(kind)]))
    return fit(decisions, PENALTY)


def _kinds_in(
    folder: Path, article: str, tokens: list[tuple[int, int, str]], lexicon: Lexicon
) -> Iterator[tuple[str, Name, list[str], str]]:
    view = look((folder / "text" / f"{article}.txt").read_text(encoding="utf-8"), lexicon)
    names = names_by_rule(view)
    known = ArticleWords.of(view, names)
    starts = [token[0] for token in tokens]
    tags = [_tag(tokens, starts, int(view.table.start[n.first]), int(view.table.end[n.last - 1])) for n in names]
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name, tag in zip(names, tags):
        votes[name.words].update([tag] if tag else [])
    surnames = {words[-1] for words, tally in votes.items() if len(words) > 1 and _top(tally) == "person"}
    for name in names:
        kind = "person" if len(name.words) == 1 and name.words[0] in surnames else _top(votes[name.words])
        if not (name.titled and len(name.words) == 1):
            yield article, name, [feature for group in features(known, name) for feature in group], kind


def _top(tally: Counter[str]) -> str:
    return tally.most_common(1)[0][0] if tally else "organization"


def _entities(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """For each article the tokens that are part of an entity: start, end, type."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in silver_tokens(folder):
        if row["ner"] != "O":
            found[row["#article"]].append((int(row["start"]), int(row["end"]), row["ner"]))
    return iter(sorted(found.items()))


def _tag(tokens: list[tuple[int, int, str]], starts: list[int], start: int, end: int) -> str | None:
    """The kind that most of the characters between two places have; None where most have none."""
    sizes: Counter[str] = Counter()
    at = bisect_left(starts, start)
    while at < len(tokens) and tokens[at][0] < end:
        sizes[tokens[at][2]] += tokens[at][1] - tokens[at][0]
        at += 1
    if not sizes or sizes.most_common(1)[0][1] * 2 < end - start:
        return None
    return _ENTITIES.get(sizes.most_common(1)[0][0])
