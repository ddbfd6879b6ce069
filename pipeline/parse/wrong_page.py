"""Text of one code page that was read in another and saved again: "Pøíjemce", "©kola", "wìøit"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.parse.code_pages import characters
from pipeline.parse.letters import Letters, letters

# In what the text was read, and in what it was written; the commonest mistakes of Czech pages.
_PAIRS = tuple(
    (read, written)
    for read in ("cp1252", "cp1250", "iso-8859-2")
    for written in ("cp1250", "iso-8859-2", "cp852", "cp895")
    if read != written
)
# Letters that Czech lacks and the mistakes are full of, and signs that they set inside a word or at its head.
# Slovak has one of the letters, but is likelier as it stands.
_LETTERS_OF = "\x80-\x9fèøìùòïêàçąľ"
_SIGNS = "ØŘ¹¾®»«©‡¨§ˇ°ˆ˘˙"
_SUSPECT = re.compile(f"[{_LETTERS_OF}{_SIGNS}](?=[a-zá-ž])")
_SUSPECTS = 2
_HEADS = frozenset("©®«")
_QUICK = "\x8a\x8d\x8e\x9a\x9d\x9eèøìùò¹¾©®«»ą¨ˇ‡çľ"
_SEGMENT = re.compile(r"[^\n<>]+")
_PAIR = re.compile(r"(?=((?:[^\x00-\x7f].)|(?:.[^\x00-\x7f])))", re.S)
# A repair must make the text likelier by this much (natural logarithm), by at least so many letters of as many
# kinds, and what comes out must read as Czech: passages of ours have -5 a pair and better.
_GAIN, _FEWEST, _KINDS, _CZECH = 15.0, 3, 2, -6.5


# A pair counts so often and no more: a word repeated in every row is one fact.
_MOST = 4.0


@dataclass(frozen=True, slots=True)
class _Repair:
    read: str
    written: str
    table: dict[int, str]


def may_be_wrong(text: str) -> bool:
    """Say whether `text` has a letter or sign that wrongly read text has."""
    return any(sign in text for sign in _QUICK)


def repair_wrong_page(text: str) -> tuple[str, str, int]:
    """Return `text` as it was written, "written read as read", and the number of letters; `text`, "", 0 if clean."""
    if not may_be_wrong(text) or _suspicious(text) < _SUSPECTS:
        return text, "", 0
    suspects = [m.group() for m in _SEGMENT.finditer(text) if not m.group().isascii() and _suspicious(m.group())]
    repair = _best(" \n ".join(suspects))
    if repair is None:
        return text, "", 0
    count = 0

    def repaired(found: re.Match[str]) -> str:
        nonlocal count
        segment = found.group()
        if segment.isascii():
            return segment
        other = segment.translate(repair.table)
        changed = sum(a != b for a, b in zip(segment, other, strict=True))
        if not changed or _czech(other) <= _honest(segment):
            return segment
        count += changed
        return other

    text = _SEGMENT.sub(repaired, text)
    return (text, f"{repair.written} read as {repair.read}", count)


def _suspicious(segment: str) -> int:
    """Return the number of places where a letter or sign stands as it does in wrongly read text."""
    return sum(
        segment[found.end()].islower()
        and (
            found.group() not in _SIGNS
            or segment[found.start() - 1 : found.start()].isalpha()
            or found.group() in _HEADS
        )
        for found in _SUSPECT.finditer(segment)
    )


def _best(text: str) -> _Repair | None:
    """Return the repair after which `text` is Czech beyond doubt, None if there is none."""
    before = _honest(text)
    found: list[tuple[float, _Repair]] = []
    for read, written in _PAIRS:
        repair = _Repair(read, written, _table(read, written))
        other = text.translate(repair.table)
        changes = [b for a, b in zip(text, other, strict=True) if a != b]
        if len(changes) < _FEWEST or len(set(changes)) < _KINDS:
            continue
        score = _czech(other)
        if score - before >= _GAIN and score / max(sum(n for _, n in _pairs(other)), 1.0) >= _CZECH:
            found.append((score, repair))
    return max(found, key=lambda item: item[0])[1] if found else None


@cache
def _table(read: str, written: str) -> dict[int, str]:
    """Return what each character seen means. Where the page has no character, browsers show the control."""
    seen, meant = characters(read), characters(written)
    table = {code: meant[code] for code in range(0x80, 0xA0)}
    table |= {ord(seen[code]): meant[code] for code in range(0xA0 if read == "iso-8859-2" else 0x80, 256)}
    return {code: char for code, char in table.items() if code != 0xFFFD and char != "\ufffd"}


def _pairs(text: str) -> list[tuple[str, float]]:
    """Return the pairs of characters that are not both ASCII, and how much each counts."""
    return [(pair, min(float(n), _MOST)) for pair, n in Counter(_PAIR.findall(f" {text} ")).items()]


def _czech(text: str) -> float:
    return _score(_pairs(text), (letters("cs"), letters("sk")))


def _honest(text: str) -> float:
    """Return how likely `text` is in the language in which it is likeliest."""
    return _score(_pairs(text), map(letters, ("cs", "sk", "pl", "de", "en", "west")))


def _score(pairs: list[tuple[str, float]], models: Iterable[Letters]) -> float:
    return max(m.prior + sum(n * m.score(pair[0], pair[1]) for pair, n in pairs) for m in models)
