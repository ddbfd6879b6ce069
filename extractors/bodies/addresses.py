"""Where an organisation is: the country, town and street that stand round its name and are no part of it."""

from __future__ import annotations

import re

from extractors.bodies.names import is_organisation, legal_form_at
from extractors.text.lexicon import Lexicon, label_key

_TAIL = re.compile(r"\s{0,2}(?:,\s|[–—|\t/]|-(?=\s))\s{0,2}")
_BRACKET = re.compile(r"\s{0,2}[(\[]([^()\[\]]{2,40})[)\]]\s{0,2}")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}[-–\s])?\d{3}\s?\d{2,3}\b")
_STREET = re.compile(r"[^\d,]{2,60}\s(?:č\.\s?p\.\s)?\d{1,5}(?:\s?/\s?\d{1,4})?\s?[a-zA-Z]?(?:,.{0,60})?")
_NUMBER_FIRST = re.compile(r"\d{1,5}[a-h]?,?\s[A-Z]\w+(?:\s\w+){0,4}")
_TOWN = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){0,3}")


def is_country(words: str, lexicon: Lexicon) -> bool:
    """Say whether the words are a country's name, in any case, or its code of two letters in capitals."""
    bare = words.strip(" .,:;()[]\t")
    if len(bare) == 2 and bare.isupper():
        return bare.lower() in lexicon.country_codes
    return label_key(bare) in lexicon.countries


def is_address(words: str, lexicon: Lexicon) -> bool:
    """Say whether the words are a street with a number or a postcode with a town, and no school's name and number."""
    bare = words.strip()
    if lexicon.cue("street").match(bare) or _POSTCODE.match(bare):
        return True
    numbered = _STREET.fullmatch(bare) or _NUMBER_FIRST.fullmatch(bare)
    return bool(numbered) and not is_organisation(re.sub(r"\d", "", bare), lexicon)


def is_place(words: str, lexicon: Lexicon) -> bool:
    """Say whether a line is a town and its country: "Rohatec, Czechia"."""
    town, comma, country = words.strip().rpartition(", ")
    return bool(comma and _TOWN.fullmatch(town)) and is_country(country, lexicon) and not is_organisation(town, lexicon)


def cut_place(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of the name before ", Norway", "(NO)", " – Norrvik, Norway"; a town only before its country."""
    country = False
    for _ in range(4):
        bracket = list(_BRACKET.finditer(text, start + 2, end))
        if bracket and bracket[-1].end() == end and is_country(bracket[-1][1], lexicon):
            end, country = bracket[-1].start(), True
            continue
        marks = [m for m in _TAIL.finditer(text, start + 2, end) if m.end() < end]
        if not marks:
            break
        tail = text[marks[-1].end() : end]
        if is_country(tail, lexicon):
            country = True
        elif not (is_address(tail, lexicon) or (country and _is_town(text, marks[-1], end, lexicon))):
            break
        end = marks[-1].start()
    return end


def _is_town(text: str, mark: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    words = text[mark.end() : end]
    return bool(_TOWN.fullmatch(words)) and not (
        is_organisation(words, lexicon) or legal_form_at(text, mark.start(), lexicon)
    )


def country_after(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of " from Italy", " z Itálie", " (IT)", ", Italy" at `start`; `start` itself if none stands."""
    match = _FROM.match(text, start, limit)
    if not match:
        return start
    words = list(re.compile(r"[^\s,;.()]+").finditer(text, match.end(), min(limit, match.end() + 40)))[:3]
    for word in reversed(words):
        if is_country(text[match.end() : word.end()], lexicon):
            return word.end() + (match[0].endswith(("(", "[")) and text[word.end() : word.end() + 1] in (")", "]"))
    return start


_FROM = re.compile(r"\s{0,2}(?:[(\[]|,\s{1,2}|(?<=\s)(?:from|in|z|ze|v|ve)\s(?:the\s)?|\s[–-]\s)", re.IGNORECASE)
