"""Forms of numbers: read into tokens, with every way to leave out what may be left out."""

from __future__ import annotations

import re

import pytest

from schemas.number_form import form_pattern, parse_form

FORMS = [
    ("CZ<number:0\\d{3}>", ["CZ0046"], ["CZ1046", "CZ004", "cz0046"]),
    ("<kind:A|BC>-<number:\\d{1,2}>", ["A-1", "BC-12"], ["B-1", "A-123"]),
    ("GA~<number:\\d\\d>", ["GA12", "GA 12"], ["GA  12", "GA-12"]),
    ("<a:\\d>[.<b:\\d>][/<c:\\d>]", ["1", "1.2", "1/3", "1.2/3"], ["1./3", "12"]),
    ("<a:[A-Z0-9]{2}>_<b:X>", ["A1_X"], ["a1_X", "A1-X"]),
]


@pytest.mark.parametrize(("text", "fits", "others"), FORMS)
def test_a_form_matches_what_it_says(text: str, fits: list[str], others: list[str]) -> None:
    patterns = [form_pattern(form) for form in parse_form(text)]
    assert all(any(re.fullmatch(pattern, number) for pattern in patterns) for number in fits)
    assert not [number for number in others for pattern in patterns if re.fullmatch(pattern, number)]


def test_the_longest_form_comes_first() -> None:
    lengths = [len(form) for form in parse_form("<a:\\d>[.<b:\\d>][/<c:\\d>]")]
    assert lengths[0] == max(lengths) == 5
    assert lengths[-1] == min(lengths) == 1


@pytest.mark.parametrize("text", ["<a:>", "<a", "[1", "1]", "[1[2]]", "<a:(x)>", "<a:\\w>", "?"])
def test_a_malformed_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_form(text)
