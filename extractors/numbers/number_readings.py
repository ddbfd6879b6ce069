"""What a printed number says: its scheme, the canonical form, the repairs made, and its parts.

"CZ1.07./1.2.00/47.0009" reads as CZ-2007, "CZ.1.07/1.2.00/47.0009", with a missing mark and a stray one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.numbers.number_openings import Openings
from extractors.numbers.number_patterns import FIGURES, UNSEEN, fold, letters_at, members, shape, tolerant
from schemas.compiled import compiled
from schemas.number_form import LOOSE, Form, Token
from schemas.terms import IdentifierScheme
from schemas.vocabulary import Vocabulary

_NOISE = re.compile(f"[ \\t\\n\u00a0\u2007\u2009\u202f{UNSEEN}]+")
_HYPHEN_BREAK = re.compile("-\u00ad? ?\n {0,3}")
_CZECH_END, _END = r"(?!\d|/\d)(?<!\n[OoIil])(?<!\n [OoIil])", r"(?![\w/])"
"""A number of the Czech family may run into a word, not into that of the next line; any other is a word of its own."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One way to read a printed number. `parts` are (name, value) in order, `repairs` codes without repetition.

    `value` is the canonical number without blanks; `end` is where the printed form ends in the text it was read from.
    """

    scheme: IdentifierScheme
    value: str
    repairs: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    end: int

    @property
    def complete(self) -> bool:
        """Say whether the number ends in the part that tells one project from another."""
        return bool(self.parts) and self.parts[-1][0] in ("sequence", "application")


@dataclass(frozen=True, slots=True)
class _Compiled:
    scheme: IdentifierScheme
    form: Form
    pattern: re.Pattern[str]
    tokens: tuple[tuple[str, Token, re.Pattern[str]], ...]
    """The name of each token's group, the token, and the pattern of its canonical form."""


@lru_cache(maxsize=512)
def read_number(raw: str, vocabulary: Vocabulary) -> tuple[NumberReading, ...]:
    """Return the readings of a string that is a number from end to end: the fewest repairs first."""
    text = raw.strip()
    folded = fold(text)
    known = _czech_openings(vocabulary) if text.upper().startswith("CZ.") else _openings(vocabulary)
    found = [r for r in _read(text, folded, 0, known.of(letters_at(folded, 0))) if r.end == len(text)]
    best: dict[tuple[str, str], NumberReading] = {}
    for reading in sorted(found, key=lambda r: len(r.repairs)):
        best.setdefault((reading.scheme.code, reading.value), reading)
    return tuple(best.values())


def read_at(text: str, folded: str, start: int, scheme: IdentifierScheme) -> Iterator[NumberReading]:
    """Yield the readings of a number of the scheme that begins at `start` of a text; `folded` is fold(text)."""
    yield from _read(text, folded, start, _compiled(scheme))


def _read(text: str, folded: str, start: int, entries: Iterable[_Compiled]) -> Iterator[NumberReading]:
    matches = ((entry, entry.pattern.match(folded, start)) for entry in entries)
    yield from (_reading(entry, match, text) for entry, match in matches if match)


def read_czech(text: str, folded: str, start: int, vocabulary: Vocabulary) -> list[NumberReading]:
    """Return the readings of a number of the Czech family that begins at `start` of running text, the best first."""
    entries = _czech_openings(vocabulary).of(letters_at(folded, start))
    return sorted(_read(text, folded, start, entries), key=lambda r: (not r.complete, -r.end, len(r.repairs)))


@lru_cache(maxsize=2)
def _czech_openings(vocabulary: Vocabulary) -> Openings[_Compiled]:
    """The forms of the Czech family, to be asked which of them may begin with given letters and figures."""
    return _openings_of(_czech(vocabulary))


@lru_cache(maxsize=2)
def _openings(vocabulary: Vocabulary) -> Openings[_Compiled]:
    """The forms of all schemes, to be asked in the same way."""
    return _openings_of(vocabulary.identifiers)


def _openings_of(schemes: Iterable[IdentifierScheme]) -> Openings[_Compiled]:
    entries = (entry for scheme in schemes for entry in _compiled(scheme))
    return Openings((e, (shape(e.form, e.scheme.repairs),)) for e in entries)


@lru_cache(maxsize=2)
def _czech(vocabulary: Vocabulary) -> tuple[IdentifierScheme, ...]:
    return tuple(scheme for scheme in vocabulary.identifiers if scheme.czech)


@lru_cache(maxsize=1024)
def _compiled(scheme: IdentifierScheme) -> tuple[_Compiled, ...]:
    end = _CZECH_END if scheme.czech else _END
    return tuple(
        _Compiled(
            scheme,
            form,
            compiled(tolerant(form, scheme.repairs) + end),
            tuple((f"t{index}", token, re.compile(token.pattern)) for index, token in enumerate(form)),
        )
        for form in scheme.forms
    )


def _reading(entry: _Compiled, match: re.Match[str], text: str) -> NumberReading:
    repairs: set[str] = set()
    pieces: list[str] = []
    parts: list[tuple[str, str]] = []
    for group, token, strict in entry.tokens:
        start, end = match.span(group)
        printed = text[start:end]
        value = _mark(token.mark, printed, repairs) if token.mark else _part(token, strict, printed, repairs)
        pieces.append(value)
        if token.name:
            parts.append((token.name, value))
    known = tuple(code for code in entry.scheme.repairs if code in repairs)
    return NumberReading(entry.scheme, "".join(pieces).replace(" ", ""), known, tuple(parts), match.end())


def _mark(mark: str, printed: str, repairs: set[str]) -> str:
    """Return the mark as it should stand, and note what was wrong with it."""
    if printed == mark and not printed.isspace():
        return mark
    _note_noise(printed.replace(" ", "", 1) if mark == " " else printed, repairs)
    if mark in (LOOSE, " "):
        return mark.strip(LOOSE)
    bare = _NOISE.sub("", printed)
    if bare.startswith("\\") and mark != "/":
        repairs.add("escape")
        bare = bare[1:]
    if mark == "/" and bare[0] in ".,":
        repairs.add("stray_mark")
        bare = bare.lstrip(".,")
    if len(bare) != 1:
        repairs.add("doubled_mark" if bare else "missing_mark")
    if {*bare} - {mark}:
        repairs.add("other_mark")
    return mark


def _note_noise(printed: str, repairs: set[str]) -> None:
    if "\n" in printed:
        repairs.add("line_break")
    elif " " in fold(printed) or "\t" in printed:
        repairs.add("blank")
    if any(char in UNSEEN for char in printed):
        repairs.add("invisible")


def _part(token: Token, strict: re.Pattern[str], printed: str, repairs: set[str]) -> str:
    """Return the part as it should be written, and note what was wrong with it."""
    if printed.isalnum() and strict.fullmatch(printed):
        return printed
    _note_noise(printed, repairs)
    bare = _NOISE.sub("", _HYPHEN_BREAK.sub("", fold(printed)))
    if strict.fullmatch(bare):
        return bare
    for choice in token.choices:
        classes = [members(item.chars) for item in choice for _ in range(item.most)]
        if len(classes) >= len(bare) and (len({*classes}) == 1 or len(classes) == len(bare)):
            value = "".join(_letter(*pair) for pair in zip(bare, classes, strict=False))
            if strict.fullmatch(value):
                changed = [new for old, new in zip(bare, value, strict=True) if old != new]
                repairs |= {"letter_for_digit" if new.isdigit() else "lower_case" for new in changed}
                return value
    return bare


def _letter(char: str, allowed: frozenset[str]) -> str:
    if char in allowed:
        return char
    if FIGURES.get(char, "") in allowed and char.upper() not in allowed:
        return FIGURES[char]
    return char.upper()
