"""The life of the process that opens containers. They are hostile until shown otherwise, so it may do little."""

from __future__ import annotations

import os
import resource
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import send_handle
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from pipeline.settings import MIB, Settings
from pipeline.sources.found import End, Found
from pipeline.sources.names import issue
from pipeline.sources.walk import Walk
from schemas.errors import ReasonCode
from schemas.records import Status

# Bytes that may be on their way to the other process; what is in memory there is its own affair.
WINDOW = 16 * MIB
# What a member costs beside its bytes: an open file, a message.
_EACH = 65536
# Address space beyond what the process has when it starts. The largest window of zstd is 128 MiB, a ZIP in a
# ZIP and a mail are held whole.
_MEMORY = 1024 * MIB
_BEAT = 1.0


def serve(connection: Connection, settings: Settings) -> None:
    """Open one container after the other, as the other process names them, until it closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Thread(target=_follow_parent, daemon=True).start()
    _limit(settings)
    while True:
        try:
            path, name = connection.recv()
            _Sender(connection, settings).send_all(path, name)
        except (EOFError, ConnectionResetError, BrokenPipeError):
            return


class _Sender:
    """Sends what is found in one container, and never more than the other side has asked for."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection, self._settings = connection, settings
        self._credit = WINDOW
        self._beaten = time.monotonic()

    def send_all(self, path: Path, name: str) -> None:
        end = End("", passing=True)
        try:
            with _opened(path) as file:
                for found in Walk(file, name, self._settings, self._beat):
                    if isinstance(found, End):
                        end = found
                    else:
                        self._send(found)
        except OSError as error:
            if isinstance(error, ConnectionError):
                raise
            problem = issue(ReasonCode.UNREADABLE_FILE, f"{type(error).__name__}: {error.strerror}")
            self._send(Found("", status=Status.FAILED, issues=(problem,)))
        while self._credit < WINDOW:
            self._credit += self._connection.recv()
        self._connection.send(end)

    def _send(self, found: Found) -> None:
        cost = found.size + _EACH
        while self._credit < WINDOW and self._credit < cost:
            self._credit += self._connection.recv()
        self._credit -= cost
        self._connection.send((replace(found, held=None), found.held is not None, cost))
        if found.held is not None:
            send_handle(self._connection, found.held.descriptor, None)

    def _beat(self) -> None:
        """Show that the work goes on, once a second: pictures of a web capture may go by for minutes."""
        now = time.monotonic()
        if now - self._beaten > _BEAT:
            self._beaten = now
            self._connection.send(None)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a plain file; it must be the same at the end, or what was read of it is worth nothing."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(0, "not a regular file")
        yield file
        after = os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise OSError(0, "it changed while it was read")


def _limit(settings: Settings) -> None:
    """No core, few files, no file longer than a member may be, and an end to memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (settings.max_bytes, settings.max_bytes))
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
