"""Patterns of many words, kept as Python's engine has compiled them.

Some hundred patterns are made of the vocabulary. To compile them takes 1.3 s of a start, to take up what was
compiled the last time 12 ms. Only the result is Python's own affair: where its insides have changed, nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import re
import sys
import zlib
from array import array
from importlib import import_module
from typing import Any

from schemas.kept import Kept

_WORD = "I"  # the engine's code is numbers of four bytes
_kept = Kept.beside(__file__)
_missing: dict[str, tuple[str, int]] = {}


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what re.compile() returns."""
    flags = int(flags)
    name = _name(pattern, flags)
    value = _kept.get(name)
    if value is not None:
        try:
            return _restored(pattern, value)
        except (ImportError, AttributeError, ValueError, TypeError, RuntimeError, zlib.error):
            # another engine than the one that wrote it: as if there were nothing
            pass
    _missing[name] = pattern, flags
    return re.compile(pattern, flags)


def keep_compiled() -> None:
    """Keep what was compiled since the start for the next process."""
    for name, (pattern, flags) in _missing.items():
        try:
            _kept.add(name, _code(pattern, flags))
        except (ImportError, AttributeError, TypeError):
            return
    _missing.clear()
    _kept.write()


def _name(pattern: str, flags: int) -> str:
    return hashlib.sha256(repr((sys.version, sys.byteorder, pattern, flags)).encode()).hexdigest()


def _code(pattern: str, flags: int) -> bytes:
    """Return what re.compile() hands to the engine, but for the pattern itself."""
    tree = import_module("re._parser").parse(pattern, flags)
    code = array(_WORD, import_module("re._compiler")._code(tree, flags))
    state = tree.state
    parts = (flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict))
    return zlib.compress(marshal.dumps(parts), 1)


def _restored(pattern: str, value: bytes) -> re.Pattern[str]:
    flags, content, groups, names = marshal.loads(zlib.decompress(value))
    code = array(_WORD)
    code.frombytes(content)
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    engine: Any = import_module("_sre")
    found: re.Pattern[str] = engine.compile(pattern, flags, code.tolist(), groups, names, tuple(by_number))
    return found
