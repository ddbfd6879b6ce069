"""Which lines are items of a list by their sign alone."""

from __future__ import annotations

import pytest

from pipeline.parse.bulleted import Bulleted, bulleted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• Obec Lhota\n• Spolek", Bulleted("", (("• ", "Obec Lhota"), ("• ", "Spolek")))),
        ("Partneři:\n- Obec\n- Spolek", Bulleted("Partneři:", (("- ", "Obec"), ("- ", "Spolek")))),
        ("•Obec", Bulleted("", (("•", "Obec"),))),
        ("• Obec • Spolek", None),
        ("- Obec", None),
        ("Partneři\n• Obec\n• Spolek", None),
        ("• Obec\n• Spolek\na další", None),
        ("Obec - Spolek", None),
    ],
)
def test_lines_with_signs(text: str, expected: Bulleted | None) -> None:
    assert bulleted(text) == expected
