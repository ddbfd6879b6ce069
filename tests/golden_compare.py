"""How a field that the program gives is compared with what a reader wrote down.

` | ` stands between two printed forms of one value: either of them, or both, will do. Order inside a list
does not count, but for titles.
"""

from __future__ import annotations

import json
from typing import Any


def as_list(value: Any) -> list[Any]:
    """Return the values of a field, of which a single one is no list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def differs(field: str, expected: Any, given: Any) -> bool:
    """Tell whether a field of the program's is not the reader's."""
    wanted = [_forms(value) for value in as_list(expected)]
    found = [next(iter(_forms(value, alternatives=False))) for value in as_list(given)]
    hits = [next((n for n, forms in enumerate(wanted) if value in forms), -1) for value in found]
    in_order = field != "titles" or hits == sorted(hits)
    once = len(found) == len(set(found))
    return -1 in hits or set(hits) != set(range(len(wanted))) or not in_order or not once


def _forms(value: Any, alternatives: bool = True) -> set[str]:
    if isinstance(value, str):
        return set(value.split(" | ")) if alternatives else {value}
    amount = value.get("amount")
    whole = {"amount": int(amount)} if isinstance(amount, float) and amount.is_integer() else {}
    return {json.dumps(value | whole, sort_keys=True)}
