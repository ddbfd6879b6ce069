"""What is read from PDFs in a shorter way than the plain one: the answers are the same."""

from __future__ import annotations

from base64 import a85decode, a85encode
from itertools import chain

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.parse.pdf_filters import FilterError, from_base85
from pipeline.parse.pdf_words import TextLine, Word, hundredths, lines_of, stand_apart

HEIGHTS = st.sampled_from([7.0, 12.0, 20.0])


def word(line: int, off: float, column: int, height: float) -> Word:
    top = line * 5 + off
    return Word("w", column * 10.0, top, column * 10.0 + 8, top + height)


WORDS = st.lists(
    st.builds(word, st.integers(0, 5), st.sampled_from([0.0, 0.0, 2.0]), st.integers(0, 6), HEIGHTS), max_size=24
)


def as_words(lines: list[TextLine]) -> list[tuple[Word, ...]]:
    return [line.words for line in lines]


@given(st.lists(st.floats(-1000, 1000) | st.integers(-9000, 9000).map(lambda number: number / 1000)))
def test_hundredths_are_rounded_as_round_does(values: list[float]) -> None:
    assert list(map(repr, hundredths(values))) == [repr(round(value, 2)) for value in values]


@given(st.binary(max_size=40))
def test_base_85_is_undone(content: bytes) -> None:
    assert from_base85(a85encode(content, wrapcol=7) + b"~>") == content


@given(st.lists(st.sampled_from(list(b'!"5stuz \n')), max_size=14).map(bytes))
def test_what_was_not_written_in_base_85_is_refused(packed: bytes) -> None:
    try:
        expected = a85decode(packed)
    except ValueError:
        with pytest.raises(FilterError):
            from_base85(packed + b"~>")
    else:
        assert from_base85(packed + b"~>") == expected


@given(WORDS, st.integers(0, 70))
def test_a_part_of_lines_that_stand_apart_makes_parts_of_the_lines(words: list[Word], x: int) -> None:
    lines = lines_of(words)
    assume(stand_apart(lines))

    left = [tuple(word for word in line.words if word.x1 <= x) for line in lines]

    parts = [
        lines_of(part) if not line.level else [TextLine(part)] for line, part in zip(lines, left, strict=True) if part
    ]
    assert as_words(lines_of(chain.from_iterable(left))) == as_words([*chain.from_iterable(parts)])


def test_a_word_between_two_lines_keeps_them_from_standing_apart() -> None:
    apart = [word(0, 0, 0, 12), word(0, 0, 1, 12), word(4, 0, 0, 12)]
    between = Word("high", 30.0, 0.0, 50.0, 40.0)

    assert stand_apart(lines_of(apart))
    assert not stand_apart([TextLine((apart[0],)), TextLine((between,)), TextLine((apart[2],))])
