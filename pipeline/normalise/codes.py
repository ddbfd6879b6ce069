"""Names of payers: the code of the labelling guide where there is one, else the name in the nominative."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalise import names
from schemas.vocabulary import Vocabulary


def payer(raw: str, vocabulary: Vocabulary) -> str:
    """Return the code for a known name, else the cleaned name."""
    name = names.clean(raw, vocabulary)
    return _known(vocabulary).get(name.lower(), name)


@lru_cache(maxsize=2)
def _known(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        form.lower(): funder.code
        for funder in vocabulary.funders
        if funder.fund
        for form in (funder.label_cs, funder.label_en, *funder.forms, *funder.abbreviations)
        if form
    }
