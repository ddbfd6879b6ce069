"""Records come out of a pickle as they went in, whatever kind of field they have."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from schemas.document import Block, BlockKind
from schemas.packed import packed
from schemas.spans import Evidence, Span
from schemas.values import Contact


@packed
@dataclass(frozen=True, slots=True)
class One:
    """A record of a single field."""

    text: str


CASES = [
    Span(1, 2, 5),
    Evidence(Span(1, 2, 5), "abc", "rule", (0.0, 1.0, 2.0, 3.5)),
    Evidence(Span(1, 2, 5), "abc", "rule"),
    Contact("Jana Nová", None, "+420123456789"),
    Block(BlockKind.TABLE_CELL, 0, 4, table=1, row=2, column=3, label=(0, 2)),
    One("text"),
    One(""),
]


@pytest.mark.parametrize("record", CASES)
def test_record_is_the_same_after_pickling(record: object) -> None:
    again = pickle.loads(pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
    assert (again, hash(again), repr(again)) == (record, hash(record), repr(record))


def test_record_stays_frozen_and_can_be_replaced() -> None:
    again = pickle.loads(pickle.dumps(Span(1, 2, 5)))
    assert replace(again, end=9) == Span(1, 2, 9)
    with pytest.raises(FrozenInstanceError):
        again.end = 9


def test_state_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        One("text").__setstate__(())  # type: ignore[attr-defined]
