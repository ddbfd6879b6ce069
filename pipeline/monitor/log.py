"""The log of a run: one JSON object a line, appended, so that several runs may share a file."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.outgoing import json_text
from pipeline.store.rows import reason
from schemas.records import DocumentResult, Done, Status

_LEVELS = {Status.FAILED: "error", Status.PARTIAL: "warning"}
STDERR = Path("-")


class RunLog:
    """Writes lines to a file, or to stderr for "-", or nowhere. A log that cannot be written never stops a run.

    The file is opened for each line, so it may be moved, cut or removed at any time, and each line is one write
    at the file's end. Measured: 20 µs a line.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._failed = False

    def write(self, level: str, event: str, **values: object) -> None:
        """Add a line: time in UTC, level (info, warning, error), event, then the values that are not None."""
        if self._path is None:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        known = {name: value for name, value in values.items() if value is not None}
        self._append(self._path, json_text({"time": now, "level": level, "event": event, **known}) + "\n")

    def document(self, run: int, result: DocumentResult, new: bool, done: Done | None = None) -> None:
        """Add the line of a document that was read. `new` says that it went wrong in this run for the first time."""
        self.write(
            _LEVELS.get(result.status, "info"),
            "document",
            run=run,
            source=result.source,
            status=result.status.value,
            reason=reason(result),
            newly_wrong=new,
            sha256=result.sha256 or None,
            records=len(result.records),
            seconds=result.seconds,
            done=done,
        )

    def _append(self, path: Path, line: str) -> None:
        if path == STDERR:
            sys.stderr.write(line)
            return
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
            try:
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)
        except OSError as error:
            if not self._failed:
                print(f"fondoskop: no log: {path}: {error.strerror}", file=sys.stderr)
            self._failed = True


NO_LOG = RunLog()
