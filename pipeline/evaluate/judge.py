"""Each extracted value of labelled documents, right or wrong, with the rules that found it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.evaluate.compare import Project, compare, items
from pipeline.evaluate.score import CORE, EXTRA, Labelled, pairs, projects
from schemas.fields import BY_NAME


@dataclass(frozen=True, slots=True)
class Judged:
    """One extracted value. `site` is where the document comes from; `right` is the scorer's verdict."""

    document: str
    site: str
    field: str
    rules: tuple[str, ...]
    right: bool
    confidence: float


def judge(labels: Mapping[str, Labelled], predictions: Mapping[str, Labelled]) -> list[Judged]:
    """Return all values of the predictions, both by document id, ordered by document and record.

    A value of a project that is none is wrong. Fields that a label skips are left out.
    """
    return [
        value
        for key, label in sorted(labels.items())
        for gold, found in pairs(projects(label), projects(predictions.get(key, {})))
        for value in _values(key, site(key, label), gold, found)
    ]


def site(key: str, label: Labelled) -> str:
    """Return what the label says of the document's origin: repository, else host, else the document itself."""
    source = label.get("source")
    if isinstance(source, Mapping):
        return str(source.get("repo") or urlsplit(str(source.get("url") or "")).netloc or key)
    return key


def rules_behind(found: Project, name: str) -> list[tuple[object, tuple[str, ...], float]]:
    """Return each value of a published project's field with its rules, without repetition, and its confidence."""
    evidence = found.get("evidence")
    values: dict[str, tuple[object, dict[str, None], float]] = {}
    for piece in evidence if isinstance(evidence, list) else ():
        if piece["field"] == name:
            key = json.dumps(piece["value"], sort_keys=True)
            entry = values.setdefault(key, (piece["value"], {}, piece["confidence"] or 0.0))
            entry[1][piece["rule"]] = None
    return [(value, tuple(sorted(rules)), sure) for value, rules, sure in values.values()]


def compared(name: str, value: object) -> set[str]:
    """Return one published value in the form in which the scorer compares it: a contact has several parts."""
    project = {name: [value] if BY_NAME[name].many else value}
    return {str(item) for item in items(project, name)}


def _values(key: str, origin: str, gold: Project, found: Project) -> Iterator[Judged]:
    skip = gold.get("skip") or ()
    for name in (*CORE, *EXTRA):
        if isinstance(skip, (list, tuple)) and name in skip:
            continue
        spurious = {str(item) for item in compare(items(gold, name), items(found, name), name).spurious}
        for value, rules, sure in rules_behind(found, name):
            yield Judged(key, origin, name, rules, not compared(name, value) & spurious, sure)
