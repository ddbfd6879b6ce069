"""Registration numbers: rebuilt by their scheme, marks mended, blanks taken out, digits as printed.

Source: labelling guide.
"""

from __future__ import annotations

import re

from extractors.numbers.number_grammar import mend
from extractors.numbers.number_patterns import fold
from extractors.numbers.number_readings import read_at
from schemas.errors import NormaliseError, ReasonCode
from schemas.vocabulary import Vocabulary, load_vocabulary


def clean(raw: str, scheme: str = "", vocabulary: Vocabulary | None = None) -> str:
    """Return the canonical number, by the scheme's code if one read it; NormaliseError(bad_value) without a digit."""
    number = _by_scheme(raw.strip(), scheme, vocabulary or load_vocabulary()) or mend(raw)
    if not any(char.isdigit() for char in number):
        raise NormaliseError(ReasonCode.BAD_VALUE, f"no digit in {raw!r}")
    return re.sub(r"[\s\u200b\u00ad]+", "", number)


def _by_scheme(raw: str, code: str, vocabulary: Vocabulary) -> str | None:
    for scheme in vocabulary.identifiers if code else ():
        if scheme.code == code:
            readings = [r for r in read_at(raw, fold(raw), 0, scheme) if r.end == len(raw)]
            return min(readings, key=lambda r: len(r.repairs)).value if readings else None
    return None


def key(number: str) -> str:
    """Return letters and digits alone in upper case: what two spellings of one number share."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())
