"""The line of credits of an article: its day, who wrote it and its section, in any order and with any marks between.

"12. 3. 2021, Jana Nováková", "Jane Novak / March 12, 2021 / News", "Rubrika: Projekty, 12. 3. 2021", "Datum: 12. 3.".
It stands before the prose or ends the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import is_person
from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates
from extractors.dates.publication_stamps import weekdays
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind, Region

LONGEST = 100
"""A line of credits is no longer."""
PROSE = 160
"""A paragraph of so many code points is prose."""
BEFORE_PROSE = 5
"""Above the prose stand the title, a lead and the credits."""
_MARKS = re.compile(r"\s{0,2}(?:[|/•·,;—–\n]|\s-\s)\s{0,2}")
_TIME = re.compile(r"(?:(?:v|ve|at|@|o)\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s(?:hod\.?|h|am|pm))?", re.IGNORECASE)
_LABEL = re.compile(r"[^\W\d_]{2,14}:\s{1,2}")
_POST = re.compile(r"[^\W\d_]{2,20}(?:[ -][^\W\d_]{1,20}){0,3}")
_MINUTES = re.compile(r"\d{1,2}[ -]|\s\d{1,2}(?=\s)")
"""The figure of how long the text takes to read: "5 min read", "čtení na 4 minuty"."""
_WORDS = re.compile(r"[^\W\d_]{2,20}(?:\s[^\W\d_]{1,20}){0,2}")


def find_credits(page: PageReading, rules: DateGrammar) -> Iterator[PrintedDate]:
    """Yield the day of the credits of a page, those above its prose first."""
    body = [b for b in page.blocks if b.kind not in (BlockKind.META, BlockKind.FRONT_MATTER)]
    prose = [i for i, b in enumerate(body) if b.kind is BlockKind.PARAGRAPH and b.end - b.start >= PROSE]
    if not prose:
        return
    last = [b for b in body[prose[-1] + 1 :] if b.region is not Region.FOOTER]
    ending = [*last[:1], *last[1:][-1:]] if len(last) <= BEFORE_PROSE else last[:1]  # comments and the like follow
    for block in (*body[max(0, prose[0] - BEFORE_PROSE) : prose[0]], *ending):
        line = block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HEADING and block.level > 1)
        if line and block.end - block.start <= LONGEST and not block.label:
            dates = [d for d in find_dates(page.text, rules, block.start, block.end) if d.day]
            if len(dates) == 1 and (_is_credit(page, block, dates[0]) or _is_labelled(page, block, dates[0])):
                yield dates[0]


def _is_credit(page: PageReading, block: Block, date: PrintedDate) -> bool:
    """Say whether all parts of a line beside its day are credits, and one at least is a person or a known word."""
    if page.lexicon.cue("not_published", "event", "not_run_label").search(page.text, block.start, date.start):
        return False
    rest = f"{page.text[block.start : date.start]}|{page.text[date.end : block.end]}"
    if len(_TIME.findall(rest)) > 1:
        return False  # from one hour to another: an event
    parts = [words for part in _MARKS.split(_TIME.sub("", rest)) if (words := part.strip(" .*_()[]"))]
    kinds = [_kind(page, part) for part in parts]
    kinds = [kind or _of_post(part, before) for kind, part, before in zip(kinds, parts, ["", *kinds], strict=False)]
    return bool(kinds) and "" not in kinds and ("person" in kinds or "known" in kinds)


def _of_post(part: str, before: str) -> str:
    """ "Jane Novak, product manager": behind a person stands the post, in small letters."""
    return "word" if before == "person" and part.islower() and _POST.fullmatch(part) else ""


def _is_labelled(page: PageReading, block: Block, date: PrintedDate) -> bool:
    """Say whether "Date:" and a day are all of the line; among other labels it is the day of a meeting, of an event."""
    text = page.text
    label = _LABEL.match(text, block.start, date.start)
    alone = label and label.end() == date.start and not text[date.end : block.end].strip(" .")
    if not label or not alone or not page.lexicon.cue("date_label").fullmatch(label[0].rstrip(" :")):
        return False
    index = page.index_of(block)
    near = (page.blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(page.blocks))
    return not any(_LABEL.match(text, b.start, b.end) for b in near)


def _kind(page: PageReading, part: str) -> str:
    label = _LABEL.match(part)
    lexicon = page.lexicon
    if label:
        known = lexicon.cue("byline", "credit_label").fullmatch(label[0].rstrip(" :"))
        return "known" if known and len(part) - label.end() <= 40 else ""
    byline = lexicon.cue("byline", "posted").match(part)
    words = part[byline.end() :].strip() if byline else part
    if not words or is_person(words, lexicon):
        return "person" if words else "known"
    if lexicon.cue("credit_word").fullmatch(_MINUTES.sub("", words, count=1)) or words.lower() in weekdays(
        lexicon.vocabulary
    ):
        return "known"
    return "word" if _WORDS.fullmatch(words) and words[0].isupper() and byline else ""
