"""What workers may say: values of the schemas, in the way that any Python from 3.11 on writes them."""

from __future__ import annotations

import os
import pickle
from decimal import Decimal

import pytest

from pipeline.workers.pool import _heard
from schemas.records import Status


class Written:
    """Stands for a value that another Python writes as a call."""

    def __init__(self, function: object, *values: object) -> None:
        self.call = (function, values)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def heard(value: object) -> object:
    return _heard(pickle.dumps(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Status.OK, Status.OK),
        (Written(getattr, Status, "OK"), Status.OK),  # Python 3.11.0 to 3.11.3, the one of Debian 12 among them
        (Written(Status, "ok"), Status.OK),  # later ones
        (Decimal("2.50"), Decimal("2.50")),
    ],
)
def test_values_are_heard(value: object, expected: object) -> None:
    assert heard(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        Written(os.system, "true"),
        Written(getattr, Status, "__class__"),
        Written(getattr, Decimal, "from_float"),
        Written(getattr, "text", "upper"),
        Written(eval, "1"),
    ],
)
def test_nothing_else_is_called(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        heard(value)
