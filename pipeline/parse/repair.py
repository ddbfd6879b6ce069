"""Make good what went wrong with a text before it came to us, where that is certain, and say what was done."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.entities import html5
from unicodedata import is_normalized, normalize

from pipeline.parse.beyond_ascii import beyond_ascii
from pipeline.parse.clean import plain_forms
from pipeline.parse.lookalikes import ODD, unmasked
from pipeline.parse.mojibake import repair_mojibake
from pipeline.parse.wrong_page import repair_wrong_page
from schemas.errors import Issue, ReasonCode, Severity, Stage

# What `clean.final` takes away or replaces: counted here, in the text as it came.
_ODD = {
    "soft hyphens": "\u00ad",
    "zero-width characters": "\u034f\u115f\u180e\u200b-\u200d\u2060-\u2064\ufeff",
    "bidirectional controls": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f",
}
_ANY_ODD = re.compile(f"[{''.join(_ODD.values())}\uff01-\uff5e\ufb00-\ufb06]")
# Letters and signs that have one form alone and join with nothing: a text with no others is in NFC.
_WHOLE = re.compile("[\u0080-\u02ff\u2010-\u2027\u2030-\u205e\u20ac\u2122\ufffd]*")
_KINDS = {name: re.compile(f"[{chars}]") for name, chars in _ODD.items()}
_MARKS = {"ï»¿": "cp1252", "ďťż": "cp1250"}
"""A byte order mark of UTF-8, misread."""
_ENTITY = r"(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,7});"
_DOUBLE = re.compile(f"(?:&(?:amp;){{1,3}}{_ENTITY}){{1,99}}")
_PLAIN = re.compile(f"(?:&(?:amp;){{0,3}}{_ENTITY}){{1,99}}")
_ONE = re.compile(f"&(?:amp;){{0,3}}({_ENTITY})")
# Between blanks these join words; other entities that stand alone are being talked about.
_JOINING = frozenset("&–—")
_STOPS = frozenset(".,:;!?)%")


def repair(text: str, markup: bool) -> tuple[str, tuple[Issue, ...]]:
    """Return `text` made good, and an issue for each group of repairs; clean text comes back as it is.

    `markup` says that the text is HTML or Markdown, in which an entity is right and a double one is not.
    """
    text, mojibake = _mojibake(text)
    text, entities = _single_entities(text) if markup else plain_entities(text)
    done = {"escaped entities": entities} | _odd(text)
    named = [f"{count} {name}" for name, count in done.items() if count]
    return text, mojibake + ((_issue(ReasonCode.REPAIRED_TEXT, Severity.INFO, ", ".join(named)),) if named else ())


def _mojibake(text: str) -> tuple[str, tuple[Issue, ...]]:
    if text.isascii():
        return text, ()
    mark = next((page for mark, page in _MARKS.items() if text.startswith(mark)), "")
    text, counts = repair_mojibake(text[3:] if mark else text)
    kinds = [f"{n} characters of utf-8 read as {page}" for page, n in counts.items()]
    if mark and not kinds:
        kinds.append(f"a byte order mark of utf-8 read as {mark}")
    text, kind, count = repair_wrong_page(text)
    kinds += [f"{count} characters of {kind}"] if count else []
    return text, (_issue(ReasonCode.MOJIBAKE, Severity.WARNING, ", ".join(kinds)),) if kinds else ()


def _single_entities(text: str) -> tuple[str, int]:
    """Return markup with double-escaped entities escaped once, and their number."""
    return _entities(text, _DOUBLE, lambda name: f"&{name}") if "&amp;" in text else (text, 0)


def plain_entities(text: str) -> tuple[str, int]:
    """Return plain text with entities as the characters that they mean, and their number.

    An entity that stands by itself, as in a sentence about entities, stays; so do `&lt;` and `&gt;`.

    >>> plain_entities("V&amp;V: 1&nbsp;000 K&#269;, píše se &nbsp; nebo „&ndash;“")
    ('V&V: 1\\xa0000 Kč, píše se &nbsp; nebo „&ndash;“', 3)
    """
    return _entities(text, _PLAIN, lambda name: unescape(f"&{name}")) if "&" in text else (text, 0)


def _entities(text: str, pattern: re.Pattern[str], written: Callable[[str], str]) -> tuple[str, int]:
    count = 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal count
        names = _ONE.findall(found.group())
        if not all(map(_is_char, names)) or not _in_text(text, found.start(), found.end(), names):
            return found.group()
        count += len(names)
        return "".join(map(written, names))

    return pattern.sub(replaced, text), count


def _is_char(name: str) -> bool:
    """Tell whether an entity is known and means one character that can be written for it."""
    meant = unescape(f"&{name}")
    return len(meant) == 1 and meant not in "<>" and (meant >= " ") and (name[0] == "#" or name in html5)


def _in_text(text: str, start: int, end: int, names: list[str]) -> bool:
    """Tell whether entities belong to the words beside them, and are not themselves what the text is about."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum() or before in _STOPS:
        return True
    if after in _STOPS and all(unescape(f"&{name}").isalpha() for name in names):
        return True
    joining = len(names) == 1 and unescape(f"&{names[0]}") in _JOINING and before == after == " "
    return joining and text[start - 2 : start - 1].isalnum() and text[end + 1 : end + 2].isalnum()


def _odd(text: str) -> dict[str, int]:
    """Return how many characters of each odd kind `text` has, and letters in parts (NFD)."""
    if text.isascii():
        return {}
    there = beyond_ascii(text)
    whole = _WHOLE.fullmatch(there) or is_normalized("NFC", text)
    counts = {"letters put together": 0 if whole else len(text) - len(normalize("NFC", text))}
    if _ANY_ODD.search(there):
        counts |= {name: len(pattern.findall(text)) for name, pattern in _KINDS.items()}
        counts["wide or joined letters"] = plain_forms(text)[1]
    counts["look-alike characters"] = unmasked(text)[1] if ODD.search(there) else 0
    return counts


def _issue(code: ReasonCode, severity: Severity, detail: str) -> Issue:
    return Issue(code, Stage.PARSE, severity, f"repaired: {detail}")
