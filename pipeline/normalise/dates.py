"""Dates as ISO 8601 prefixes, only as precise as printed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from schemas.errors import NormaliseError, ReasonCode


def clean(parts: Mapping[str, str], published: str | None = None) -> str:
    """Return `2014`, `2014-01` or `2014-01-31` from printed `year`, `month`, `day`.

    A year told from the day of publication ("letos") stands as `years_on`; for a month without a year `nearest` says
    whether the last one or the next one is meant. Raises NormaliseError(bad_value)
    for a day that the calendar does not have, or where no day of publication tells the year.
    """
    if "years_on" in parts:
        parts = {**parts, "year": str(_year_of(published) + int(parts["years_on"]))}
    if "nearest" in parts:
        parts = {**parts, "year": str(_nearest(published, int(parts["month"]), parts["nearest"] == "next"))}
    try:
        year, month, day = int(parts["year"]), int(parts.get("month", 0)), int(parts.get("day", 0))
        datetime.date(year, month or 1, day or 1)
    except (KeyError, ValueError) as error:
        raise NormaliseError(ReasonCode.BAD_VALUE, f"not a day: {dict(parts)}") from error
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _year_of(published: str | None) -> int:
    if published is None:
        raise NormaliseError(ReasonCode.BAD_VALUE, "a year told from the day of publication, which is not stated")
    return int(published[:4])


def _nearest(published: str | None, month: int, ahead: bool) -> int:
    """Return the year of the last such month before the day of publication, or of the next one behind it."""
    year = _year_of(published)
    if published is None or len(published) < len("2021-01"):
        raise NormaliseError(
            ReasonCode.BAD_VALUE, "a month told from the day of publication, of which the year alone is stated"
        )
    printed = int(published[5:7])
    if ahead:
        return year + (month < printed)
    return year - (month > printed)
