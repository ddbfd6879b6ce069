"""Do stated confidences hold? Bins of equal mass, expected calibration error, Brier score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

Forecast = tuple[float, bool]
"""A stated confidence, 0 to 1, and whether the value was right."""

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Some forecasts of like confidence: how many, what they said on average, how many were right."""

    values: int
    stated: float
    right: int

    @property
    def measured(self) -> float:
        """The part that was right."""
        return self.right / self.values


def bins(forecasts: Sequence[Forecast], number: int = BINS) -> list[Bin]:
    """Return at most `number` bins of equal mass or more, in order of confidence; the last may have half of it.

    Equal confidences stay together, or the order among them would decide on the figures.
    """
    held: list[list[Forecast]] = [[]]
    for _, equal in groupby(sorted(forecasts), key=lambda forecast: forecast[0]):
        if len(held[-1]) * number >= len(forecasts):
            held.append([])
        held[-1] += equal
    if len(held) > 1 and len(held[-1]) * number * 2 < len(forecasts):
        rest = held.pop()
        held[-1] += rest
    return [_bin(part) for part in held if part]


def calibration_error(forecasts: Sequence[Forecast]) -> float:
    """Return the mean distance, over all values, between what its bin stated and what was measured; 0 for none."""
    total = sum(abs(part.measured - part.stated) * part.values for part in bins(forecasts))
    return total / len(forecasts) if forecasts else 0.0


def brier(forecasts: Sequence[Forecast]) -> float:
    """Return the mean square of confidence less outcome; 0 for none."""
    return sum((sure - right) ** 2 for sure, right in forecasts) / len(forecasts) if forecasts else 0.0


def _bin(forecasts: Sequence[Forecast]) -> Bin:
    stated = sum(sure for sure, _ in forecasts) / len(forecasts)
    return Bin(len(forecasts), stated, sum(right for _, right in forecasts))
