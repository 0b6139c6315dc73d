"""Files and folders that are replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal, TextIO, TypeVar

from quotekit.errors import UsageError

Begun = TypeVar("Begun")


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A UTF-8 stream whose text becomes the file at `path` when the block succeeds, all or nothing.

    On any error the old file stays as it was. Permissions stay, or follow the umask for a new file. Devices and pipes
    are written directly. Raises UsageError where `path` is a folder, its folder is missing, or it cannot be written,
    OSError where that is so only in the end.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replacing(Path(folder, "out.txt")) as stream:
    ...         _ = stream.write("“Yes.”")
    ...     Path(folder, "out.txt").read_text(encoding="utf-8")
    '“Yes.”'
    """
    with _replaced(path, binary=False) as stream:
        yield stream


@contextmanager
def replacing_bytes(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The same for a stream of bytes.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replacing_bytes(Path(folder, "out.bin")) as stream:
    ...         _ = stream.write(b"yes")
    ...     Path(folder, "out.bin").read_bytes()
    b'yes'
    """
    with _replaced(path, binary=True) as stream:
        yield stream


@contextmanager
def replacing_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """The name of an empty file for whoever writes by name: it becomes the file at `path` when the block succeeds.

    All or nothing, as `replacing`. Raises UsageError for devices and pipes, too.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replacing_file(Path(folder, "out.db")) as name:
    ...         _ = name.write_text("Yes.", encoding="utf-8")
    ...     Path(folder, "out.db").read_text(encoding="utf-8")
    'Yes.'
    """
    if _is_device(path):  # a rename would put a file in the place of /dev/null
        raise UsageError(f"{os.fspath(path)}: cannot be written: it is no regular file")
    with _replacing(path, lambda: _beside(Path(os.path.realpath(path)))) as beside:
        yield beside


@contextmanager
def replacing_folder(path: str | os.PathLike[str], ours: Callable[[Path], bool]) -> Iterator[Path]:
    """An empty folder that takes the place of the one at `path` when the block succeeds, all or nothing.

    On any error what was there stays as it was. A folder with something in it is replaced only where `ours` says of it
    that nobody but us has written there. Raises UsageError where it does not, where `path` is a file or the folder that
    we are in, and where it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with replacing_folder(Path(folder, "out"), ours=lambda path: False) as inside:
    ...         _ = Path(inside, "a.txt").write_text("Yes.", encoding="utf-8")
    ...     [path.name for path in Path(folder, "out").iterdir()]
    ['a.txt']
    """
    with _replacing(path, lambda: _folder_beside(path, ours)) as beside:
        yield beside


@contextmanager
def _folder_beside(path: str | os.PathLike[str], ours: Callable[[Path], bool]) -> Iterator[Path]:
    target = Path(os.path.realpath(path))
    _check_folder(path, target, ours)
    beside = _new_name(target)
    try:
        beside.mkdir()
        yield beside
        _swap(beside, target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _check_folder(path: str | os.PathLike[str], target: Path, ours: Callable[[Path], bool]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{os.fspath(path)}: is a file, but this format is a folder; name another one, or a .zip")
    if target == Path.cwd():
        raise UsageError(f"{os.fspath(path)}: is the folder that you are in; name one in it or beside it")
    if any(target.iterdir()) and not ours(target):
        reason = "is a folder with files that quotekit did not write, or that were changed since"
        raise UsageError(f"{os.fspath(path)}: {reason}; name another one")


def _swap(beside: Path, target: Path) -> None:
    """Put one folder in the place of another one, if there is one."""
    if not target.exists():
        beside.rename(target)
        return
    old = beside.with_suffix(".old")
    try:
        target.rename(old)
        beside.rename(target)
    except BaseException:
        if not target.exists():
            old.rename(target)
        raise
    finally:
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _replaced(path: str | os.PathLike[str], binary: bool) -> Iterator[Any]:
    def begun() -> AbstractContextManager[IO[Any]]:
        # A device is appended to: `>> file` may have made /dev/stdout a file with something in it.
        return _opened(path, "a", binary) if _is_device(path) else _temporary(Path(os.path.realpath(path)), binary)

    with _replacing(path, begun) as stream:
        yield stream


@contextmanager
def _replacing(path: str | os.PathLike[str], begin: Callable[[], AbstractContextManager[Begun]]) -> Iterator[Begun]:
    """What is begun, where it can be; errors of the block itself stay as they are, but name `path`."""
    with _naming(path), ExitStack() as stack:
        try:
            begun = stack.enter_context(begin())
        except OSError as error:
            raise UsageError(f"{os.fspath(path)}: cannot be written: {_reason(error)}") from None
        yield begun


@contextmanager
def _naming(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors of what stands beside `path` until it is whole, with the name that the caller knows."""
    try:
        yield
    except OSError as error:
        if _BESIDE not in str(error.filename):
            raise
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


_BESIDE = ".quotekit-"


def _new_name(target: Path) -> Path:
    return target.with_name(f"{_BESIDE}{secrets.token_hex(4)}.tmp")


def _is_device(path: str | os.PathLike[str]) -> bool:
    # /dev/stdout may be an ordinary file that a rename would replace under the shell's hands.
    if os.path.abspath(path).startswith(("/dev/std", "/dev/fd/", "/proc/")):
        return True
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _opened(path: str | os.PathLike[str], mode: Literal["a", "w"], binary: bool) -> IO[Any]:
    if binary:
        return open(path, mode + "b")
    return open(path, mode, encoding="utf-8", errors="backslashreplace", newline="")


def _reason(error: OSError) -> str:
    return "its folder does not exist" if isinstance(error, FileNotFoundError) else (error.strerror or str(error))


@contextmanager
def _temporary(target: Path, binary: bool) -> Iterator[IO[Any]]:
    with _beside(target) as beside, _opened(beside, "w", binary) as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file that takes the place of `target`, with its permissions."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    beside = _new_name(target)
    try:
        beside.touch(exist_ok=False)
        if mode is not None:
            beside.chmod(mode)
        yield beside
        beside.replace(target)
    except BaseException:
        with suppress(OSError):  # where it cannot be taken away, that is no news
            beside.unlink()
        raise
