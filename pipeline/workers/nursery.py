"""The nursery: a process that loads every library once and forks workers from there, each in 10 ms instead of 5 s.

It is the parent of all workers, and so the one that can kill them for certain: when the process that owns the
pool ends, however that may be, the nursery's socket closes, and it kills every worker with all that the worker
has started. A worker cannot do that itself while it is inside native code.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

from pipeline.settings import Settings
from pipeline.workers import channel
from schemas.compiled import every_pattern_kept, keep_compiled
from schemas.vocabulary import keep_vocabulary

_FORK, _KILL = b"F", b"K"
_READY = b"ready"
# one letter and the number of a process
_REQUEST = 9
# New containers after which a worker looks for cycles, and the looks after which it looks at older ones. At Python's
# own 700 it took 6 % of the time; a page's tree, which is full of cycles, has some 10,000.
_COLLECT = (20_000, 10, 10)


class NurseryError(Exception):
    """Nothing can be forked. `passing` if another nursery may do better: this one has been killed."""

    def __init__(self, detail: str, passing: bool = False) -> None:
        super().__init__(detail)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Sprout:
    """A worker that has been forked: its process, and our end of the socket to it."""

    pid: int
    end: socket.socket


class Nursery:
    """The pool's side. The process starts at once and is ready some seconds later; meanwhile nothing waits."""

    def __init__(self, work: Callable[..., object], settings: Settings, warm: bool = True) -> None:
        self._end, theirs = socket.socketpair()
        # what the pool can import the nursery can, and nothing else: no current folder by accident
        code = f"import sys; sys.path[:] = {sys.path!r}; from pipeline.workers import nursery; nursery.main()"
        command = [sys.executable, "-P", "-c", code, str(theirs.fileno())]
        # threads of a numerical library would not survive a fork
        environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(
                command,
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr.fileno() if _has_descriptor() else subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            self._end.close()
            raise NurseryError(f"worker processes cannot be started: {error.strerror}") from error
        finally:
            theirs.close()
        self.is_ready = False
        start = (f"{work.__module__}:{work.__qualname__}", settings, warm)
        with suppress(OSError):
            channel.send(self._end, pickle.dumps(start))

    def fileno(self) -> int:
        """Return the descriptor that can be read from when it is ready."""
        return self._end.fileno()

    def ready(self) -> bool:
        """Say whether it is ready to fork. Raises NurseryError."""
        if not self.is_ready and select.select([self._end], [], [], 0)[0]:
            said = channel.receive(self._end)
            if said != _READY:
                raise NurseryError(said.decode() if said else "worker processes cannot be started", said is None)
            self.is_ready = True
        return self.is_ready

    def fork(self) -> Sprout:
        """Return a new worker. Raises NurseryError."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._end, [_FORK.ljust(_REQUEST, b"\0")], [theirs.fileno()])
                said = channel.receive(self._end)
            except OSError:
                said = None
        if said is None or not said.isdigit():
            ours.close()
            raise NurseryError(said.decode() if said else "the process that starts workers has ended", said is None)
        return Sprout(int(said), ours)

    def kill(self, pid: int) -> None:
        """Kill a worker and all that it has started. Nothing happens if it is dead already."""
        with suppress(OSError):
            self._end.sendall(_KILL + pid.to_bytes(8))

    def close(self) -> None:
        """End the nursery and every worker."""
        self._end.close()
        try:
            # while it is loading it hears nothing, and has no worker yet
            self._process.wait(1.0 if self.is_ready else 0.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _has_descriptor() -> bool:
    """Say whether stderr is a real one; under a test runner it may not be."""
    try:
        return sys.stderr.fileno() >= 0
    except (AttributeError, OSError, ValueError):
        return False


def main() -> None:
    """Run the nursery on the socket whose number is the last argument."""
    with socket.socket(fileno=int(sys.argv[-1])) as control:
        # a signal to the whole group is the pool's to act on
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        start = channel.receive(control)
        if start is None:
            return
        # what is loaded stays: looking for cycles in it took a fifth of the start
        gc.disable()
        name, settings, warm = pickle.loads(start)
        try:
            work = _loaded(name, warm)
        except Exception as error:  # whatever a broken installation raises is for the pool to report
            channel.send(control, f"workers cannot be loaded: {type(error).__name__}: {error}".encode())
            return
        gc.freeze()
        _Forker(control, work, settings).run()
    # to take down all libraries in order takes up to a second, and the pool waits for it
    os._exit(0)


def _loaded(name: str, warm: bool) -> Callable[..., object]:
    """Return what workers do; its module may have a function `warm_up` that is worth calling before many tasks."""
    module, _, function = name.partition(":")
    with every_pattern_kept():
        loaded = import_module(module)
        if warm:
            getattr(loaded, "warm_up", lambda: None)()
    if warm:
        keep_vocabulary()
        keep_compiled()
    work: Callable[..., object] = getattr(loaded, function)
    return work


class _Forker:
    """Forks, kills and buries workers until its socket closes."""

    def __init__(self, control: socket.socket, work: Callable[..., object], settings: Settings) -> None:
        self._control, self._work, self._settings = control, work, settings
        self._alive: set[int] = set()

    def run(self) -> None:
        # a dead child writes to this pipe, so that select() wakes up
        self._awake, writes = os.pipe()
        for descriptor in (self._awake, writes):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        try:
            channel.send(self._control, _READY)
        except BrokenPipeError:
            return  # the pool was killed while this was loading
        try:
            while self._once():
                pass
        finally:
            for pid in self._alive:
                _end_group(pid)
            # whoever asks what the run took (`time`) is told of those whom their parent waited for
            for pid in self._alive:
                os.waitpid(pid, 0)

    def _once(self) -> bool:
        ready = select.select([self._control.fileno(), self._awake], [], [])[0]
        if self._awake in ready:
            with suppress(BlockingIOError):
                os.read(self._awake, 4096)
        self._bury()
        if self._control.fileno() not in ready:
            return True
        request, descriptors, _, _ = socket.recv_fds(self._control, _REQUEST, 1)
        if not request:
            return False
        if request[:1] == _FORK:
            self._fork(socket.socket(fileno=descriptors[0]))
        elif int.from_bytes(request[1:]) in self._alive:
            _end_group(int.from_bytes(request[1:]))
        return True

    def _bury(self) -> None:
        """Take notice of dead workers. A number is free for others only afterwards, so no stranger is killed."""
        while self._alive:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            # what the worker had started, such as a program that reads pictures, goes with it
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            self._alive.discard(pid)

    def _fork(self, end: socket.socket) -> None:
        try:
            pid = os.fork()
        except OSError as error:
            channel.send(self._control, f"no worker can be started: {error.strerror}".encode())
            return
        if pid:
            end.close()
            self._alive.add(pid)
            channel.send(self._control, str(pid).encode())
            return
        try:
            self._live(end)
        finally:
            os._exit(1)

    def _live(self, end: socket.socket) -> None:
        """The life of a worker, in the worker."""
        from pipeline.workers.worker import serve

        gc.set_threshold(*_COLLECT)
        gc.enable()
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._control.close()
        serve(end, self._settings, self._work)


def _end_group(pid: int) -> None:
    """Kill a worker's group; a worker that has just been forked may have none yet."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)
