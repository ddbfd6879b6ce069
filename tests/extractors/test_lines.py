"""Where the text before a place ends."""

from __future__ import annotations

import pytest

from extractors.text.lines import end_before

TEXTS = ["Název\n\n číslo", "\u00a0 číslo", "Název | – číslo", "číslo", "a\u2003\t\r\ničíslo"]


@pytest.mark.parametrize("marks", ["", " \t\n\u00a0|–"])
@pytest.mark.parametrize("text", TEXTS)
def test_it_ends_where_a_slice_without_blanks_would(text: str, marks: str) -> None:
    place = text.index("číslo")
    assert end_before(text, place, marks) == len(text[:place].rstrip(marks or None))
