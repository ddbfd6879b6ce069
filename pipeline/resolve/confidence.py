"""How sure a value is: the measured precision of the rules that found it, read from confidence.toml.

`make calibrate` measures the rules and writes the file; docs/confidence.md explains the figures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from schemas.records import Statement

TABLE = Path(__file__).with_name("confidence.toml")


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a rule was right: `right` of `support` labelled values; `precision` is that, drawn to the mean."""

    right: int
    support: int
    precision: float


@dataclass(frozen=True, slots=True)
class PrecisionTable:
    """The precision of each (field, rule), of all values together, and how well the figures were found to hold.

    `ece` and `brier` were measured on sites that had no part in the figures that they test.
    """

    overall: Precision
    rules: Mapping[tuple[str, str], Precision]
    documents: int
    sites: int
    ece: float
    brier: float

    def of(self, field: str, rule: str) -> Precision:
        """Return the precision of a rule in a field; a rule that was never measured has that of all values."""
        return self.rules.get((field, rule), Precision(0, 0, self.overall.precision))

    def confidence(self, field: str, rules: Iterable[str]) -> float:
        """Return the confidence, 0 to 1, of a value that these rules found: that of the surest one."""
        return max(self.of(field, rule).precision for rule in rules)


def with_confidence(statements: Iterable[Statement], table: PrecisionTable) -> list[Statement]:
    """Return the statements, the accepted ones with their confidence; what lost has none."""
    return [
        replace(s, confidence=table.confidence(s.field, (e.rule for e in s.evidence))) if s.accepted else s
        for s in statements
    ]


@cache
def load_table(path: Path = TABLE) -> PrecisionTable:
    """Return the table of a file, read once. Raises ValueError, with file and rule, for what does not fit."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        measured = content["measured"]
        table = PrecisionTable(
            _precision(content["overall"]),
            {(row["field"], row["rule"]): _precision(row) for row in content.get("rule", ())},
            *(int(measured[name]) for name in ("documents", "sites")),
            *(float(measured[name]) for name in ("ece", "brier")),
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name} is no table of precisions: {error}") from error
    if len(table.rules) != len(content.get("rule", ())):
        raise ValueError(f"{path.name} has two rows for one rule")
    return table


def _precision(row: Mapping[str, object]) -> Precision:
    right, support, precision = row["right"], row["support"], row["precision"]
    if not (isinstance(right, int) and isinstance(support, int) and isinstance(precision, float)):
        raise TypeError(f"wrong types in {dict(row)}")
    if not (0 <= right <= support and 0 <= precision <= 1):
        raise ValueError(f"impossible figures in {dict(row)}")
    return Precision(right, support, precision)
