"""When an extracted value counts as the labelled one.  Source: the labelling guide and its scorer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

# Fields whose values are compared by likeness, with the least that counts; all others must be equal.
LIKENESS: dict[str, float] = {
    "titles": 0.90,
    "funders": 0.90,
    "beneficiaries": 0.85,
    "partners": 0.85,
    "target_groups": 0.85,
}
ALTERNATIVE = " | "

Item = Hashable
Project = Mapping[str, object]

_MARKS = re.compile(r"[\"'“”„‚‘’»«`´]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Match:
    """How the values of one field compare: how many were found, which were missed, which were too many."""

    hits: int = 0
    missed: list[Item] = field(default_factory=list)
    spurious: list[Item] = field(default_factory=list)


def items(project: Project, name: str) -> Sequence[Item]:
    """Return a project's values of one field in the form in which they are compared."""
    raw = project.get(name)
    if raw in (None, "", [], {}):
        return []
    if name == "registration_number":
        return [_letters_and_digits(raw)]
    if name in ("programme", "start", "end"):
        return [str(raw).strip()]
    rows: list[Any] = list(raw) if isinstance(raw, (list, tuple)) else [raw]
    match name:
        case "funding":
            return sorted({_amount(row) for row in rows if row.get("amount") is not None})
        case "contacts":
            return sorted({part for row in rows for part in _contact_parts(row)})
        case "activities":
            counted = {(row.get("kind"), row.get("count"), row.get("participants")) for row in rows}
            return sorted(counted, key=str)
    return list(dict.fromkeys(str(row) for row in rows))


def compare(gold: Sequence[Item], found: Sequence[Item], name: str) -> Match:
    """Match labelled and extracted values of one field one to one."""
    threshold = LIKENESS.get(name)
    return _equal(gold, found) if threshold is None else _alike(gold, found, threshold)


def _equal(gold: Sequence[Item], found: Sequence[Item]) -> Match:
    left, spurious = list(gold), []
    for item in found:
        if item in left:
            left.remove(item)
        else:
            spurious.append(item)
    return Match(len(gold) - len(left), left, spurious)


def _alike(gold: Sequence[Item], found: Sequence[Item], threshold: float) -> Match:
    """Pair the likest first. Of equally like pairs the later ones come first, as in the reference scorer."""
    scores = [[likeness(str(g), str(f)) for f in found] for g in gold]
    pairs = sorted(((s, i, j) for i, row in enumerate(scores) for j, s in enumerate(row)), reverse=True)
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for score, i, j in pairs:
        if score >= threshold and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
    two_forms = [i for i in taken_gold if ALTERNATIVE in str(gold[i])]
    # the second printed form of a value that has been found is no error
    spurious = [
        value
        for j, value in enumerate(found)
        if j not in taken_found and not any(scores[i][j] >= threshold for i in two_forms)
    ]
    return Match(len(taken_gold), [g for i, g in enumerate(gold) if i not in taken_gold], spurious)


def likeness(gold: str, found: str) -> float:
    """Return 0 to 1: how like the extracted value is to the best of the labelled alternatives."""
    forms = [*gold.split(ALTERNATIVE), gold.replace(ALTERNATIVE, " ")]
    return max(_ratio(plain(form), plain(found)) for form in forms)


def plain(text: object) -> str:
    """Return text without case, quotation marks, kinds of dashes and blanks, and closing punctuation."""
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", str(text)).casefold())
    return _BLANKS.sub(" ", _DASHES.sub("-", folded)).strip(" .,;:-–")


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _letters_and_digits(value: object) -> str:
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", str(value)).upper())


def _amount(row: Mapping[str, str | float]) -> tuple[str, float, str]:
    kind, currency = row.get("kind") or "other", row.get("currency") or ""
    return str(kind), round(float(row["amount"]), 2), str(currency).upper()


def _contact_parts(row: Mapping[str, str | None]) -> list[tuple[str, str]]:
    email, phone, name = row.get("email"), row.get("phone"), row.get("name")
    parts = [
        ("email", email.lower() if email else ""),
        ("phone", re.sub(r"[^\d+]", "", phone) if phone else ""),
        ("name", plain(name) if name else ""),
    ]
    raw = (email, phone, name)
    return [part for part, given in zip(parts, raw, strict=True) if given]
