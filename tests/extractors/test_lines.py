"""Where the text before a place ends, and which line breaks only wrap."""

from __future__ import annotations

import pytest

from extractors.text.lines import end_before, is_soft_break

TEXTS = ["Název\n\n číslo", "\u00a0 číslo", "Název | – číslo", "číslo", "a\u2003\t\r\ničíslo"]


@pytest.mark.parametrize("marks", ["", " \t\n\u00a0|–"])
@pytest.mark.parametrize("text", TEXTS)
def test_it_ends_where_a_slice_without_blanks_would(text: str, marks: str) -> None:
    place = text.index("číslo")
    assert end_before(text, place, marks) == len(text[:place].rstrip(marks or None))


LONG = "slova, která se na jeden řádek nevešla"


@pytest.mark.parametrize(
    ("text", "wraps"),
    [
        (f"{LONG}\ndále", True),
        (f"   {LONG}\n   dále", True),
        (f"   {LONG}\n     dále", False),
        (f"* {LONG}\n  dále", True),
        (f"* {LONG} do něj\n  Lhota", False),
        (f"a) {LONG}\n   dále", True),
        (f"{LONG}\n\n", False),
    ],
)
def test_a_line_goes_on_below_its_words(text: str, wraps: bool) -> None:
    assert is_soft_break(text, text.index("\n"), 0) is wraps
