"""People in the nominative: "Janě Bohuňkové" is "Jana Bohuňková". An e-mail address beside a name decides doubts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from schemas.vocabulary import Vocabulary

_VOWELS = "aáeéěiíoóuúůyý"
_WOMEN = (
    ("ové", "ová"),
    ("ovou", "ová"),
    ("ské", "ská"),
    ("skou", "ská"),
    ("cké", "cká"),
    ("ckou", "cká"),
    ("ou", "á"),
    ("é", "á"),
)
# Endings of men's surnames in the other cases, the surest first.
_MEN = (
    ("covi", "ec"),
    ("cem", "ec"),
    ("kovi", "ek"),
    ("kem", "ek"),
    ("ovi", ""),
    ("em", ""),
    ("ému", "ý"),
    ("ého", "ý"),
    ("ým", "ý"),
    ("ka", "ek"),
    ("ce", "ec"),
    ("a", ""),
    ("e", ""),
)
LEAST_STEM = 2


def person(raw: str, vocabulary: Vocabulary, email: str = "") -> str:
    """Return a person's name in the nominative; what no rule and no part of the address explains stays as printed."""
    words = raw.split()
    parts = {_ascii(part) for part in re.split(r"[._@-]", email.partition("@")[0])} if email else set()
    given = _given(words, vocabulary, parts)
    if given is None:
        return " ".join([*words[:-1], _undone(words[-1], _WOMEN[:2])]) if len(words) > 1 else raw
    oblique = given.lower() != words[0].lower()
    return " ".join([given, *(_surname(word, given, oblique, parts) for word in words[1:])])


def _given(words: list[str], vocabulary: Vocabulary, parts: set[str]) -> str | None:
    """The given name: by the table of cases; "Petra Horáčka" is a Petr, "Hance … hana.malinova@" a Hana."""
    given = vocabulary.given_names.get(words[0].lower())
    nominatives = vocabulary.given_names
    if given and given == words[0] and len(words) > 1 and given.endswith("a") and _is_mans(words[-1]):
        for male in (given[:-1], f"{given[:-2]}e{given[-2:-1]}"):
            if nominatives.get(male.lower()) == male:
                return male
    if given and given != words[0] and len(words) > 1 and words[-1].endswith(("ovou", "ové")):
        female = f"{words[0][:-1]}a"  # "Pavlu Bínovou" is a Pavla, though "Pavlu" may be a Pavel's too
        given = female if nominatives.get(female.lower()) == female else given
    if given is None or given != words[0]:
        head = _ascii(words[0])[:3]
        written = [name for name, plain in _plain_names(vocabulary) if plain in parts and plain[:3] == head]
        return written[0] if written and (given is None or _ascii(given) not in parts) else given
    return given


def _is_mans(surname: str) -> bool:
    return surname.endswith(("a", "ého", "ému", "ovi", "em", "ým")) and not surname.endswith(("ova", "ska", "cka"))


def _surname(word: str, given: str, oblique: bool, parts: set[str]) -> str:
    if _ascii(word) in parts:
        return word
    if given.endswith(("a", "e", "ie")):
        return _undone(word, _WOMEN if oblique else _WOMEN[:2])
    if not oblique:
        return word
    found = list(_mens(word))
    written = [form for form in found if _ascii(form) in parts]
    return (written or found or [word])[0]


def _undone(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, nominative in endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + nominative
    return word


def _mens(word: str) -> Iterator[str]:
    """The nominatives that a man's surname in another case may have, the likeliest first."""
    for ending, nominative in _MEN:
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < LEAST_STEM:
            continue
        if ending in ("kovi", "kem", "ka") and stem[-1] in _VOWELS:
            yield f"{stem}k"
        else:
            yield stem + nominative


@cache
def _plain_names(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The given names in the nominative, each with its letters as addresses have them."""
    return tuple((name, _ascii(name)) for name in vocabulary.given_names.values())


def _ascii(word: str) -> str:
    """The word in lower case without diacritics, as addresses have it."""
    folded = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in folded if not unicodedata.combining(char))
