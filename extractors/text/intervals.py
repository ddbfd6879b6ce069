"""Stretches of a page that can be asked for by place: a register has thousands, which nobody wants to look through."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar


class Stretch(Protocol):
    """What has a place on a page, half open."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


_S = TypeVar("_S", bound=Stretch)


class Intervals(Generic[_S]):
    """Stretches in the order of their starts."""

    def __init__(self, items: Sequence[_S]) -> None:
        self._items = items
        self._starts = [item.start for item in items]
        self._longest = max((item.end - item.start for item in items), default=0)

    def within(self, start: int, end: int) -> Sequence[_S]:
        """Return those that begin at `start` or behind it, and before `end`."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def over(self, start: int, end: int) -> list[_S]:
        """Return those of which a part stands between `start` and `end`."""
        return [item for item in self.within(start - self._longest, end) if start < item.end]
