"""The parts of a contact as printed: names of people, e-mail addresses also in disguise, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.bodies.names import is_organisation
from extractors.text.kept import kept
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from extractors.text.windows import matches_at, matches_round, places_of
from schemas.vocabulary import Vocabulary

_PART = rf"(?:[DO][’']|Mc)?[{CAPITAL}][{SMALL}’']{{1,25}}(?:-[{CAPITAL}][{SMALL}]{{1,25}})?"
_PARTICLE = r"(?:van|von)[ \u00a0]de[rnm]?|de[ \u00a0]la|del?|van|von|di|da|dos|af|ter|ten"
_MIDDLE = rf"(?:[ \u00a0]{{1,2}}(?:[{CAPITAL}]\.|{_PARTICLE}))?"
_LAST = rf"(?:{_PART}|[{CAPITAL}]{{3,25}}(?!\w))"
PERSON = re.compile(rf"(?<![\w.@-]){_PART}{_MIDDLE}[ \u00a0]{{1,2}}{_LAST}(?:[ \u00a0]{_PART})?(?![\w@])")
# "@", "(at)", "[zavináč]", " AT ", and dots likewise.
AT = r"\\@|\s?[(\[{<]\s?(?:at|zavin[aá]č|zavinac|@)\s?[)\]}>]\s?|\s(?:AT|zavináč|zavinac)\s"
DOT = r"\s?[(\[{<]\s?(?:dot|tečka|tecka|\.)\s?[)\]}>]\s?|\s(?:DOT|tečka)\s"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:@|{AT})[\w-]{{1,63}}(?:(?:\.|{DOT})[\w-]{{1,63}}){{1,5}}(?![\w-])")
PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00)\d{1,3}[ \u00a0.()-]{0,3}|\(\+?\d{2,3}\)[ ]?)?(?:\d[ \u00a0./()-]{0,2}){8,12}\d(?![\w/])"
)
_AT_BEFORE_BRACKET = re.compile(r"at\s?[)\]}>]")
_HEAD_OF = re.compile(r"(?<!\w)[A-Z][a-z]{2,20} (?:of|for) (?:the )?$")
# "Duha Na Potoku 369, 756 54 Zubří": a house number and a post code, and what stands before them is a street.
_STREET_BEHIND = re.compile(r"[ \u00a0]\d{1,4}(?:/\d{1,4})?[a-z]?[,\n][ \u00a0\n]{0,2}\d{3}[ \u00a0]?\d{2}(?!\d)")
_POST_CODE = re.compile(r"(?<!\d)\d{3}[ \u00a0]?\d{2}[ \u00a0]$")
_TITLE_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{2,9}\.?)\s{1,2}$")
# Nine figures at least, and what may stand between them.
_PHONE_START = re.compile(r"[+(\d](?<![\w/.-].)(?=[\d \u00a0./()+-]{8})")
_COUNTRY = re.compile(r"[ \u00a0]{0,2}\(?42[01](?!\d)")
CODE_AND_NUMBER = 12
"""So many figures have the code of Czechia or Slovakia and the number behind it."""
BEFORE_AT, BEHIND_AT = 72, 500
"""An address has at most so many code points before and behind what stands for "at"."""


@kept
def emails(text: str) -> tuple[re.Match[str], ...]:
    """Return the e-mail addresses of a page; it is looked through round what may stand for "at"."""
    brackets = (sign.start() for sign in _AT_BEFORE_BRACKET.finditer(text))
    signs = sorted((*places_of(text, "@", "AT", "zavin"), *brackets))
    return tuple(matches_round(signs, EMAIL, text, BEFORE_AT, BEHIND_AT))


@kept
def phones(text: str) -> tuple[re.Match[str], ...]:
    """Return what may be phone numbers of a page."""
    return tuple(matches_at((start.start() for start in _PHONE_START.finditer(text)), PHONE, text, 0, len(text)))


@dataclass(slots=True)
class Person:
    """The parts of one contact as printed: span, and name, e-mail, phone where they stand."""

    start: int
    end: int
    parts: dict[str, str] = field(default_factory=dict)


def names_of_people(page: PageReading, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield capitalised words that may be a person's name, without "Ms" or "Professor" before it."""
    while found := PERSON.search(page.text, start, end):
        start = found.end()
        name = bare_name(page, found)
        if name:
            start = max(start, name.end())
            if (
                not page.lexicon.cue("post").search(name[0])
                and not _of_body(page, name)
                and not _is_address(page, name)
            ):
                yield name


def _is_address(page: PageReading, name: re.Match[str]) -> bool:
    """Say whether a house number and a post code stand behind the words, or a post code before them."""
    street = _STREET_BEHIND.match(page.text, name.end())
    return bool(street or _POST_CODE.search(page.text, max(0, name.start() - 8), name.start()))


def _of_body(page: PageReading, name: re.Match[str]) -> bool:
    """Say whether the words end the name of an organisation: "University of Natural Resources"."""
    head = _HEAD_OF.search(page.text, max(0, name.start() - 30), name.start())
    return head is not None and is_organisation(page.text[head.start() : name.end()], page.lexicon)


def bare_name(page: PageReading, found: re.Match[str]) -> re.Match[str] | None:
    """Return the name behind a word of courtesy, nothing where only a surname follows; without the word, the match."""
    courtesy = page.lexicon.cue("courtesy").match(page.text, found.start(), found.end())
    return PERSON.match(page.text, courtesy.end() + 1) if courtesy else found


def people_named(page: PageReading, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield capitalised words that may be a person's name and are no organisation's."""
    return (m for m in names_of_people(page, start, end) if not is_organisation(m[0], page.lexicon))


def is_titled(page: PageReading, start: int) -> bool:
    """Say whether a title or a word of courtesy stands right before: "Ing. ", "prof. ", "Ms "."""
    word = _TITLE_BEFORE.search(page.text, max(0, start - 24), start)
    if word is None:
        return False
    known = _titles(page.lexicon.vocabulary)
    return word[1].lower() in known or page.lexicon.cue("courtesy").fullmatch(word[1]) is not None


@lru_cache(maxsize=2)
def _titles(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(title.lower() for title in vocabulary.academic_titles)


def of_country(printed: str) -> bool:
    """Say whether a number has the code of the country without its plus, set off: "420-2-67 123 456", "(421) 2 …"."""
    return _COUNTRY.match(printed) is not None and sum(map(str.isdigit, printed)) == CODE_AND_NUMBER


def is_phone(page: PageReading, match: re.Match[str]) -> bool:
    """Say whether digits are a phone number: nine, or with a prefix; no fax, account or registration number."""
    digits = re.sub(r"\D", "", match[0])
    before = page.text[max(0, match.start() - 14) : match.start()]
    refused = page.lexicon.cue("not_phone").search(before)
    return (
        9 <= len(digits) <= 14
        and not refused
        and not page.numbers_over(*match.span())
        and (match[0].lstrip(" (\u00a0").startswith(("+", "00")) or len(digits) == 9 or of_country(match[0]))
    )
