"""Capital and small letters, as patterns take them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.text.letters import CAPITAL, SMALL

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "pair", ["aA", "áÁ", "čČ", "ďĎ", "ěĚ", "ĺĹ", "ľĽ", "ňŇ", "ôÔ", "öÖ", "řŘ", "ťŤ", "ůŮ", "žŽ", "łŁ", "șȘ"]
)
def test_each_letter_is_of_its_own_class(pair: str) -> None:
    small, capital = pair[0], pair[1]
    assert re.fullmatch(f"[{SMALL}]", small) and re.fullmatch(f"[{CAPITAL}]", capital)
    assert not re.search(f"[{CAPITAL}]", small) and not re.search(f"[{SMALL}]", capital)


@pytest.mark.parametrize("sign", ["×", "÷", "0", "-", " "])
def test_a_sign_is_no_letter(sign: str) -> None:
    assert not re.search(f"[{CAPITAL}{SMALL}]", sign)


def test_no_pattern_of_a_rule_takes_letters_by_a_range_of_both_cases() -> None:
    """ "À-Ž" holds half of the small letters, "à-ž" half of the capital ones."""
    mixed = re.compile("[ÀÁàá]-[Žž]")
    assert not [path.name for path in (ROOT / "extractors").rglob("*.py") if mixed.search(path.read_text("utf-8"))]
