"""Attachments of a mail. The mail itself is a document, see pipeline/parse/mail.py."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from pipeline.sources.member import Item, LeftOut, Member
from schemas.errors import ReadError, ReasonCode

_MOST_PARTS = 2000


def attachments(content: bytes) -> Iterator[Item]:
    """Yield what hangs on a mail. Pictures shown in its text are left out. Raises ReadError(corrupt_container)."""
    for number, part in enumerate(parts(content)):
        if number >= _MOST_PARTS:
            raise ReadError(ReasonCode.TOO_MANY_MEMBERS, f"more than {_MOST_PARTS} parts")
        name = _file_name(part)
        if part.get_content_type() == "message/rfc822":
            yield Member(name or f"message-{number}.eml", lambda part=part: io.BytesIO(_message(part)))  # type: ignore[misc]
        elif name and not (part.get_content_maintype() == "image" and not part.is_attachment()):
            yield Member(name, lambda part=part: io.BytesIO(payload(part)))  # type: ignore[misc]
        elif not part.is_multipart() and part.get_content_maintype() != "text":
            yield LeftOut()


def parts(content: bytes) -> Iterator[EmailMessage]:
    """Yield the parts of a mail from outside in, but not those of a mail that is attached to it."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
    except (ValueError, LookupError, RecursionError, AttributeError) as error:
        raise ReadError(ReasonCode.CORRUPT_CONTAINER, f"no mail: {type(error).__name__}") from error
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        yield part
        if part.get_content_maintype() == "multipart":
            waiting[:0] = [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]


def payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part without the coding in which it was sent."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _message(part: EmailMessage) -> bytes:
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    return first.as_bytes() if isinstance(first, EmailMessage) else b""


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, AttributeError):
        return "attachment"
