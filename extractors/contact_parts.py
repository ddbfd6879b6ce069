"""The parts of a contact as printed: names of people, e-mail addresses also in disguise, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.kept import kept
from extractors.names import is_organisation
from extractors.reading import PageReading
from extractors.windows import matches_at

_UP, _LOW = "A-ZÁČĎÉĚÍĽŇÓÔŘŠŤÚŮÝŽÄÖÜŁ", "a-záčďéěíľĺňóôřšťúůýžäöüßłńśżźćąę"
_PART = rf"[{_UP}][{_LOW}’']{{1,25}}(?:-[{_UP}][{_LOW}]{{1,25}})?"
_MIDDLE = rf"(?:[ \u00a0]{{1,2}}(?:[{_UP}]\.|de|van|von|di|da))?"
PERSON = re.compile(
    rf"(?<![\w.@-]){_PART}{_MIDDLE}[ \u00a0]{{1,2}}(?:{_PART}|[{_UP}]{{3,25}}(?![\w]))(?:[ \u00a0]{_PART})?(?![\w@])"
)
# "@", "(at)", "[zavináč]", " AT ", and dots likewise.
AT = r"\s?[(\[{<]\s?(?:at|zavin[aá]č|zavinac|@)\s?[)\]}>]\s?|\s(?:AT|zavináč|zavinac)\s"
DOT = r"\s?[(\[{<]\s?(?:dot|tečka|tecka|\.)\s?[)\]}>]\s?|\s(?:DOT|tečka)\s"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:@|{AT})[\w-]{{1,63}}(?:(?:\.|{DOT})[\w-]{{1,63}}){{1,5}}(?![\w-])")
PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00)\d{1,3}[ \u00a0.()-]{0,3}|\(\+?\d{2,3}\)[ ]?)?(?:\d[ \u00a0./()-]{0,2}){8,12}\d(?![\w/])"
)
_AT_BEFORE_BRACKET = re.compile(r"at\s?[)\]}>]")
_PHONE_START = re.compile(r"[+(\d](?<![\w/.-].)")


@kept
def emails(text: str) -> tuple[re.Match[str], ...]:
    """Return the e-mail addresses of a page; a page without any sign for "at" is not looked through."""
    signs = "@" in text or "AT" in text or "zavin" in text or _AT_BEFORE_BRACKET.search(text)
    return tuple(EMAIL.finditer(text)) if signs else ()


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


def people_named(page: PageReading, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield capitalised words that may be a person's name and are no organisation's."""
    return (m for m in PERSON.finditer(page.text, start, end) if not is_organisation(m[0], page.lexicon))


def is_phone(page: PageReading, match: re.Match[str]) -> bool:
    """Say whether digits are a phone number: nine, or with a prefix; no fax, account or registration number."""
    digits = re.sub(r"\D", "", match[0])
    before = page.text[max(0, match.start() - 14) : match.start()]
    refused = page.lexicon.cue("not_phone").search(before)
    return (
        9 <= len(digits) <= 14
        and not refused
        and not page.numbers_over(*match.span())
        and (match[0].lstrip(" (\u00a0").startswith(("+", "00")) or len(digits) == 9)
    )
