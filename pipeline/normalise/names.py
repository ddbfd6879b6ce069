"""Organisations and people in the nominative.  Source: organisation notes, section 3."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.text.letters import CAPITAL
from pipeline.normalise import texts
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

# Words that stand before a name and are not part of it.
_BEFORE = re.compile(r"^(?:společnost(?:i|í)?|firm(?:a|y|ě|u|ou)|the)\s+(?=\S)", re.IGNORECASE)
# Endings of adjectives by the gender of their noun: case endings -> nominative. "Masarykovou", "Moravskou", "Vyššího".
_OBLIQUE = {
    "m": ((("ého", "ému", "ém", "ým"), "ý"), (("ího", "ímu", "ím"), "í"), (("ova", "ovu", "ově", "ovým"), "ův")),
    "f": ((("é", "ou"), "á"), (("ovy", "ově", "ovu", "ovou"), "ova"), (("iny", "ině", "inu", "inou"), "ina")),
    "n": ((("ého", "ému", "ém", "ým"), "é"), (("ího", "ímu", "ím"), "í"), (("ova", "ovu", "ově", "ovým"), "ovo")),
}
NOMINATIVES = frozenset(nominative for rules in _OBLIQUE.values() for _, nominative in rules)
"""What adjectives are given for their other endings."""
MOST_ADJECTIVES = 4
_HARD = {gender: rules[0][1] for gender, rules in _OBLIQUE.items()}
_SOFT = _OBLIQUE["m"][1][1]
# The ends of a man's and of a woman's name in the genitive.
_OF_WHOM = rf"(?:{_OBLIQUE['m'][0][0][0]}|ov{_HARD['n']})"
# "Společnost Karla Nového": whose name it has, it is part of.
_WHOSE = re.compile(rf"Spole\wnost (?:[{CAPITAL}]\w{{1,20}}[ay] ){{1,2}}[{CAPITAL}]\w{{1,20}}{_OF_WHOM}$")


def clean(raw: str, vocabulary: Vocabulary) -> str:
    """Return the organisation's name, its head in the nominative; what hangs on the head stays as printed.

    "Ministerstvem práce a sociálních věcí" is "Ministerstvo práce a sociálních věcí". Raises
    NormaliseError(bad_value) if nothing is left.
    """
    name = texts.clean(raw)
    name = (name if _WHOSE.match(name) else _BEFORE.sub("", name)).rstrip(",;: ")
    match = _heads(vocabulary)[0].match(name)
    if match:
        head = _heads(vocabulary)[1][match[0].lower()]
        return head + _behind(match[0], head, name[match.end() :], vocabulary)
    return _agreeing(name, vocabulary)


def _behind(printed: str, head: str, rest: str, vocabulary: Vocabulary) -> str:
    """Put adjectives behind a head in the instrumental into the nominative: "Střední školou polytechnickou".

    Of the other cases an ending may be a genitive's: "Agentury moderní výuky"; it stays as printed.
    """
    gender = _genders(vocabulary).get(head, "")
    feminine = gender == "f" and printed.endswith(("ou", _SOFT))  # "Obcí Lipovou"
    other = gender in ("m", "n") and printed.endswith("m")
    words = rest.split(" ")
    for index, word in enumerate(words[1:3], 1) if feminine or other else ():
        bare = word.rstrip(",")
        agrees = bare.endswith("ou") if feminine else bare.endswith(tuple(f"{end}m" for end in (_HARD["m"], _SOFT)))
        if not agrees or len(bare) < 5:
            break
        ending = _SOFT if bare.endswith(f"{_SOFT}m") else _HARD[gender]
        words[index] = bare[:-2] + ending + word[len(bare) :]
    return " ".join(words)


@lru_cache(maxsize=2)
def _genders(vocabulary: Vocabulary) -> dict[str, str]:
    return {head.nominative: head.gender for head in vocabulary.organisation_heads}


def _agreeing(name: str, vocabulary: Vocabulary) -> str:
    """Put adjectives and the noun behind them into the nominative: "Moravskou zemskou knihovnou" -> "Moravská zemská
    knihovna". What is no adjective in another case before a known noun in the same stays as printed."""
    words = name.split(" ")
    for index, word in enumerate(words[: MOST_ADJECTIVES + 1]):
        noun = _nouns(vocabulary).get(word.lower())
        if noun is None:
            continue
        nominative, gender = noun
        before = [_nominative(adjective, gender) for adjective in words[:index]]
        if index == 0 or None in before:
            return name
        changed = [*(b for b in before if b), nominative.lower() if word.islower() else nominative, *words[index + 1 :]]
        return changed[0][0].upper() + " ".join(changed)[1:]
    return name


def _nominative(adjective: str, gender: str) -> str | None:
    """Return the adjective in the nominative; None if its ending is that of no other case."""
    for endings, nominative in sorted(_OBLIQUE[gender], key=lambda pair: -len(max(pair[0], key=len))):
        for ending in sorted(endings, key=len, reverse=True):
            if adjective.lower().endswith(ending) and len(adjective) > len(ending) + 1:
                return adjective[: -len(ending)] + nominative
    return None


@lru_cache(maxsize=2)
def _nouns(vocabulary: Vocabulary) -> dict[str, tuple[str, str]]:
    """Single nouns in the other cases: "knihovnou" -> ("Knihovna", "f")."""
    single = [head for head in vocabulary.organisation_heads if " " not in head.nominative and head.gender in _OBLIQUE]
    nominatives = {head.nominative.lower() for head in single}
    return {
        form.lower(): (head.nominative, head.gender)
        for head in single
        for form in head.forms
        if form.lower() not in nominatives
    }


@lru_cache(maxsize=2)
def _heads(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    forms: dict[str, str] = {}
    for head in vocabulary.organisation_heads:
        for form in head.forms:
            forms.setdefault(form.lower(), head.nominative)
    words = sorted(forms, key=len, reverse=True)
    return compiled(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE), forms
