"""What was found in some articles, and its quotes as rows, CSV, JSON Lines and a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import IOBase
from typing import Any, cast

from quotekit.errors import UsageError
from quotekit.plugins import load
from quotekit.records import Article, Person, Quote, Speaker
from quotekit.rows import QuoteRow, json_line, quote_row


@dataclass(frozen=True)
class Analysis:
    """Everything that was found in some articles: the one value that every output consumes.

    Wherever `acts` can be given, "statement" takes what people said or wrote, "all" also mentions that they spoke and
    what they are said to think, plan or want; any other value raises UsageError.

    >>> from quotekit.records import Span
    >>> said = Quote("a-1", "a", "indirect", "statement", (Span(8, 15),), speaker="a:s1")
    >>> hoped = Quote("a-2", "a", "indirect", "belief", (Span(33, 38),))
    >>> article = Article("He said it held. They hope it will last.", "a")
    >>> analysis = Analysis((article,), (said, hoped), (Speaker("a:s1", "he", "unnamed"),))
    >>> [row["quote"] for row in analysis.rows()]
    ['it held']
    """

    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]

    @cached_property
    def _article_by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def _speaker_by_id(self) -> dict[str, Speaker]:
        return {speaker.id: speaker for speaker in self.speakers}

    def article_of(self, quote: Quote) -> Article:
        """The article that a quote is in. Raises UsageError where it is not of this analysis.

        >>> article = Article("Nobody spoke.")
        >>> Analysis((article,), (), ()).article_of(Quote("b-1", "b", "direct", "statement", ()))
        Traceback (most recent call last):
        ...
        quotekit.errors.UsageError: quote 'b-1' is in the article 'b', which is not one of the 1 analyzed
        """
        article = self._article_by_id.get(quote.article)
        if article is None:
            place = f"quote {quote.id!r} is in the article {quote.article!r}"
            raise UsageError(f"{place}, which is not one of the {len(self.articles)} analyzed")
        return article

    def speaker_of(self, quote: Quote) -> Speaker | None:
        """The speaker of a quote, or None where nobody is known.

        >>> quote = Quote("a-1", "a", "direct", "statement", (), speaker="a:s1")
        >>> Analysis((), (quote,), (Speaker("a:s1", "Ana Reyes", "person"),)).speaker_of(quote).name
        'Ana Reyes'
        """
        return self._speaker_by_id.get(quote.speaker) if quote.speaker else None

    @cached_property
    def variants(self) -> Any:
        """The groups of quotes that render one utterance, most widespread first; made when first asked for.

        A `quotekit.Variants`: articles that come later are added with its `add(analysis)`, at a cost of what is added.

        >>> len(list(Analysis((), (), ()).variants))
        0
        """
        found = load("quotekit.variants.grouping:Variants")()  # a room above
        found.add(self)
        return found

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """One entry for each person who is quoted, whoever writes the name how: most quotes first, then by name.

        Statements, mentions and beliefs count; organizations, groups and who is unnamed are in `speakers` alone. Who is
        one across articles is told by first name, roles, outlet and week. Made when first asked for.

        >>> quote = Quote("a-1", "a", "direct", "statement", (), speaker="a:s1")
        >>> both = (Article("One.", "a"), Article("Two.", "b"))
        >>> reyes = Speaker("a:s1", "Ana Reyes", "person"), Speaker("b:s1", "Ana K. Reyes", "person")
        >>> other = Quote("b-1", "b", "direct", "statement", (), speaker="b:s1")
        >>> [(one.name, one.articles) for one in Analysis(both, (quote, other), reyes).people]
        [('Ana K. Reyes', ('a', 'b'))]
        """
        return tuple(load("quotekit.speakers.people.roster:people_of")(self))  # a room above

    def without_page_text(self, rarity: Any) -> Analysis:
        """The same without quotes that are page text: what one outlet prints beside many of its articles.

        `rarity` says how rare words are, as that of a `Model`. Where no outlet has three articles, it is all the same.

        >>> from quotekit.models.model import Model
        >>> Analysis((), (), ()).without_page_text(Model.shipped().rarity).quotes
        ()
        """
        return cast(Analysis, load("quotekit.summary.standing.notices:without_page_text")(self, rarity))  # a room above

    def quotes_of(self, acts: str = "statement") -> tuple[Quote, ...]:
        """The quotes, in text order: statements, or mentions and beliefs too where `acts` is "all".

        >>> Analysis((), (), ()).quotes_of("belief")
        Traceback (most recent call last):
        ...
        quotekit.errors.UsageError: acts is 'statement' or 'all', not 'belief'
        """
        if acts not in ("statement", "all"):
            raise UsageError(f"acts is 'statement' or 'all', not {acts!r}")
        return tuple(quote for quote in self.quotes if acts == "all" or quote.act == "statement")

    def by_article(self) -> Iterator[Analysis]:
        """An analysis for each article, with its quotes and who speaks in them.

        >>> both = Analysis((Article("Rain.", "a"), Article("Sun.", "b")), (), ())
        >>> [part.articles[0].id for part in both.by_article()]
        ['a', 'b']
        """
        if len(self.articles) < 2:  # also those who speak in no quote
            yield self
            return
        quotes: dict[str, list[Quote]] = {article.id: [] for article in self.articles}
        for quote in self.quotes:
            quotes[self.article_of(quote).id].append(quote)
        for article in self.articles:
            own = tuple(quotes[article.id])
            speakers = {one.id: one for quote in own if (one := self.speaker_of(quote))}
            yield Analysis((article,), own, tuple(speakers.values()))

    def row_of(self, quote: Quote) -> QuoteRow:
        """A quote as the object that `to_json` writes: its keys in their order, positions in code points, half-open.

        None means that nobody or nothing is known. Raises UsageError where the quote is not of this analysis.

        >>> from quotekit.records import Span
        >>> quote = Quote("a-1", "a", "direct", "statement", (Span(1, 9),))
        >>> Analysis((Article("“It held,” he said.", "a"),), (quote,), ()).row_of(quote)["quote"]
        'It held,'
        """
        return quote_row(self.article_of(quote).told_in(quote), quote, self.speaker_of(quote))

    def rows(self, acts: str = "statement") -> list[QuoteRow]:
        """The rows of the quotes, in text order, as `row_of` gives them.

        >>> Analysis((), (), ()).rows()
        []
        """
        return [self.row_of(quote) for quote in self.quotes_of(acts)]

    def to_csv(self, acts: str = "statement", raw: bool = False) -> str:
        r"""The quotes as CSV: a header, a line for each quote, \n at the end of each.

        A text that a spreadsheet would run as a formula gets an apostrophe in front, unless `raw`.

        >>> Analysis((), (), ()).to_csv().startswith("article,id,kind,act,denied,part,")
        True
        """
        return "".join(load("quotekit.exporting.tables:csv_lines")(self.rows(acts), raw=raw))  # a room above

    def to_json(self, acts: str = "statement") -> str:
        """The quotes as JSON Lines: one object a line, the empty string where there are no quotes.

        >>> Analysis((), (), ()).to_json()
        ''
        """
        return "".join(map(json_line, self.rows(acts)))

    def frame(self, acts: str = "statement") -> Any:
        """A pandas data frame with a row for each quote, in text order, lists as lists.

        It has the columns of the CSV; `gender` and `speaker_id`, which is one for a speaker across the articles, None
        where nobody is known; those of the article, with `date`, the day as datetime64, NaT where none is known.

        Raises QuotekitError where pandas is not installed, UsageError for other `acts`.

        >>> Analysis((), (), ()).frame().shape
        (0, 28)
        """
        return load("quotekit.notebooks.frames:quote_frame")(self, acts)  # a room above

    def people_frame(self) -> Any:
        """A pandas data frame of `people`: one row each, in however many articles and in whatever spelling.

        `quotes` and `articles` are their numbers, `aliases` and `roles` lists, `role` the first of them.

        Raises QuotekitError where pandas is not installed.

        >>> list(Analysis((), (), ()).people_frame())[:6]
        ['id', 'name', 'gender', 'role', 'quotes', 'articles']
        """
        return load("quotekit.notebooks.frames:people_frame")(self)  # a room above

    def _repr_html_(self) -> str:
        """What a notebook shows: the first quotes, and an only article with them highlighted."""
        return cast(str, load("quotekit.notebooks.cells:analysis_cell")(self))  # a room above


def joined(analyses: Iterable[Analysis]) -> Analysis:
    """Several analyses as one.

    >>> joined([]).quotes
    ()
    """
    parts = list(analyses)
    return Analysis(
        tuple(article for part in parts for article in part.articles),
        tuple(quote for part in parts for quote in part.quotes),
        tuple(speaker for part in parts for speaker in part.speakers),
    )


# --- What callers give ---


def each_article(articles: Article | str | Iterable[Article | str]) -> Iterator[Article]:
    """The articles one by one, those given as plain text made an `Article`. Raises UsageError for anything else.

    >>> [article.text for article in each_article(["Nobody spoke.", Article("It rained.")])]
    ['Nobody spoke.', 'It rained.']
    """
    if not isinstance(articles, Article | str | Iterable) or _is_no_list(articles):
        raise UsageError(f"articles are an Article, a str, or several of them, not {_shown(articles)}")
    for article in [articles] if isinstance(articles, Article | str) else articles:
        if not isinstance(article, Article | str):
            raise UsageError(f"an article is an Article or a str, not {type(article).__name__}: {article!r:.80}")
        yield Article(article) if isinstance(article, str) else article


def _is_no_list(several: object) -> bool:
    """Whether it gives something else than articles when it is gone through: keys, names of columns, bytes, lines."""
    return isinstance(several, Mapping | bytes | bytearray | memoryview | IOBase) or hasattr(several, "columns")


def _shown(given: object) -> str:
    """What was given instead of articles, and what is meant where that can be told."""
    shown = " ".join(f"{type(given).__name__}: {given!r:.80}".split())
    if isinstance(given, IOBase):
        return f"{shown}; read() takes files"
    if isinstance(given, Mapping) or hasattr(given, "columns"):
        return f"{shown}; give the texts in it, or an Article for each row"
    return f"{shown}; decode it" if isinstance(given, bytes | bytearray | memoryview) else shown


def each_analysis(analyses: Analysis | Iterable[Analysis]) -> Iterator[Analysis]:
    """The analyses one by one, of one or of several. Raises UsageError for anything else.

    >>> list(each_analysis(Analysis((), (), ())))
    [Analysis(articles=(), quotes=(), speakers=())]
    """
    several = [analyses] if isinstance(analyses, Analysis) else analyses
    for one in several if isinstance(several, Iterable) else [several]:
        if not isinstance(one, Analysis):
            told = f"{type(one).__name__}: {one!r:.60}"
            raise UsageError(f"an Analysis is needed, or several, as analyze() gives, not {' '.join(told.split())}")
        yield one
