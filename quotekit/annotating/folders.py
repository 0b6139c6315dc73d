"""Folders of annotated articles, or a .zip of one: written whole or not at all, only over our own, and read.

Beside the annotations `articles.jsonl` has a line for each article, with what no annotation holds.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from quotekit.annotating.halves import joined_halves
from quotekit.atomic import replacing_bytes, replacing_folder
from quotekit.errors import InputError
from quotekit.reading.decoding import with_line_feeds

Add = Callable[[str, Iterable[str]], None]
"""Puts a file, named by its path in the folder, there with the pieces of its text."""
Fill = Callable[[Add], None]
"""Puts all files there."""
INDEX = "articles.jsonl"
_LONGEST_NAME = 150
"""Bytes of a NAME, so that file systems with 255 for a name take what is put behind it."""


# --- Written ---


def write_at(path: str, fill: Fill, is_ours: Callable[[Path], bool]) -> None:
    """Write a .zip where the path ends so, else a folder, whole or not at all.

    A folder that is there is replaced where it is empty or `is_ours` says so: corrections by hand are never lost.
    Raises UsageError where it is not, and where it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_at(f"{folder}/out.zip", lambda add: add("a.txt", ["It rained."]), lambda there: False)
    ...     ZipFile(f"{folder}/out.zip").namelist()
    ['a.txt']
    """
    if path.lower().endswith(".zip"):
        with replacing_bytes(path) as stream:
            fill_zip(stream, fill)
    else:
        fill_folder(path, fill, is_ours)


def fill_folder(path: str, fill: Fill, is_ours: Callable[[Path], bool]) -> None:
    """Write a folder, as `write_at` does.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     fill_folder(f"{folder}/out", lambda add: add("text/a.txt", ["It rained."]), lambda there: False)
    ...     Path(folder, "out", "text", "a.txt").read_text(encoding="utf-8")
    'It rained.'
    """
    with replacing_folder(path, is_ours) as folder:

        def add(name: str, pieces: Iterable[str]) -> None:
            (folder / name).parent.mkdir(exist_ok=True)
            with open(folder / name, "x", encoding="utf-8", newline="") as stream:
                stream.writelines(pieces)

        fill(add)


def fill_zip(stream: BinaryIO, fill: Fill) -> None:
    """Write a .zip, the same bytes for the same files.

    >>> import io
    >>> fill_zip(stream := io.BytesIO(), lambda add: add("a.txt", ["It rained."]))
    >>> ZipFile(stream).namelist()
    ['a.txt']
    """
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:

        def add(name: str, pieces: Iterable[str]) -> None:
            entry = ZipInfo(name)  # of 1980, whenever it is written
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                file.writelines(piece.encode() for piece in pieces)

        fill(add)


def file_name(identity: str, taken: dict[str, int]) -> str:
    """A name for the files of an article that every file system takes, and that is not in `taken`, where it is put.

    Letters, digits, `-`, `_` and `.` stay; names that differ by case or normal form alone count as the same. `taken`
    counts how often a name came.

    >>> taken = {}
    >>> file_name("news/Año.1", taken), file_name("news_año.1", taken), file_name("..", taken)
    ('news_Año.1', 'news_año.1~2', 'article')
    """
    plain = unicodedata.normalize("NFC", identity)
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" or char in "-._~" else "_" for char in plain)
    stem = kept.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(".") or "article"
    if stem.casefold().partition(".")[0] in _RESERVED:
        stem = f"_{stem}"
    name, first = stem, _key(stem)
    while _key(name) in taken:  # the count lives on, so that a million articles of one name take a million steps
        taken[first] += 1
        name = f"{stem}~{taken[first]}"
    taken[_key(name)] = 1
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


_RESERVED = frozenset("con prn aux nul".split()) | {f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)}
"""What Windows takes for devices, whatever the suffix."""


def digest(data: bytes) -> str:
    """What tells whether annotations are still as we wrote them.

    >>> digest(b"")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()[:16]


def unchanged(folder: Path, annotated: str, beside: Iterable[str] = (), fixed: Iterable[str] = ()) -> bool:
    """Whether a folder holds what we wrote there and nothing else, with no annotation changed.

    `annotated` and `beside` are the paths of what each article has, with its `{name}`, `fixed` those of other files.

    >>> unchanged(Path("no/such"), "{name}.tsv")
    False
    """
    try:
        rows = [json.loads(line) for line in (folder / INDEX).read_text(encoding="utf-8").splitlines()]
        digests = {annotated.format(name=row["name"]): row["annotations"] for row in rows}
        others = {INDEX, *fixed, *(path.format(name=row["name"]) for row in rows for path in beside)}
        paths = [path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()]
        found = {path.as_posix() for path in paths if not path.name.startswith(".")}  # as brat and Finder leave behind
        same = all(digest((folder / name).read_bytes()) == wanted for name, wanted in digests.items())
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return same and found == others | digests.keys()


# --- Read ---

Files = dict[str, Callable[[], bytes]]
"""What gives the bytes of each file of a folder or a .zip, by its path there."""
Index = dict[str, tuple[int, dict[str, Any]]]
"""Lines of `articles.jsonl` with their numbers, from 0, by NAME."""


def files_in(path: Path, stack: ExitStack) -> Files:
    """The files of a folder or a .zip, which stays open as long as the stack. Raises InputError where it is neither.

    >>> with ExitStack() as stack:
    ...     files_in(Path("no/such"), stack)
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such: no such folder or .zip
    """
    if path.is_dir():
        return {one.relative_to(path).as_posix(): one.read_bytes for one in sorted(path.rglob("*")) if one.is_file()}
    if not path.exists():
        raise InputError(f"{path}: no such folder or .zip")
    try:
        archive = stack.enter_context(ZipFile(path))
    except (BadZipFile, OSError) as error:
        raise InputError(f"{path}: neither a folder nor a .zip: {error}") from None
    return {name: partial(archive.read, name) for name in archive.namelist()}


def text_in(files: Files, name: str, where: str) -> str:
    r"""The text of a file, every line end as \n. Raises InputError, with `where` in front, for what cannot be read.

    >>> text_in({"a.txt": lambda: b"It rained.\r\n"}, "a.txt", "a.txt")
    'It rained.\n'
    """
    try:
        text = files[name]().decode()
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}") from None
    except (OSError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:  # torn, encrypted
        raise InputError(f"{where}: cannot be read: {error}") from None
    return with_line_feeds(text)  # as git on Windows, or an editor, may have made them


def index_in(files: Files, name: str, path: str | Path) -> Index:
    """What the index of that name says of each article; nothing where it is not there. Raises InputError.

    >>> index_in({}, "articles.jsonl", "gold")
    {}
    """
    if name not in files:
        return {}
    found: Index = {}
    for number, line in enumerate(text_in(files, name, f"{path}/{name}").split("\n")):
        if line.strip():
            try:
                row = json.loads(line, object_hook=joined_halves)
                found[row["name"]] = number, row
            except (ValueError, KeyError, TypeError, RecursionError):
                raise InputError(f"{path}/{name}:{number + 1}: not an article with a name: {line!r:.60}") from None
    return found


def restored(text: str, known: dict[str, Any]) -> str:
    """The text with the characters that the file could not hold, as `altered` of its line in the index says.

    >>> restored("It rained.", {"altered": [[2, "\xa0"]]})
    'It\xa0rained.'
    """
    characters = list(text)
    for place, char in known.get("altered", ()):
        characters[place] = char
    return "".join(characters)
