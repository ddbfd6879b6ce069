"""Measure the rules' precision on labelled documents, and whether the figures hold on sites unseen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.evaluate.judge import Judged
from pipeline.evaluate.reliability import Forecast, brier, calibration_error
from pipeline.resolve.confidence import Precision, PrecisionTable

# A rule counts as if the mean of all values had been seen this many times beside it. Sites left out one at a time,
# 754 to 788 values of 42 sites, at three states of the rules: 5 gives calibration errors of 0.045 to 0.063, 10 of 0.040
# to 0.057, 20 of 0.028 to 0.042, 25 of 0.022 to 0.037, 40 of 0.029 to 0.058; the Brier score is least from 20 to 30.
# Drawing a rule to the mean of its extractor or field first gives 0.051 to 0.067 where 25 without gives 0.022: those
# means tell of the sites that a field was labelled on more than of the rule. Noisy-or (0.027) and the mean over a
# value's rules (0.025) do no better than the surest rule.
STRENGTH = 25

HEAD = """\
# How often each rule was right, per field. Made by `make calibrate` from labelled documents: do not edit.
# `right` of `support` values were right; `precision` is (right + {strength} x mean) / (support + {strength}), the
# mean being that of all values, and is the confidence of what the rule finds. A rule without a row has the mean.
# `measured` says how well this does on sites left out one at a time. docs/confidence.md explains it.
"""


def calibrated(values: Sequence[Judged]) -> tuple[PrecisionTable, list[Forecast]]:
    """Return the table that the values give, and for each value the confidence given by all other sites alone.

    Raises ValueError if there is no value, as nothing can be measured then.
    """
    if not values:
        raise ValueError("no value of a labelled document was extracted: nothing to measure")
    forecasts = cross_validated(values)
    documents, sites = len({v.document for v in values}), len({v.site for v in values})
    figures = (round(calibration_error(forecasts), 4), round(brier(forecasts), 4))
    return _fit(values, documents, sites, *figures), forecasts


def cross_validated(values: Sequence[Judged]) -> list[Forecast]:
    """Return the confidence and outcome of each value, by a table made without the value's site."""
    result: list[Forecast] = []
    for left_out in sorted({value.site for value in values}):
        table = _fit([value for value in values if value.site != left_out])
        own = (value for value in values if value.site == left_out)
        result += [(table.confidence(value.field, value.rules), value.right) for value in own]
    return result


def table_text(table: PrecisionTable) -> str:
    """Return the table as the file that `pipeline.resolve.confidence` reads; rows in order of field and rule."""
    measured = (f"{name} = {getattr(table, name)}" for name in ("documents", "sites", "ece", "brier"))
    parts = [HEAD.format(strength=STRENGTH), "[measured]", *measured, "\n[overall]", *_lines(table.overall)]
    for (field, rule), row in sorted(table.rules.items()):
        parts += ["\n[[rule]]", f"field = {json.dumps(field)}", f"rule = {json.dumps(rule)}", *_lines(row)]
    return "\n".join(parts) + "\n"


def _lines(row: Precision) -> list[str]:
    return [f"{name} = {getattr(row, name)}" for name in ("right", "support", "precision")]


def _fit(
    values: Iterable[Judged], documents: int = 0, sites: int = 0, ece: float = 0.0, brier_score: float = 0.0
) -> PrecisionTable:
    right: Counter[tuple[str, str]] = Counter()
    support: Counter[tuple[str, str]] = Counter()
    hits = seen = 0
    for value in values:
        hits, seen = hits + value.right, seen + 1
        for rule in value.rules:
            support[value.field, rule] += 1
            right[value.field, rule] += value.right
    # one of each outcome, so that the mean of few values is neither 0 nor 1
    mean = (hits + 1) / (seen + 2)
    rules = {key: _precision(right[key], support[key], mean) for key in support}
    return PrecisionTable(Precision(hits, seen, round(mean, 3)), rules, documents, sites, ece, brier_score)


def _precision(right: int, support: int, mean: float) -> Precision:
    return Precision(right, support, round((right + STRENGTH * mean) / (support + STRENGTH), 3))
