"""The name in the alternative text of a picture: "Logo X", "X – logo"."""

from __future__ import annotations

import re

_LOGO = re.compile(
    r"(?:logo(?:typ)?\s(?:of\s|the\s)?)?(?P<name>[^\n]{2,120}?)(?:\s[-–]?\s?logo(?:typ)?)?", re.IGNORECASE
)


def without_logo(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the name in the alternative text of a picture: "Logo X", "X – logo"."""
    match = _LOGO.fullmatch(text, start, end)
    return match.span("name") if match else (start, end)
