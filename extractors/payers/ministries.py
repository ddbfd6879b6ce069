"""A ministry named after several things is one body: "Ministry of Education, Youth, and Sports"."""

from __future__ import annotations

import re

from extractors.text.letters import SMALL

_THING = r"[A-Z][\w-]{2,20}(?:[ \u00a0](?!and\s|of\s)[A-Z][\w-]{2,20}){0,2}"
_MINISTRY = re.compile(
    rf"Ministry\sof\s(?:the\s)?{_THING}(?:,\s{_THING}){{0,4}},?\sand\s(?:the\s)?{_THING}"
    r"(?:\sof\s(?:the\s)?[A-Z][\w-]{1,20}(?:\s[A-Z][\w-]{2,20}){0,2})?"
)
_BODY = re.compile(
    r",?\sand\s(?:the\s)?(?:\w{3,20}\s){0,2}"
    r"(?:University|Institute|Agency|Fund|Foundation|Office|City|Town|Region|Council|Ministry|Academy|Museum|Union)\b"
)


# "Ministerstvo práce, sociálnych vecí a rodiny Slovenskej republiky", "Ministerstvem školství, mládeže a tělovýchovy".
_THING_CS = rf"[{SMALL}]{{3,20}}(?:\s(?!a\s)[{SMALL}]{{3,20}}){{0,2}}"
_MINISTRY_CS = re.compile(
    rf"Ministerstv(?:o|a|u|em|om|e|ě)\s{_THING_CS},\s{_THING_CS}(?:,\s{_THING_CS}){{0,2}}\sa\s[{SMALL}]{{3,20}}"
    r"(?:\s(?:ČR|SR|(?:České|Slovenskej|Slovenské)\s[Rr]epubliky))?"
)


def ministry_end(text: str, start: int, limit: int) -> int:
    """Return where the name of such a ministry ends that begins at `start`; `start` itself if none does."""
    if text.startswith("Ministerstv", start):
        several = _MINISTRY_CS.match(text, start, limit)
        return several.end() if several else start
    if not text.startswith("Ministry of ", start):
        return start
    found = _MINISTRY.match(text, start, limit)
    return found.end() if found and not _BODY.search(found[0]) else start
