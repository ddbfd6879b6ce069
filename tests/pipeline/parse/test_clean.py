"""Final text: what a quick look answers is what the long way gives."""

from __future__ import annotations

import pytest

from pipeline.parse.clean import final, folded


def test_every_character_comes_out_the_same_with_and_without_the_quick_look() -> None:
    # an invisible character takes the long way, and is gone
    differing = [
        hex(code) for code in range(0x20, 0x1_1000) if final(f"a{chr(code)}1") != final(f"a{chr(code)}1\u200b")
    ]
    assert differing == []


@pytest.mark.parametrize("blanks", ["  ", "\t", " \t", "\t ", "\u00a0", " \u00a0 ", "\u3000\u3000"])
def test_a_run_of_blanks_is_one(blanks: str) -> None:
    assert folded(f"a{blanks}b{blanks}c d") == "a b c d"
