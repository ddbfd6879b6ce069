"""A ministry named after several things is one body: "Ministry of Education, Youth, and Sports"."""

from __future__ import annotations

import re

_THING = r"[A-Z][\w-]{2,20}(?:[ \u00a0](?!and\s|of\s)[A-Z][\w-]{2,20}){0,2}"
_MINISTRY = re.compile(
    rf"Ministry\sof\s(?:the\s)?{_THING}(?:,\s{_THING}){{0,4}},?\sand\s(?:the\s)?{_THING}"
    r"(?:\sof\s(?:the\s)?[A-Z][\w-]{1,20}(?:\s[A-Z][\w-]{2,20}){0,2})?"
)
_BODY = re.compile(
    r",?\sand\s(?:the\s)?(?:\w{3,20}\s){0,2}"
    r"(?:University|Institute|Agency|Fund|Foundation|Office|City|Town|Region|Council|Ministry|Academy|Museum|Union)\b"
)


def ministry_end(text: str, start: int, limit: int) -> int:
    """Return where the name of such a ministry ends that begins at `start`; `start` itself if none does."""
    if not text.startswith("Ministry of ", start):
        return start
    found = _MINISTRY.match(text, start, limit)
    return found.end() if found and not _BODY.search(found[0]) else start
