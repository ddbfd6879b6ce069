"""Groups in the nominative, where the dative shows."""

from __future__ import annotations

import pytest

from pipeline.normalise import groups
from schemas.vocabulary import load_vocabulary

GROUPS = [
    ("studentům vysokých škol", "studenti vysokých škol"),
    ("vědecko-výzkumným pracovníkům", "vědecko-výzkumní pracovníci"),
    ("učitelům", "učitelé"),
    ("seniorům nad 65 let", "senioři nad 65 let"),
    ("dětem ze základních škol", "děti ze základních škol"),
    ("mladým lidem", "mladí lidé"),
    ("starším osobám", "starší osoby"),
    ("rodiče", "rodiče"),
    ("osoby se zdravotním postižením", "osoby se zdravotním postižením"),
    ("teachers", "teachers"),
]


@pytest.mark.parametrize(("raw", "expected"), GROUPS)
def test_a_group(raw: str, expected: str) -> None:
    assert groups.clean(raw, load_vocabulary()) == expected
