"""Find the inputs: every file below the sources given, in a fixed order, under a name for people."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.settings import Settings
from schemas.errors import Issue, ReasonCode, Severity, Stage


class MissingSource(Exception):
    """A source named by the user does not exist: wrong usage, nothing has been touched."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells cheaply whether a file has changed: bytes, nanoseconds, inode number."""

    size: int = 0
    mtime_ns: int = 0
    inode: int = 0

    @classmethod
    def of(cls, known: os.stat_result) -> Stamp:
        """Return the stamp of a file of which the system says `known`."""
        # SQLite integers have 63 bits and a sign; some file systems use the 64th for inodes
        return cls(known.st_size, known.st_mtime_ns, known.st_ino & (2**63 - 1))


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, or one place where something could not be read.

    `path` is absolute and identifies the input in the ledger; `target` is the file behind it
    when `path` is a link. `source` is shown to people: the way from the folder that was given,
    with forward slashes; where several sources were given, from the folder that holds them all.
    So no two inputs of a run have one name. `problem` says why there is nothing to read. `seen` is
    the stamp that the file had when it was found, if it was asked for.
    """

    path: Path
    source: str
    target: Path
    problem: Issue | None = None
    seen: Stamp | None = field(default=None, compare=False)


def discover(sources: Iterable[Path]) -> list[Input]:
    """Return the inputs below `sources` (files or folders) ordered by path, each path once.

    Raises MissingSource. Links to folders are not followed; a link to a file is followed when
    the file stands below the same source.
    """
    roots = [_root(given) for given in sources]
    holder = _holder(roots)
    found: dict[Path, Input] = {}
    for root in roots:
        for item in _below(root, root.relative_to(holder)):
            # a link may lead out of one source, and not out of another round it
            found[item.path] = min(found.get(item.path, item), item, key=_trouble)
    return sorted(found.values(), key=lambda item: os.fsencode(item.path))


def _trouble(item: Input) -> str:
    return item.problem.detail if item.problem else ""


def _root(given: Path) -> Path:
    if not os.path.lexists(given):
        raise MissingSource(f"no such file or folder: {shown(os.fsencode(given))}")
    return Path(os.path.abspath(given))  # noqa: PTH100 -- Path.absolute() keeps "..": two names for one file


def _holder(roots: Sequence[Path]) -> Path:
    """Return the innermost folder that holds all the sources; a single folder holds itself."""
    folders = [root if root.is_dir() else root.parent for root in roots]
    return Path(os.path.commonpath(folders)) if folders else Path()


def _below(root: Path, way: Path) -> Iterator[Input]:
    """Yield what is below a source, which is called `way`."""
    if not root.is_dir():
        yield _input(root, str(way), None)
        return
    real_root = Path(os.path.realpath(root))
    folders = [(root, real_root, f"{way}/" if way.name else "")]
    while folders:
        folder, real, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError as error:
            name = prefix.rstrip("/") or folder.name or "root"
            yield Input(folder, shown(os.fsencode(name)), folder, _unreadable("folder", error))
            continue
        for entry in listed:
            path, name = Path(entry.path), f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append((path, real / entry.name, f"{name}/"))
            elif not entry.is_symlink():
                yield _file(path, name, real / entry.name)
            elif not path.is_dir():
                yield _input(path, name, real_root)


def _input(path: Path, way: str, inside: Path | None) -> Input:
    """Describe a file. `inside` is the folder that a link must not leave; None for a source itself."""
    source = shown(os.fsencode(way))
    target = Path(os.path.realpath(path))
    linked = path.is_symlink()
    if linked and inside is not None and not target.is_relative_to(inside):
        leads_out = Issue(ReasonCode.LINK_OUTSIDE, Stage.READ, Severity.WARNING, "the link leads out of the source")
        return Input(path, source, target, leads_out)
    return _file(path, way, target)


def _file(path: Path, way: str, target: Path) -> Input:
    """Describe a file that is no link, or the one behind a link; in a large archive nothing is asked of it twice."""
    source = shown(os.fsencode(way))
    try:
        known = target.lstat()
    except OSError as error:
        return Input(path, source, target, _unreadable("file", error))
    if stat.S_ISREG(known.st_mode):
        return Input(path, source, target, seen=Stamp.of(known))
    special = Issue(ReasonCode.SPECIAL_FILE, Stage.READ, Severity.WARNING, "a pipe, a socket or a device")
    return Input(path, source, target, special)


def _unreadable(what: str, error: OSError) -> Issue:
    return Issue(ReasonCode.UNREADABLE_FILE, Stage.READ, Severity.ERROR, f"{what} cannot be read: {error.strerror}")


def stamp(item: Input) -> Stamp:
    """Return the stamp of an input, zero where the file cannot be asked."""
    if item.seen is not None:
        return item.seen
    try:
        return Stamp.of(item.target.lstat())
    except OSError:
        return Stamp()


def fingerprint(path: Path, settings: Settings) -> str:
    """Return the SHA-256 of a regular file's bytes, "" if it is too large or cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ""
    with open(descriptor, "rb") as stream:  # noqa: PTH123 -- an open descriptor has no path
        known = os.fstat(descriptor)
        if not stat.S_ISREG(known.st_mode) or known.st_size > settings.max_bytes:
            return ""
        try:
            return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return ""


def shown(raw: bytes) -> str:
    r"""Return a file name as text that can be stored: bytes that are no UTF-8 become `\xNN`."""
    return raw.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace") if not _plain(raw) else raw.decode()


def unshown(text: str) -> bytes:
    """Return the bytes of a file name from what `shown` made of it."""
    if not _ESCAPED.search(text):
        return text.encode()
    parts = _ESCAPED.split(text)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return parts[0].encode() + b"".join(_byte(code) + rest.encode() for code, rest in pairs)


# "\\" or "\xff"; a path without either is its own text
_ESCAPED = re.compile(r"\\(\\|x[0-9a-f]{2})")


def _byte(code: str) -> bytes:
    return b"\\" if code == "\\" else bytes([int(code[1:], 16)])


def _plain(raw: bytes) -> bool:
    try:
        return not _ESCAPED.search(raw.decode())
    except UnicodeDecodeError:
        return False
