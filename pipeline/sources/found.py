"""What comes out of the process that opens containers, one thing after the other."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.sources.held import Held
from pipeline.sources.member import Capture
from schemas.errors import Issue
from schemas.records import Status


@dataclass(frozen=True, slots=True)
class Found:
    """A member of a container, or something to be said of the container itself, whose `label` is then "".

    A document has its SHA-256, `size` in bytes, and `held`, which whoever gets it must close. Anything else has
    a `status`: what became of it, with the reason as its first issue.
    """

    label: str
    sha256: str = ""
    size: int = 0
    status: Status | None = None
    capture: Capture | None = None
    issues: tuple[Issue, ...] = ()
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The end of a container: how much was in it. `passing` if it was not read as far as it can be."""

    kind: str
    members: int = 0
    left_out: int = 0
    unpacked: int = 0
    passing: bool = False
