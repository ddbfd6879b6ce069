"""Titles and other free words: one line, single blanks, no quotation marks round them."""

from __future__ import annotations

import re

from schemas.errors import NormaliseError, ReasonCode

_MARKS = "\"„“”»«‚‘’'"


def clean(raw: str) -> str:
    """Return the words on one line; a hyphen at a line's end keeps the parts together.

    Raises NormaliseError(bad_value) if nothing is left.
    """
    text = re.sub(r"(?<=[-\u00ad])[ \t]*\n[ \t]*(?=[^\W\d_])", "", raw)
    text = " ".join(text.replace("\u00ad", "").split())
    text = text.strip(" ,;:*_")
    if text[:1] in _MARKS and (text[-1:] in _MARKS or not any(mark in text[1:] for mark in _MARKS)):
        text = text.strip(_MARKS + " ")
    if not text:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"nothing printed: {raw!r}")
    return text
