"""Precision, recall and F1 over documents, and the list of errors behind them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evaluate.compare import Project, compare, items

CORE = (
    *("registration_number", "titles", "programme", "start", "end"),
    *("funding", "funders", "beneficiaries", "partners"),
)
EXTRA = ("contacts", "target_groups", "activities")
OF_DOCUMENT = ("language", "published")
ORDER = (
    *(f"document.{name}" for name in OF_DOCUMENT),
    "projects",
    *CORE,
    *EXTRA,
    "core fields",
    "all fields",
)
# a shared number settles which records are meant; two different ones settle that they are not the same
SAME, OTHER = 100.0, -1.0
TITLE_WEIGHT = 5

Labelled = Mapping[str, object]


@dataclass(slots=True)
class Count:
    """True positives, false positives and false negatives of one field."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int, fp: int, fn: int) -> None:
        """Add to the three counts."""
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    @property
    def precision(self) -> float:
        """The part of the extracted values that is right; 1 if there are none."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """The part of the labelled values that was found; 1 if there are none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One value that is missing or too much in one document, with the records that were compared."""

    document: str
    field: str
    kind: str
    value: object
    gold: Project = dataclasses.field(default_factory=dict, compare=False, repr=False)
    found: Project = dataclasses.field(default_factory=dict, compare=False, repr=False)


@dataclass(slots=True)
class Score:
    """Counts per field, records right in every core field, and all mistakes."""

    counts: dict[str, Count] = field(default_factory=dict)
    documents: int = 0
    records: int = 0
    perfect: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, name: str) -> Count:
        """Return the counts of a field, made on first use."""
        return self.counts.setdefault(name, Count())

    @property
    def perfect_records(self) -> float:
        """The part of the labelled records that is right in every core field."""
        return self.perfect / self.records if self.records else 1.0

    def to_json(self) -> dict[str, object]:
        """Return figures per field and over all, and the mistakes, worst documents first."""
        rows = {
            name: {
                "precision": c.precision,
                "recall": c.recall,
                "f1": c.f1,
                "tp": c.tp,
                "fp": c.fp,
                "fn": c.fn,
            }
            for name, c in self.counts.items()
        }
        errors = [[m.document, m.field, m.kind, m.value] for m in worst_first(self.mistakes)]
        return {
            "rows": rows,
            "documents": self.documents,
            "records": self.records,
            "perfect_records": self.perfect_records,
            "errors": errors,
        }


def score(labels: Mapping[str, Labelled], predictions: Mapping[str, Labelled]) -> Score:
    """Score predictions against labels, both by document id. A document not predicted has no projects."""
    total = Score(documents=len(labels))
    for key, label in sorted(labels.items()):
        prediction = predictions.get(key, {})
        for name in OF_DOCUMENT:
            _score_document(total, key, name, _of(label, name), _of(prediction, name))
        for gold, found in pairs(projects(label), projects(prediction)):
            _score_pair(total, key, gold, found)
    for name, fields in (("core fields", CORE), ("all fields", CORE + EXTRA)):
        for part in fields:
            count = total.counts.get(part, Count())
            total.count(name).add(count.tp, count.fp, count.fn)
    return total


def pairs(gold: Sequence[Project], found: Sequence[Project]) -> list[tuple[Project, Project]]:
    """Pair labelled and extracted projects, the most alike first; an empty one stands for "none"."""
    ranked = sorted((-_resemblance(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    left_gold, left_found = dict(enumerate(gold)), dict(enumerate(found))
    result: list[tuple[Project, Project]] = []
    for unlike, i, j in ranked:
        if unlike < 0 and i in left_gold and j in left_found:
            result.append((left_gold.pop(i), left_found.pop(j)))
    return result + [(g, {}) for g in left_gold.values()] + [({}, f) for f in left_found.values()]


def worst_first(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """Return the mistakes grouped by document, those with the most of them first."""
    number: dict[str, int] = {}
    for mistake in mistakes:
        number[mistake.document] = number.get(mistake.document, 0) + 1
    return sorted(mistakes, key=lambda mistake: (-number[mistake.document], mistake.document))


def _resemblance(gold: Project, found: Project) -> float:
    one, other = items(gold, "registration_number"), items(found, "registration_number")
    if one and other:
        return SAME if one == other else OTHER
    shared = 0.0
    for name in (*CORE[1:], *EXTRA):
        hits = compare(items(gold, name), items(found, name), name).hits
        shared += hits * (TITLE_WEIGHT if name == "titles" else 1)
    return shared


def _score_document(total: Score, key: str, name: str, gold: object, found: object) -> None:
    hit = gold is not None and gold == found
    full = f"document.{name}"
    total.count(full).add(int(hit), int(found is not None and not hit), int(gold is not None and not hit))
    if gold != found:
        total.mistakes.append(Mistake(key, full, "differs", (gold, found)))


def _score_pair(total: Score, key: str, gold: Project, found: Project) -> None:
    total.count("projects").add(int(bool(gold) and bool(found)), int(not gold), int(not found))
    perfect = bool(gold)
    skip = gold.get("skip") or ()
    for name in (*CORE, *EXTRA):
        if isinstance(skip, (list, tuple)) and name in skip:
            continue
        match = compare(items(gold, name), items(found, name), name)
        total.count(name).add(match.hits, len(match.spurious), len(match.missed))
        total.mistakes += [Mistake(key, name, "missed", value, gold, found) for value in match.missed]
        total.mistakes += [Mistake(key, name, "spurious", value, gold, found) for value in match.spurious]
        perfect &= not (name in CORE and (match.missed or match.spurious))
    total.records += int(bool(gold))
    total.perfect += int(perfect)


def _of(labelled: Labelled, name: str) -> object:
    document = labelled.get("document")
    return document.get(name) if isinstance(document, Mapping) else None


def projects(labelled: Labelled) -> list[Project]:
    """Return the projects of a label or a prediction."""
    found = labelled.get("projects")
    return list(found) if isinstance(found, list) else []
