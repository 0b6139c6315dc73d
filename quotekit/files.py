"""Files that are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal, TextIO

from quotekit.errors import UsageError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A UTF-8 stream whose text becomes the file at `path` when the block succeeds, all or nothing.

    On any error the old file stays as it was. Permissions stay, or follow the umask for a new file. Devices and pipes
    are written directly. Raises UsageError where `path` is a folder, its folder is missing, or it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "out.txt")) as stream:
    ...         _ = stream.write("“Yes.”")
    ...     Path(folder, "out.txt").read_text(encoding="utf-8")
    '“Yes.”'
    """
    with ExitStack() as stack:
        try:  # a device is appended to: `>> file` may have made /dev/stdout a file with something in it
            stream = stack.enter_context(
                _opened(path, "a") if _is_device(path) else _temporary(Path(os.path.realpath(path)))
            )
        except OSError as error:
            raise UsageError(f"{os.fspath(path)}: cannot be written: {_reason(error)}") from None
        yield stream


def _is_device(path: str | os.PathLike[str]) -> bool:
    # /dev/stdout may be an ordinary file that a rename would replace under the shell's hands.
    if os.path.abspath(path).startswith(("/dev/std", "/dev/fd/", "/proc/")):
        return True
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _opened(path: str | os.PathLike[str], mode: Literal["a", "x"]) -> TextIO:
    return open(path, mode, encoding="utf-8", errors="backslashreplace", newline="")


def _reason(error: OSError) -> str:
    return "its folder does not exist" if isinstance(error, FileNotFoundError) else (error.strerror or str(error))


@contextmanager
def _temporary(target: Path) -> Iterator[TextIO]:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    beside = target.with_name(f".quotekit-{secrets.token_hex(4)}.tmp")
    try:
        with _opened(beside, "x") as stream:
            if mode is not None:
                beside.chmod(mode)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
