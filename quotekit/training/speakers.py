"""Fits the rankers of speakers: what a name is, whom "he" means, whom any other source means.

A folder is laid out as PolNeAR: text/NAME.txt, attributions/NAME_ANNOTATOR.ann (brat), speakers.jsonl and tokens.tsv.gz
(machine-made entity types of the tokens); or it has text/NAME.txt and a
quotes.jsonl that tells sources and speakers. Equal folders give equal weights. Needs scipy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from quotekit.models.bundle import as_array
from quotekit.models.model import Model
from quotekit.names.evidence import ArticleWords, features
from quotekit.names.find import names_by_rule
from quotekit.names.name import NAME_KINDS, Name
from quotekit.names.shortenings import without_article
from quotekit.text.document import View, look
from quotekit.text.ranking import named
from quotekit.training.coreference import decisions_of
from quotekit.training.counting import SILVER, silver_tokens
from quotekit.training.rankers import Decision, cross_validated, decision, fit
from quotekit.training.speaker_gold import QUOTES, decisions_in, rows_by_article

FILES = ("speakers.jsonl", SILVER)
"""What a folder has to have besides texts and attributions."""
PENALTY = 3.0
COREFERENCE_WEIGHT = 0.1
"""Of a decision on gold coreference against one on a speaker who was read by hand."""
TASKS = ("pronoun", "source")
_READ = 8.0
"""The weight of a name whose kind a reader told against one of a machine: more names of the news are right with 8 than
with 3 or 1 (94.0, 92.9, 92.6 % of 3,504), and as many of PolNeAR's."""
_Typed = tuple[str, Name, list[str], str]
"""An article, a name in it, its features, its kind."""
_FEWEST_NAMES = 8  # different names that a feature of names must be true of
_ENTITIES = {"PERSON": "person", "LOCATION": "place", "ORGANIZATION": "organization", "MISC": "organization"}
_FOLDS = 4
_ROUNDS = 2  # the features of a pronoun depend on whom the ones before it mean


def tells_speakers(folder: Path) -> bool:
    """Whether a folder of gold says who speaks."""
    return (folder / QUOTES).exists() or (folder / FILES[0]).exists()


def fit_rankers(folders: Sequence[Path], coreference: Sequence[Path], model: Model) -> dict[str, Any]:
    """The rankers as a part of a model: a header that says what was fitted on what, and the weights by task.

    All folders tell who speaks, and with it kinds of names; the first tells these by the types of its tokens too.
    `coreference` are CoNLL-U files with gold entities, as GUM has them; `model` decides in the first round. Raises
    FileNotFoundError where the first folder has no tokens.tsv.gz, or one has neither quotes.jsonl nor speakers.jsonl.
    """
    return fit_speakers(folders, coreference, model, fit_kinds(folders, model))


def fit_speakers(
    folders: Sequence[Path],
    coreference: Sequence[Path],
    model: Model,
    kinds: Mapping[str, float],
    tasks: Sequence[str] = TASKS,
) -> dict[str, Any]:
    """The rankers of who speaks, beside weights for kinds of names; those not among `tasks` are the model's."""
    weights: dict[str, Mapping[str, float]] = {"kind": kinds}
    weights |= {"pronoun": dict(model.rankers["pronoun"].weights), "source": {}}  # nothing of an earlier fit stays
    taught: dict[str, list[Decision]] = {}
    scored = frozenset[str]()
    for _ in range(_ROUNDS):
        model = model.replaced({"rankers": as_array({"weights": weights})})
        read = [list(decisions_in(folder, model)) for folder in folders]
        scored = frozenset(one.article for found in read for _, one in found)
        more = [one for _, one in decisions_of(coreference, COREFERENCE_WEIGHT, model)] if "pronoun" in tasks else []
        for task in TASKS:
            taught[task] = [one for found in read for own, one in found if own == task]
        taught["pronoun"] += more
        for task in tasks:
            weights[task] = fit(taught[task], PENALTY)
    shares = {task: round(cross_validated(taught[task], scored, PENALTY, folds=_FOLDS), 4) for task in tasks}
    packages = {name: version(name) for name in ("numpy", "scipy")}
    fitted_on = [f"{folder.parent.name}/{folder.name}" for folder in folders]
    header = {"fitted on": fitted_on, "penalty": PENALTY, "cross-validated": shares, "packages": packages}
    return {"header": header, "weights": weights}


def fit_kinds(folders: Sequence[Path], model: Model) -> dict[str, float]:
    """Weights for kinds of names, by the types of the first folder's tokens and by who speaks in quotes.jsonl."""
    rows = [
        (row, 1.0) for article, tokens in _entities(folders[0]) for row in _kinds_in(folders[0], article, tokens, model)
    ]
    rows += [(row, _READ) for folder in folders if (folder / QUOTES).is_file() for row in _kinds_told(folder, model)]
    spread: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for (_, name, found, _), _ in rows:
        for feature in found:
            spread[feature].add(name.words)
    common = {feature for feature, names in spread.items() if len(names) >= _FEWEST_NAMES}
    decisions = []
    for (article, _, found, kind), weight in rows:
        group = [feature for feature in found if feature in common]
        candidates = [(tuple(f"{one}: {feature}" for feature in group),) for one in NAME_KINDS]
        decisions.append(decision(article, candidates, [NAME_KINDS.index(kind)], weight))
    return fit(decisions, PENALTY)


def _kinds_told(folder: Path, model: Model) -> Iterator[_Typed]:
    """The names of those who speak, wherever they stand in an article, with the kind that a reader gave."""
    for article, quotes in rows_by_article(folder / QUOTES).items():
        kinds = {
            without_article(tuple(quote["speaker"].split())): quote["speaker_kind"]
            for quote in quotes
            if quote["speaker"] and quote["speaker_kind"] in ("person", "organization")
        }
        surnames = {words[-1:]: kind for words, kind in kinds.items() if kind == "person"}
        _, names, known = _names_in(folder, article, model)
        for name in names:
            words = without_article(name.words)
            kind = kinds.get(words) or surnames.get(words)
            if kind and not (name.titled and len(name.words) == 1):
                yield article, name, _flat(known, name), kind


def _names_in(folder: Path, article: str, model: Model) -> tuple[View, list[Name], ArticleWords]:
    view = look((folder / "text" / f"{article}.txt").read_text(encoding="utf-8"), model.lexicon, model.casing)
    names = names_by_rule(view)
    return view, names, ArticleWords.of(view, names)


def _flat(known: ArticleWords, name: Name) -> list[str]:
    return [feature for group in named(features(known, name)) for feature in group]


def _kinds_in(folder: Path, article: str, tokens: list[tuple[int, int, str]], model: Model) -> Iterator[_Typed]:
    view, names, known = _names_in(folder, article, model)
    starts = [token[0] for token in tokens]
    tags = [_tag(tokens, starts, int(view.table.start[n.first]), int(view.table.end[n.last - 1])) for n in names]
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name, tag in zip(names, tags):
        votes[name.words].update([tag] if tag else [])
    surnames = {words[-1] for words, tally in votes.items() if len(words) > 1 and _top(tally) == "person"}
    for name in names:
        kind = "person" if len(name.words) == 1 and name.words[0] in surnames else _top(votes[name.words])
        if not (name.titled and len(name.words) == 1):
            yield article, name, _flat(known, name), kind


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
