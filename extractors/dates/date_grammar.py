"""Printed dates and ranges: "1. 1. 2024 – 30. 6. 2027", "May 2012 - April 2015", "5/2012", "2012–2014".

Finds and reads the parts; whether they make a real day is for `pipeline.normalise.dates` to say.
Source: the table "Dates: printed forms and normal form" of the domain notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.text.alternatives import alternatives
from extractors.text.kept import kept
from extractors.text.windows import matches_at, windows
from schemas.compiled import compiled

_S = r"[ \u00a0\u202f\u2009]{0,3}"
_DASH = rf"{_S}(?:[-–—‒−]{{1,2}}){_S}"
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_ANY_YEAR = re.compile(_YEAR)
REACH = 32
"""No printed date begins further before its year."""
MONTHS = 12
_SLASHED = re.compile(rf"(?<![\w/.-])(\d{{1,2}})/(\d{{1,2}})/{_YEAR}(?![\w/-])")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_BLANKS = " \u00a0\u202f\u2009"
_JOINTS = ("-", "–", "—", "‒", "−", "až", "do", "to", "until", "till", "through", "bis", "a", "and")
_TAIL = re.compile(rf"{_DASH}(\d\d)(?![\d/%]|\.\d|\.\s?\d)")
_BETWEEN_YEARS = ("a", "and", ",", "-", "–", "—", "až", "to")
_TWO_YEARS = re.compile(rf"({_YEAR})(?<![\w/.-]\d{{4}}){_S}/{_S}({_YEAR}|\d\d)(?![\w/%]|[.,]\d)")
# A number that belongs to something longer (a resolution 12/2014/3, a version 1.2.2014.5) is no date.
_LEFT = r"(?<![\w/.,+])(?<![^\d\s)-]-)(?<!\d[ \u00a0])"
_RIGHT = rf"(?![\w/]|[.,:]\d|-(?!{_YEAR}(?![\w/-]|\.\d))\d(?!\d?[./]))"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed, with the code points it takes; `year` is 0 where none is printed."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0

    def parts(self) -> dict[str, str]:
        """Return the printed parts as attributes of a mention."""
        named = {"year": self.year, "month": self.month, "day": self.day}
        return {name: str(value) for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class PrintedRange:
    """Two dates with a dash or a word between them; `last` is None for an open range ("since …")."""

    first: PrintedDate
    last: PrintedDate


@dataclass(frozen=True, slots=True, eq=False)
class DateGrammar:
    """The compiled patterns for one set of month names; compared by identity, so that it can key a cache."""

    months: Mapping[str, int]
    full: re.Pattern[str]
    short: re.Pattern[str]
    joint: re.Pattern[str]


def _compile(months: Mapping[str, int]) -> DateGrammar:
    word = alternatives(re.escape(name) for name in sorted(months, key=len, reverse=True))
    month = rf"(?:{word})(?![^\W\d_])"
    roman = r"(?:X?I{1,3}|I[VX]|VI{0,3}|XI?)"
    hyphen = r"[ \u00a0]?[-/][ \u00a0]?"
    wrap = rf"(?:{_S}|\n)"  # a line may end before the year
    full = (
        rf"(?P<iso>(?<![\d.,/-]){_YEAR}[-_/](?:0[1-9]|1[0-2])[-_/](?:0[1-9]|[12]\d|3[01]))"
        rf"(?:[T ]\d{{2}}:\d{{2}}[\d:.+Z]{{0,16}})?"
        rf"|{_LEFT}(?P<dmy>\d{{1,2}}{_S}\.{_S}\d{{1,2}}{_S}\.{wrap}{_YEAR}){_RIGHT}"
        rf"|(?<![\w/.-])(?P<dsmy>(?:\d{{1,2}}/\d{{1,2}}/|\d{{1,2}}-\d{{1,2}}-){_YEAR})(?![\w/-])"
        rf"|(?<![\w/.-])(?P<dhmoy>\d{{1,2}}{hyphen}{month}{hyphen}{_YEAR})(?![\w/])"
        rf"|{_LEFT}(?P<roman>\d{{1,2}}\.{_S}{roman}\.{_S}{_YEAR}){_RIGHT}"
        rf"|(?<![\w.])(?P<dmoy>\d{{1,2}}(?:\.|st|nd|rd|th)?{_S}(?:of )?{month}\.?,?{wrap}(?:roku{_S})?{_YEAR}){_RIGHT}"
        rf"|(?<!\w)(?P<mdy>{month}\.?{_S}\d{{1,2}}(?!\d)(?:st|nd|rd|th)?,?{wrap}{_YEAR}){_RIGHT}"
        rf"|(?<!\w)(?P<moy>{month}\.?,?{wrap}(?:roku{_S})?{_YEAR}){_RIGHT}"
        rf"|(?<![\d.,/-])(?P<ym>{_YEAR}[-/](?:0[1-9]|1[0-2]))(?![\d/-])"
        rf"|{_LEFT}(?P<rmy>(?-i:{roman}){_S}[/.]{_S}{_YEAR}){_RIGHT}"
        rf"|{_LEFT}(?P<my>(?:0?[1-9]|1[0-2]){_S}[/.]{_S}{_YEAR}){_RIGHT}"
        rf"|(?<![\w/.,+])(?<![^\d\s)d-]-)(?P<y>{_YEAR})(?![\w/%]|[.,]\d|[ \u00a0]\d{{3}}(?!\d))"
    )
    short = (
        rf"(?P<dm>\d{{1,2}}{_S}\.{_S}\d{{1,2}}(?:{_S}\.|(?={_DASH})))|(?P<rm>(?-i:{roman})(?={_DASH}))|(?P<dmo>\d{{1,2}}\.?{_S}{month})"
        rf"|(?P<md>{month}{_S}\d{{1,2}})|(?P<mo>{month})|(?P<d>\d{{1,2}}{_S}\.?)|(?P<m>\d{{1,2}})(?=/)"
    )
    joint = (
        rf"(?:{_DASH}\n?{_S}|{_S}\n?{_S}(?:→|->|–>|=>|»|až|do|to|until|till|through|bis|a(?: do)?|and"
        rf"|up to and including|to the end of){_S})"
        rf"(?:(?:do|konce){_S}){{0,2}}(?:(?:roku|dne){_S})?\n?{_S}"
    )
    flags = re.IGNORECASE
    return DateGrammar(months, compiled(full, flags), compiled(short, flags), compiled(joint, flags))


_compiled: list[DateGrammar] = []


def grammar(months: Mapping[str, int]) -> DateGrammar:
    """Return the patterns for these month names (lower case, name to 1..12), compiled once for each mapping."""
    for known in _compiled:
        if known.months is months:
            return known
    _compiled.append(_compile(months))
    return _compiled[-1]


_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
_NUMERALS = frozenset((*_ROMAN, "XIII"))
"""What the pattern of a Roman month takes; the last one is no month, and makes what it stands in no date."""


_FIGURES, _NAMES = re.compile(r"\d+"), re.compile(r"[^\W\d_]+\.?")
_WITH_NAMES = ("dmoy", "dhmoy", "mdy", "moy", "y", "dmo", "md", "mo")


def _month_named(text: str, rules: DateGrammar) -> int:
    """Return the number of the first month that is named; 0 if there is none."""
    for word in _NAMES.findall(text.lower()):
        if found := rules.months.get(word) or rules.months.get(word.rstrip(".")):
            return found
    return 0


def read(match: re.Match[str], rules: DateGrammar) -> PrintedDate | None:
    """Return the date that a match of `full` or `short` prints; a short one has no year."""
    form, text = match.lastgroup or "", match.group(match.lastgroup or 0)
    start, end = match.span(form)
    numbers = [int(n) for n in _FIGURES.findall(text)]
    month = _month_named(text, rules) if form in _WITH_NAMES else 0
    match form:
        case "iso":
            return PrintedDate(start, end, numbers[0], numbers[1], numbers[2])
        case "dsmy" if numbers[1] > 12:  # the month first, as in America: "11/16/2021"
            return PrintedDate(start, end, numbers[2], numbers[0], numbers[1])
        case "dmy" | "dsmy":
            return PrintedDate(start, end, numbers[2], numbers[1], numbers[0])
        case "roman":
            number = re.search(r"[IVX]+", text.upper())
            return PrintedDate(start, end, numbers[-1], _ROMAN.get(number[0] if number else "", 0), numbers[0])
        case "rmy":
            return PrintedDate(start, end, numbers[0], _ROMAN.get(re.split(r"[^A-Z]", text)[0], 0))
        case "dmoy" | "dhmoy" | "mdy":
            return PrintedDate(start, end, numbers[1], month, numbers[0])
        case "moy" | "y":
            return PrintedDate(start, end, numbers[0], month)
        case "ym":
            return PrintedDate(start, end, numbers[0], numbers[1])
        case "my":
            return PrintedDate(start, end, numbers[1], numbers[0])
        case "dm":
            return PrintedDate(start, end, 0, numbers[1], numbers[0])
        case "dmo" | "md":
            return PrintedDate(start, end, 0, month, numbers[0])
        case "mo":
            return PrintedDate(start, end, 0, month)
        case "rm":
            return PrintedDate(start, end, 0, _ROMAN.get(text, 0))
        case "d":
            return PrintedDate(start, end, 0, 0, numbers[0])
        case "m":
            return PrintedDate(start, end, 0, numbers[0])
    return None


@kept
def date_beginnings(text: str, rules: DateGrammar) -> list[int]:
    """Return where dates may begin: at a figure, a month's name or numeral, at most `REACH` before a year."""
    found = []
    for first, last in windows(text, _ANY_YEAR.finditer(text), REACH, 0):
        for piece in _PIECE.finditer(text, first, last):
            word = piece[0]
            if word[0].isdigit() or word in _NUMERALS or _is_month(word.lower(), rules):
                found.append(piece.start())
    return found


def _is_month(word: str, rules: DateGrammar) -> bool:
    return word in rules.months or f"{word}." in rules.months


def find_dates(text: str, rules: DateGrammar, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Yield the dates with a year that `text` prints between `start` and `end`, in order."""
    yield from _dates(text, rules, start, len(text) if end is None else end)


@kept
def _dates(text: str, rules: DateGrammar, start: int, stop: int) -> tuple[PrintedDate, ...]:
    known = date_beginnings(text, rules)
    begins = known[bisect_left(known, start) : bisect_left(known, stop)]
    if not begins:
        return ()
    found = [(match, read(match, rules)) for match in matches_at(begins, rules.full, text, start, stop)]
    dates = [_as_in_america(text, match, date) if match.lastgroup == "dsmy" else date for match, date in found]
    return tuple(date for date in dates if date and date.month <= 12 and date.day <= 31)


def _as_in_america(text: str, match: re.Match[str], date: PrintedDate | None) -> PrintedDate | None:
    """Return "7/1/2016" as of July where another date of the text has its month first beyond doubt: "6/30/2018"."""
    if date is None or max(date.month, date.day) > MONTHS or "/" not in match[0] or not _is_american(text):
        return date
    return replace(date, month=date.day, day=date.month)


@kept
def _is_american(text: str) -> bool:
    """Say whether dates with slashes have the month first: one can be read so alone, and none the other way."""
    firsts, seconds = (any(int(m[part]) > MONTHS for m in _SLASHED.finditer(text)) for part in (1, 2))
    return seconds and not firsts


def _lend(first: PrintedDate, last: PrintedDate) -> PrintedDate | None:
    """Give an incomplete first date the year, and a bare day the month, of the last one."""
    if first.day and not first.month:
        first = replace(first, month=last.month)
    later = bool(last.month and first.month > last.month)
    return replace(first, year=last.year - 1 if later else last.year) if first.month else None


def may_have_dates(text: str, rules: DateGrammar, start: int, end: int) -> bool:
    """Say whether a date or a range may stand there: of most blocks and lines the answer is no."""
    known = date_beginnings(text, rules)
    first = bisect_left(known, start)
    return first < len(known) and known[first] < end


def find_ranges(text: str, rules: DateGrammar, start: int = 0, end: int | None = None) -> Iterator[PrintedRange]:
    """Yield the ranges: two full dates, or a short first one ("1. 9. – 30. 11. 2014", "2014–15")."""
    yield from _ranges(text, rules, start, len(text) if end is None else end)


@kept
def _ranges(text: str, rules: DateGrammar, start: int, stop: int) -> tuple[PrintedRange, ...]:
    dates = _dates(text, rules, start, stop)
    if not dates and text.find("/", start, stop) < 0:
        return ()
    years = _school_years(text, start, stop) if text.find("/", start, stop) >= 0 else ()
    return (*_joined_dates(text, rules, dates, start, stop), *years)


def _joined_dates(
    text: str, rules: DateGrammar, dates: tuple[PrintedDate, ...], start: int, stop: int
) -> Iterator[PrintedRange]:
    taken = start
    for index, last in enumerate(dates):
        if last.start < taken:
            continue
        first = dates[index - 1] if index and dates[index - 1].start >= taken else None
        if first and _joined(text, first, last, rules):
            yield PrintedRange(first, last)
            taken = last.end
            continue
        short = _short_before(text, last, rules, max(taken, first.end if first else start))
        if short:
            yield PrintedRange(short, last)
            taken = last.end
            continue
        tail = _TAIL.match(text, last.end, stop)
        until = last.year // 100 * 100 + int(tail[1]) if tail and not last.month else 0
        if tail and until > last.year and _ANY_YEAR.fullmatch(str(until)):
            yield PrintedRange(last, PrintedDate(tail.start(1), tail.end(1), until))
            taken = tail.end()


# What may be inserted before "do": "od 1. 7. 2016 na 24 měsíců, tedy do 30. 6. 2018", "od března 2018 (od 1. 3.) do …".
INSERTED = 48
_FROM = re.compile(r"(?<!\w)(?:od|from)\s{1,2}(?:the\s)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:\s\([^()\n]{1,34}\)|\s(?:na|for)\s[^,.;()\n]{1,24},)\s(?:[^\W\d_]{2,8}\s)?(?:do|to|until)\s", re.IGNORECASE
)


def _joined(text: str, first: PrintedDate, last: PrintedDate, rules: DateGrammar) -> bool:
    """Two dates with "a" or "and" between them are a range only behind "between", "mezi", "v letech"."""
    joint = rules.joint.fullmatch(text, first.end, last.start)
    if not joint and last.start - first.end <= INSERTED and _FROM.search(text, max(0, first.start - 8), first.start):
        return bool(_UNTIL.fullmatch(text, first.end, last.start))
    if not joint or joint[0].strip().lower() not in ("a", "and"):
        return bool(joint)
    return bool(
        re.search(
            r"(?:between|mezi|letech|lety|roky|roků)\s{1,2}$",
            text[max(0, first.start - 12) : first.start],
            re.IGNORECASE,
        )
    )


def _short_before(text: str, last: PrintedDate, rules: DateGrammar, floor: int) -> PrintedDate | None:
    """Return the incomplete date that stands before `last` with a joint between them."""
    begin = max(floor, last.start - 30)
    if not last.month or not _ends_in_joint(text[begin : last.start]):
        return None
    for match in rules.short.finditer(text, begin, last.start):
        if match.start() > begin and text[match.start() - 1].isalnum():
            continue
        joint = rules.joint.fullmatch(text, match.end(), last.start)
        if joint and joint[0].strip().lower() not in ("a", "and"):
            first = read(match, rules)
            if first and first.day and not first.month and not last.day:
                first = replace(first, day=0, month=first.day)  # "5-10/2017"
            if first and first.month <= 12 and first.day <= 31 and not (first.day and not last.day):
                return _lend(first, last)
    return None


def _ends_in_joint(words: str) -> bool:
    """Say whether the words before a date may end in what joins it to the one before: a first, cheap look."""
    return words.rstrip(_BLANKS).lower().endswith(_JOINTS)


def _school_years(text: str, start: int, stop: int) -> Iterator[PrintedRange]:
    """A school year "2022/2023", "2022/23" runs from the first year to the second, several in a row to the last.

    Source: labelling guide.
    """
    years = [m for m in _TWO_YEARS.finditer(text, start, stop) if _second(m) == int(m[1]) + 1]
    last = -1
    for index, match in enumerate(years):
        if index <= last:
            continue
        last = index
        while last + 1 < len(years) and _go_on(text, years[last], years[last + 1]):
            last += 1
        yield PrintedRange(
            PrintedDate(match.start(1), match.end(1), int(match[1])),
            PrintedDate(years[last].start(2), years[last].end(2), _second(years[last])),
        )


def _second(years: re.Match[str]) -> int:
    """Return the second year of "2022/2023", "2022/23"."""
    return int(years[2] if len(years[2]) == 4 else years[1][:2] + years[2])


def _go_on(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """ "2021/2022 a 2022/2023", "2021/2022 – 2023/2024"."""
    between = text[one.end() : other.start()].strip()
    return between in _BETWEEN_YEARS and int(other[1]) >= _second(one)
