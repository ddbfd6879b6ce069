"""UTF-8 that was once, or twice, read in a one-byte code page and saved again: "PĹ™Ă­jemce", "prÃ¡ce", "donâ€™t".

The repair works on sequences and not on whole texts: a page is often put together from a clean frame and a broken
column of a database. A sequence counts as proof only where no honest text could have it; quoted ones prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.parse.beyond_ascii import beyond_ascii
from pipeline.parse.letters import folded_char, letters

# Code pages through which UTF-8 is misread, and how many proofs each needs: letters that stand side by side in
# no language (cp1252) need one, those that do so in some (cp1250) two, drawn lines and Mac signs three.
_PROOFS = {"cp1252": 1, "latin-1": 1, "cp1250": 2, "iso-8859-2": 2}
_PROOFS |= dict.fromkeys(("cp852", "cp437", "mac_latin2", "mac_roman"), 3)
_TYPOGRAPHY = "„“”‚‘’–—…•€™‹›†‰←→"
# The end of a word and the sign after it look like a sequence: "IRMÃ”" in quotes, "Å…".
_LOOSE = frozenset("\u00a0 „“”‚‘’–—…›‹«»®©™°•·")
_OPENING, _CLOSING = frozenset("„“”\"'`«»‚‘(["), frozenset("“”\"'`«»’)].,;:")
_SEGMENT = re.compile(r"[^\n<>]+")
# What each code page shows where UTF-8 has a byte that it lacks, or a blank that something replaced.
_LOST_BYTES = {"cp1250": (0x81, 0x83, 0x88, 0x90, 0x98), "cp1252": (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_FEWEST_FOR_LOST = 3
_MARGIN = 1.0
_MOST_PASSES = 4
# Letters of no language of ours whose garbled form is a drawn corner.
_RARE = frozenset("ĲĳĴĵĿŀŉŦŧ")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A run of garbled sequences, what it means, and whether it proves anything."""

    start: int
    end: int
    meant: str
    strong: int
    quoted: bool


def repair_mojibake(text: str) -> tuple[str, dict[str, int]]:
    """Return `text` with misread UTF-8 made good, and the number of letters by code page; `text` itself if clean."""
    counts: dict[str, int] = {}
    for _ in range(_MOST_PASSES):
        page = _culprit(text)
        if not page:
            break
        text, count = _repaired(text, page)
        counts[page] = counts.get(page, 0) + count
    for page, count in counts.items():
        if count >= _FEWEST_FOR_LOST:
            text = _lost(text, page)
    return text, counts


def _culprit(text: str) -> str:
    """Return the code page that explains most of the garbled text; "" if none has proofs enough."""
    best, most = "", 0.0
    there = beyond_ascii(text)
    for page, needed in _PROOFS.items():
        if not any(lead in there for lead in _leads(page)):
            continue
        hits = [hit for _, found in _segments(text, page) for hit in found]
        if sum(hit.strong for hit in hits if not hit.quoted) >= needed:
            explained = sum(map(_explained, hits))
            if explained > most:
                best, most = page, explained
    return best


def _explained(hit: _Hit) -> float:
    """Return the length of the garbled run; less of it if what it means are no letters of Czech or English."""
    usual = letters("cs").single
    good = sum(folded_char(char) in usual for char in hit.meant)
    return (hit.end - hit.start) * (0.1 + good / len(hit.meant))


def _repaired(text: str, page: str) -> tuple[str, int]:
    pieces, last, count = [], 0, 0
    for clean, hits in _segments(text, page):
        garbled = sum(len(hit.meant) for hit in hits)
        for hit in hits:
            if garbled > clean or (hit.strong and not hit.quoted):
                pieces += [text[last : hit.start], hit.meant]
                last, count = hit.end, count + len(hit.meant)
    return "".join([*pieces, text[last:]]), count


def _segments(text: str, page: str) -> Iterator[tuple[int, list[_Hit]]]:
    """Yield, for each stretch between tags or line ends, the number of its clean foreign letters and its hits."""
    pattern = _pattern(page)
    for segment in _SEGMENT.finditer(text):
        if segment.group().isascii():
            continue
        hits = [_hit(text, found, page) for found in pattern.finditer(text, *segment.span())]
        if hits:
            garbled = sum(_letters(text[hit.start : hit.end]) for hit in hits)
            yield _letters(segment.group()) - garbled, hits


def _letters(text: str) -> int:
    return sum(not char.isascii() and char.isalpha() for char in text)


def _hit(text: str, found: re.Match[str], page: str) -> _Hit:
    table, place, strong, meant = _table(page), found.start(), 0, []
    while place < found.end():
        size = next(n for n in range(_longest(page), 1, -1) if text[place : place + n] in table)
        key = text[place : place + size]
        meant.append(table[key])
        strong += _proves(text, place, key, table[key])
        place += size
    return _Hit(found.start(), found.end(), "".join(meant), strong, _quoted(text, found.start(), found.end()))


def _proves(text: str, place: int, key: str, meant: str) -> bool:
    """Tell whether the sequence at `place` can be nothing but misread UTF-8."""
    before, after = text[place - 1 : place], text[place + len(key) : place + len(key) + 1]
    if len(key) > 2:
        return True
    if key[0] == "Â":
        return not before.isalpha() or before.islower()
    if key[1] in _LOOSE:
        return before.islower() or after.islower()
    return not (before.isupper() and after.isupper() and key[1].islower() and meant.isupper()) or key[1] < "\xa0"


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the word round a hit is set in quotation marks or brackets, or is nothing but the hit."""
    left, right = start, end
    while left > 0 and not text[left - 1].isspace() and text[left - 1] not in "<>" and start - left < 60:
        left -= 1
    while right < len(text) and not text[right].isspace() and text[right] not in "<>" and right - end < 60:
        right += 1
    if left == start and right == end:
        return any(char.isalpha() for char in text[start:end]) and not _is_sign(text[start:end])
    return text[left] in _OPENING and text[right - 1] in _CLOSING


def _is_sign(text: str) -> bool:
    return text[0] in "Ââ" and len(text) > 1


def _lost(text: str, page: str) -> str:
    """Make good what the table cannot: letters whose second byte became U+FFFD, a blank or nothing."""
    if page not in _LOST_BYTES:
        return text
    leads = bytes((0xC3, 0xC4, 0xC5)).decode(page)
    acute, caron = leads[0], leads[2]
    text = re.sub(f"([{leads}])\ufffd", lambda found: _likeliest(found, page), text)
    text = re.sub(rf"(?<!\w){caron}[ \u00a0](?=[^\W\dA-Z_])", "Š", text)
    return re.sub(rf"(?<=[a-zá-ž]){acute}(?![A-Z\d])", "í", text)


def _likeliest(found: re.Match[str], page: str) -> str:
    """Return the letter that `found` began, if its neighbours leave no doubt which it was."""
    lead = found[1].encode(page)
    text = found.string
    before, after = text[found.start() - 1 : found.start()] or " ", text[found.end() : found.end() + 1] or " "
    options = [(lead + bytes([byte])).decode() for byte in _LOST_BYTES[page]]
    model = letters("cs")
    second, first = sorted((model.score(before, char) + model.score(char, after), char) for char in options)[-2:]
    return first[1] if first[0] - second[0] >= _MARGIN else found.group()


@cache
def _misread(text: str, page: str) -> str:
    """Return what UTF-8 of `text` looks like in `page`; bytes that it lacks show as controls, as in a browser."""
    return "".join(
        char if (char := bytes([byte]).decode(page, "replace")) != "\ufffd" else chr(byte) for byte in text.encode()
    )


@cache
def _table(page: str) -> Mapping[str, str]:
    """Return what each garbled sequence means: of letters and signs misread once, and twice."""
    chars = [char for char in [*map(chr, range(0x80, 0x180)), *_TYPOGRAPHY] if char not in _RARE]
    once = {_misread(char, page): char for char in chars}
    again = ("cp1252", "latin-1") if page in ("cp1252", "latin-1") else (page,)
    twice = {_misread(_misread(char, first), page): char for char in chars for first in again}
    return twice | once


@cache
def _leads(page: str) -> str:
    """Return the characters with which a sequence misread once or twice begins."""
    once = bytes((0xC2, 0xC3, 0xC4, 0xC5, 0xE2)).decode(page)
    return once + "".join(_misread(char, page)[0] for char in once)


@cache
def _longest(page: str) -> int:
    return max(map(len, _table(page)))


@cache
def _pattern(page: str) -> re.Pattern[str]:
    """Return the pattern of runs of sequences, longer keys first; `Ãƒ` before `Ã`."""
    keys = sorted(_table(page), key=lambda key: (-len(key), key))
    return re.compile("(?:" + "|".join(map(re.escape, keys)) + ")+")
