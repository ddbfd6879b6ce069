"""How a list of names is cut.  Source: organisation notes, 4."""

from __future__ import annotations

import re

from extractors.bodies.addresses import is_country
from extractors.bodies.name_ends import agree_in_case, cut_tail, ends_name, ends_sentence, joint_school
from extractors.bodies.name_tails import end_with_seat
from extractors.bodies.names import (
    LONGEST,
    NAME_START,
    TOKEN,
    begins_department,
    begins_with_head,
    ends_in_form,
    has_organisation_word,
    head_pattern,
    is_organisation,
    legal_form,
    legal_form_at,
    organisation_word,
    trim,
)
from extractors.payers.ministries import ministry_end
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Lexicon

_SEPARATOR = re.compile(
    rf"\s{{0,3}}[;\n•|·]\s{{0,3}}|\s{{1,3}}:\s{{1,3}}(?=[{CAPITAL}])"
    rf"|\s{{0,3}},\s(?:and|as well as)\s(?:the\s)?(?=[{CAPITAL}])|\s{{0,3}},\s{{1,3}}(?:the\s(?=[{CAPITAL}]))?"
    rf"|(?:(?<=[{SMALL}]{{2}})|(?<=\w\.)),(?=[{CAPITAL}][{SMALL}])"
    rf"|\s{{1,3}}(?:and|as well as)\sthe\s(?=[{CAPITAL}])"
    r"|\s{1,3}(?:a|and|und|as well as|a také|i|&)\s{1,3}"
    r"|\s{1,3}[-–]\s{1,3}(?=\S{1,60}\s\S)"
)
_TOWN = re.compile(rf"(?P<town>[{CAPITAL}][\w.'’-]*(?:\s[\w.'’-]+){{0,3}})\s\((?P<country>[^()\n]{{2,30}})\)")
# "X, nadace" ends in its form, "X, Nadace Y", "X, SIA Y" are two.
_FORM_FIRST = re.compile(
    rf"[{CAPITAL}][^\W\d_{CAPITAL}]{{4,20}}\s[{CAPITAL}]|[{CAPITAL}]{{2,5}}\s[„“\"]?[{CAPITAL}][{SMALL}]"
)


def split_names(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Cut a list of organisations. A comma inside a name stays: before a legal form, an address part, a school's town.

    "a" and "and" separate only where what follows begins like a name of its own.
    """
    legal = legal_form(lexicon.vocabulary)
    found: list[tuple[int, int]] = []
    begin = start
    for match in _SEPARATOR.finditer(text, start, end):
        if _in_brackets(text, begin, match.start()) or match.end() >= end:
            continue
        if match.end() <= ministry_end(text, begin, end):
            continue
        mark = match[0].strip()
        mark = "," if mark.startswith(",") else mark  # ", and"
        form = legal.match(text, match.start()) and not _FORM_FIRST.match(text, match.end(), end)
        if mark == "," and (form or not _starts_name(text, match.end(), lexicon)):
            continue
        if mark == "," and _is_seat(text, begin, match, end, lexicon):
            continue
        if mark == "," and end_with_seat(text, match.start(), end, lexicon) > match.start():
            continue
        if mark in ("-", "–") and not _both_shown(text, begin, match, end, lexicon):
            continue
        if ends_name(text, match.start()) or ends_sentence(text, begin + 2, match.start(), lexicon):
            found.append((begin, match.start()))
            break  # an id number, an address, the next sentence: no further name follows
        if mark in (",", "-", "–") and begins_department(text, match.end(), lexicon):
            continue
        if mark not in ",;•|·:" and mark and not _joins_names(text, begin, match, end, lexicon):
            continue
        found.append((begin, match.start()))
        begin = match.end()
    else:
        found.append((begin, end))
    pieces = [
        trim(text, first, _before_seat(text, first, cut_tail(text, first, last, lexicon), last, lexicon))
        for first, last in found
    ]
    return [(first, last) for first, last in pieces if 2 <= last - first <= LONGEST]


def _is_seat(text: str, begin: int, comma: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """Say whether a town and its country in brackets stand behind a name: "IES Vista, Lorca (Spain)"."""
    town = _TOWN.match(text, comma.end(), end)
    if not town or "(" in text[begin : comma.start()] or not is_country(town["country"], lexicon):
        return False
    return not is_organisation(town["town"], lexicon)


def _before_seat(text: str, start: int, end: int, last: int, lexicon: Lexicon) -> int:
    """Return the end of a name before its town, where the country follows in brackets."""
    comma = text.rfind(", ", start + 2, end)
    town = _TOWN.match(text, comma + 2, last) if comma > 0 else None
    known = town and is_country(town["country"], lexicon) and not is_organisation(town["town"], lexicon)
    return comma if known else end


def _both_shown(text: str, begin: int, dash: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """Say whether a dash has an organisation on either side: of "JHS - CENTRE, o.p.s." the form is of both halves."""
    stop = _SEPARATOR.search(text, dash.end(), end)
    right = text[dash.end() : stop.start() if stop else end]
    return has_organisation_word(text[begin : dash.start()], lexicon) and has_organisation_word(right, lexicon)


def _in_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _joins_names(text: str, begin: int, match: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """ "Charles University and Brno University" are two; "Ministerstvo práce a sociálních věcí" is one."""
    begin = max(begin, match.start() - LONGEST)  # what is longer is no name, and need not be read whole each time
    left = text[begin : match.start()].strip()
    head = head_pattern(lexicon.vocabulary).fullmatch(left)
    if " " not in left and (head or organisation_word(lexicon.vocabulary).fullmatch(left)):
        return False  # "Škola a Dům dětí X", "Church and Youth Trust": a head without a name of its own
    if joint_school(text, begin, match.start(), match.end(), lexicon):
        return False
    stop = _SEPARATOR.search(text, match.end(), end)
    right = text[match.end() : stop.start() if stop else end]
    if not _starts_name(text, match.end(), lexicon):
        return False
    if ends_in_form(text, begin, match.start(), lexicon):
        return True  # "X Ltd. and Y"
    if agree_in_case(text, begin, match.end(), lexicon):
        return True
    if not is_organisation(right, lexicon) and not (stop and legal_form_at(text, stop.start(), lexicon)):
        return False  # of "A a Služba B, o.p.s." the form shows the second
    if match[0].strip() in ("&", "und") and _one_purpose(left, right, lexicon):
        return False
    if text.find(";", begin - 2, end) >= 0:
        return is_organisation(left, lexicon)  # "A; B and C University": another mark parts the names
    return is_organisation(left, lexicon) or (stop is None and match[0].strip() != "&")


def _one_purpose(left: str, right: str, lexicon: Lexicon) -> bool:
    """ "Institut für Wasser und Raum X GmbH": behind "für" two nouns are one purpose, unless the second is a head."""
    return bool(re.search(r"\b(?:für|for)\s[^\W\d_]+$", left)) and not head_pattern(lexicon.vocabulary).match(right)


def _starts_name(text: str, start: int, lexicon: Lexicon) -> bool:
    if begins_with_head(text, start, lexicon):
        return True
    match = TOKEN.match(text, start)
    word = match[0] if match else ""
    return bool(NAME_START.match(word)) and not re.fullmatch(r"(?:okres|\d[\w/.]*|č\.p\.)[,;]?", word)
