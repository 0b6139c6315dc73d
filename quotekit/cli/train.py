"""`quotekit train`: a model of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotekit.cli.running import options
from quotekit.cli.running.run import say
from quotekit.errors import UsageError

if TYPE_CHECKING:
    from quotekit.models.model import Model


@click.command()
@click.argument("folder", type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(readable=False),
    required=True,
    help="Write the model to FILE, all or nothing.",
)
@click.option(
    "--also",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(),
    help="A further folder of annotated articles, of another kind of news. Repeatable.",
)
@click.option(
    "--speakers",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(),
    help="A further folder that teaches who speaks, and nothing else. Repeatable.",
)
@click.option(
    "--tagged",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="A CoNLL-U file, or a folder of them: parts of speech, coreference and texts. Repeatable.",
)
@click.option(
    "--variants",
    nargs=2,
    metavar="DOCUMENTS UTTERANCES",
    type=click.Path(),
    help="JSON Lines of articles in clusters, and of what several of them quote: for the odds of variants.",
)
@options.model
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of the progress.")
def train(
    folder: str,
    output: str,
    also: tuple[str, ...],
    speakers: tuple[str, ...],
    tagged: tuple[str, ...],
    variants: tuple[str, str] | None,
    model: Model | None,
    quiet: bool,
) -> None:
    """Fit a model of your own to annotated articles.

    FOLDER holds text/NAME.txt and brat-style attributions/NAME_ANNOTATOR.ann, or NAME.tsv of WebAnno, as `quotekit
    evaluate` reads them, and may hold tokens.tsv.gz with parts of speech and types of names, speakers.jsonl with who
    speaks, and quotes.jsonl with what each quote is: statement, mention or belief. What there is nothing to fit to is
    taken over from --model, or from the model that quotekit carries, and the file says so. The same input gives the
    same file, byte for byte.
    A thousand articles take half an hour; stopped and given again, the command goes on with the step it was at, by what
    it keeps in FILE.begun until it ends.

    \b
    quotekit train gold/ -o own.npz
    quotekit quotes news/ --model own.npz
    """
    if Path(output).suffix != ".npz":
        raise UsageError(f"{output}: a model is written as .npz")
    from quotekit.atomic import replacing_bytes
    from quotekit.checkpoints.steps import Steps
    from quotekit.training.model import Material
    from quotekit.training.model import train as trained

    given = (Path(variants[0]), Path(variants[1])) if variants else None
    paths = [tuple(map(Path, named)) for named in (tagged, also, speakers)]
    material = Material(Path(folder), paths[0], given, *paths[1:])
    steps = Steps(Path(f"{output}.begun"))
    with replacing_bytes(output) as stream:
        tell = (lambda _: None) if quiet else say
        stream.write(trained(material, say=tell, base=model, steps=steps))
    steps.forget()
