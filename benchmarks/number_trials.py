"""Random registration numbers, and the damage that pages do to them: each operator returns None where it cannot.

A number that has hyphens of its own is not broken at a hyphen within a part: nobody could tell the two.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from extractors.numbers.number_patterns import members
from schemas.number_form import LOOSE, Form
from schemas.vocabulary import load_vocabulary

Damage = Callable[[str, random.Random], str | None]
OTHERS = ("TACR", "GACR", "AZV", "NAKI", "MSMT-LM", "MV", "EEA-2009", "ERASMUS-2014", "ERASMUS-2021", "CEP-OPVVV")
"""Schemes beside the Czech family whose numbers are tried: the commonest, with and without hyphens."""


def czech_number(chance: random.Random) -> str:
    """Return a number of the Czech family, of a known programme of any period."""
    prefix, forms = chance.choice(_families())
    number = filled(chance.choice(forms), chance)
    return prefix + "".join(re.split(r"(?=[./])", number)[1 + prefix.count(".") :])


def other_number(chance: random.Random) -> str:
    """Return a number of one of the schemes beside the Czech family."""
    schemes = [scheme for scheme in load_vocabulary().identifiers if scheme.code in OTHERS]
    return filled(chance.choice(schemes).forms[0], chance)


def filled(form: Form, chance: random.Random) -> str:
    """Return a canonical number of the form."""
    pieces = []
    for token in form:
        if token.mark:
            pieces.append("" if token.mark == LOOSE else token.mark)
        else:
            for item in chance.choice(token.choices):
                letters = sorted(members(item.chars))
                pieces.append("".join(chance.choice(letters) for _ in range(chance.randint(item.least, item.most))))
    return "".join(pieces)


@cache
def _families() -> list[tuple[str, list[Form]]]:
    """Return prefix and forms of every programme: of 2007 the form with the width of its sequence."""
    vocabulary = load_vocabulary()
    found = []
    for programme in vocabulary.programmes:
        for prefix in programme.prefixes:
            for scheme in vocabulary.identifiers:
                if scheme.czech and scheme.period == programme.first_year and prefix.startswith("CZ."):
                    forms = [f for f in scheme.forms[:2] if _fits(prefix, f, scheme.code)]
                    found += [(prefix, forms)] if forms else []
    return found


def _fits(prefix: str, form: Form, code: str) -> bool:
    own = {"CZ-NPO": "CZ.31", "CZ-NPO-MS": "CZ.31", "CZ-2007-PRAGUE": "CZ.2.1"}
    if code in own or prefix in ("CZ.31", "CZ.2.16", "CZ.2.17"):
        return code in own and prefix.startswith(own[code])
    narrow = any(token.name == "sequence" and token.choices[0][0].most == 4 for token in form)
    return code != "CZ-2007" or narrow == (prefix in ("CZ.1.01", "CZ.1.05", "CZ.1.07"))


def at_mark(marks: str, new: str) -> Damage:
    """Return the damage that puts `new` for one of the marks; `\\0` in it stands for the mark itself."""

    def damage(number: str, chance: random.Random) -> str | None:
        places = [index for index, char in enumerate(number) if char in marks]
        if not places:
            return None
        place = chance.choice(places)
        return number[:place] + new.replace("\0", number[place]) + number[place + 1 :]

    return damage


def within(new: str) -> Damage:
    """Return the damage that puts `new` somewhere between two figures."""

    def damage(number: str, chance: random.Random) -> str | None:
        places = [match.start() + 1 for match in re.finditer(r"\d(?=\d)", number)]
        place = chance.choice(places) if places else 0
        return number[:place] + new + number[place:] if places else None

    return damage


def letters(old: str, new: str) -> Damage:
    """Return the damage that writes a letter for one figure."""

    def damage(number: str, chance: random.Random) -> str | None:
        places = [match.start() for match in re.finditer(old, number) if match.start() > 1]
        place = chance.choice(places) if places else 0
        return number[:place] + new + number[place + 1 :] if places else None

    return damage


def begun(new: str) -> Damage:
    """Return the damage that begins the number with `new` instead of "CZ."."""
    return lambda number, chance: new + number[3:] if number.startswith("CZ.") else None


def lower(number: str, chance: random.Random) -> str | None:
    """Write all letters small."""
    return number.lower() if number.lower() != number else None


CZECH: dict[str, Damage] = {
    "blank before a mark": at_mark("./_", " \0"),
    "blank behind a mark": at_mark("./_", "\0 "),
    "blank within a part": within(" "),
    "no-break blank at a mark": at_mark("./", "\u00a0\0\u00a0"),
    "zero-width blank": within("\u200b"),
    "zero-width blank at a mark": at_mark("./_", "\u200b\0"),
    "soft hyphen at a mark": at_mark("./_", "\0\u00ad"),
    "line break at a mark": at_mark("./_", "\0\n"),
    "line break within a part": within("\n"),
    "hyphen and line break within a part": within("-\n"),
    "escaped underscore": at_mark("_", "\\\0"),
    "lost underscore": at_mark("_", ""),
    "blank for the underscore": at_mark("_", " "),
    "dash for the underscore": at_mark("_", "–"),
    "missing dot": at_mark(".", ""),
    "doubled dot": at_mark(".", ".."),
    "comma for a dot": at_mark(".", ","),
    "stray dot before a slash": at_mark("/", "./"),
    "doubled slash": at_mark("/", "//"),
    "backslash for a slash": at_mark("/", "\\"),
    "fraction slash": at_mark("/", "⁄"),
    "blank for the first dot": begun("CZ "),
    "no first dot": begun("CZ"),
    "letter O for a zero": letters("0", "O"),
    "small letter o for a zero": letters("0", "o"),
    "letter I for a one": letters("1", "I"),
    "small letter l for a one": letters("1", "l"),
    "lower case": lower,
}
OTHER: dict[str, Damage] = {
    "zero-width blank at a hyphen": at_mark("-", "\0\u200b"),
    "soft hyphen": within("\u00ad"),
    "blank behind a hyphen": at_mark("-", "\0 "),
    "line break behind a hyphen": at_mark("-", "\0\n"),
    "hyphen and line break, no other hyphen": lambda n, chance: (
        None if {*"-–\u2011"} & {*n} else within("-\n")(n, chance)
    ),
    "dash for a hyphen": at_mark("-", "–"),
    "no-break hyphen": at_mark("-", "\u2011"),
    "escaped underscore": at_mark("_", "\\\0"),
    "letter O for a zero": letters("(?<=[0-9])0", "O"),
}
