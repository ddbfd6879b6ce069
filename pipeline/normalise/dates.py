"""Dates as ISO 8601 prefixes, only as precise as printed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from schemas.errors import NormaliseError, ReasonCode


def clean(parts: Mapping[str, str]) -> str:
    """Return `2014`, `2014-01` or `2014-01-31` from printed `year`, `month`, `day`.

    Raises NormaliseError(bad_value) for a day that the calendar does not have.
    """
    try:
        year, month, day = int(parts["year"]), int(parts.get("month", 0)), int(parts.get("day", 0))
        datetime.date(year, month or 1, day or 1)
    except (KeyError, ValueError) as error:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"not a day: {dict(parts)}") from error
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
