"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running.inputs import Known as Known
from quotekit.cli.running.inputs import common as common
from quotekit.cli.running.inputs import inputs as inputs
from quotekit.cli.running.inputs import output as output
from quotekit.cli.running.run import JOBS, Run, jobs_of
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.analysis import Analysis
    from quotekit.models.model import Model
    from quotekit.records import Article
    from quotekit.speakers.people.names import Aliases


def _read_aliases(context: click.Context, option: click.Parameter, path: str | None) -> Aliases:
    from quotekit.speakers.people.names import read_aliases

    return read_aliases(path) if path else {}


def _parsed_names(context: click.Context, option: click.Parameter, names: tuple[str, ...]) -> tuple[Any, ...]:
    from quotekit.speakers.people.appearances import folded

    for name in names:
        if not folded(name):
            raise click.BadParameter(f"{name!r} is no name")
    return tuple(folded(name) for name in names)


aliases = click.option(
    "--aliases",
    metavar="FILE",
    type=click.Path(),
    callback=_read_aliases,
    help="CSV with the columns name and alias, or name, alias and id: other names, the spelling to use, your own ids.",
)
acts = click.option(
    "--acts",
    type=click.Choice(["statement", "all"]),
    default="statement",
    show_default=True,
    help="What people said or wrote, or also mentions that they spoke, what they are said to think, and questions.",
)
headlines = click.option("--headlines", is_flag=True, help="Quote from the title and the headings too.")
rows_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl"]),
    help="Default: table on a terminal, else by the suffix of FILE, else csv.",
)
raw = click.option("--raw", is_flag=True, help="CSV: leave cells that a spreadsheet would run as formulas as they are.")
excel = click.option(
    "--excel", is_flag=True, help="CSV: begin with a byte-order mark, so that Excel shows curly marks and accents."
)
_model = click.option(
    "--model",
    metavar="FILE",
    type=click.Path(),
    help="A model that `quotekit train` wrote, a folder like one, or the name of one that a package adds.",
)
_lexicon = click.option(
    "--lexicon",
    metavar="FOLDER",
    type=click.Path(),
    help="Word tables of your own (cues.tsv, titles.tsv, given_names.tsv ...), added to those of the model.",
)
outlet_from = click.option(
    "--outlet-from",
    type=click.Choice(["folder", "prefix"]),
    help="The outlet of a file is its folder's name, or what its own name has before the first - or _.",
)


def model_files(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say with what quotes are found, as the names of files."""
    return _model(_lexicon(command))


def model(command: Callable[..., None]) -> Callable[..., None]:
    """The same options, handed to a command as one `Model`; None for the shipped one."""

    @wraps(command)
    def fitted(*arguments: Any, model: str | None, lexicon: str | None, **options: Any) -> None:
        command(*arguments, model=_read(model, lexicon), **options)

    return model_files(fitted)


def _read(model: str | None, lexicon: str | None) -> Model | None:
    if model is None and lexicon is None:
        return None
    from quotekit.models.model import model_of

    return model_of(model, lexicon)


jobs = click.option(
    "--jobs",
    metavar="N",
    default="1",
    callback=jobs_of,
    help=f"Processes that find quotes at the same time; 0 for one a core.  [default: 1, or what {JOBS} says]",
)


def shard(command: Callable[..., None]) -> Callable[..., None]:
    """The option that says which share of the articles is read, put into the `Run` of a command."""

    @wraps(command)
    def shared(run: Run, shard: str | None, **options: Any) -> None:
        if shard and options.get("groups"):
            raise UsageError("--groups compares all articles, and --shard reads a share of them: leave one of them out")
        run.share(shard)
        command(run, **options)

    return click.option(
        "--shard",
        metavar="N/OF",
        help="Only the N-th of OF shares of the files and records, as 3/100: the same ones on every machine.",
    )(shared)


@dataclass(frozen=True)
class Find:
    """What finds the quotes of articles: an analysis for each, speakers under the names of the user."""

    aliases: Aliases
    model: Model | None
    headlines: bool = False
    jobs: int = 1

    def __call__(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """An analysis for each article."""
        from quotekit.pipeline import analyze_each
        from quotekit.speakers.people.names import renamed

        found = analyze_each(articles, self.model, self.headlines, self.jobs)
        return (renamed(analysis, self.aliases) for analysis in found)


def selected(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which quotes are wanted, handed to a command as one `Selection`."""

    @wraps(command)
    def narrowed(
        run: Run,
        kinds: Any,
        names: Any,
        aliases: Any,
        acts: str,
        least: float,
        model: Model | None,
        headlines: bool,
        jobs: int,
        **options: Any,
    ) -> None:
        from quotekit.cli.running.selecting import Telling

        find = Find(aliases, model, headlines, jobs)
        command(run, selection=Telling(kinds, names, aliases, acts, least, run.quiet), find=find, **options)

    found: Callable[..., None] = narrowed
    for option in (jobs, model, headlines, least, acts, aliases, _names, kinds):
        found = option(found)
    return found


kinds = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["direct", "mixed", "indirect"]),
    help="All in quotation marks, partly, or not at all. Repeatable.  [default: all three]",
)
_names = click.option(
    "--speaker",
    "names",
    multiple=True,
    metavar="NAME",
    callback=_parsed_names,
    help="The full name, an alias, or words of the name; case and accents do not matter. Repeatable.",
)
least = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    metavar="NUMBER",
    default=0.0,
    show_default=True,
    help="Leave out what is less certain than this.",
)
groups_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl", "markdown"]),
    help="Default: table on a terminal, else by the suffix of FILE, else csv.",
)
min_outlets = click.option(
    "--min-outlets",
    type=click.IntRange(min=1),
    metavar="N",
    default=2,
    show_default=True,
    help="Only what at least N outlets printed.",
)
groups = click.option(
    "--groups",
    is_flag=True,
    help="Also which quotes render one utterance, as columns group and outlets. Holds all articles in memory.",
)


def origin_in_groups(outlet_from: str | None, groups: bool) -> Callable[[Article, str], Article] | None:
    """What gives an article its outlet, where that is asked for with --groups alone; None without.

    Raises UsageError for --outlet-from without --groups.
    """
    if outlet_from and not groups:
        raise UsageError(f"--outlet-from {outlet_from} is for --groups: add --groups")
    return origin(outlet_from) if groups else None


def origin(outlet_from: str | None) -> Callable[[Article, str], Article]:
    """What gives an article its outlet, as `--outlet-from` says, and the date of its date line."""
    from quotekit.reading.origin import with_origin

    return partial(with_origin, source=outlet_from)
