"""Messages over a socket: eight bytes of length, then the message.

The pool's end never waits: a worker that stops in the middle of an answer, or does not take in its next task,
must not keep the pool from watching the others. The worker's end has nothing else to do, and waits.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

_HEAD = struct.Struct(">Q")
_PIECE = 1 << 20


class TooLongError(Exception):
    """The other side announces a message beyond the limit."""


class Channel:
    """The pool's end. `most` is the length in bytes of the longest message that is taken in."""

    def __init__(self, end: socket.socket, most: int) -> None:
        end.setblocking(False)
        self._end, self._most = end, most
        self._in, self._out = bytearray(), bytearray()

    def fileno(self) -> int:
        """Return the descriptor, for select()."""
        return self._end.fileno()

    def post(self, message: bytes) -> None:
        """Send a message, as much of it as goes now; flush() sends the rest."""
        self._out += _HEAD.pack(len(message))
        self._out += message
        self.flush()

    def flush(self) -> None:
        """Send what goes now. What the other side can no longer take is found out when its answer is read."""
        try:
            while self._out:
                sent = self._end.send(memoryview(self._out)[:_PIECE])
                del self._out[:sent]
        except BlockingIOError:
            return
        except (BrokenPipeError, ConnectionResetError):
            self._out.clear()

    def messages(self) -> Iterator[bytes]:
        """Yield the messages that are there. Raises EOFError when the other side is gone, TooLongError."""
        ended = self._take_in()
        while len(self._in) >= _HEAD.size:
            (length,) = _HEAD.unpack_from(self._in)
            if length > self._most:
                raise TooLongError(f"an answer of {length} bytes")
            if len(self._in) < _HEAD.size + length:
                break
            message = bytes(memoryview(self._in)[_HEAD.size : _HEAD.size + length])
            del self._in[: _HEAD.size + length]
            yield message
        if ended:
            raise EOFError

    def _take_in(self) -> bool:
        """Read what is there, a few pieces at a time; return whether it was the last."""
        for _ in range(8):
            try:
                piece = self._end.recv(_PIECE)
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True
            if not piece:
                return True
            self._in += piece
        return False

    def close(self) -> None:
        """Close this end."""
        self._end.close()


def receive(end: socket.socket) -> bytes | None:
    """Return the next message, waiting for it; None when the other side is gone."""
    head = _exactly(end, _HEAD.size)
    return None if head is None else _exactly(end, _HEAD.unpack(head)[0])


def send(end: socket.socket, message: bytes) -> None:
    """Send a message, waiting until it is taken."""
    end.sendall(_HEAD.pack(len(message)))
    end.sendall(message)


def _exactly(end: socket.socket, length: int) -> bytes | None:
    found = bytearray()
    while len(found) < length:
        try:
            piece = end.recv(min(length - len(found), _PIECE))
        except ConnectionResetError:
            return None
        if not piece:
            return None
        found += piece
    return bytes(found)
