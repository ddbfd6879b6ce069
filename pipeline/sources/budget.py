"""How much may come out of one container, nested ones and all. What is unpacked is counted, not what is promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.settings import Settings
from schemas.errors import ReadError, ReasonCode

# Up to here no ratio is suspicious: a megabyte of blanks is a small matter.
FREE = 16 * 1024 * 1024


class Exhausted(ReadError):
    """The container as a whole is over its limit: nothing more of it is read. `noted` once its member has a row."""

    noted = False


@dataclass(slots=True)
class Budget:
    """Counts for one file. `size` is its length in bytes; `beat` is called as bytes come out, to show life."""

    settings: Settings
    size: int
    beat: Callable[[], None] = lambda: None
    unpacked: int = 0
    members: int = 0

    def spend(self, count: int, packed: int, unpacked: int) -> None:
        """Take note of `count` more bytes of a packed stream that has given `unpacked` for `packed` so far.

        Raises ReadError(bomb) if that stream alone is one, Exhausted if the whole container is.
        """
        self.beat()
        self.unpacked += count
        ratio = self.settings.max_ratio
        if self.unpacked > self.settings.max_unpacked:
            raise Exhausted(ReasonCode.BOMB, f"it unpacks to more than {self.settings.max_unpacked} bytes")
        if unpacked > FREE and unpacked > ratio * packed:
            raise ReadError(ReasonCode.BOMB, f"it unpacks to more than {ratio} times its size")
        if self.unpacked > FREE and self.unpacked > ratio * max(self.size, 1):
            raise Exhausted(ReasonCode.BOMB, f"all in all it unpacks to more than {ratio} times its size")

    def member(self) -> None:
        """Take note of one more member. Raises Exhausted(too_many_members)."""
        self.beat()
        self.members += 1
        if self.members > self.settings.max_members:
            raise Exhausted(ReasonCode.TOO_MANY_MEMBERS, f"more than {self.settings.max_members}")
