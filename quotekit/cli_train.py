"""`quotekit train`: every weight of the model fitted anew."""

from __future__ import annotations

from pathlib import Path

import click

from quotekit.errors import UsageError
from quotekit.running import say


@click.command()
@click.argument("folder", type=click.Path())
@click.option("-o", "--output", metavar="FILE", required=True, help="Write the model to FILE, all or nothing.")
@click.option(
    "--tagged",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="A CoNLL-U file, or a folder of them, for the usual parts of speech of words. Repeatable.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of the progress.")
def train(folder: str, output: str, tagged: tuple[str, ...], quiet: bool) -> None:
    """Fit a model of your own to annotated articles.

    FOLDER holds text/NAME.txt and brat-style attributions/NAME_ANNOTATOR.ann, as `quotekit evaluate` reads them, and
    may hold tokens.tsv.gz with parts of speech. The same input gives the same file, byte for byte. Needs scipy; a
    thousand articles take a quarter of an hour.

    \b
    quotekit train gold/ -o own.npz
    quotekit quotes news/ --model own.npz
    """
    if Path(output).suffix != ".npz":
        raise UsageError(f"{output}: a model is written as .npz")
    from quotekit.files import replacing
    from quotekit.training import train as trained

    with replacing(output) as stream:
        tell = (lambda _: None) if quiet else say
        stream.buffer.write(trained(Path(folder), map(Path, tagged), say=tell))
