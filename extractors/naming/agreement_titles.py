"""The title on the head of a grant agreement: "Project: 101299745 — SALTNET 3.0 — DIGITAL-2024-EDIH-99"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.naming.number_titles import may_head
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

_OPENS = Worded(r"(?:^|\n)[\s#*]{0,4}{project_noun}:?\s$", re.IGNORECASE)
_TITLE = re.compile(r"\s[—–]\s(?P<title>[^\n—–]{3,160}?)(?=\s[—–]\s|\s?(?:\n|$))")


def agreement_titles(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield what stands between dashes behind "Project" and its number at a line's head."""
    for number in page.numbers:
        opened = page.lexicon.worded(_OPENS).search(page.text, max(0, number.start - 24), number.start)
        match = _TITLE.match(page.text, number.end) if opened else None
        if match and (may_head(page, *match.span("title")) or _is_acronym(match["title"])):
            yield *match.span("title"), "beside_number"


def _is_acronym(words: str) -> bool:
    """Say whether a short name has capitals: "SALTNET 3.0"."""
    return words[:1].isupper() and sum(map(str.isupper, words)) >= 3 and len(words) <= 30
