"""The shipped vocabulary as it was read and checked the last time: 0.02 s of a start, not 0.25.

It is kept under the words and the code that read them, so that whoever changes either reads anew.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import pickle
import sys
import zlib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schemas.kept import Kept

_CODE = Path(__file__).parent
_kept = Kept.beside(__file__)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def restored(folder: Path) -> object | None:
    """Return what was kept for the files of the folder, if they are the same, and our code is."""
    value = _kept.get(_name(folder))
    return None if value is None else pickle.loads(zlib.decompress(value))


def keep(folder: Path, vocabulary: object) -> None:
    """Keep a vocabulary for the next process."""
    if _kept.get(_name(folder)) is None:
        content = io.BytesIO()
        pickler = pickle.Pickler(content, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = copyreg.dispatch_table | {MappingProxyType: _reduced}
        pickler.dump(vocabulary)
        _kept.add(_name(folder), zlib.compress(content.getvalue(), 1))
        _kept.write()


@cache
def _name(folder: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in (*sorted(_CODE.glob("*.py")), *sorted(folder.glob("*.toml"))):
        digest.update(f"\n{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
