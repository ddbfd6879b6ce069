"""What takes long to make and follows from the program alone, kept from one process to the next.

It stands beside a module's own `.pyc`, is trusted as that is, and is written only where Python may write that.
Whoever cannot read or write it works as without it, only slower.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

_DIGEST = 32  # bytes of SHA-256 at the beginning of the file


class Kept:
    """One file of values by name. A value that is asked for or added is kept; others go when the file is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._used: dict[str, bytes] = {}
        self._is_new = False

    @classmethod
    def beside(cls, module: str) -> Kept:
        """Return what is kept for the module with this file."""
        return cls(Path(importlib.util.cache_from_source(module)).with_suffix(".kept"))

    @cached_property
    def _before(self) -> Mapping[str, bytes]:
        try:
            content = self.path.read_bytes()
            digest, content = content[:_DIGEST], content[_DIGEST:]
            found: Mapping[str, bytes] = marshal.loads(content) if hashlib.sha256(content).digest() == digest else {}
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        return found

    def get(self, name: str) -> bytes | None:
        """Return the value of this name."""
        value = self._used.get(name) or self._before.get(name)
        if value is not None:
            self._used[name] = value
        return value

    def add(self, name: str, value: bytes) -> None:
        """Add a value; write() keeps it."""
        self._used[name] = value
        self._is_new = True

    @property
    def can_write(self) -> bool:
        """False where Python may not write its own, or we may not."""
        folder = next(parent for parent in self.path.parents if parent.exists())
        return not sys.dont_write_bytecode and os.access(folder, os.W_OK)

    def write(self) -> None:
        """Write the file if there is anything new. Nothing happens where that is not allowed."""
        if not self._is_new or not self.can_write:
            return
        content = marshal.dumps(dict(sorted(self._used.items())))
        beside = self.path.with_suffix(f".{os.getpid()}")
        try:
            self.path.parent.mkdir(exist_ok=True)
            beside.write_bytes(hashlib.sha256(content).digest() + content)
            beside.replace(self.path)
            self._is_new = False
        except OSError:
            with suppress(OSError):
                beside.unlink()
