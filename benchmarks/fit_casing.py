"""Fit anew how words are usually printed, in a model file: what makes text in capitals readable.

    python benchmarks/fit_casing.py shared/data/unlabelled/news.jsonl.gz --try shared/data/newsmix/train/text

FILES hold ordinary articles, in any format that quotekit reads. `--try` says of the texts of a folder how many words are
told as they are printed. With `--from FILE` the part is taken over from another model file instead of being fitted. All
else of the model stays as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from quotekit.models import parts
from quotekit.models.model import SHIPPED, Model, model_of
from quotekit.reading.reader import read
from quotekit.text.casing import Casing
from quotekit.training.casing import fit_casing, right


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
