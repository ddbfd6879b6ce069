"""How likely a pair of letters is in a language: what tells one code page, or one repair, from another.

The figures stand in `letters.json`, counted by `scripts/make_letters.py` in texts that we wrote. They are a bigram
model over lower-case letters with classes for the rest, and know nothing of words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "letters.json"
# Of what was never seen in our texts: a letter, a drawn line, any other sign, a control character.
_STRANGE_LETTER, _LINE, _SIGN, _CONTROL = -11.0, -9.0, -12.0, -25.0
# Weight of the whole language: archives are Czech and English first.
_PRIORS = {"cs": 0.0, "en": 0.0, "sk": -2.0, "de": -2.0, "pl": -3.0, "west": -4.0}


@dataclass(frozen=True, slots=True)
class Letters:
    """The model of one language: natural logarithms, keyed by folded characters."""

    pairs: Mapping[str, float]
    single: Mapping[str, float]
    backoff: Mapping[str, float]
    case: Mapping[str, float]
    prior: float

    def score(self, first: str, second: str) -> float:
        """Return the logarithm of the chance that `second` follows `first`, both as printed."""
        a, b = folded_char(first), folded_char(second)
        chance = self.pairs.get(a + b)
        if chance is None:
            chance = self.backoff.get(a, 0.0) + (self.single.get(b) or _unseen(b))
        return chance + self.case.get(case_of(first) + case_of(second), 0.0)


@cache
def letters(language: str) -> Letters:
    """Return the model of `cs`, `sk`, `pl`, `de`, `en` or `west`."""
    data = _data()
    model: dict[str, dict[str, float]] = data["languages"][language]
    return Letters(model["pairs"], model["single"], model["backoff"], data["case"], _PRIORS[language])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data


@cache
def folded_char(char: str) -> str:
    """Return the character as the model has it: letters in lower case, `0` for a digit, `.` for an ASCII sign."""
    if char.isspace() or char == "\u00ad":
        return " "
    if char.isalpha():
        lower = char.lower()
        return lower if len(lower) == 1 else char
    if char.isascii():
        return "0" if char.isdigit() else "." if char >= " " else "\x00"
    return char


@cache
def case_of(char: str) -> str:
    """Return `l` for a lower-case letter, `u` for a capital, `o` for all else."""
    if not char.isalpha():
        return "o"
    return "u" if char.isupper() else "l"


@cache
def _unseen(char: str) -> float:
    if char.isalpha():
        return _STRANGE_LETTER
    if "\u2500" <= char <= "\u259f":
        return _LINE
    return _CONTROL if char < "\xa0" or char == "\ufffd" else _SIGN
