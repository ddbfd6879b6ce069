"""Decode bytes: mark, UTF-16, UTF-8, else the code page whose letters read best. What is declared only helps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.parse.code_pages import best_page, decode_page, likelihood
from pipeline.parse.declared import Declaration, declarations
from pipeline.parse.mixed import decode_mixed, is_mixed
from pipeline.parse.repair import repair
from pipeline.sniff import bom_encoding, utf16_without_bom
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
# A two-byte sequence of UTF-8 that means no Latin letter may be two letters of a DOS or Macintosh page.
_NO_LATIN = re.compile("[\u0250-\u07ff]")
_FEW_BYTES = 12
# Mean logarithm of the chance of a pair of letters below which nothing reads as one of our languages: Czech has -4,
# Polish and German -4, Greek in Greek letters -7.4, Russian -7.2.
_NONSENSE = -6.0
# Encodings that we never guess, but believe when they are declared, the bytes fit and nothing of ours does.
_FOREIGN = re.compile(
    r"cp125[13-8]|iso8859-(?:[3-9]|1[03-6])|koi8-[ru]|cp866|mac-(?:cyrillic|roman)|gb(?:k|2312|18030)|big5(?:hkscs)?|"
    r"euc_(?:jp|kr)|iso2022_jp|shift_jis|cp9(?:32|49)"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and warnings where something declared or some bytes contradict it."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(content: bytes, markup: bool = True) -> Decoded:
    """Return the text of `content`, made good where it was garbled before (see `repair`).

    `markup` says that entities are to be expected: HTML, Markdown. Raises ParseError(bad_encoding) where no
    encoding gives text.
    """
    decoded = _decoded(content)
    text, repairs = repair(decoded.text, markup)
    return Decoded(text, decoded.encoding, decoded.issues + repairs)


def _decoded(content: bytes) -> Decoded:
    mark = bom_encoding(content)
    name, skip = mark or ("", 0)
    body = content[skip:]
    if name != "utf-8":
        wide = _wide_name(body, name)
        if wide:
            return _wide(body, wide, (Declaration("byte order mark", name),) if name else ())
    stated = (Declaration("byte order mark", name),) if name else ()
    if body.isascii():
        return Decoded(body.decode("ascii"), "utf-8", _liars(stated, "utf-8") if name != "utf-8" else ())
    return _bytewise(body, stated + declarations(body))


def _wide_name(body: bytes, marked: str) -> str:
    """Return the encoding if the text has two or four bytes a character, else "".

    A mark is not believed over text that has no NUL and is ASCII for the greatest part, nor over NULs that
    stand in the other byte.
    """
    found = utf16_without_bom(body) or ""
    if not marked or (found and marked.startswith("utf-16")):
        return found
    head = body[:4096]
    plain = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)
    return "" if head and 0 not in head and plain >= len(head) * 0.7 else marked


def _wide(body: bytes, name: str, stated: tuple[Declaration, ...]) -> Decoded:
    text = body.decode(name, "replace")
    broken = text.count("\ufffd")
    _refuse_noise(text)
    lost = (_warning(f"{broken} characters are broken in {name}"),) if broken else ()
    return Decoded(text, name, _liars(stated, name) + lost)


def _bytewise(body: bytes, stated: tuple[Declaration, ...]) -> Decoded:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, stated)
    if len(body) - len(text) <= _FEW_BYTES and _NO_LATIN.search(text) and likelihood(body) > _NONSENSE:
        return _one_page(body, best_page(body, _declared_page(stated)), stated)
    return Decoded(text, "utf-8", _liars(stated, "utf-8"))


def _not_utf8(body: bytes, stated: tuple[Declaration, ...]) -> Decoded:
    if is_mixed(body):
        text, detail = decode_mixed(body)
        _refuse_noise(text)
        return Decoded(text, "utf-8", (*_liars(stated, "utf-8"), _warning(detail)))
    foreign = _foreign(body, stated)
    if foreign:
        return Decoded(body.decode(foreign), foreign, _liars(stated, foreign))
    return _one_page(body, best_page(body, _declared_page(stated)), stated)


def _one_page(body: bytes, page: str, stated: tuple[Declaration, ...]) -> Decoded:
    text = decode_page(body, page)
    _refuse_noise(text)
    broken = text.count("\ufffd")
    lost = (_warning(f"{broken} bytes mean nothing in {page}"),) if broken else ()
    return Decoded(text, page, _liars(stated, page) + lost)


def _declared_page(stated: tuple[Declaration, ...]) -> str:
    return next((item.name for item in stated if not item.name.startswith("utf")), "")


def _foreign(body: bytes, stated: tuple[Declaration, ...]) -> str:
    """Return a declared encoding that we do not know by its letters, if the bytes do not contradict it."""
    name = _declared_page(stated)
    if not _FOREIGN.fullmatch(name):
        return ""
    try:
        text = body.decode(name)
    except UnicodeDecodeError:
        return ""
    return name if likelihood(body) < _NONSENSE and not _NOISE.search(text) else ""


def _refuse_noise(text: str) -> None:
    """Random bytes have 16 % controls under any code page; text has none or a handful."""
    if len(_NOISE.findall(text)) > len(text) * 0.05:
        raise ParseError(ReasonCode.BAD_ENCODING, "no encoding turns the bytes into text")


def _liars(stated: tuple[Declaration, ...], used: str) -> tuple[Issue, ...]:
    """Return the issue that names all declarations which the bytes contradict."""
    lies = [f"{item.name.lstrip('?')} ({item.place})" for item in stated if item.name != used]
    return (_warning(f"declared as {' and '.join(lies)}, but the bytes are {used}"),) if lies else ()


def _warning(detail: str) -> Issue:
    return Issue(ReasonCode.BAD_ENCODING, Stage.PARSE, Severity.WARNING, detail)
