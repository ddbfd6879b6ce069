"""The line in which a site says when a page was posted, and the head of a mail: "Submitted by admin on 16 May 2021".

A verb of posting stands before the day, a name behind it, or a weekday before and the time of day behind.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates, may_have_dates
from extractors.text.letters import CAPITAL
from extractors.text.lines import lines
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind, Region
from schemas.vocabulary import Vocabulary

PROSE = 160
"""A paragraph of so many code points is prose; what tells the day of the page stands before it."""
LONGEST_LINE = 160
HEAD_OF_MAIL = 600
_TIME = re.compile(r"(?:\s?[-–,|]?\s{1,2})(?:v|ve|at|o)?\s?\d{1,2}[:.]\d\d(?![\d.]|\s?[-–])")
_NAMED = re.compile(rf"\s{{1,2}}(?:[|/–-]\s{{1,2}})?([^\W\d_]{{1,10}}):?\s{{1,2}}(?=[{CAPITAL}])")
_CUT = re.compile(
    r"[\s,–-]{1,3}(?:(?:on|dne|dňa|online|am)[\s,]{1,2})?$|\s(?:in|v|do)\s[^.;:\n]{2,40}\s(?:on|dne|dňa)\s$"
)
_KEY = re.compile(r"[ \t]{0,8}([^\W\d_]{2,14}):\s")


def find_stamps(page: PageReading, rules: DateGrammar) -> Iterator[PrintedDate]:
    """Yield the day of the stamp, if all agree or those before the prose do; the stamps of a list tell nothing."""
    mail = _of_mail(page, rules)
    if mail:
        yield mail
        return
    body = [b for b in page.blocks if b.kind not in (BlockKind.META, BlockKind.FRONT_MATTER)]
    prose = next((b.start for b in body if b.end - b.start >= PROSE and b.kind is BlockKind.PARAGRAPH), len(page.text))
    found = [by_weekday(page, d) for b in body if b.region is not Region.FOOTER for d in _in_block(page, b, rules)]
    for stamps in ([d for d in found if d.start < prose], found):
        if stamps:
            yield from stamps[:1] if len({(d.year, d.month, d.day) for d in stamps}) == 1 else ()
            return


def by_weekday(page: PageReading, date: PrintedDate) -> PrintedDate:
    """ "Fri, 10/07/2011" is in October: the weekday tells which number is the month."""
    if not 0 < date.day <= 12 or "/" not in page.text[date.start : date.end]:
        return date
    weekday = _weekday_before(page, date.start)
    swapped = replace(date, month=date.day, day=date.month)
    fits = [d for d in (date, swapped) if datetime.date(d.year, d.month, d.day).weekday() == weekday]
    return fits[0] if fits else date


def _weekday_before(page: PageReading, start: int) -> int:
    """Return the weekday right before a date, Monday being 0; -1 if none stands there."""
    words = re.findall(r"[^\W\d_]+", page.text[max(0, start - 14) : start])
    return weekdays(page.lexicon.vocabulary).get(words[-1].lower(), -1) if words else -1


@lru_cache(maxsize=2)
def weekdays(vocabulary: Vocabulary) -> dict[str, int]:
    """Return the names of the days of the week, in lower case, each with its number, Monday being 0."""
    return {name: number for number, names in enumerate(vocabulary.cues["weekdays"]) for name in names.split()}


def _in_block(page: PageReading, block: Block, rules: DateGrammar) -> Iterator[PrintedDate]:
    if block.end - block.start > HEAD_OF_MAIL or not may_have_dates(page.text, rules, block.start, block.end):
        return
    for start, end in lines(page.text, block.start, block.end):
        if end - start <= LONGEST_LINE:
            yield from (d for d in find_dates(page.text, rules, start, end) if d.day and _stamped(page, start, d, end))


def _stamped(page: PageReading, start: int, date: PrintedDate, end: int) -> bool:
    text, lexicon = page.text, page.lexicon
    weekday = _weekday_before(page, date.start) >= 0
    timed = _TIME.match(text, date.end, end)
    if weekday and timed and " " not in text[start : date.start].strip():
        return True
    if date.start == start:
        named = _NAMED.match(text, date.end, end)
        return bool(named and lexicon.cue("posted_behind").fullmatch(named[1]))
    before = list(lexicon.cue("posted").finditer(text, start, date.start))
    if not before or text[start : before[-1].start()].strip(" *_([-–|"):
        return bool(before) and _right_before(text, before[-1].end(), date.start)
    return bool(timed) or weekday or _right_before(text, before[-1].end(), date.start)


def _right_before(text: str, end: int, start: int) -> bool:
    cut = _CUT.search(text, end, start)
    return end == start or bool(cut and cut.start() == end)


def _of_mail(page: PageReading, rules: DateGrammar) -> PrintedDate | None:
    """The day in the head of a mail or a saved article: "Date:" among lines such as "From:", "Subject:", "Autor:"."""
    head = page.text[:HEAD_OF_MAIL]
    keys = {key[1].lower(): span for span in lines(head, 0, len(head)) if (key := _KEY.match(head, *span))}
    dated = next((keys[key] for key in keys if page.lexicon.cue("mail_date").fullmatch(key)), None)
    others = sum(1 for key in keys if page.lexicon.cue("mail_head").fullmatch(key))
    if dated is None or not others or not page.readable(dated[0]):
        return None
    return next((d for d in find_dates(page.text, rules, *dated) if d.day), None)
