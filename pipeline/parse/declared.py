"""What a file says of its own encoding: byte order mark, header, XML declaration, meta element. Often untrue."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from pipeline.parse.code_pages import CODE_PAGES

_HEAD = 65_536
_HEADER = re.compile(rb"^content-type:[^\r\n]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{1,40})", re.I | re.M)
_XML = re.compile(rb"\s{0,99}<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w:.-]{1,40})", re.I)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.I)
# Names in old pages that Python does not know. Latin-1 and ASCII mean cp1252, as in every browser.
_ALIASES = {
    "x-cp1250": "cp1250",
    "cp-1250": "cp1250",
    "win1250": "cp1250",
    "x-mac-ce": "mac_latin2",
    "x-mac-centraleurroman": "mac_latin2",
    "x-kam-cs": "cp895",
    "kamenicky": "cp895",
    "keybcs2": "cp895",
    "cp867": "cp895",
    "cp895": "cp895",
    "dos-895": "cp895",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
}
_SAME = {"iso8859-1": "cp1252", "ascii": "cp1252"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where an encoding is named, and which: our own name for it, or "?name" for one that does not exist."""

    place: str
    name: str


def declarations(content: bytes) -> tuple[Declaration, ...]:
    """Return what the head of `content` declares, the weightiest first, each encoding once."""
    found = [
        Declaration(place, charset(match[1].decode("ascii")))
        for place, match in (
            ("header", _HEADER.search(content, 0, 4096) if content[:4096].find(b":") >= 0 else None),
            ("XML declaration", _XML.match(content)),
            ("meta", _META.search(content, 0, _HEAD) if b"<" in content[:_HEAD] else None),
        )
        if match
    ]
    return tuple({item.name: item for item in reversed(found)}.values())[::-1]


def charset(label: str) -> str:
    """Return our name of the encoding that a label means; "?label" if it means none.

    >>> charset("Windows-1250"), charset("latin1"), charset("x-mac-ce"), charset("zlib_codec")
    ('cp1250', 'cp1252', 'mac_latin2', '?zlib_codec')
    """
    label = label.lower()
    if label in _ALIASES:
        return _ALIASES[label]
    name = _text_codec(label)
    return _own().get(name) or _SAME.get(name) or name or f"?{label}"


@cache
def _own() -> dict[str, str]:
    return {_text_codec(page): page for page in CODE_PAGES if page != "cp895"}


def _text_codec(label: str) -> str:
    """Return Python's name of the codec, "" if it has none: not every codec of Python's is one of text."""
    try:
        b"\x20".decode(label, "strict")
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return codecs.lookup(label).name if label in ("utf-16", "utf-32", "utf16", "utf32", "ucs-2") else ""
