"""A heading or first line that says of which programme the project is, and then its title, in no marks.

"Erasmus+ project: Green Wells"; "COMENIUS project 2011 – 2013   Water Age"; "Projekt Interreg – Cesty k moři".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.naming.number_titles import may_head
from extractors.text.lines import line_end
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from schemas.document import BlockKind

LONGEST = 160
"""Of the line, in code points."""
_YEARS = r"(?:19[89]|20[0-4])\d(?:\s?[-–—/]\s?(?:(?:19[89]|20[0-4])\d|\d\d)(?!\d))?"
_NOUN = Worded(
    rf"\s(?:{{project_noun}})(?!\w)(?P<years>[\s,(]{{1,4}}{_YEARS}\)?)?(?P<mark>\s?[:–—-]\s|\s{{2,12}}|\t)",
    re.IGNORECASE,
)
_NOUN_FIRST = Worded(r"(?:{project_noun})\s(?=\S)", re.IGNORECASE)
NEAR = 60
"""A programme's name and a code of its part stand so near before a quotation."""
_CODE = re.compile(r"\s?(?:[(\[]?(?:KA\s?\d{1,3}|K[12]|SP|CBC|V-A)[)\]]?)?\s?[:,–-]?\s?[\"„“”‘«]")
_RUN = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d\s?[-–—/]\s?(?:20)?\d\d(?!\d)")
_MARK = re.compile(r"\s?[:–—]\s")


def scheme_heads(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield what stands behind the programme, the noun and a mark, up to the line's end."""
    for block in page.blocks:
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        end = line_end(page.text, block.start, block.end)
        if end - block.start <= LONGEST:
            start = _title_start(page, block.start, end)
            if 0 < start < end and may_head(page, start, end):
                yield start, end, "card"


def behind_scheme(page: PageReading, start: int, end: int) -> bool:
    """Say whether a quotation stands right behind its programme, and years behind it: "Erasmus+ KA2 „X“, 2018-20"."""
    before = [p for p in page.phrases_within(max(0, start - NEAR), start) if p.kind == "programme" and p.sure]
    if not before or not _CODE.fullmatch(page.text, before[-1].end, start):
        return False
    other = page.lexicon.cue("titled_otherwise", "scheme_word").match(page.text, min(len(page.text), end + 2))
    return not other and bool(_RUN.search(page.text, end, page.sentence_at(start)[1]))


def _title_start(page: PageReading, start: int, end: int) -> int:
    """Return where the title begins behind "X project:" or "Projekt X:"; 0 if the line has no such words."""
    first = page.lexicon.worded(_NOUN_FIRST).match(page.text, start, end)
    begin = first.end() if first else start
    behind = next((p.end for p in page.phrases_at(begin) if p.kind == "programme" and p.end <= end), 0)
    behind = behind or _named_scheme(page, begin, end)
    if not behind:
        return 0
    link = _MARK if first else page.lexicon.worded(_NOUN)
    match = link.match(page.text, behind, end)
    return match.end() if match else 0


def _named_scheme(page: PageReading, start: int, end: int) -> int:
    """Return the end of a part of a programme that has no record of its own: "Comenius"."""
    match = page.lexicon.cue("scheme_names").match(page.text, start, end)
    return match.end() if match else 0
