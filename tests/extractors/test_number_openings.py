"""What may begin with given letters: one look-up a letter says the same as trying shape by shape."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from extractors.numbers.number_openings import Openings, Shape
from extractors.numbers.number_patterns import shape
from schemas.vocabulary import load_vocabulary

_A, _ONE = frozenset("AB"), frozenset("01")
_THINGS: tuple[tuple[str, tuple[Shape, ...]], ...] = (
    ("short", ((_A,),)),
    ("long", ((_A, _ONE, _ONE), (_ONE, _A))),
    ("figures", ((_ONE, _ONE),)),
)


def _one_by_one(letters: str, things: tuple[tuple[str, tuple[Shape, ...]], ...]) -> Iterator[str]:
    for thing, shapes in things:
        fitting = (all(char in held for char, held in zip(letters, shape, strict=False)) for shape in shapes)
        if any(fitting):
            yield thing


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", ("short", "long", "figures")),
        ("A", ("short", "long")),
        ("A0", ("short", "long")),
        ("AB", ("short",)),  # what stands behind a shape's end may be anything
        ("A01XYZ", ("short", "long")),
        ("0A", ("long",)),
        ("00", ("figures",)),
        ("C", ()),
    ],
)
def test_openings_of_letters(letters: str, expected: tuple[str, ...]) -> None:
    assert Openings(_THINGS).of(letters) == expected


def test_openings_of_all_schemes_as_shape_by_shape() -> None:
    schemes = load_vocabulary().identifiers
    things = tuple((s.code, tuple(shape(form, s.repairs) for form in s.forms)) for s in schemes)
    openings, chance = Openings(things), random.Random(3)
    found = 0
    for _ in range(2000):
        letters = "".join(chance.choice("CZ1047AETLH20") for _ in range(chance.randint(1, 10)))
        known = openings.of(letters)
        found += bool(known)
        assert known == tuple(_one_by_one(letters, things))
    assert found > 50
