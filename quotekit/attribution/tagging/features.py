"""What the sequence model sees of each token: a hashed column index for each template, for many articles at once.

A template names columns of `contexts.py`, each at the token or some tokens beside it, joined by "&"; its hash is a few
multiplications over whole arrays, and no string is built for any token.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.wordtypes import Columns, Ints
from quotekit.wordtables import stable_hash

Hashes = NDArray[np.uint32]
"""(templates, n)"""
FIRST = """

word word-1 word+1 word-2 word+2 word-3 word+3 word-1&word word&word+1 word-1&word+1 word-2&word-1 word+1&word+2
prefix3 suffix3 suffix2 suffix2-1 suffix2+1
shape shape-1 shape+1 shape-2 shape+2 shape-1&shape&shape+1
stem stem-1 stem+1 stem-1&stem stem&stem+1
pos ambiguity pos-1 pos+1 pos-2 pos+2 pos-3 pos+3 pos-1&pos pos&pos+1 pos-1&pos&pos+1 pos-2&pos-1 pos+1&pos+2
pos-2&pos-1&pos pos&pos+1&pos+2 pos-2&pos-1&pos&pos+1&pos+2 pos&word-1 pos&word+1 word&pos-1 word&pos+1
ambiguity-1&ambiguity ambiguity&ambiguity+1
lexicon lexicon-1 lexicon+1 lexicon-1&lexicon lexicon&lexicon+1 lexicon-1&lexicon&lexicon+1
mark mark-1&mark&mark+1 mark.length&mark mark.first&mark mark.last&mark mark.before mark.after mark.after2 mark.end
mark.before&mark.after mark.end&mark.after mark.length&mark.end&mark.shape mark.shape&mark.cues mark.cues&mark
out.left out.right out.leftend out.left&out.right&pos out.leftend&pos out.leftend&word out.right&word
first last sentence.marks first&word sentence.first sentence.first&pos sentence.cues sentence.marks&mark
cue cue-1&cue&cue+1 cue&pos cue&pos-1 cue&pos+1 cue&lexicon+1 cue&lexicon-1 cue&mark-1&mark+1
left.word left.far left.cue left.pair left.that left.comma left.pos left.verbs&pos left.far&pos left.cue&word
left.stem&pos
left.stem&left.far left.stem&word
right.word right.far right.cue right.pair right.comma right.pos right.verbs&pos right.far&pos right.cue&word
right.stem&pos
right.stem&right.far right.stem&word
left.cue&right.cue left.cue&right.cue&mark left.stem&right.stem left.verbs&right.verbs&left.cue&right.cue
before.stem before.far after.stem after.far before.stem&pos after.stem&pos before.stem&after.stem
part.first part.last part.cue part.cueword part.word part.pos part.length part.first&part.pos part.word&pos
part.word&word
part.first&part.last&part.cue part.verbs part.verbs&part.pos&part.first
part-1.cue part-1.cueword part-1.pos part-1.mark part-1.word part-2.cue part-2.cueword part-2.pos part-2.mark
part+1.cue part+1.cueword part+1.pos part+1.mark part+1.word part+2.cue part+2.cueword part+2.pos part+2.mark
part-1.cue&part.cue&part+1.cue part-1.cue&part.pos&part+1.cue part-1.pos&part.pos part.pos&part+1.pos
part-1.verbs&part.verbs&part+1.verbs
"""

SECOND = """

label label-1 label+1 label-2 label+2 label-3 label+3 label-1&label&label+1 label-2&label-1&label&label+1&label+2
label&word label&pos label-1&word label+1&word label&pos-1 label&pos+1 label-1&pos label+1&pos label&part.first
label&sure label-1&sure-1 label+1&sure+1 other label&other sure&other
cue.left cue.right cue.leftword cue.rightword source.left source.right source.leftword source.rightword
content.left content.right content.leftword content.rightword label.counts label&label.counts
label.counts&cue.left&cue.right
cue.left&cue.right&label source.left&source.right&label content.left&content.right&label
cue.left&source.left cue.right&source.right cue.left&source.right cue.right&source.left content.left&cue.left
content.right&cue.right content.left&source.left content.right&source.right
cue.left&pos cue.right&pos source.left&pos source.right&pos content.left&pos content.right&pos
seen.source seen.cue seen.content seen.source&label seen.cue&label
"""


@cache
def _seeded(templates: str) -> list[tuple[int, list[tuple[str, int]]]]:
    """Seed and parts of each template."""
    return [(stable_hash(text) | 1, parsed(text)) for text in templates.split()]


@cache
def parsed(template: str) -> list[tuple[str, int]]:
    """The parts of a template: a column, and how far beside the token it is looked at.

    >>> parsed("label-1&part+1.cue")
    [('label', -1), ('part+1.cue', 0)]
    """
    return [_part(piece) for piece in template.split("&")]


def _part(piece: str) -> tuple[str, int]:
    if piece[-1].isdigit() and piece[-2] in "+-":
        return piece[:-2], int(piece[-2:])
    return piece, 0


def hashed(found: Columns, templates: str, bits: int) -> Ints:
    """(templates, n) the index below 2 ** bits that each template hashes to at each place."""
    return hashes(found, templates, bits).view(np.int32)


def indices(whole: Hashes, bits: int) -> Ints:
    """The indices below 2 ** bits of whole hashes: their highest bits."""
    return (whole >> np.uint32(32 - bits)).view(np.int32)


def hashes(found: Columns, templates: str, bits: int = 32) -> Hashes:
    """(templates, n) what each template hashes to at each place, the highest bits of it."""
    result = np.empty((len(_seeded(templates)), len(next(iter(found.values())))), np.uint32)
    for row, mixed in enumerate(_mixed(found, templates)):
        np.right_shift(mixed, 32 - bits, out=result[row])
    return result


def each_hashed(found: Columns, templates: str, bits: int, offset: int = 0) -> Iterator[NDArray[np.intp]]:
    """The rows of `hashed` one by one, each in the memory of the one before: all at once take 450 bytes a token.

    The columns are those of tokens that stand `offset` beside the ones that are asked about.
    """
    index = np.empty(len(next(iter(found.values()))), np.intp)
    for mixed in _mixed(found, templates, offset):
        np.right_shift(mixed, 32 - bits, out=index, casting="unsafe")
        yield index


def _mixed(found: Columns, templates: str, there: int = 0) -> Iterator[Hashes]:
    """(n,) all bits of what each template hashes to, one template after the other in the same memory."""
    n = len(next(iter(found.values())))
    mixed = np.empty(n, np.uint32)
    turned = np.empty(n, np.uint32)
    for seed, parts in _seeded(templates):
        mixed[:] = seed & 0xFFFFFFFF
        for name, place in parts:
            offset = place - there
            if offset:  # beside the first and the last place stands nothing, 0
                mixed[max(-offset, 0) : n - max(offset, 0)] ^= found[name][max(offset, 0) : n - max(-offset, 0)]
            else:
                mixed ^= found[name]
            mixed *= np.uint32(0x9E3779B1)
            np.right_shift(mixed, 15, out=turned)
            mixed ^= turned
        mixed *= np.uint32(0x85EBCA6B)
        yield mixed
