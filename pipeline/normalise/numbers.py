"""Registration numbers: marks mended, blanks taken out, digits as printed.  Source: labelling guide."""

from __future__ import annotations

import re

from extractors.number_grammar import mend
from schemas.errors import NormaliseError, ReasonCode


def clean(raw: str) -> str:
    """Return the canonical number; raises NormaliseError(bad_value) for a string without a digit."""
    number = mend(raw)
    if not any(char.isdigit() for char in number):
        raise NormaliseError(ReasonCode.BAD_VALUE, f"no digit in {raw!r}")
    return re.sub(r"[\s\u200b\u00ad]+", "", number)


def key(number: str) -> str:
    """Return letters and digits alone in upper case: what two spellings of one number share."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())
