"""Boxes beside the content that state a project's facts: "Start date: …", "Total budget: …" in a column of the page.

They are part of the content, whatever their tag or class says.
"""

from __future__ import annotations

from functools import cache

from pipeline.parse.element import Element, Unread
from schemas.terms import LabelPhrase
from schemas.vocabulary import load_vocabulary

_FIELDS = frozenset(
    ("start", "end", "period", "funding", "programme", "beneficiaries", "registration_number", "funders")
)
_LEAST = 3
"""So many different labels, of two fields, make a sheet; a column of news or events has one."""
_MOST_LINKED = 0.5
"""Of a column of links to other pages more than this stands in them."""
_LONGEST = 60


def is_fact_sheet(box: Element) -> bool:
    """Return whether the box holds labels of a project's facts, and is no list of links."""
    if box.density > _MOST_LINKED:
        return False
    known = _labels()
    found: set[str] = set()
    for step in box.steps[box.begin + 1 : box.end]:
        if isinstance(step, str) and type(step) is not Unread:
            head = step.partition(":")[0]
            key = " ".join(head[: _LONGEST + 1].lower().split())
            if key in known:
                found.add(key)
    return len(found) >= _LEAST and len({known[key] for key in found}) > 1


@cache
def _labels() -> dict[str, str]:
    """The field of each sure label of a project's facts, by its lower-case words."""
    entries = filter(tells_sheet, load_vocabulary().labels)
    return {form.lower(): entry.field for entry in entries for form in entry.forms}


def tells_sheet(entry: LabelPhrase) -> bool:
    """Say whether a label is a sure one of a project's facts."""
    return entry.role == "label" and not entry.weak and entry.field in _FIELDS
