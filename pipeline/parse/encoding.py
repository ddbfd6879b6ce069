"""Decode bytes: by mark, by UTF-8, else by the code page whose letters make the likeliest Czech."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.sniff import bom_encoding, utf16_without_bom
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

_CODE_PAGES = ("cp1250", "iso-8859-2", "cp852", "mac_latin2", "cp1252")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})|<\?xml[^>]{0,100}?encoding=["']([\w:.-]{1,40})""",
    re.I,
)
# Letters that Czech and its neighbours print inside words, capitals at the head of one, quotation marks.
_GOOD = re.compile(r"(?<=[a-zá-ž])[áčďéěíňóřšťúůýžäöüľĺôŕ](?=[a-zá-ž\W])|\b[ČŘŠŽÚÍÁÉÓÖÜŤĎ](?=[a-zá-ž])|[„“–’]")
# What the wrong code page makes of them: controls, signs, box drawing, letters of other languages.
_BAD = re.compile("[\x80-\x9f¤¦§¨°±²³µ·¸¹¼½¾¬╔╗╚╝║═│┤▒▓░ĽĄąŁłŢţŞşĐđŐőŰű◊√≈∆Ω†•®©™∂\ufffdÃÂÄÅãâåèìøùòïïðþÞÐ]")
_SAMPLE = 200_000
_NOISE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and warnings where the encoding was guessed against a declaration."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(content: bytes) -> Decoded:
    """Return the text of `content`.

    Raises ParseError(bad_encoding) where no encoding gives text.
    """
    mark = bom_encoding(content)
    wide = None if mark else utf16_without_bom(content)
    if mark or wide:
        name, skip = mark or (wide or "utf-16-le", 0)
        return _wide(content[skip:], name)
    declared = _declared(content)
    try:
        text, name = content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _not_utf8(content, declared)
    lies = declared not in ("", "utf-8", "ascii", "utf-16") and not content.isascii()
    return Decoded(text, name, _liar(declared, name) if lies else ())


def _wide(content: bytes, name: str) -> Decoded:
    text = content.decode(name, "replace")
    broken = text.count("\ufffd")
    _refuse_noise(text)
    return Decoded(text, name, (_warning(f"{broken} characters are broken in {name}"),) if broken else ())


def _declared(content: bytes) -> str:
    """Return the normal name of the charset that the head declares; "" if none, "?…" if there is no such."""
    found = _DECLARED.search(content[:65536])
    if not found:
        return ""
    name = (found[1] or found[2]).decode("ascii")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return f"?{name}"


def _not_utf8(content: bytes, declared: str) -> Decoded:
    lines = content.split(b"\n")
    good = sum(1 for line in lines if not line.isascii() and _is_utf8(line))
    bad = [line for line in lines if not _is_utf8(line)]
    if good >= len(bad):
        return _mixed(lines, len(bad))
    guess = best_code_page(b"\n".join(bad))
    text = content.decode(guess, "replace")
    _refuse_noise(text)
    if declared == guess:
        return Decoded(text, guess)
    named = codecs.lookup(guess).name
    return Decoded(text, guess, _liar(declared, guess) if declared not in ("", named) else ())


def _mixed(lines: list[bytes], bad: int) -> Decoded:
    """Decode line by line: a page of UTF-8 with one foreign line must not become garbled as a whole."""
    guess = "utf-8" if bad == 0 else best_code_page(b"\n".join(x for x in lines if not _is_utf8(x)))
    text = "\n".join(x.decode("utf-8" if _is_utf8(x) else guess, "replace") for x in lines)
    _refuse_noise(text)
    return Decoded(text, "utf-8", (_warning(f"{bad} lines are no UTF-8; read as {guess}"),))


def best_code_page(content: bytes) -> str:
    """Return the code page under which `content` reads best; the earlier of equals."""
    sample = b"\n".join(line for line in content.split(b"\n") if not line.isascii())[:_SAMPLE]
    return max(_CODE_PAGES, key=lambda name: (_score(sample.decode(name, "replace")), -_CODE_PAGES.index(name)))


def _score(text: str) -> int:
    return 3 * len(_GOOD.findall(text)) - 5 * len(_BAD.findall(text))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_noise(text: str) -> None:
    """Random bytes have 16 % controls under any code page; text has none or a handful."""
    if len(_NOISE.findall(text)) > len(text) * 0.05:
        raise ParseError(ReasonCode.BAD_ENCODING, "no encoding turns the bytes into text")


def _liar(declared: str, name: str) -> tuple[Issue, ...]:
    return (_warning(f"declared as {declared.lstrip('?')}, but the bytes are {name}"),)


def _warning(detail: str) -> Issue:
    return Issue(ReasonCode.BAD_ENCODING, Stage.PARSE, Severity.WARNING, detail)
