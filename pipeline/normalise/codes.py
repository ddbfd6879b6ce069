"""Names of payers: the code of the labelling guide where there is one, else the name in the nominative."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalise import names
from schemas.vocabulary import Vocabulary


def payer(raw: str, vocabulary: Vocabulary) -> str:
    """Return the code for a known name, else the cleaned name."""
    name = names.clean(raw, vocabulary)
    fund = _known(vocabulary).get(name.lower())
    return fund or _nominative(name, vocabulary)


def _nominative(name: str, vocabulary: Vocabulary) -> str:
    """Return the first form of a known payer whose words have the stems of the name's: "Programu …" is "Program …"."""
    forms = _forms(vocabulary).get(name.lower(), ())
    words = name.lower().split()
    for form in forms:
        others = form.lower().split()
        if len(words) == len(others) and all(_one_stem(a, b) for a, b in zip(words, others, strict=True)):
            return form
    return name


def _one_stem(word: str, other: str) -> bool:
    """The cases of a Czech word differ in its ending of up to three letters."""
    stem = max(min(len(word), len(other)) - 3, 2)
    return word == other or word[:stem] == other[:stem]


@lru_cache(maxsize=2)
def _forms(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Lower-case form -> all forms of that payer, the nominative first; funds, which have codes, are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for funder in vocabulary.funders:
        forms = tuple(form for form in (funder.label_cs, *funder.forms, funder.label_en) if form)
        if not funder.fund:
            found.update({form.lower(): forms for form in forms})
    return found


@lru_cache(maxsize=2)
def _known(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        form.lower(): funder.code
        for funder in vocabulary.funders
        if funder.fund
        for form in (funder.label_cs, funder.label_en, *funder.forms, *funder.abbreviations)
        if form
    }
