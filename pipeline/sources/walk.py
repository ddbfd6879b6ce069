"""Walk through a container and those within it, and give its documents one by one. Runs in a process of its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from pipeline.settings import Settings
from pipeline.sources.budget import Budget, Exhausted
from pipeline.sources.found import End, Found
from pipeline.sources.held import Held
from pipeline.sources.kinds import ARCHIVES, HEAD, NAMES_OF_DOCUMENTS, PACKED, Kind, kind_of, zip_kind
from pipeline.sources.mail import attachments
from pipeline.sources.member import Item, LeftOut, Member, Refused
from pipeline.sources.names import Labels, issue
from pipeline.sources.streams import CHUNK, Readable, Stream, Unpacked
from pipeline.sources.tar_archive import tar_members
from pipeline.sources.web_capture import warc_members
from pipeline.sources.zip_archive import zip_members
from schemas.errors import Issue, ReadError, ReasonCode, Severity
from schemas.records import Status

_PACKED = frozenset(PACKED.values())


@dataclass(slots=True)
class _Level:
    """One container on the way down: `prefix` is put before the labels of its members."""

    prefix: str
    depth: int
    labels: Labels = field(default_factory=Labels)
    problems: list[Issue] = field(default_factory=list)
    members: int = 0
    left_out: int = 0
    too_deep: int = 0


class Walk:
    """The way through one file. Iterate over it once: the last thing that it gives is an End."""

    def __init__(self, file: BinaryIO, name: str, settings: Settings, beat: Callable[[], None] = lambda: None) -> None:
        self._file, self._name, self._settings = file, name, settings
        self._budget = Budget(settings, file.seek(0, os.SEEK_END), beat)
        self._left_out = 0
        file.seek(0)

    def __iter__(self) -> Iterator[Found | End]:
        stream = Stream(self._file)
        kind = kind_of(stream.peek(HEAD))
        if kind is Kind.ZIP:
            kind = zip_kind(self._file)
        try:
            yield from self._container(kind, stream, self._file, self._name, _Level("", 1))
        except Exhausted as error:
            yield Found("", status=Status.PARTIAL if self._budget.members else Status.FAILED, issues=(error.issue(),))
        yield End(kind.value if kind else "", self._budget.members, self._left_out, self._budget.unpacked)

    def _container(
        self, kind: Kind | None, stream: Stream, file: BinaryIO | None, name: str, level: _Level
    ) -> Iterator[Found]:
        """Yield what is in a container, then what is to be said of it. `file`, if given, has the same bytes."""
        if kind in ARCHIVES and name.lower().endswith(NAMES_OF_DOCUMENTS):
            level.problems.append(issue(ReasonCode.MISNAMED, "an archive with the name of a document"))
        try:
            for item in self._items(kind, stream, file, name, level):
                yield from self._item(item, level)
        except Exhausted:
            raise
        except (ReadError, MemoryError, RecursionError) as error:
            level.problems.append(_problem(error))
        self._left_out += level.left_out
        yield from self._said_of(level, kind)

    def _items(
        self, kind: Kind | None, stream: Stream, file: BinaryIO | None, name: str, level: _Level
    ) -> Iterator[Item]:
        if kind in _PACKED:
            yield from self._packed(kind, stream, name, level)
        elif kind is Kind.TAR:
            yield from tar_members(stream)
        elif kind is Kind.WARC:
            yield from warc_members(stream, self._budget)
        elif kind in (Kind.ZIP, Kind.WACZ) and file is not None:
            yield from zip_members(file, self._budget, kind is Kind.WACZ)
        elif kind is Kind.MAIL and file is not None:
            file.seek(0)
            yield from attachments(file.read(self._settings.max_bytes + 1))

    def _packed(self, kind: Kind, stream: Stream, name: str, level: _Level) -> Iterator[Item]:
        """Yield what a packed file holds: the members of its archive or capture, or the one document."""
        unpacked = Unpacked.of(stream, kind, self._budget)
        inner = Stream(unpacked)
        match kind_of(inner.peek(HEAD)):
            case Kind.TAR:
                yield from tar_members(inner)
            case Kind.WARC:
                yield from warc_members(inner, self._budget)
            case _:
                if inner.peek(1):
                    yield Member(_stem(name), lambda: _Direct(inner))
        inner.skip(CHUNK)
        if unpacked.trailing:
            detail = "something else stands behind the packed bytes"
            level.problems.append(issue(ReasonCode.CORRUPT_CONTAINER, detail, Severity.WARNING))

    def _item(self, item: Item, level: _Level) -> Iterator[Found]:
        match item:
            case Issue():
                level.problems.append(item)
            case LeftOut(count):
                level.left_out += count
            case Refused():
                self._count(level)
                label, warnings = self._label(item, level)
                yield Found(label, status=item.status, capture=item.capture, issues=(item.issue, *warnings))
            case Member():
                yield from self._member(item, level)

    def _count(self, level: _Level) -> None:
        self._budget.member()
        level.members += 1

    @staticmethod
    def _label(item: Member | Refused, level: _Level) -> tuple[str, tuple[Issue, ...]]:
        if item.label:
            return level.prefix + item.label, ()
        label, warnings = level.labels.label(item.name)
        return level.prefix + label, warnings

    def _member(self, member: Member, level: _Level) -> Iterator[Found]:
        label, warnings = self._label(member, level)
        warnings += member.warnings
        try:
            stream = Stream(member.open())
            kind = kind_of(stream.peek(HEAD))
            if kind is None or kind in (Kind.ZIP, Kind.MAIL):
                yield from self._document(kind, stream, label, member, warnings, level)
            elif level.depth >= self._settings.max_depth:
                level.too_deep += 1
            else:
                level.members += 1
                yield from self._container(kind, stream, None, label, _Level(f"{label}!", level.depth + 1))
        except Exhausted as error:
            # the member in hand is lost too; of the containers round it the outermost has a row
            if error.code is ReasonCode.BOMB and not error.noted:
                error.noted = True
                yield Found(label, status=Status.FAILED, capture=member.capture, issues=(_problem(error), *warnings))
            raise
        except (ReadError, MemoryError, RecursionError) as error:
            self._count(level)
            issues = (_problem(error), *warnings)
            yield Found(label, status=Status.FAILED, capture=member.capture, issues=issues)

    def _document(
        self,
        kind: Kind | None,
        stream: Stream,
        label: str,
        member: Member,
        warnings: tuple[Issue, ...],
        level: _Level,
    ) -> Iterator[Found]:
        """Take a member into memory: as a document, as a mail with its attachments, or as a container to be opened."""
        held, sha256 = self._held(stream)
        try:
            if kind is None:
                self._count(level)
                yield Found(label, sha256, held.size, capture=member.capture, issues=warnings, held=held)
                return
            with os.fdopen(os.dup(held.descriptor), "rb") as file:
                kind = zip_kind(file) if kind is Kind.ZIP else kind
                if kind is None or kind is Kind.MAIL:
                    self._count(level)
                    yield Found(label, sha256, held.size, capture=member.capture, issues=warnings, held=held)
                if kind is None:
                    return
                if level.depth >= self._settings.max_depth:
                    level.too_deep += kind is not Kind.MAIL
                    return
                level.members += kind is not Kind.MAIL
                file.seek(0)
                yield from self._container(kind, Stream(file), file, label, _Level(f"{label}!", level.depth + 1))
        finally:
            held.close()

    def _held(self, stream: Readable | Stream) -> tuple[Held, str]:
        """Return a member's bytes in memory, and their SHA-256. Raises ReadError, also too_large."""
        digest = hashlib.sha256()
        held = Held(os.memfd_create("member", os.MFD_CLOEXEC), 0)
        try:
            while part := stream.read(16 * CHUNK):
                held.size += len(part)
                if held.size > self._settings.max_bytes:
                    raise ReadError(ReasonCode.TOO_LARGE, f"more than {self._settings.max_bytes} bytes")
                digest.update(part)
                _write(held.descriptor, part)
        except BaseException:
            held.close()
            raise
        return held, digest.hexdigest()

    def _said_of(self, level: _Level, kind: Kind | None) -> Iterator[Found]:
        """Yield the row of the container itself, where something is wrong with it or nothing is in it."""
        problems = list(level.problems)
        if level.too_deep:
            detail = f"{level.too_deep} containers in it are nested deeper than {self._settings.max_depth}"
            problems.append(issue(ReasonCode.TOO_DEEP, detail))
        if not level.members and not problems and kind is not Kind.MAIL:
            problems.append(issue(ReasonCode.EMPTY_CONTAINER, "no document in it"))
        if not problems:
            return
        wrong = any(problem.severity is Severity.ERROR for problem in problems)
        problems.sort(key=lambda problem: problem.severity is not Severity.ERROR)
        status = Status.FAILED if not level.members else Status.PARTIAL if wrong else Status.OK
        yield Found(level.prefix[:-1], status=status, issues=tuple(problems))


class _Direct:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        return self._stream.some(size)


def _problem(error: ReadError | MemoryError | RecursionError) -> Issue:
    if isinstance(error, ReadError):
        return error.issue()
    return issue(ReasonCode.BOMB, f"reading it takes more memory than is allowed: {type(error).__name__}")


def _stem(name: str) -> str:
    """Return the name of what a packed file holds: its own without the last ending."""
    return PurePosixPath(name.rpartition("!")[2]).stem or "content"


def _write(descriptor: int, part: bytes) -> None:
    view = memoryview(part)
    while view:
        view = view[os.write(descriptor, view) :]
