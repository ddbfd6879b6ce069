"""Documents of a web capture (WARC): what servers answered, with its address, time and place in the file.

Our own reader: of two libraries that we tried, one stops at the first damaged record, the other goes over damage
without a word, and both unpack what they are given without a limit (docs/containers.md has the figures).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.sources.budget import Budget
from pipeline.sources.http_answer import content, read_head
from pipeline.sources.member import Capture, Item, LeftOut, Member, Refused
from pipeline.sources.names import issue, printable
from pipeline.sources.streams import Part, Readable, Stream, Unpacked, Whole
from schemas.errors import Issue, ReadError, ReasonCode, Severity
from schemas.records import Status

_VERSION = re.compile(rb"WARC/\d\.\d\r?\n")
_HEAD_LINES, _LINE = 200, 65536
# 20 digits hold more than any file; a length that is no number makes the record damage
_LENGTH = re.compile(rb"[0-9]{1,18}")
_TYPES = {
    *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"),
    *("application/pdf", "application/x-pdf", "application/rtf", "text/rtf", "message/rfc822"),
}
_OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_VAGUE = ("application/octet-stream", "binary/octet-stream", "application/download", "application/force-download")
_ENDINGS = (".pdf", ".htm", ".html", ".txt", ".docx", ".pptx", ".odt", ".odp", ".rtf")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?Z")


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    fields: dict[str, str]
    body: Part
    capture: Capture
    label: str


def warc_members(stream: Stream, budget: Budget) -> Iterator[Item]:
    """Yield the documents of a capture in the order of its records. Raises ReadError where it is cut off."""
    damage = 0
    while stream.peek(1):
        offset = _offset(stream)
        line = stream.line(_LINE)
        if not _VERSION.fullmatch(line):
            damage += 0 if not line.strip(b"\r\n") else len(line)
            continue
        fields = _fields(stream)
        length = _LENGTH.fullmatch(fields.get("content-length", "").encode("ascii", "replace"))
        if damage or length is None:
            yield _between(damage)
            damage = 0
        if length is None:
            continue
        body = Part(stream, int(length[0]))
        yield from _items(_record(fields, body, offset), budget)
        missing = body.left - stream.skip(body.left)
        if missing:
            raise ReadError(ReasonCode.CORRUPT_CONTAINER, f"its last record says {missing} bytes more than there are")
    if damage:
        yield _between(damage)


def _between(damage: int) -> Issue:
    detail = f"{damage} bytes belong to no record" if damage else "a record does not say how long it is"
    return issue(ReasonCode.CORRUPT_CONTAINER, detail)


def _offset(stream: Stream) -> int:
    """Return where the record begins: in the packed file where each is packed by itself, else unpacked."""
    source = stream.source
    if not isinstance(source, Unpacked):
        return stream.position
    found = -1
    while source.boundaries and source.boundaries[0][0] <= stream.position:
        place, packed = source.boundaries.popleft()
        found = packed if place == stream.position else -1
    if found < 0:
        return stream.position
    return found


def _fields(stream: Stream) -> dict[str, str]:
    """Return the fields of a head by name in small letters. A head without end is damage, met as such afterwards."""
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_HEAD_LINES):
        line = stream.line(_LINE)
        if not line.strip(b"\r\n"):
            return fields
        if line[:1] in b" \t" and last:
            fields[last] += " " + line.strip().decode("utf-8", "replace")
            continue
        name, colon, value = line.partition(b":")
        if not colon or not line.endswith(b"\n"):
            return {}
        last = name.strip().lower().decode("utf-8", "replace")
        fields.setdefault(last, value.strip().decode("utf-8", "replace"))
    return {}


def _record(fields: dict[str, str], body: Part, offset: int) -> _Record:
    url = printable(fields.get("warc-target-uri", "").strip("<>"))
    date = _DATE.fullmatch(fields.get("warc-date", ""))
    day = "".join(date.groups()) if date else "0" * 14
    capture = Capture(
        url,
        fields["warc-date"] if date else "",
        offset,
        printable(fields["warc-payload-digest"]) if fields.get("warc-payload-digest") else None,
    )
    return _Record(fields.get("warc-type", "").lower(), fields, body, capture, f"{day}/{offset}/{url}")


def _items(record: _Record, budget: Budget) -> Iterator[Item]:
    """Yield what a record gives: a document, a revisit, or nothing that we read."""
    if record.kind == "revisit":
        yield _revisit(record)
    elif record.kind == "response" and record.capture.url.lower().startswith(("http:", "https:", "file:", "ftp:")):
        yield from _response(record, budget)
    elif record.kind == "resource" and _is_document(record.fields.get("content-type", ""), ""):
        yield _member(record, lambda: Whole(record.body))
    else:
        yield LeftOut()


def _response(record: _Record, budget: Budget) -> Iterator[Item]:
    stream = Stream(Whole(record.body))
    try:
        answer = read_head(stream)
    except ReadError as error:
        yield Refused("", error.issue(), label=record.label, capture=record.capture)
        return
    if answer is None:
        problem = issue(ReasonCode.CORRUPT_MEMBER, "what the server answered has no head")
        yield Refused("", problem, label=record.label, capture=record.capture)
    elif answer.status != 200 or not _is_document(answer.field("content-type"), record.capture.url):
        yield LeftOut()
    else:
        yield _member(record, lambda: content(stream, answer, budget))


def _member(record: _Record, opened: Callable[[], Readable]) -> Member:
    reason = record.fields.get("warc-truncated", "")
    detail = f"the capture was cut off when it was made: {printable(reason)[:40]}"
    warnings = (issue(ReasonCode.CORRUPT_MEMBER, detail, Severity.WARNING),) if reason else ()
    return Member("", opened, record.label, record.capture, warnings)


def _revisit(record: _Record) -> Item:
    """A page found unchanged when it was captured again; a redirect or an error found again is left out too."""
    answer = None
    try:
        answer = read_head(Stream(record.body))
    except ReadError:
        return LeftOut()
    if answer is not None and (answer.status != 200 or not _is_document(answer.field("content-type"), "")):
        return LeftOut()
    problem = issue(ReasonCode.LOST_REVISIT, "what it repeats is not known", Severity.WARNING)
    url, date = (record.fields.get(f"warc-refers-to-{name}", "") for name in ("target-uri", "date"))
    payload = record.capture.payload or f"{date} {printable(url.strip('<>'))}"
    return Refused("", problem, Status.SKIPPED, record.label, replace(record.capture, payload=payload, revisit=True))


def _is_document(media_type: str, url: str) -> bool:
    """Return whether an answer of this type may be a document; where the type says nothing, its address must."""
    plain = media_type.partition(";")[0].strip().lower()
    if plain in _VAGUE:
        return url.lower().partition("?")[0].endswith(_ENDINGS)
    return plain in _TYPES or plain.startswith(_OFFICE) or not plain
