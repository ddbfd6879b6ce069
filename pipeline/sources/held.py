"""Bytes that stand in no file: a member of a container, held in memory until its document is stored.

`memfd_create` makes a file without a name that lives in memory. A worker opens it by the way that Linux gives
to every open file, /proc/<process>/fd/<number>, so the bytes cross no pipe, which could block both sides, and
no member's name ever touches a disk.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

_WAY = re.compile(r"/proc/\d+/fd/\d+")


def is_held(path: Path) -> bool:
    """Say whether the path is the way to an open file: a link to the system, and the one that may be followed."""
    return bool(_WAY.fullmatch(str(path)))


@dataclass(slots=True)
class Held:
    """An open memory file of this process, with its size in bytes. Close it when nobody needs it any more."""

    descriptor: int
    size: int
    _open: bool = field(default=True)

    @property
    def path(self) -> Path:
        """Return the way by which another process of the same user can open it."""
        return Path(f"/proc/{os.getpid()}/fd/{self.descriptor}")

    def close(self) -> None:
        """Give the memory back. Closing twice does nothing."""
        if self._open:
            self._open = False
            os.close(self.descriptor)
