"""One item of a list of partners: its name, without number, country, address, role and description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.bodies.addresses import cut_place, is_address, is_country
from extractors.bodies.name_ends import cut_tail
from extractors.bodies.name_lists import split_names
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import (
    begins_department,
    ends_in_form,
    has_organisation_word,
    is_organisation,
    is_person,
    trim,
)
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

ITEM_CHARS = 160
"""An item that is a name has at most so many characters."""
_ORDINAL = re.compile(
    rf"[\s*•·–—-]{{0,4}}(?:(?:P|PP|LP|Partner|WP)?\s?\d{{1,2}}\s?(?:[.):–—\t-]|\s(?=[{CAPITAL}]))\s{{0,3}}){{1,2}}"
)
_COLON = re.compile(r":\s{1,2}")
_DASH = re.compile(r"\s[–—-]{1,2}\s")
_INITIALS = re.compile(r"(?<!\w)(?:\w{1,2}\.){2,6}$")
_WORK = re.compile(r"(?:WP|PR|IO|Task|T|R)\s?\d{1,2}(?:[\s,/-]{1,3}(?:WP|T)?\d{1,2}){0,6}")
_SAYS = re.compile(rf"\s(?:\([^()]{{1,60}}\)\s?)?(?:[{SMALL}]|[–—-]\s)|\s\([^()]{{1,60}}\)")


@dataclass(frozen=True, slots=True)
class Member:
    """The span of one name; `lead` where a remark beside it says coordinator or beneficiary."""

    start: int
    end: int
    lead: bool = False


def is_plain_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether a line may be a name: no address, country, e-mail, link or sentence."""
    words = page.text[start:end].strip()
    if (
        len(words) > ITEM_CHARS
        or is_country(words.partition(" · ")[0].strip("()"), page.lexicon)
        or is_address(words, page.lexicon)
    ):
        return False
    return not re.search(rf"@|https?://|www\.|[.!?]\s+[{CAPITAL}]\w+\s\w+\s\w+|:$", words)


def read_item(page: PageReading, start: int, end: int) -> Member | None:
    """Return the name in an item of a list of partners: without number, country, address, role or description."""
    text, lexicon = page.text, page.lexicon
    newline = text.find("\n", start, end)
    end = newline if newline > 0 else end
    lead_mark = re.compile(r"\s{0,3}LP\b").match(text, start, end) or _lead_before(page, start, end)
    ordinal = _ORDINAL.match(text, start, end)
    start = ordinal.end() if ordinal and ordinal.end() < end else start
    start, end = _column(page, start, end)
    start = _behind_country(page, start, end)
    colon = _COLON.search(text, start + 2, end)
    if colon and is_organisation(text[start : colon.start()], lexicon):
        end = colon.start()
    role = _role(page, start, end)
    end = role.start() if role else end
    if end - start > ITEM_CHARS or is_sentence(page, start, end):
        end = _name_of_sentence(page, start, end)
    end = cut_tail(text, start, _before_open_bracket(text, start, end), page.lexicon)
    start, end = _before_description(page, start, end)
    first, last = trim(text, start, cut_place(text, start, end, lexicon))
    if last - first < 2 or not _is_name(page, first, last):
        return None
    return Member(first, last, bool(role or lead_mark))


def _before_open_bracket(text: str, start: int, end: int) -> int:
    """ "X (Finland, coordinator)", cut before the role: a bracket that is left open holds no part of the name."""
    bracket = text.rfind("(", start + 2, end)
    return bracket if bracket > 0 and text.find(")", bracket, end) < 0 else end


def _lead_before(page: PageReading, start: int, end: int) -> bool:
    """ "Lead partner: X" among "Partner 2: Y"."""
    colon = _COLON.search(page.text, start, min(end, start + 48))
    return colon is not None and bool(page.lexicon.cue("marked_lead").fullmatch(page.text, start, colon.start()))


def is_sentence(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words end as a sentence does, and in no legal form."""
    words = page.text[start:end].rstrip()
    if _INITIALS.search(words):
        return False  # "Research a.s.b.l.": a legal form that is not known
    return words[-1:] in (".", "!", "?") and not ends_in_form(page.text, start, start + len(words), page.lexicon)


def _is_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    letters = sum(char.isalpha() for char in words)
    if letters < 2 or letters * 2 < len(words.replace(" ", "")) or not is_plain_name(page, start, end):
        return False
    body = is_organisation(words, page.lexicon)
    if (
        _WORK.fullmatch(words)
        or label_key(words) in page.lexicon.labels
        or (is_person(words, page.lexicon) and not body)
    ):
        return False
    return body or ((words[0].isupper() or words[0].isdigit()) and len(words.split()) <= 8)


def _column(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """In a line of columns ("2<tab>Institute of X<tab>DE") the name is the first column with words that is no code."""
    columns = [m.span() for m in re.compile(r"[^\t]+").finditer(page.text, start, end)]
    for first, last in columns if len(columns) > 1 else ():
        words = page.text[first:last]
        if sum(char.isalpha() for char in words) >= 3 and not is_country(words, page.lexicon):
            return first, last
    return start, end


def _behind_country(page: PageReading, start: int, end: int) -> int:
    """ "Italy: X", "Itálie – X", "Partner from Norway: X": what stands before the mark is no part of the name."""
    for mark in (_COLON, _DASH):
        match = mark.search(page.text, start, min(end, start + 48))
        if not match or match.end() >= end:
            continue
        before, after = page.text[start : match.start()], page.text[match.end() : end]
        if is_country(before, page.lexicon):
            return match.end()
        if mark is _COLON and is_organisation(after, page.lexicon) and not is_organisation(before, page.lexicon):
            return match.end()
    return start


def _role(page: PageReading, start: int, end: int) -> re.Match[str] | None:
    """ "(coordinator)", ", Norway (coordinator)", " – lead partner": a remark behind the name."""
    text = page.text
    for match in page.lexicon.cue("marked_lead").finditer(text, start + 2, end):
        opener = re.compile(r"\s{0,2}[(,–—:|\[-]\s{0,2}(?:project\s|the\s)?$").search(text, start + 1, match.start())
        after = text[match.end() : end].strip()
        if opener and (not after or after[0] in ")],;(–-"):
            return opener
    return None


def _name_of_sentence(page: PageReading, start: int, end: int) -> int:
    """ "Norrvik University (Norway) leads the project …": the name before the first word that is none of it."""
    stop = name_in_prose(page.text, start, end, page.lexicon)
    if (
        stop > start
        and has_organisation_word(page.text[start:stop], page.lexicon)
        and _SAYS.match(page.text, stop, end + 1)
    ):
        return stop
    return start


def _before_description(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """ "X – leads the work on Y", "X: models": the dash of a name has an organisation behind it."""
    text, lexicon = page.text, page.lexicon
    colon = _COLON.search(text, start + 2, end)
    if colon:
        end = colon.start()
        if " " in (head := text[start:end]) and not is_organisation(head, lexicon) and not head.istitle():
            return start, start  # "Letters of support: A, B"
    dash = _DASH.search(text, start + 2, end)
    if (
        dash
        and not lexicon.cue("branch").match(text, dash.end(), end)
        and not is_organisation(text[dash.end() : end], lexicon)
        and not is_country(text[dash.end() : end], lexicon)
    ):
        head = text[start : dash.start()]
        if is_organisation(head, lexicon) or text[dash.end()].islower():
            end = dash.start()
    return start, end


def names_of_line(page: PageReading, start: int, end: int) -> list[Member]:
    """Return the names in one of several lines below a label: one, unless all that commas part are organisations."""
    text, lexicon = page.text, page.lexicon
    pieces = split_names(text, start, end, lexicon)
    known = all(
        is_organisation(text[first:last], lexicon) and not begins_department(text, first, lexicon)
        for first, last in pieces
    )
    if len(pieces) > 1 and known:
        return [Member(first, trim(text, first, cut_place(text, first, last, lexicon))[1]) for first, last in pieces]
    item = read_item(page, start, end)
    return [item] if item else []
