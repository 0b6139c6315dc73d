"""Fit anew how words are usually printed, in a model file: what makes text in capitals readable.

    python benchmarks/fit_casing.py shared/data/unlabelled/news.jsonl.gz --try shared/data/newsmix/train/text

FILES hold ordinary articles, in any format that quotekit reads; their print is their own gold. `--try` says of the
texts of a folder how many words are told as they are printed. With `--from FILE` the part is taken over from another
model file instead of being fitted. All else of the model stays as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from quotekit.models import parts
from quotekit.models.model import SHIPPED, Model, model_of
from quotekit.reading.reader import read
from quotekit.text.casing import (
    CAPITAL,
    CAPITALS,
    FORMS,
    SMALL,
    Casing,
    Told,
    around,
    features,
    forms,
    heads,
    rows_of,
    usual_form,
)
from quotekit.text.lexicon import Lexicon
from quotekit.text.tokens import tokenize
from quotekit.wordtables import stable_hash

BITS = 15
_FEWEST = 3  # a word must be seen this often to be known
_PART = 5  # the weights are fitted to each fifth text, with words counted in the others: some are unknown to them
_FEWEST_TOKENS = 4
_MOST_CAPITALS = 0.6  # of the tokens of a paragraph; more have headings and lists
_PENALTY = 1.0
_STEPS = 60


class Printed(NamedTuple):
    """A paragraph as it is printed."""

    words: list[str]
    """In small letters."""
    forms: list[int]
    heads: list[bool]


def form_of(word: str) -> int:
    """In which of the forms of `text.casing` a word is printed."""
    if word.isupper() and sum(map(str.isalpha, word)) > 1:
        return CAPITALS
    return CAPITAL if word[0].isupper() else SMALL


def printed(text: str, lexicon: Lexicon) -> Iterator[Printed]:
    """The paragraphs of running text, without those that are mostly of capitals."""
    table = tokenize(text, lexicon)
    start, end = table.plain_start.tolist(), table.plain_end.tolist()
    for kind, (first, last) in zip(table.paragraph_kind, table.paragraph_token.tolist()):
        words = table.word[first:last]
        capitals = sum(word[0].isupper() for word in words)
        if kind == "body" and len(words) >= _FEWEST_TOKENS and capitals <= _MOST_CAPITALS * len(words):
            small = [word.lower() for word in words]
            glued = [at > first and start[at] == end[at - 1] for at in range(first, last)]
            yield Printed(small, [form_of(word) for word in words], heads(small, glued, lexicon))


def counted(paragraphs: Iterable[Printed]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The hashes of the words that are seen often enough inside sentences, sorted, and how each is usually printed."""
    counts: dict[int, list[int]] = {}
    for words, printed_as, begins in paragraphs:
        for word, form, is_head in zip(words, printed_as, begins):
            if not is_head and word[0].isalpha():
                counts.setdefault(stable_hash(word), [0] * FORMS)[form] += 1
    usual = {word: usual_form(*of) for word, of in sorted(counts.items()) if sum(of) >= _FEWEST}
    return np.array(list(usual), np.uint32), np.array(list(usual.values()), np.uint8)


def fit_casing(texts: Iterable[str], lexicon: Lexicon, bits: int = BITS) -> Casing:
    """How words are printed in some texts, and the weights that tell it of words among others."""
    taught: list[Printed] = []
    others: list[Printed] = []
    for number, text in enumerate(texts):
        (others if number % _PART else taught).extend(printed(text, lexicon))
    known = Casing(*counted(others), np.zeros((1 << bits, FORMS), np.int8))
    rows, truth = _lessons(taught, lexicon, known)
    return Casing(*counted([*others, *taught]), _weights(rows, truth, bits))


def _lessons(paragraphs: Iterable[Printed], lexicon: Lexicon, known: Casing) -> tuple[NDArray[Any], NDArray[Any]]:
    """The rows that the features of each word inside a sentence hash to, and its form."""
    rows: list[list[int]] = []
    truth: list[int] = []
    for one in paragraphs:
        seen, told = around(one.words, lexicon, known), Told()
        for at, word in enumerate(one.words):
            if not word[0].isalpha():
                told.mark(word)
                continue
            if not one.heads[at]:
                rows.append(rows_of(features(seen, at, told.last), known.bits))
                truth.append(one.forms[at])
            told.word(one.forms[at], one.heads[at])
    return np.array(rows, np.int32), np.array(truth, np.int64)


def _weights(rows: NDArray[Any], truth: NDArray[Any], bits: int) -> NDArray[np.int8]:
    """The weights of a multinomial regression, as whole numbers: only which form fits best is asked of them."""
    if not len(rows):
        return np.zeros((1 << bits, FORMS), np.int8)
    number, width = rows.shape
    ends = np.arange(0, number * width + 1, width)
    matrix = sparse.csr_matrix((np.ones(rows.size, np.float32), rows.ravel(), ends), shape=(number, 1 << bits))
    turned, every = matrix.T.tocsr(), np.arange(number)

    def loss(vector: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ vector.reshape(-1, FORMS).astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        share = np.exp(scores)
        total = share.sum(axis=1, keepdims=True)
        lost = float((np.log(total[:, 0]) - scores[every, truth]).sum(dtype=np.float64))
        share /= total
        share[every, truth] -= 1
        slope = (turned @ share).ravel().astype(np.float64) + _PENALTY * vector
        return lost + _PENALTY / 2 * float(vector @ vector), slope

    options = {"maxiter": _STEPS}
    found: NDArray[np.float64] = optimize.minimize(
        loss, np.zeros(FORMS << bits), jac=True, method="L-BFGS-B", options=options
    ).x
    found = found.reshape(-1, FORMS)
    found -= found.mean(axis=1, keepdims=True)
    whole: NDArray[np.int8] = np.round(found * 127 / max(np.abs(found).max(), 1e-9)).astype(np.int8)
    return whole


def right(texts: Sequence[str], lexicon: Lexicon, casing: Casing) -> float:
    """The share of the words inside sentences of some texts that are told as they are printed."""
    hits = number = 0
    for text in texts:
        for words, truth, begins in printed(text, lexicon):
            for word, is_head, form, told in zip(words, begins, truth, forms(words, begins, lexicon, casing)):
                if word[0].isalpha() and not is_head:
                    hits, number = hits + (form == told), number + 1
    return hits / max(number, 1)


def fitted(files: list[str], model: Model) -> tuple[Casing, str]:
    """The casing of some files, and what it was fitted on, in words."""
    texts = [article.text for article in read(files)]
    return fit_casing(texts, model.lexicon), f"{', '.join(Path(file).name for file in files)} ({len(texts)} texts)"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--from", type=Path, dest="other", help="a model file to take the part from")
    parser.add_argument("--try", type=Path, dest="folder", help="a folder of texts that are not in FILES")
    parser.add_argument("--model", type=Path, help="the model file to begin with; that which the package carries")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED / "weights" / "model.npz")
    options = parser.parse_args()
    model = model_of(options.model)
    if options.other:
        other = Model.load(options.other)
        casing, about = other.casing, other.bundle.described("casing.header")["fitted_on"]
    else:
        casing, about = fitted(options.files, model)
    options.output.write_bytes(model.bundle.replaced(parts.casing_arrays(casing, about)))
    print(f"{options.output}: {options.output.stat().st_size} bytes, {len(casing.words)} words")
    if options.folder:
        texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
        print(f"{100 * right(texts, model.lexicon, casing):.2f} % of the words of {len(texts)} texts told as printed")


if __name__ == "__main__":
    main()
