"""A corpus reader of nltk whose texts are cut up as quotekit does, and whose quotes are found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nltk.corpus.reader.api import CorpusReader

from quotekit.models.model import Given, model_of
from quotekit.pipeline import analyze_each
from quotekit.reading.decoding import with_line_feeds
from quotekit.records import Article
from quotekit.rows import QuoteRow
from quotekit.text.tokens import TokenTable, tokenize

Words = list[str]
Sentences = list[Words]


class QuoteCorpusReader(CorpusReader):  # type: ignore[misc]
    """A folder of texts: their `words`, `sents` and `paras`, as from any plain text reader of nltk, and their `quotes`.

    `root`, `fileids` and `encoding` are those of nltk's readers, `model` that of `analyze`. Every method takes the ids
    of some files, one or several; without any it gives what is in all. nltk 3.10 reads only in folders of
    `nltk.data.path`, to which a folder of your own is added first; else it raises PermissionError.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import nltk
    >>> with TemporaryDirectory() as folder:
    ...     nltk.data.path.append(folder)
    ...     _ = Path(folder, "a.txt").write_text("“It held,” said Ana Reyes. It rained.", encoding="utf-8")
    ...     reader = QuoteCorpusReader(folder, r".*\\.txt")
    ...     reader.sents()[1], [row["speaker"] for row in reader.quotes("a.txt")]
    (['It', 'rained', '.'], ['Ana Reyes'])
    """

    def __init__(self, root: str, fileids: Any, encoding: Any = "utf8", model: Given = None) -> None:
        super().__init__(root, fileids, encoding)
        self._model = model_of(model)

    def words(self, fileids: Any = None) -> Words:
        """The words and signs, in order."""
        return [word for sentence in self.sents(fileids) for word in sentence]

    def sents(self, fileids: Any = None) -> Sentences:
        """The sentences, each a list of its words."""
        return [sentence for paragraph in self.paras(fileids) for sentence in paragraph]

    def paras(self, fileids: Any = None) -> list[Sentences]:
        """The paragraphs, each a list of its sentences; those without a word are left out."""
        return [paragraph for _, text in self._texts(fileids) for paragraph in _paragraphs(tokenize(text))]

    def quotes(self, fileids: Any = None, acts: str = "statement") -> list[QuoteRow]:
        """The quotes as rows of `Analysis.rows`; `article` is the id of the file."""
        articles = (Article(text, file) for file, text in self._texts(fileids))
        return [row for found in analyze_each(articles, self._model) for row in found.rows(acts)]

    def _texts(self, fileids: Any) -> Iterator[tuple[str, str]]:
        several = [fileids] if isinstance(fileids, str) else self.fileids() if fileids is None else fileids
        return ((file, with_line_feeds(self.raw(file))) for file in several)


def _paragraphs(table: TokenTable) -> Iterator[Sentences]:
    sentences: dict[int, Sentences] = {}
    for paragraph, (first, last) in zip(table.sentence_paragraph.tolist(), table.sentence_token.tolist()):
        if first < last:
            sentences.setdefault(paragraph, []).append(table.word[first:last])
    return iter(sentences.values())
