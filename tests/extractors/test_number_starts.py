"""Where numbers may begin, looked for from their figures, is where one pattern for all finds it."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers.number_beginnings import HEAD, all_beginnings, beginnings_at, bits_of_head
from extractors.numbers.number_starts import number_starts
from extractors.text.letters import SMALL
from schemas.vocabulary import load_vocabulary

_ANY = re.compile(
    rf"[0-9A-Za-z](?:(?<![\w/].)|(?<=[{SMALL}][A-Z]))"
    r"(?:(?<=\d)|(?<=[A-Z])(?=[^\n]{0,24}?\d|[A-Z]{0,3}-\n)|(?=[a-z]{0,3}[ -]?\d)(?<=[a-z]))"
)
PIECES = (
    "CZ",
    "1.07",
    "as",
    "roce 2014",
    "slovo",
    " ",
    "\n",
    "-",
    "/",
    "_",
    "č",
    "projektuSGS07",
    "TA-\n",
    "7",
    "x" * 25,
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_start_is_passed_over(text: str) -> None:
    assert number_starts(text) == [match.start() for match in _ANY.finditer(text)]


def test_what_matches_was_among_what_may_begin() -> None:
    """Samples of figures and marks: each pattern that matches at their head is one of those that are tried."""
    vocabulary, chance, matched = load_vocabulary(), random.Random(5), 0
    for _ in range(1500):
        pieces = chance.choices(("1", "0", "2", "7", "3", "/", "-", " ", ".", "\u00ad", "A", "GA", "20"), k=12)
        text = "".join(("1", *pieces)) if chance.random() < 0.7 else "".join(pieces).lstrip("/-. \u00ad") + "1"
        tried = beginnings_at(text, 0, vocabulary)
        for known in all_beginnings(vocabulary):
            match = known.pattern.match(text)
            if match and match.lastindex:
                matched += 1
                assert known in tried
                assert bits_of_head(text[:HEAD], vocabulary) & known.bit
    assert matched > 100
