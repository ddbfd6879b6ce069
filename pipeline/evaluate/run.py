"""Extract a labelled set and score it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch import processed
from pipeline.discover import MissingSource, discover
from pipeline.evaluate.score import ORDER, Labelled, Mistake, Score, score
from pipeline.published import document_name, document_object
from pipeline.settings import Settings
from pipeline.workers import Work, process_input

HALVES = BUILD, CHECK = ("build", "check")


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Labels and what the program makes of their documents, both by document id.

    `halves` says of each document of a split set to which half it belongs; it is empty for other sets.
    """

    labels: Mapping[str, Labelled]
    predictions: Mapping[str, Labelled]
    halves: Mapping[str, str]

    def score(self, half: str = "") -> Score:
        """Return the score of one half, or of all."""
        labels = {key: label for key, label in self.labels.items() if half in ("", self.halves.get(key))}
        return score(labels, self.predictions)

    def open_to_view(self, key: str) -> bool:
        """Tell whether a document may be looked at; those of the other half serve to check with, unseen."""
        return self.halves.get(key, BUILD) == BUILD

    def shown(self, mistakes: list[Mistake], everything: bool) -> list[Mistake]:
        """Return the mistakes that may be looked at: of the open documents, or of all if `everything`."""
        return [m for m in mistakes if everything or self.open_to_view(m.document)]


def extracted(
    gold: Path, settings: Settings, half: str = "", with_text: bool = False, work: Work = process_input
) -> LabelledSet:
    """Return the labels of `gold`/labels with what the program makes of `gold`/docs.

    `half` takes the documents of one half of `gold`/split.json. Raises MissingSource where there are
    no labels or documents, ValueError for a label that is not JSON.
    """
    labels = {path.stem: _labelled(path) for path in sorted((gold / "labels").glob("*.json"))}
    split = _labelled(gold / "split.json") if (gold / "split.json").exists() else {}
    halves = {key: str(name) for key, name in split.items()}
    labels = {key: label for key, label in labels.items() if half in ("", halves.get(key))}
    if not labels:
        raise MissingSource(f"no labels in {gold}")
    inputs = [item for item in discover([gold / "docs"]) if document_name(item.source) in labels]
    objects = (document_object(result, with_text) for _, result in processed(inputs, settings, work))
    return LabelledSet(labels, {str(found["id"]): found for found in objects}, halves)


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
