"""The version of the code of the rules: a hash that comments, docstrings and blank lines have no part in."""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from schemas.kept import Kept

Found = TypeVar("Found")
_kept = Kept.beside(__file__)


class Interrupted(Exception):
    """A signal has come while something was made that takes seconds."""


def unless(stopped: Callable[[], bool], found: Iterable[Found]) -> Iterator[Found]:
    """Yield what is found. Raises Interrupted as soon as `stopped()` is true."""
    for one in found:
        if stopped():
            raise Interrupted
        yield one


def code_hash(
    root: Path, files: Sequence[Path], words: Sequence[str], stopped: Callable[[], bool] = lambda: False
) -> str:
    """Return a hash, 16 hex digits, of files below `root` and of words. It may change with Python's version too.

    Made once, it is kept under what it is made from: it takes 2 s of CPU. Raises Interrupted.
    """
    read = [(path, path.read_bytes()) for path in files]
    name = _digest(root, read, words)
    known = _kept.get(name)
    if known is None:
        known = _digest(root, list(unless(stopped, _without_remarks(read))), words).encode()
        _kept.add(name, known)
        _kept.write()
    return known.decode()[:16]


def _digest(root: Path, read: Sequence[tuple[Path, bytes]], words: Sequence[str]) -> str:
    digest = hashlib.sha256(repr((sys.version, *words)).encode())
    for path, content in read:
        digest.update(f"\n{path.relative_to(root).as_posix()}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _without_remarks(read: Sequence[tuple[Path, bytes]]) -> Iterator[tuple[Path, bytes]]:
    for path, content in read:
        yield path, _tree(content).encode() if path.suffix == ".py" else content


class _WithoutRemarks(ast.NodeTransformer):
    """Takes out strings that stand as statements: docstrings, also those behind a value."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        """Return the statement, if it is more than a string."""
        is_remark = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if is_remark else node


def _tree(code: bytes) -> str:
    """Return the syntax tree of a module in words, without remarks and places in the file."""
    return ast.dump(_WithoutRemarks().visit(ast.parse(code)))
