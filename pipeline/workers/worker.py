"""A worker: puts itself under the limits, then takes tasks and answers them, one after the other."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import partial
from pathlib import Path

from pipeline.parse.pdf_ocr import announce_pictures
from pipeline.settings import Settings
from pipeline.workers import channel
from pipeline.workers.stages import answer
from schemas.errors import ReasonCode
from schemas.records import DocumentResult

_PARENT_DIES = 1  # PR_SET_PDEATHSIG
_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
# writing it makes the kernel forget the highest memory so far
_FORGET_PEAK = "5"
_COLLECT_AFTER = 64
"""After so many documents a worker looks for all cycles. Left to the interpreter, they grew by 8 MB in a thousand."""


class Kind(StrEnum):
    """What an answer is: a result, the lack of memory, or proof that the program itself cannot be loaded.

    A picture is no answer yet: a page is about to be read from its picture, which may take its time.
    """

    DONE = "done"
    PICTURE = "picture"
    MEMORY = "memory"
    BROKEN = "broken"


def serve(end: socket.socket, settings: Settings, work: Callable[[Path, str, Settings], object]) -> None:
    """Answer tasks until the other side is gone.

    An answer is a pickled tuple: kind, result, peak memory in bytes, what was done.
    """
    _confine(settings)
    announce_pictures(partial(_announce_picture, end))
    answered = 0
    while (message := channel.receive(end)) is not None:
        with suppress(OSError):
            _CLEAR.write_text(_FORGET_PEAK)
        said = _answer(message, settings, work)
        try:
            channel.send(end, said)
        except (BrokenPipeError, ConnectionResetError):
            return
        answered += 1
        if answered % _COLLECT_AFTER == 0:
            gc.collect()


def _announce_picture(end: socket.socket) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):
        channel.send(end, pickle.dumps((Kind.PICTURE.value, None, None, None)))


def _confine(settings: Settings) -> None:
    """Give up what reading a document never needs: files to write, the terminal, memory beyond the limit."""
    _die_with_parent()
    # the pool decides when to stop
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    # a write beyond the limit becomes an error in the library that tries it, not the end of the worker
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for limit, most in (
        (resource.RLIMIT_AS, settings.max_memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))
    # programs that a library starts must not try to store what they have compiled
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    # what libraries print helps nobody in the morning; a log with it in between would be no log
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0,) if os.environ.get("FONDOSKOP_DEBUG") else (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _die_with_parent() -> None:
    """Ask the kernel to kill this process when the nursery is killed; other systems than Linux cannot."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIES, signal.SIGKILL, 0, 0, 0)


def _answer(message: bytes, settings: Settings, work: Callable[[Path, str, Settings], object]) -> bytes:
    try:
        task = pickle.loads(message)
        result, done = answer(work, task.target, task.source, task.parsed, settings)
        kind = Kind.MEMORY if _lacked_memory(result) else Kind.DONE
        return pickle.dumps((kind.value, result, peak_memory(_STATUS), done.value))
    except MemoryError:
        return pickle.dumps((Kind.MEMORY.value, None, peak_memory(_STATUS), None))
    except Exception as error:
        # the stages raise nothing, so this is a part of the program that cannot be loaded
        return pickle.dumps((Kind.BROKEN.value, f"{type(error).__name__}: {error}", None, None))


def _lacked_memory(result: object) -> bool:
    return isinstance(result, DocumentResult) and any(i.code is ReasonCode.OUT_OF_MEMORY for i in result.issues)


def peak_memory(status: Path) -> int | None:
    """Return the highest resident memory in bytes that a process's status file tells; None without such a file."""
    try:
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return None
    return int(line.split()[1]) * 1024
