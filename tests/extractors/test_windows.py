"""Looking only where a sign may stand finds what looking everywhere finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.amount_grammar import _long_scale, _near_signs, _sign
from extractors.windows import SHORT
from schemas.vocabulary import load_vocabulary

PIECES = (
    "Kč",
    "CZK",
    "eur",
    "€",
    "mil.",
    "MILIONŮ",
    "tis",
    "tisíc korun",
    "MEUR",
    "k€",
    ",-",
    ",–",
    "12 300",
    "x",
    "ř",
)
TEXTS = st.lists(st.sampled_from((*PIECES, " ", "\n", ".", "m", "K", " " * 50)), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_nothing_is_passed_over(text: str, start: int, less: int) -> None:
    words = load_vocabulary()
    long = text + " " * SHORT
    stop = max(start, len(long) - less - 200)
    for pattern in (_sign(tuple(words.currencies), tuple(words.scales)), _long_scale(tuple(words.scales))):
        everywhere = [match.span() for match in pattern.finditer(long, start, stop)]
        assert [match.span() for match in _near_signs(pattern, long, words, start, stop)] == everywhere
