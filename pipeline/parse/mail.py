"""A mail to a document of one page: subject, sender, receivers, date, then its text. Attachments are its members."""

from __future__ import annotations

from email.message import EmailMessage
from html import escape

from pipeline.parse.encoding import decode
from pipeline.parse.office import document_of
from pipeline.settings import Settings
from pipeline.sources.mail import parts, payload
from schemas.document import Document, SourceFile
from schemas.errors import Issue, ParseError, ReadError, ReasonCode

_SHOWN = ("From", "To", "Cc", "Date")


def parse_mail(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the mail's document. Raises ParseError: corrupt_container, empty_document, too_large."""
    try:
        found = list(parts(file.content))
    except ReadError as error:
        raise ParseError(error.code, error.detail) from error
    head = found[0]
    subject = escape(_field(head, "Subject"))
    lines = [f"<p>{name}: {escape(text)}</p>" for name in _SHOWN if (text := _field(head, name))]
    body = f"<h1>{subject}</h1>{''.join(lines)}{_body(found)}"
    meta = f"<title>{subject}</title>{_date(head)}"
    return document_of(file, settings, [body], meta, "mail/1")


def _field(message: EmailMessage, name: str) -> str:
    """Return a field of the head on one line, "" if it is missing or damaged."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""


def _date(message: EmailMessage) -> str:
    from email.utils import parsedate_to_datetime

    try:
        day = parsedate_to_datetime(_field(message, "Date")).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return ""
    return f'<meta name="date" content="{day}">'


def _body(found: list[EmailMessage]) -> str:
    """Return the text of a mail as HTML: the rich form if it has one, else the plain parts."""
    texts = [part for part in found if part.get_content_maintype() == "text" and not part.is_attachment()]
    rich = [part for part in texts if part.get_content_subtype() == "html"]
    plain = [part for part in texts if part.get_content_subtype() == "plain"]
    if rich:
        return "".join(_text(part) for part in rich)
    return "".join(f"<p>{escape(piece).replace(chr(10), '<br>')}</p>" for part in plain for piece in _paragraphs(part))


def _paragraphs(part: EmailMessage) -> list[str]:
    return [piece for piece in _text(part).replace("\r\n", "\n").split("\n\n") if piece.strip()]


def _text(part: EmailMessage) -> str:
    content = payload(part)
    charset = part.get_content_charset()
    try:
        return content.decode(charset) if charset else decode(content).text
    except (LookupError, UnicodeDecodeError):
        return _guessed(content)


def _guessed(content: bytes) -> str:
    try:
        return decode(content).text
    except ParseError as error:
        if error.code is ReasonCode.BAD_ENCODING:
            return ""
        raise
