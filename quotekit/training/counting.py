"""What is counted of words before the fit: their usual parts of speech, and how often they are cues."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from quotekit.attribution.tagging.crf import Labels
from quotekit.attribution.tagging.wordtypes import TAGS, TypeTable, Vocabulary, believed, bin_of, shape
from quotekit.errors import InputError
from quotekit.gold import GoldArticle
from quotekit.models.model import Model
from quotekit.text.lexicon import Lexicon
from quotekit.wordtables import stable_hash

Tagged = Iterable[tuple[str, str]]

SILVER = "tokens.tsv.gz"
"""The file of a folder that has machine-made tags of its texts."""
_MINIMUM = 3  # a word must be seen this often to have a tag of its own
_PRIOR = 3.0  # occurrences that the table of cues counts for
_OTHER_TAGS = {"-LRB-": "(", "-RRB-": ")", "HYPH": ":", "NFP": ":", "ADD": "NN", "AFX": "JJ"}


HELD_OUT = frozenset(
    "GUM_news_nasa GUM_news_sensitive GUM_interview_hill GUM_interview_libertarian GUM_bio_byron GUM_bio_dvorak "
    "GUM_bio_jespersen GUM_speech_austria GUM_speech_newzealand".split()
)
"""The documents that GUM itself keeps for testing."""


def conllu_files(paths: Iterable[Path]) -> list[Path]:
    """CoNLL-U files, those of folders by name, without those that GUM holds out.

    Raises InputError for a path that has none.
    """
    files: list[Path] = []
    for path in paths:
        found = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            raise InputError(f"{path}: no CoNLL-U file here")
        files += [file for file in found if file.stem not in HELD_OUT]
    return files


def texts_of(paths: Iterable[Path]) -> list[str]:
    """The texts of CoNLL-U files."""
    written = (path.read_text(encoding="utf-8").split("\n") for path in paths)
    mark = "# text = "
    return ["\n".join(line.removeprefix(mark) for line in lines if line.startswith(mark)) for lines in written]


class CueCounts(NamedTuple):
    """How often each lower-case word occurs, and as part of a cue."""

    seen: Counter[str]
    cue: Counter[str]

    def without(self, other: CueCounts) -> CueCounts:
        """These counts less those of some articles."""
        return CueCounts(self.seen - other.seen, self.cue - other.cue)


def polnear_tags(folder: Path) -> Iterator[tuple[str, str]]:
    """Words and tags of FOLDER/tokens.tsv.gz, the words read from the texts by offset."""
    texts: dict[str, str] = {}
    for row in silver_tokens(folder):
        name = row["#article"]
        if name not in texts:
            texts = {name: (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")}
        yield texts[name][int(row["start"]) : int(row["end"])], row["pos"]


def silver_tokens(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of FOLDER/tokens.tsv.gz by column: machine-made tags and entity types of tokens, by offset."""
    with gzip.open(folder / SILVER, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def conllu_tags(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Words and language-specific tags of CoNLL-U files."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit() and cells[4] != "_":
                yield cells[1], cells[4]


def tag_dictionary(tagged: Tagged) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """The usual tag and the ambiguity class of every word seen three times, and of endings for the rest, by hash."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, tag in tagged:
        if word:
            form = word.replace("’", "'")
            counts[form if form[0].isupper() else form.lower()][_OTHER_TAGS.get(tag, tag)] += 1
    classes: dict[tuple[str, ...], int] = {}
    words: dict[int, tuple[int, int]] = {}
    endings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, tags in sorted(counts.items()):
        tag = min(tags, key=lambda name: (-tags[name], name))
        endings[shape(word) + word[-2:].lower()][tag] += 1
        if tags.total() >= _MINIMUM:
            usual = tuple(sorted(name for name, count in tags.items() if count >= 0.1 * tags.total()))
            words[stable_hash(word)] = _code(tag), min(classes.setdefault(usual, len(classes) + 1), 255)
    backed = {
        stable_hash(ending): (_code(min(tags, key=lambda name: (-tags[name], name))), 0)
        for ending, tags in sorted(endings.items())
        if tags.total() >= _MINIMUM
    }
    return words, backed


def _code(tag: str) -> int:
    return TAGS.index(tag) if tag in TAGS else 0


def count_cues(articles: Sequence[GoldArticle], labels: Sequence[Labels]) -> CueCounts:
    """How often words are cues in the gold."""
    seen: Counter[str] = Counter()
    cue: Counter[str] = Counter()
    for article, of_tokens in zip(articles, labels):
        lower = [word.lower().replace("’", "'") for word in article.view.word]
        seen.update(lower)
        cue.update(lower[at] for at in np.flatnonzero((of_tokens == 3) | (of_tokens == 4)))
    return CueCounts(seen, cue)


def cue_bins(counts: CueCounts, lexicon: Lexicon) -> dict[str, int]:
    """How likely a word is a cue, from 1 to 4, by count and by the table of cues; those below are left out."""
    prior = {form: believed(cue) for form, cue in lexicon.cues.items() if " " not in form}
    bins = {}
    for word in prior.keys() | {word for word, count in counts.cue.items() if count >= 2}:
        share = (counts.cue[word] + _PRIOR * prior.get(word, 0.0)) / (counts.seen[word] + _PRIOR)
        if found := bin_of(share):
            bins[word] = found
    return bins


class Words(NamedTuple):
    """What is known of words apart from how often they are cues, by the hashes of the words."""

    tags: dict[int, tuple[int, int]]
    """Tag and ambiguity class."""
    endings: dict[int, tuple[int, int]]
    lexicon: Lexicon
    """Which verbs are cues."""

    def table(self, counts: CueCounts) -> TypeTable:
        """A table of word types with the cue bins of some counts."""
        return TypeTable(self.vocabulary(counts), self.lexicon)

    def vocabulary(self, counts: CueCounts) -> Vocabulary:
        """The vocabulary with the cue bins of some counts."""
        cues = {stable_hash(word): found for word, found in cue_bins(counts, self.lexicon).items()}
        every = sorted(self.tags.keys() | cues.keys())
        return Vocabulary(
            {word: (*self.tags.get(word, (0, 0)), cues.get(word, 0)) for word in every},
            self.endings,
        )


def words_of(folder: Path, tagged: Sequence[Path], base: Model) -> Words:
    """The usual parts of speech of words, by tagged texts, else as a model has them."""
    silver = folder / SILVER
    if not tagged and not silver.exists():
        known = base.passes.table.vocabulary
        return Words({word: of[:2] for word, of in known.words.items() if of[0]}, known.endings, base.lexicon)
    tags = chain(polnear_tags(folder) if silver.exists() else (), conllu_tags(tagged))
    return Words(*tag_dictionary(tags), base.lexicon)
