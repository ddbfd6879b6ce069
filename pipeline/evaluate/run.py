"""Extract a labelled set and score it."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.batch import processed
from pipeline.discover import MissingSource, discover
from pipeline.evaluate.score import ORDER, Labelled, Score, score
from pipeline.published import document_name, document_object
from pipeline.settings import Settings
from pipeline.workers import Work, process_input

HALVES = ("build", "check")


def evaluate(gold: Path, settings: Settings, half: str = "", work: Work = process_input) -> Score:
    """Return the score of the program over `gold`/docs against `gold`/labels.

    `half` takes the documents of one half of `gold`/split.json. Raises MissingSource where there are
    no labels or documents, ValueError for a label that is not JSON.
    """
    labels = {path.stem: _labelled(path) for path in sorted((gold / "labels").glob("*.json"))}
    if half:
        split = _labelled(gold / "split.json") if (gold / "split.json").exists() else {}
        labels = {key: label for key, label in labels.items() if split.get(key) == half}
    if not labels:
        raise MissingSource(f"no labels in {gold}")
    inputs = [item for item in discover([gold / "docs"]) if document_name(item.source) in labels]
    objects = (document_object(result) for result in processed(inputs, settings, work))
    return score(labels, {str(found["id"]): found for found in objects})


def score_lines(total: Score) -> str:
    """Return the score as a table, a line per field, and a closing line."""
    lines = [f"{'field':24} {'prec':>6} {'recall':>6} {'F1':>6} {'tp':>5} {'fp':>5} {'fn':>5}"]
    for name in ORDER:
        row = total.counts.get(name)
        if row:
            figures = f"{row.precision:6.3f} {row.recall:6.3f} {row.f1:6.3f}"
            lines.append(f"{name:24} {figures} {row.tp:5} {row.fp:5} {row.fn:5}")
    core = total.count("core fields").f1
    perfect = f"perfect core records {total.perfect_records:.3f}"
    lines.append(f"documents {total.documents}  records {total.records}  {perfect}  core F1 {core:.3f}")
    return "\n".join(lines)


def _labelled(path: Path) -> Labelled:
    with path.open(encoding="utf-8") as stream:
        found = json.load(stream)
    return found if isinstance(found, dict) else {}
