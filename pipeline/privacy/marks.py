"""What is kept of a forgotten person: hashes that only the key can make again, and where a text has such a person.

A name is kept as the stems of its words, so that it is found in every case, order and spelling: "s Janou Novou",
"NOVÁ, Jana", "jana-nova". Names of the other sex with the same stems (Jan Nový) are found too: better one too many.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

MARK_BYTES = 16
# Digits at the end of a number that make it one number, whatever stands before them.
PHONE_DIGITS = 9
# Signs between two words of a name; how many words further the other one may be, with more signs: "Nová, Ing. Jana".
_GAP, _REACH, _FAR = 5, 2, 20
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d(?:[ \u00a0.()/-]{0,3}\d){8,40}")
# Endings of names in any case, without diacritics, the longest first; taken off again and again while a stem is left.
_ENDINGS = ("ovi", "eho", "emu", "iho", "imu", "yho", "ymu", "ou", "em", "im", "ym", *"aeiouy")
_LEAST_STEM = 2
# "Marek, Marka", "Pavel, Pavla", "Němec, Němce": the vowel comes and goes
_MOVING = re.compile(r"(?<=[^aeiouy])e(?=[cklnrt]$)")
# "Olga, Olze", "Blanka, Blance": the last consonant changes
_SOFTENED = str.maketrans({"c": "k", "z": "h", "g": "h"})

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The key, and the hashes of all forgotten persons: of stems, of pairs of them, of addresses and numbers."""

    key: bytes
    marks: frozenset[bytes]

    def spans(self, text: str) -> Spans:
        """Return where the text names a forgotten person, in order, without overlaps."""
        if not self.marks:
            return []
        return _merged(sorted([*self._names(text), *self._addresses(text), *self._numbers(text)]))

    def has(self, kind: str, value: str) -> bool:
        """Say whether a value was forgotten."""
        return mark(self.key, kind, value) in self.marks

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        """Two words of one name, side by side or with one more between them; each word is part of one name."""
        words = [(m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(text)]
        known = [place for place, word in enumerate(words) if _mark_of_stem(self.key, word[2]) in self.marks]
        used = -1
        for place, other in pairwise(known):
            first, second = words[place], words[other]
            near = second[0] - first[1] <= (_GAP if other == place + 1 else _FAR) and other - place <= _REACH
            if place > used and near and self.has("name", pair(first[2], second[2])):
                used = other
                yield first[0], second[1]

    def _addresses(self, text: str) -> Iterator[tuple[int, int]]:
        from extractors.persons.contact_parts import EMAIL
        from pipeline.normalise.contacts import email

        for match in EMAIL.finditer(text):
            if self.has("email", email(match[0])):
                yield match.span()

    def _numbers(self, text: str) -> Iterator[tuple[int, int]]:
        for match in _DIGITS.finditer(text):
            digits = [match.start() + place for place, sign in enumerate(match[0]) if sign.isdigit()]
            for first in range(len(digits) - PHONE_DIGITS + 1):
                taken = digits[first : first + PHONE_DIGITS]
                if self.has("phone", "".join(text[place] for place in taken)):
                    yield taken[0], taken[-1] + 1


def marks_of(key: bytes, names: Iterable[str], emails: Iterable[str], phones: Iterable[str]) -> dict[bytes, str]:
    """Return the hashes to keep of these names, e-mail addresses and telephone numbers, each with its kind."""
    from pipeline.normalise.contacts import email

    values = [("email", email(address)) for address in emails]
    values += [("phone", digits[-PHONE_DIGITS:]) for number in phones if len(digits := re.sub(r"\D", "", number)) >= 9]
    for name in names:
        stems = name_stems(name)
        values += [("stem", one) for one in stems]
        values += [("name", pair(stems[0], other)) for other in stems[1:]]
        values += [("name", pair(stems[-1], other)) for other in stems[:-1]]
    return {mark(key, kind, value): kind for kind, value in values}


def name_stems(name: str) -> list[str]:
    """Return the stems of a name's words; words of one letter are none."""
    return [stem(word) for word in _WORD.findall(name)]


def pair(first: str, second: str) -> str:
    """Return two stems as one value, whatever their order."""
    return " ".join(sorted((first, second)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what all cases of a name have in common, in small letters without diacritics."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    left = "".join(letter for letter in plain if not unicodedata.combining(letter))
    while ending := next((e for e in _ENDINGS if left.endswith(e) and len(left) - len(e) >= _LEAST_STEM), ""):
        left = left[: -len(ending)]
    left = _MOVING.sub("", left)
    return left[:-1] + left[-1:].translate(_SOFTENED)


def mark(key: bytes, kind: str, value: str) -> bytes:
    """Return the keyed hash of a value."""
    return blake2b(f"{kind}\0{value}".encode(), key=key, digest_size=MARK_BYTES).digest()


@lru_cache(maxsize=100_000)
def _mark_of_stem(key: bytes, value: str) -> bytes:
    return mark(key, "stem", value)


def _merged(spans: Spans) -> Spans:
    merged: Spans = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
