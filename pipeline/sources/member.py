"""What the readers of containers give: members to read, and what cannot be read of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.sources.streams import Readable
from schemas.errors import Issue
from schemas.records import Status


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a document of a web capture comes from: address, time in ISO 8601, first byte of its record.

    `payload` is what the capture calls the content, as `sha1:…`, None if it does not say. A revisit has no
    content of its own; without a `payload` that of an earlier capture, "time address" names it.
    """

    url: str
    captured: str
    offset: int
    payload: str | None = None
    revisit: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A member that can be read: call `open` before the next member is asked for, or never.

    `name` is what the container says, `label` a name made by the reader that needs no check.
    """

    name: str
    open: Callable[[], Readable]
    label: str = ""
    capture: Capture | None = None
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that is not read, and why. `status` is failed, or skipped where nothing is lost with it."""

    name: str
    issue: Issue
    status: Status = Status.FAILED
    label: str = ""
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Members that are no documents by their kind, counted and not listed."""

    count: int = 1


Item = Member | Refused | LeftOut | Issue
"""What readers yield; an issue is one of the whole container, which goes on."""
