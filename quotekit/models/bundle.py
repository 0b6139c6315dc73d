"""The arrays of a model file, a zip of .npy: read within bounds, whatever the file holds, and written.

Nothing is allocated before the sizes that the file states have been added up, and no array is larger than its place in
the file says.
"""

from __future__ import annotations

import io
import json
import math
import zlib
from collections.abc import Mapping
from typing import IO, Any, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

MOST_BYTES = 1 << 28
"""What a file may hold, packed or not."""
_MOST_ARRAYS = 500
_ENCRYPTED = 0x1
_MOST_HEADER = 10_000
"""Characters of the header of an array."""

Arrays = dict[str, NDArray[Any]]


class DamagedError(ValueError):
    """What a file holds is no model; the message says where it is wrong."""


class Bundle:
    """The arrays of a model file by name, each read when it is asked for. Raises DamagedError for any other file.

    >>> bundle = Bundle(written({"one": np.array([1, 2], np.uint8)}))
    >>> bundle.array("one", np.uint8, None).tolist(), "two" in bundle
    ([1, 2], False)
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise DamagedError(f"larger than {MOST_BYTES} bytes")
        self._data = data
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedError(str(error) or "no zip") from None
        infos = self._zip.infolist()
        self._members = {info.filename.removesuffix(".npy"): info for info in infos}
        if len(infos) > _MOST_ARRAYS or len(self._members) < len(infos):
            raise DamagedError(f"{len(infos)} arrays, of which {len(self._members)} are different")
        if not all(name.isprintable() for name in self._members):  # a flipped bit makes a line end of a letter
            raise DamagedError("the name of an array cannot be printed")
        if (size := sum(info.file_size for info in infos)) > MOST_BYTES:
            raise DamagedError(f"{size} bytes when unpacked, where {MOST_BYTES} are allowed")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all arrays."""
        return tuple(self._members)

    @property
    def data(self) -> bytes:
        """The file."""
        return self._data

    def __reduce__(self) -> tuple[type[Bundle], tuple[bytes]]:
        """A bundle as it is sent to another process: its file."""
        return Bundle, (self._data,)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def array(self, name: str, dtype: DTypeLike, *shape: int | None) -> NDArray[Any]:
        """An array of a type and shape, None for any length. Raises DamagedError where it is missing or another one."""
        if name not in self._members:
            raise DamagedError(f"{name} is missing")
        try:
            with self._zip.open(_readable(self._members[name])) as stream:
                found = _array(stream, self._members[name].file_size)
        except DamagedError as error:
            raise DamagedError(f"{name}: {error}") from None
        except (BadZipFile, zlib.error, OSError, EOFError, ValueError, SyntaxError, TypeError, RuntimeError):
            raise DamagedError(f"{name} cannot be unpacked") from None
        if found.dtype != np.dtype(dtype) or not _fits(found.shape, shape):
            raise DamagedError(f"{name} is {found.dtype} {found.shape}, not {np.dtype(dtype)} {_shown(shape)}")
        return found

    def replaced(self, arrays: Arrays) -> bytes:
        """The file with other arrays in the place of those of the same names."""
        kept = {name: _array(self._zip.open(info), info.file_size) for name, info in self._members.items()}
        return written(kept | arrays)

    def finite(self, name: str, *shape: int | None) -> NDArray[np.float32]:
        """An array of numbers that are finite and no larger than a million."""
        found = self.array(name, np.float32, *shape)
        if not (np.abs(found) <= 1e6).all():
            raise DamagedError(f"{name} holds what is no number, or a very large one")
        return found

    def text(self, name: str) -> str:
        """An array of bytes as the text that they are."""
        try:
            return self.array(name, np.uint8, None).tobytes().decode()
        except UnicodeDecodeError:
            raise DamagedError(f"{name} is not UTF-8") from None

    def described(self, name: str) -> dict[str, Any]:
        """An array of bytes as the JSON object that they are."""
        text = self.text(name)
        try:
            found = json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise DamagedError(f"{name} is no JSON") from None
        if not isinstance(found, dict):
            raise DamagedError(f"{name} is no object of JSON")
        return found


def _readable(info: ZipInfo) -> ZipInfo:
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise DamagedError("is packed in a way that no model is")
    return info


def _array(stream: IO[bytes], size: int) -> NDArray[Any]:
    version = npy.read_magic(stream)
    if version not in ((1, 0), (2, 0)):
        raise DamagedError("is no array that `quotekit train` wrote")
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, is_turned, dtype = read(stream, max_header_size=_MOST_HEADER)
    if dtype.kind not in "uif" or is_turned:
        raise DamagedError(f"holds {dtype!s:.80}")
    if math.prod(shape) * dtype.itemsize != size - stream.tell():
        raise DamagedError(f"of shape {shape!s:.80} does not fit its place in the file")
    return np.frombuffer(stream.read(), dtype).reshape(shape)


def _fits(shape: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(shape) == len(wanted) and all(want in (None, size) for size, want in zip(shape, wanted))


def _shown(shape: tuple[int | None, ...]) -> str:
    return f"({', '.join('any' if size is None else str(size) for size in shape)})"


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def written(arrays: Arrays) -> bytes:
    """Arrays as the bytes of a file, the same every time.

    >>> written({"one": np.zeros(2)}) == written({"one": np.zeros(2)})
    True
    """
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def as_array(content: str | Mapping[str, Any]) -> NDArray[np.uint8]:
    """A text, or an object of JSON, as an array of bytes.

    >>> as_array("on").tolist(), as_array({}).tolist()
    ([111, 110], [123, 125])
    """
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return np.frombuffer(text.encode(), np.uint8)


def mapping_of(about: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object that an object of JSON holds. Raises DamagedError where there is none."""
    found = about.get(name)
    if not isinstance(found, dict):
        raise DamagedError(f"{name} is no object of JSON")
    return found


def number_of(value: Any, name: str) -> float:
    """A number of JSON that is no larger than any that is fitted. Raises DamagedError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1e6:
        raise DamagedError(f"{name}: {value!r:.80} is no number from -1000000 to 1000000")
    return float(value)
