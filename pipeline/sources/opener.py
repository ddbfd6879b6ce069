"""The other end of the process that opens containers: it is started when needed, watched, and replaced."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import recv_handle
from pathlib import Path

from pipeline.settings import Settings
from pipeline.sources.found import End, Found
from pipeline.sources.held import Held
from pipeline.sources.names import issue
from pipeline.sources.serve import serve
from schemas.errors import ReasonCode
from schemas.records import Status


class Opener:
    """Opens containers, one at a time. Use it as a context; leaving it ends the process."""

    def __init__(self, settings: Settings) -> None:
        # spawn: a small process, without the libraries that parse documents and their address space
        self._context = multiprocessing.get_context("spawn")
        self._settings = settings
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._heard = 0.0
        self._end: End | None = None
        self.busy = False

    def __enter__(self) -> Opener:
        return self

    def __exit__(self, *_: object) -> None:
        self._bury()

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Return what becomes readable when there is something new."""
        return (self._connection,) if self._connection is not None and self.busy else ()

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None if there is none just now."""
        return self._process.pid if self._process is not None else None

    def open(self, path: Path, name: str) -> None:
        """Begin with a file; `name` is shown. What is in it comes from `poll`, with an End at the end."""
        if self._connection is None:
            self._connection, theirs = self._context.Pipe()
            self._process = self._context.Process(
                target=serve, args=(theirs, self._settings), name="fondoskop-opener", daemon=True
            )
            self._process.start()
            theirs.close()
        self.busy, self._heard = True, time.monotonic()
        try:
            self._connection.send((path, name))
        except (BrokenPipeError, ConnectionResetError):
            return  # poll() finds that it has died

    def poll(self, seconds: float = 0.0) -> Found | End | None:
        """Return the next thing in the container, None if it is not there within `seconds`.

        A process that dies or shows no life for `settings.max_seconds` gives a failure, then the End.
        """
        if self._end is not None:
            end, self._end, self.busy = self._end, None, False
            return end
        if self._connection is None or not self.busy:
            return None
        try:
            while self._connection.poll(seconds):
                message = self._connection.recv()
                self._heard = time.monotonic()
                if isinstance(message, End):
                    self.busy = False
                    return message
                if message is not None:
                    return self._received(self._connection, *message)
        except (EOFError, ConnectionResetError, BrokenPipeError):
            return self._lost(ReasonCode.CRASHED, "the process that opened it ended unexpectedly")
        if time.monotonic() - self._heard > self._settings.max_seconds:
            limit = f"no sign of life within {self._settings.max_seconds:g} seconds"
            return self._lost(ReasonCode.TIMEOUT, limit)
        return None

    def found_in(self, path: Path, name: str) -> Iterator[Found | End]:
        """Yield what is in a container, waiting for it. Whoever takes a document out closes what it is held in."""
        self.open(path, name)
        while self.busy:
            found = self.poll(1.0)
            if found is not None:
                yield found

    def drop(self) -> None:
        """Give up the container in hand: what is left of it is not read."""
        if self.busy:
            self._bury()
            self.busy, self._end = False, None

    def _received(self, connection: Connection, found: Found, held: bool, cost: int) -> Found:
        if held:
            found = replace(found, held=Held(recv_handle(connection), found.size))
        connection.send(cost)
        return found

    def _lost(self, code: ReasonCode, detail: str) -> Found:
        self._bury()
        self._end = End("", passing=True)
        return Found("", status=Status.FAILED, issues=(issue(code, detail),))

    def _bury(self) -> None:
        if self._process is not None and self._connection is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = self._connection = None
