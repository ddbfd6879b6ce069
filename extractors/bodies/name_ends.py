"""Where names go on that look as if they ended: behind an acronym, and before the number of a school."""

from __future__ import annotations

import re

from extractors.text.lexicon import Lexicon

UPPER = "A-ZÁČĎÉĚÍĽĹŇÓÔŘŠŤÚŮÝŽÄÖÜŁŚŻŹĆĄĘŃÅØÆ"
# "VD projekt Sedlec a.s.", "ECO trend Research centre s.r.o.": an acronym, then a word in lower case.
_BEHIND_ACRONYM = re.compile(
    r"[A-ZÀ-Ž]{2,6}\s[a-zà-ž]{3,20}(?:\s[^\W\d_][\w-]{1,24}){0,3}?,?\s(?P<form>"
    r"(?:spol\.\s?)?s\.\s?r\.\s?o\.|a\.\s?s\.|o\.\s?p\.\s?s\.|z\.\s?s\.|v\.\s?o\.\s?s\.|GmbH|Ltd\.?|Inc\.?)(?!\w)"
)
_NUMBER = re.compile(r"(?:nr|č|čís|no)\.?\s\d{1,3}(?=[\s,.;)]|$)", re.IGNORECASE)


def end_behind_acronym(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of the legal form that closes a name, if it begins with an acronym and no verb stands between."""
    name = _BEHIND_ACRONYM.match(text, start, limit)
    if not name:
        return 0
    words = (start, name.start("form"))
    return 0 if lexicon.cue("said", "acts", "copula", "won", "given_to").search(text, *words) else name.end()


def numbered_school(text: str, start: int, stop: int, limit: int, lexicon: Lexicon) -> bool:
    """Say whether the number of a school stands at `stop`: "Szkoła Podstawowa nr 4 w Lesznie"."""
    return bool(_NUMBER.match(text, stop, limit) and lexicon.cue("numbered_school").search(text, start, stop))


def lower_words(text: str, start: int, limit: int) -> list[str]:
    """The words in lower case from `start`, three at most, up to one that ends in a mark."""
    match = re.compile(r"(?:[a-zà-ž]+\s){0,2}[a-zà-ž]+(?:\s|(?=[,.;:)]|$))").match(text, start, min(limit, start + 80))
    return match[0].split() if match else []


def abbreviates(text: str, token: re.Match[str], word: str, limit: int, lexicon: Lexicon) -> bool:
    """ "sv. Anny", "T. G. Masaryka": a full stop behind an abbreviation, and the name goes on with a capital."""
    if token[0] != word + "." or not re.compile(rf"\s[{UPPER}]").match(text, token.end(), limit):
        return False
    return (len(word) == 1 and word.isupper()) or bool(lexicon.cue("name_abbreviation").fullmatch(word))
