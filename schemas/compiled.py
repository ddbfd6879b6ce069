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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from schemas.kept import Kept

_WORD = "I"  # the engine's code is numbers of four bytes
_kept = Kept.beside(__file__)
_missing: dict[str, tuple[str, int, bool]] = {}
"""Patterns and flags by name, and whether the pattern's own text is kept too."""
_besides: dict[str, tuple[str | bytes, int, bool]] = {}
"""The same of what was compiled within every_pattern_kept(). It is kept with the others, and never alone."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what re.compile() returns."""
    flags = int(flags)
    name = _name(pattern, flags)
    return _restored(name, pattern) or _made(name, pattern, flags)


def compiled_from(
    words: Sequence[str], pattern_of: Callable[[Sequence[str]], str], code: Sequence[str], flags: int = 0
) -> re.Pattern[str]:
    """Return what re.compile(pattern_of(words)) does. To make the pattern takes long as well: its text is kept too.

    `code` are the files of the modules that make it.
    """
    flags = int(flags)
    name = _name("\0".join(words), flags, _digest(*code))
    return _restored(name) or _made(name, pattern_of(words), flags, with_text=True)


def _made(name: str, pattern: str, flags: int, with_text: bool = False) -> re.Pattern[str]:
    _missing[name] = pattern, flags, with_text
    return re.compile(pattern, flags)


@contextmanager
def every_pattern_kept() -> Iterator[None]:
    """Have all patterns that are compiled meanwhile taken up and kept, those of imported modules and libraries too.

    To import our modules and their libraries compiles nine hundred: a tenth of the start of many documents.
    """
    compiler: Any = import_module("re._compiler")
    plain = compiler.compile

    def kept(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        name = _name(pattern, int(flags)) if isinstance(pattern, str | bytes) else ""
        found = _restored(name, pattern) if name else None
        if found is None:
            found = plain(pattern, flags)
            noted = next(reversed(_missing.values()), None)
            # _made() has just noted what it compiles, and by another name
            if name and (noted is None or noted[0] is not pattern):
                _besides[name] = pattern, int(flags), False
        return found

    compiler.compile = kept
    try:
        yield
    finally:
        compiler.compile = plain


def keep_compiled() -> None:
    """Keep what was compiled since the start for the next process."""
    if not _missing:
        return
    for name, (pattern, flags, with_text) in (_besides | _missing).items():
        try:
            _kept.add(name, _code(pattern, flags, with_text))
        except (ImportError, AttributeError, TypeError):
            return
    _missing.clear()
    _besides.clear()
    _kept.write()


def _name(words: str | bytes, flags: int, code: str = "") -> str:
    return hashlib.sha256(repr((sys.version, sys.byteorder, words, flags, code)).encode()).hexdigest()


@cache
def _digest(*files: str) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()


def _code(pattern: str | bytes, flags: int, with_text: bool) -> bytes:
    """Return what re.compile() hands to the engine, and the pattern's text where nobody will have it."""
    tree = import_module("re._parser").parse(pattern, flags)
    code = array(_WORD, import_module("re._compiler")._code(tree, flags))
    state = tree.state
    text = pattern if with_text else ""
    parts = (text, flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict))
    return zlib.compress(marshal.dumps(parts), 1)


def _restored(name: str, pattern: str | bytes = "") -> re.Pattern[Any] | None:
    """Return a pattern that is kept. None if it is not, or by another engine than this one."""
    value = _kept.get(name)
    try:
        return _taken_up(value, pattern) if value else None
    except (ImportError, AttributeError, ValueError, TypeError, RuntimeError, zlib.error):
        return None


def _taken_up(value: bytes, pattern: str | bytes) -> re.Pattern[Any]:
    text, flags, content, groups, names = marshal.loads(zlib.decompress(value))
    code = array(_WORD)
    code.frombytes(content)
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    engine: Any = import_module("_sre")
    found: re.Pattern[Any] = engine.compile(pattern or text, flags, code.tolist(), groups, names, tuple(by_number))
    return found
