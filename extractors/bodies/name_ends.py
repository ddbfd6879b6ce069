"""Where names end, and where they go on though they look as if they ended: behind an acronym, before a number."""

from __future__ import annotations

import re

from extractors.bodies.names import head_at, inflected_head
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Lexicon

# "VD projekt Sedlec a.s.", "ECO trend Research centre s.r.o.": an acronym, then a word in lower case.
_BEHIND_ACRONYM = re.compile(
    rf"[{CAPITAL}]{{2,6}}\s[{SMALL}]{{3,20}}(?:\s[^\W\d_][\w-]{{1,24}}){{0,3}}?,?\s(?P<form>"
    r"(?:spol\.\s?)?s\.\s?r\.\s?o\.|a\.\s?s\.|o\.\s?p\.\s?s\.|z\.\s?s\.|v\.\s?o\.\s?s\.|GmbH|Ltd\.?|Inc\.?)(?!\w)"
)
_BRANCH_PLACE = re.compile(rf"(?:\s(?:v|ve|na|pro|in|of|for))?(?:\s[{CAPITAL}][\w-]{{1,30}}){{1,3}}")
_INITIALS = re.compile(rf"[{CAPITAL}](?:\.[{CAPITAL}]){{0,4}}")
_REGION = re.compile(r"(?:kraje|okresu|biskupství)(?!\w)")
# An address, an id, a web site or a remark: the name ends before it.
_AFTER_NAME = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?:©|\bISBN\b|\bse sídlem\b|\bsídlem\b|\bIČO?\b|\bDIČ\b|\(dále\b|\bdále jen\b|www\.|https?://|\bPSČ\b"
    rf"|\b\d{{3}}\s?\d{{2}}\s[{CAPITAL}]"
    rf"|\bhereinafter\b|\(hereinafter\b|\bzastoupen|\bwith its seat\b|\bna adrese\b|(?<!\S)\S{{1,64}}@\S)",
    re.IGNORECASE,
)
# "Dům X v Dubí. Schválená podpora …", "Institute of the CAS. It …": a full stop and a sentence behind a word.
_SENTENCE_END = re.compile(
    rf"(?<=[^\W\d_]{{3}})\.\s(?=[{CAPITAL}][^\W\d_]{{1,30}}[\s:]|(?<=[^\W\d_]{{5}}\.\s)\d{{1,4}}\s[{SMALL}])"
)
_LAST_WORD = re.compile(r"[^\W\d_]{3,5}$")
# "X, o.p.s., realizace 1. 2. 2015", "Mikroregion Y, 2023 - 2024", "X, my jsme spolupříjemce"
_REMARK_NEXT = re.compile(
    r",\s(?:(?:19|20)\d\d\b|\d{1,2}\s?[./]\s?\d"
    r"|(?:realizace|období|doba|trvání|termín|dotace|my jsme|which|who|který|která|které)\b)"
)
_NAME_GOES_ON = re.compile(rf"\s(?:m\.\s)?[{CAPITAL}]")  # "Botanická zahrada hl. m. Prahy"
_CASE_WORD = re.compile(rf"[{CAPITAL}][{SMALL}]{{2,20}}(?:ou|em|ím|ým)(?!\w)")
_CASE, _WORD = ("ou", "em", "ím", "ým"), re.compile(r"\w+")
_NUMBER = re.compile(r"(?:nr|č|čís|no)\.?\s\d{1,3}(?=[\s,.;)]|$)", re.IGNORECASE)


def end_behind_acronym(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of the legal form that closes a name, if it begins with an acronym and no verb stands between."""
    name = _BEHIND_ACRONYM.match(text, start, limit)
    if not name:
        return 0
    words = (start, name.start("form"))
    return 0 if lexicon.cue("said", "acts", "copula", "won", "given_to").search(text, *words) else name.end()


def end_of_branch(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of a branch and its place that stand at `start`, "krajská pobočka Dubec"; 0 if none does."""
    branch = lexicon.cue("branch").match(text, start, limit)
    place = _BRANCH_PLACE.match(text, branch.end(), limit) if branch else None
    return place.end() if place else 0


def of_region(text: str, end: int, start: int) -> bool:
    """Say whether the word at `start` is the region of an adjective before it: "HZS Ústeckého kraje"."""
    return text.endswith(("kého", "ého"), 0, end) and _REGION.match(text, start) is not None


def numbered_school(text: str, start: int, stop: int, limit: int, lexicon: Lexicon) -> bool:
    """Say whether the number of a school stands at `stop`: "Szkoła Podstawowa nr 4 w Lesznie"."""
    return bool(_NUMBER.match(text, stop, limit) and lexicon.cue("numbered_school").search(text, start, stop))


def lower_words(text: str, start: int, limit: int) -> list[str]:
    """The words in lower case from `start`, three at most, up to one that ends in a mark."""
    match = re.compile(rf"(?:[{SMALL}]+\s){{0,2}}[{SMALL}]+(?:\s|(?=[,.;:)]|$))").match(
        text, start, min(limit, start + 80)
    )
    return match[0].split() if match else []


def abbreviates(text: str, token: re.Match[str], word: str, limit: int, lexicon: Lexicon) -> bool:
    """ "sv. Anny", "T. G. Masaryka": a full stop behind an abbreviation, and the name goes on with a capital."""
    if token[0] != word + "." or not _NAME_GOES_ON.match(text, token.end(), limit):
        return False
    return bool(_INITIALS.fullmatch(word)) or bool(lexicon.cue("name_abbreviation").fullmatch(word))


def agree_in_case(text: str, start: int, following: int, lexicon: Lexicon) -> bool:
    """ "Střední školou X a Krajskou zdravotní": behind a head in the instrumental and "a" a word with a capital in that
    case begins a second name."""
    if not _CASE_WORD.match(text, following):
        return False
    word = _WORD.match(text, start)
    for begin in (start, word.end() + 1) if word else (start,):
        head = head_at(text, begin, len(text), lexicon.vocabulary)
        if head and head[0].endswith(_CASE) and inflected_head(text, begin, lexicon):
            return True
    return False


def joint_school(text: str, start: int, end: int, following: int, lexicon: Lexicon) -> bool:
    """ "Vyšší odborná škola ekonomická a Střední škola X" is one: two schools, the first without a name of its own."""
    schools = lexicon.cue("school")
    own = re.search(rf"\s[{CAPITAL}\d]", schools.sub("", text[start:end].lstrip())[1:])
    both = schools.search(text, start, end) and schools.search(text, following, following + 40)
    return bool(both) and not own


def cut_tail(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of the name before an address, an id number or a remark in brackets."""
    match = _AFTER_NAME.search(text, start + 2, end)
    end = match.start() if match else end
    stop = _sentence_end(text, start + 2, end, lexicon)
    remark = _REMARK_NEXT.search(text, start + 2, end) if stop < 0 else None
    end = remark.start() if remark else stop if stop >= 0 else end
    bracket = text.find("(", start + 3, end)
    if bracket > 0 and text.find(")", bracket, end) > 0:
        end = bracket
    return end


def ends_name(text: str, start: int) -> bool:
    """Say whether an id number, an address or a remark begins at `start`: no further name follows."""
    return bool(_AFTER_NAME.match(text, start))


def ends_sentence(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a sentence ends between the bounds, behind a whole word."""
    return _sentence_end(text, start, end, lexicon) >= 0


def _sentence_end(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the first sentence between the bounds ends; -1 if none does. "nám. Míru" is an abbreviation."""
    if text.find(". ", start, end) < 0:
        return -1
    for stop in _SENTENCE_END.finditer(text, start, end):
        word = _LAST_WORD.search(text, max(start - 2, stop.start() - 6), stop.start())
        short = word is not None and word[0].lower() in lexicon.abbreviations
        if not short and not (word and lexicon.cue("name_abbreviation").fullmatch(word[0])):
            return stop.start()
    return -1
