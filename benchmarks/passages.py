"""Passages and whole pages of Czech text, always the same ones, as the old encodings could hold them."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.parse.code_pages import characters

ROOT = Path(__file__).resolve().parent.parent
ENCODINGS = (
    *("utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-16-le with mark", "utf-16-be with mark"),
    *("cp1250", "iso-8859-2", "cp852", "mac_latin2", "cp895"),
)
SHORTEST, LONGEST = 120, 400
_PLAIN = dict.fromkeys("„“”", '"') | dict.fromkeys("‚‘’", "'") | dict.fromkeys("–—", "-")
_PLAIN |= {"…": "...", "•": "*", "€": "EUR"}
_CZECH = re.compile("[ěščřžýůťďňĚŠČŘŽÝŮŤĎŇ]")
# Some test texts are dirty on purpose.
_ODD = re.compile(r"&#?\w{2,8};|[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\ufeff\ufb00-\ufb06\uff01-\uff5e]")
_CHARSETS = {"cp1250": "windows-1250", "mac_latin2": "x-mac-ce", "cp895": "x-kam-cs", "cp852": "ibm852"}


def encode(text: str, encoding: str) -> tuple[bytes, str]:
    """Return the bytes of `text`, and the text that they hold: a sign that the page lacks becomes a plain one."""
    name, _, mark = encoding.partition(" with ")
    if name.startswith("utf"):
        return ("\ufeff" if mark else "").encode(name) + text.encode(name), text
    table = _bytes(name)
    held = "".join(char if char in table else _plain(char, table) for char in text)
    return bytes(table[char] for char in held), held


@cache
def _bytes(name: str) -> dict[str, int]:
    # The signs that we read in 0x80 to 0x9F of ISO-8859-2 are none of its own.
    own = [(code, char) for code, char in enumerate(characters(name)) if name != "iso-8859-2" or not 128 <= code < 160]
    return {char: code for code, char in own if char != "\ufffd"}


def _plain(char: str, table: dict[str, int]) -> str:
    plain = _PLAIN.get(char) or "".join(c for c in unicodedata.normalize("NFKD", char) if c in table)
    return plain or "?"


@cache
def _material() -> tuple[list[str], dict[str, list[str]], list[str]]:
    """Return sentences with slots, what goes into the slots, and paragraphs of our samples and test texts."""
    data = tomllib.loads((ROOT / "benchmarks" / "passages.toml").read_text(encoding="utf-8"))
    files = [*sorted((ROOT / "samples" / "text").glob("cs-*")), *sorted((ROOT / "samples" / "press").glob("cs-*"))]
    texts = [file.read_text(encoding="utf-8") for file in files]
    for file in sorted((ROOT / "tests" / "texts").rglob("*.toml")):
        texts += _strings(tomllib.loads(file.read_text(encoding="utf-8")))
    found = [line.strip() for text in texts for line in text.split("\n") if len(_CZECH.findall(line)) > 1]
    clean = (line for line in found if len(line) < 500 and not _ODD.search(line))
    return data["sentences"], data["slots"], list(dict.fromkeys(clean))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in items for text in _strings(item)]


def _lines(draw: random.Random) -> Iterator[str]:
    """Yield lines for ever: six of ten from the sentences with slots."""
    _, _, found = _material()
    invented = sentences(draw)
    while True:
        yield next(invented) if draw.random() < 0.6 else draw.choice(found)


def sentences(draw: random.Random) -> Iterator[str]:
    """Yield invented Czech sentences for ever."""
    forms, slots, _ = _material()
    while True:
        yield re.sub(r"\{(\w+)\}", lambda m: _fill(m[1], slots, draw), draw.choice(forms))


def _fill(slot: str, slots: dict[str, list[str]], draw: random.Random) -> str:
    return str(draw.randint(1, 9)) if slot == "n" else draw.choice(slots[slot])


def passages(encoding: str, count: int) -> Iterator[tuple[bytes, str]]:
    """Yield `count` passages of 120 to 400 bytes, cut between words anywhere, with the text that they hold.

    Each has a letter that ASCII lacks; without one there is nothing to tell.
    """
    draw = random.Random(f"passages {encoding}")
    lines = _lines(draw)
    while count:
        text = draw.choice((" ", "\n")).join(next(lines) for _ in range(12))
        words = text[draw.randrange(200) :].partition(" ")[2].split(" ")
        content, held = encode(_up_to(words, encoding, draw.randint(SHORTEST, LONGEST)), encoding)
        if not held.isascii():
            yield content, held
            count -= 1


def _up_to(words: list[str], encoding: str, size: int) -> str:
    """Return the fewest first words that have `size` bytes."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(encode(" ".join(words[:middle]), encoding)[0]) >= size else (middle + 1, high)
    return " ".join(words[:low])


def pages(encoding: str, count: int) -> Iterator[tuple[bytes, str]]:
    """Yield `count` web pages of 2 to 12 kB: a third declare what they are, a third nothing, a third a lie."""
    draw = random.Random(f"pages {encoding}")
    lines = _lines(draw)
    name = encoding.partition(" ")[0]
    for number in range(count):
        charset = ("", _CHARSETS.get(name, name), draw.choice(("utf-8", "iso-8859-2", "windows-1250")))[number % 3]
        body = "\n".join(f"<p>{next(lines)}</p>" for _ in range(draw.randint(15, 90)))
        yield encode(
            _PAGE.format(head=_META.format(charset) if charset else "", title=next(lines), body=body), encoding
        )


_META = '<meta http-equiv="Content-Type" content="text/html; charset={}">\n'
_PAGE = "<html>\n<head>\n{head}<title>{title}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
