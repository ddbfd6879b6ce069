"""Organisations and people in the nominative.  Source: organisation notes, section 3."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalise import texts
from schemas.vocabulary import Vocabulary

# Words that stand before a name and are not part of it.
_BEFORE = re.compile(r"^(?:společnost(?:i|í)?|firm(?:a|y|ě|u|ou)|the)\s+(?=\S)", re.IGNORECASE)
_ADJECTIVES = (
    (re.compile(r"^(\w+(?:ov|in))(?:y|ě|ou)\s+(univerz)(?:ity|itě|itou)\b"), r"\1a \2ita"),
    (re.compile(r"^(\w+[sc]k)(?:ého|ému|ým|ém)\s+kraj(?:e|i|em)\b"), r"\1ý kraj"),
    (re.compile(r"^(\w+[sc]k)(?:é|ou)\s+(univerz)(?:ity|itě|itou)\b"), r"\1á \2ita"),
    (re.compile(r"^(\w+)(?:ého|ému|ým|ém)\s+(ústav|institut|úřad|svaz|fond)(?:u|em)\b"), r"\1ý \2"),
)


def clean(raw: str, vocabulary: Vocabulary) -> str:
    """Return the organisation's name, its head in the nominative; what hangs on the head stays as printed.

    "Ministerstvem práce a sociálních věcí" is "Ministerstvo práce a sociálních věcí". Raises
    NormaliseError(bad_value) if nothing is left.
    """
    name = texts.clean(raw)
    name = _BEFORE.sub("", name).rstrip(",;: ")
    match = _heads(vocabulary)[0].match(name)
    if match:
        head = _heads(vocabulary)[1][match[0].lower()]
        return head + name[match.end() :]
    for pattern, replacement in _ADJECTIVES:
        changed, count = pattern.subn(replacement, name)
        if count:
            return changed[0].upper() + changed[1:]
    return name


@lru_cache(maxsize=2)
def _heads(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    forms: dict[str, str] = {}
    for head in vocabulary.organisation_heads:
        for form in head.forms:
            forms.setdefault(form.lower(), head.nominative)
    words = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE), forms


def person(raw: str, vocabulary: Vocabulary) -> str:
    """Return a person's name in the nominative: "Janě Bohuňkové" is "Jana Bohuňková"."""
    words = raw.split()
    given = vocabulary.given_names.get(words[0].lower())
    if not given:
        return " ".join(words)
    inflected = given.lower() != words[0].lower()
    return " ".join([given, *(_surname(word, given, inflected) for word in words[1:])])


def _surname(word: str, given: str, inflected: bool) -> str:
    """Undo the case of a surname: women's "-ové, -ou", men's only where the given name was inflected too."""
    if given.endswith(("a", "e", "ie")) and word.endswith(("ové", "ovou")):
        return word[: -len("ové")] + "ová" if word.endswith("ové") else word[: -len("ovou")] + "ová"
    if not inflected or given.endswith("a"):
        return word
    stem = next((word[: -len(end)] for end in ("kovi", "kem") if word.endswith(end)), "")
    if len(stem) > 1 and stem[-1] in "aáeéěiíoóuúůyý":
        return f"{stem}k"
    for ending, nominative in (
        ("kovi", "ek"),
        ("kem", "ek"),
        ("ovi", ""),
        ("em", ""),
        ("ému", "ý"),
        ("ého", "ý"),
        ("ým", "ý"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + nominative
    return word
