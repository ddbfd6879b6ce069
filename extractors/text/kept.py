"""Answers about the texts of one document, kept until the next one is read.

Rules ask for the same page, sentence or label in turn. What is kept across documents would keep their pages in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")

ANSWERS = 4096
"""So many answers of each question are kept: a deck of a hundred slides has as many sentences."""
_clear: list[Callable[[], None]] = []


def kept(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Keep the function's answers for the document that is being read."""
    cached = lru_cache(maxsize=ANSWERS)(function)
    _clear.append(cached.cache_clear)
    return cast("Callable[_P, _T]", cached)


def forget() -> None:
    """Drop all answers: another document is read."""
    for clear in _clear:
        clear()
