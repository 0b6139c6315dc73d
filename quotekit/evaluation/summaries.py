"""Summaries scored against human references, beside the first sentences, random ones and the best that could be had.

A cluster is an object with `id`, `documents` (each with `text`, and `title`, `outlet` if known) and `reference`, or
`references`. Every text is cut at the same number of words, so each system is asked for 15 % more.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotekit.errors import InputError
from quotekit.evaluation.rouge import Rouge, rouge, tokens_of
from quotekit.records import Article
from quotekit.summary.sentences import Sentence, balanced, sentences_of
from quotekit.summary.summarize import summarize
from quotekit.text.rarity import words_of

if TYPE_CHECKING:
    from quotekit.models.model import Given

_MORE = 1.15
_SAMPLES = 1000  # of the bootstrap
_ALIKE = 0.5  # share of the shorter sentence's pairs of words over which two are near duplicates
_DANGLING = re.compile(
    r"[\"“'‘]?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|But|And|However|Meanwhile|So|Also|Then)\b"
)
BASELINES = ("lead", "random", "oracle")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles on one event and what people wrote to sum them up."""

    articles: tuple[Article, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What one system reaches; all in percent, intervals of 95 %."""

    system: str
    r1: float
    r2: float
    r2_low: float
    r2_high: float
    rl: float
    near_duplicates: float
    """Summaries with two sentences that share more than half of the pairs of words of the shorter one."""
    unbalanced: float
    """Passages whose quotation marks do not pair up; a passage is what follows each other in one article."""
    dangling: float
    """Passages that open with a pronoun or connective."""


def read_clusters(path: Path) -> list[Cluster]:
    """The clusters of a file of JSON Lines. Raises InputError where it cannot be read, with the number of the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    found = [_cluster(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise InputError(f"{path}: holds no cluster")
    return found


def _cluster(path: Path, number: int, line: str) -> Cluster:
    try:
        held = json.loads(line)
        references = held.get("references") or [held["reference"]]
        articles = tuple(_article(index, document) for index, document in enumerate(held["documents"]))
        return Cluster(articles, tuple(map(str, references)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        wanted = "an object with documents, each with a text, and reference or references"
        raise InputError(f"{path}:{number}: is not {wanted}: {error!r}") from None


def _article(index: int, document: dict[str, Any]) -> Article:
    if not isinstance(document["text"], str):
        raise TypeError(document["text"])
    return Article(document["text"], f"{index:04}", document.get("title"), outlet=document.get("outlet"))


def standing(clusters: list[Cluster], system: str, words: int, model: Given = None) -> Standing:
    """What a method or one of the baselines reaches on some clusters, by the words of a model.

    >>> text = "The old dam above Telford held on Sunday night. Nobody of the town was hurt."
    >>> standing([Cluster((Article(text),), (text,))], "lead", 50).r2
    100.0
    """
    scores: list[Rouge] = []
    duplicates = odd = hanging = passages = 0
    for cluster in clusters:
        texts = picked(cluster, system, int(words * _MORE), model)
        scores.append(rouge("\n".join(cut_at(texts, words)), cluster.references))
        duplicates += _repeats(texts)
        for passage in passages_of(texts, [article.text for article in cluster.articles]):
            passages += 1
            odd += not balanced(passage)
            hanging += bool(_DANGLING.match(passage))
    number, low, high = len(clusters), *interval([score.r2 for score in scores])
    means = [100 * sum(values) / number for values in zip(*((one.r1, one.r2, one.rl) for one in scores))]
    shares = [100 * duplicates / number, 100 * odd / max(passages, 1), 100 * hanging / max(passages, 1)]
    figures = [means[0], means[1], 100 * low, 100 * high, means[2], *shares]
    return Standing(system, *(round(figure, 2) for figure in figures))


def picked(cluster: Cluster, system: str, words: int, model: Given = None) -> list[str]:
    """The sentences of a summary of at least (baselines) or at most (methods) so many words."""
    if system not in BASELINES:
        return [pick.text for pick in summarize(cluster.articles, words=words, method=system, model=model).picks]
    from quotekit.models.model import model_of  # needs numpy

    fitted = model_of(model)
    each = [[one for one in sentences_of(article, fitted) if one.pickable] for article in cluster.articles]
    ranked = {"lead": _lead, "random": _random, "oracle": _oracle}[system](each, cluster.references, words)
    kept: list[Sentence] = []
    for sentence in ranked:
        if words <= 0:
            break
        kept.append(sentence)
        words -= sentence.words
    kept.sort(key=lambda one: (one.article.id, one.number))
    return [one.text for one in kept]


def _lead(each: list[list[Sentence]], references: tuple[str, ...], words: int) -> Iterator[Sentence]:
    """The first sentences of the articles, then the second ones."""
    return (one for turn in zip_longest(*each) for one in turn if one)


def _random(each: list[list[Sentence]], references: tuple[str, ...], words: int) -> Iterator[Sentence]:
    every = [one for article in each for one in article]
    random.Random(1).shuffle(every)
    return iter(every)


def _oracle(each: list[list[Sentence]], references: tuple[str, ...], words: int) -> Iterator[Sentence]:
    """Greedily the sentence that brings the summary's R-2 against the first reference up most: a ceiling."""
    wanted = Counter(pairwise(tokens_of(references[0])))
    left = {one: Counter(pairwise(tokens_of(one.text))) for article in each for one in article}
    shared = size = 0
    whole = sum(wanted.values())
    while left and words > 0:
        gains = {one: sum((own & wanted).values()) for one, own in left.items()}
        best = max(left, key=lambda one: (shared + gains[one]) / (size + left[one].total() + whole))
        shared, size = shared + gains[best], size + left[best].total()
        wanted -= left.pop(best)
        words -= best.words
        yield best


def cut_at(texts: list[str], words: int) -> list[str]:
    """The first so many words of some sentences, the last one cut where they end.

    >>> cut_at(["The dam held.", "It is old."], 4)
    ['The dam held.', 'It']
    """
    kept = []
    for text in texts:
        if words > 0:
            kept.append(" ".join(text.split()[:words]))
            words -= len(text.split())
    return kept


def _repeats(texts: list[str]) -> bool:
    pairs = [own for text in texts if len(own := set(pairwise(words_of(text)))) > 2]
    return any(len(a & b) > _ALIKE * min(len(a), len(b)) for a, b in combinations(pairs, 2))


def passages_of(texts: list[str], articles: list[str]) -> list[str]:
    """The sentences with those joined that follow each other in an article.

    >>> passages_of(["The dam held.", "It is old.", "It rains."], ["The dam held. It is old."])
    ['The dam held. It is old.', 'It rains.']
    """
    joined: list[str] = []
    for before, text in zip(["", *texts], texts):
        if before and any(_follows(article, before, text) for article in articles):
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    return joined


def _follows(article: str, before: str, text: str) -> bool:
    at = article.find(before)
    return at >= 0 and article[at + len(before) :].lstrip().startswith(text)


def interval(values: list[float]) -> tuple[float, float]:
    """The bounds between which the mean lies in 95 % of the bootstrap samples; the same in every run.

    >>> interval([0.5, 0.5])
    (0.5, 0.5)
    """
    chance = random.Random(1)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(_SAMPLES))
    return means[int(0.025 * _SAMPLES)], means[int(0.975 * _SAMPLES) - 1]
