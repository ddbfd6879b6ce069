"""Counted activities: how many events of a kind, how many people in all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from schemas.errors import NormaliseError, ReasonCode
from schemas.values import Activity
from schemas.vocabulary import Vocabulary

MOST = 10**9
"""Neither events nor people are so many."""


def clean(parts: Mapping[str, str], vocabulary: Vocabulary) -> Activity:
    """Return the activity; raises NormaliseError(bad_value) for a number that cannot be read or is over MOST."""
    people = parts.get("participants")
    count = parts.get("count")
    return Activity(
        parts["kind"],
        _number(count, vocabulary) if count else None,
        _number(people, vocabulary) if people else None,
    )


def _number(raw: str, vocabulary: Vocabulary) -> int:
    digits = re.sub(r"[\s,]", "", raw)
    value = int(digits) if digits.isdigit() else vocabulary.number_words.get(raw.lower())
    if value is None or value > MOST:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"not a number of them: {raw[:80]!r}")
    return value
