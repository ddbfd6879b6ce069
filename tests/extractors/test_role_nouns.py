"""A noun for a role and the names that it is said of, in the wordings of role_nouns.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from factories import mentions

from extractors import organisations
from extractors.bodies.numbered_lines import numbered_lines

CASES = tomllib.loads(Path(__file__).with_suffix("").with_name("role_nouns.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_role_noun(case: dict[str, Any]) -> None:
    """The text names these organisations in each role, and no others."""
    found = mentions(organisations, str(case["text"]))
    for field in ("beneficiaries", "partners"):
        assert sorted(m.raw for m in found if m.field == field) == sorted(case.get(field, []))


def test_numbered_lines() -> None:
    """Names numbered below each other are told apart; a number in a name, or a gap in the order, begins none."""
    text = "1. Dům kultury, o. z., Lípa\n2. Spolek Proud\n3. Fundacja Most"
    assert [text[a:b].strip() for a, b in numbered_lines(text, 0, len(text))] == [
        "Dům kultury, o. z., Lípa",
        "Spolek Proud",
        "Fundacja Most",
    ]
    for other in ("1. máje 5\n586 01 Lípa", "Dům kultury\n2. patro", "1. A\n3. B", ""):
        assert numbered_lines(other, 0, len(other)) == []
