"""Titles behind their number: "project No. 123 Title", "(no. 123, Title)", "grant 123, Title, 2020–2022".

Behind a noun any name may follow. Behind a comma, or a number that only a bracket sets apart, common words must make up
what follows: the names of bodies, people and places have capitals.
"""

from __future__ import annotations

import re

from extractors.naming.subtitles import past_colon
from extractors.naming.title_doubts import heads_no_project
from extractors.naming.title_ends import before_verb
from extractors.naming.title_halts import before_halt
from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading

LONGEST, BEFORE, FEWEST = 200, 40, 3
"""Of a title, and of what leads to its number, in code points; of the words of a title that no noun leads to."""
_NUMBERED = re.compile(
    r"(?<!\w)(?:projekt(?:u|em|ě)?|project|grant(?:u|em)?)\s(?:(?:reg\.\s|s\s)?(?:č\.|no\.|nr\.|number|číslo)\s?)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?<!\w)(?:projekt(?:u|em|ě)?|project|grant(?:u|em)?)(?!\w)[^.;()\n\d]{0,30}(?:č\.|no\.|nr\.)?\s?$", re.IGNORECASE
)
_GAP = re.compile(
    rf"[ \u00a0]{{0,2}}(?P<mark>[–—,-]?)[ \u00a0](?=[{CAPITAL}])|[ \u00a0]{{0,2}},?\n[ \u00a0]{{0,8}}(?=[{CAPITAL}])"
)
_END = re.compile(r"[;:()|\"„“”»«\t]|,\s|\n\n|[!?.](?:\s|$)")
_DASH = re.compile(r"\s[–—-]\s")
_OTHER = re.compile(r"[^\W\d_]{0,3}\s?\d|(?:19|20)\d\d")
_COMMON = re.compile(rf"(?<=\s)[{SMALL}][\w’'-]{{2,30}}")

Span = tuple[int, int]


def name_behind(page: PageReading, number: PrintedNumber) -> Span | None:
    """Return the words right behind the number that may name its project, or None."""
    gap = _GAP.match(page.text, number.end)
    if gap is None or ("\n" in gap[0] and not page.wrapped):
        return None
    lead = _NUMBERED.search(page.text, max(0, number.start - BEFORE), number.start)
    mark = gap["mark"] or ("," if "," in gap[0] else "")
    named = lead is not None and mark != "," and (not mark or "roje" in lead[0])
    if mark not in ("", ",") and not named:
        return None  # "Grant No. 22 – Dům Lípa, n.o." names who has it
    start, end = gap.end(), _end(page, number, gap.end())
    if named or (_is_led(page, number) and _looks_named(page, start, end)):
        return start, end
    return None


def _end(page: PageReading, number: PrintedNumber, start: int) -> int:
    """Return where the name ends: at a mark, a verb, or a dash before a sum or a year."""
    text, limit = page.text, min(page.sentence_at(number.start)[1], start + LONGEST)
    mark = _END.search(text, start, limit)
    if mark and (subtitle := past_colon(page, start, mark.start(), limit)):
        return subtitle
    end = mark.start() if mark else limit
    dashes = (dash for dash in _DASH.finditer(text, start, end) if _tells_other(page, dash.end()))
    end = next((dash.start() for dash in dashes), end)
    end = before_verb(page, start, before_halt(page, start, start + 2, end, "title_stop", "called_stop"))
    return start + len(text[start:end].rstrip())


def _tells_other(page: PageReading, start: int) -> bool:
    """Say whether a sum, a year, a payer or a word of paying stands behind the dash."""
    return bool(
        _OTHER.match(page.text, start)
        or page.lexicon.cue("finance").match(page.text, start)
        or any(phrase.sure for phrase in page.phrases_at(start))
    )


def _is_led(page: PageReading, number: PrintedNumber) -> bool:
    """Say whether the noun or an open bracket stands before the number, or nothing in its line."""
    first = max(page.sentence_at(number.start)[0], number.start - BEFORE)
    before = page.text[first : number.start]
    return bool(_NOUN.search(before) or before.rfind("(") > before.rfind(")") or not before.strip(" •*–-\n"))


def _looks_named(page: PageReading, start: int, end: int) -> bool:
    """Say whether common words make up what follows, and it is no part of a scheme, heading or role."""
    words = page.text[start:end]
    common = [word for word in _COMMON.findall(words) if word not in page.lexicon.small_words]
    other = page.lexicon.cue("titled_otherwise", "part_of_scheme", "told_of", "project_person", "action_type")
    return (
        bool(common)
        and words.count(" ") >= FEWEST - 1 - (page.text[end : end + 1] == ")")
        and not other.match(page.text, start)
        and not page.lexicon.is_generic(words)
        and not heads_no_project(page, start, end)
    )
