"""From two vocabularies to the question which documents may come out differently under the second."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.rules.items import Item
from pipeline.rules.signs import Search


def pack(found: Iterable[Item]) -> bytes:
    """Return the items of a vocabulary as a blob."""
    rows = [(item.kind, item.says, item.signs, item.numbers) for item in found]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 6)


class BookError(ValueError):
    """What is kept of a vocabulary is damaged."""


def unpack(blob: bytes) -> list[Item]:
    """Return what pack() was given. Raises BookError for anything else."""
    try:
        rows = json.loads(zlib.decompress(blob))
        return [
            Item(kind, says, None if signs is None else tuple(map(tuple, signs)), numbers)
            for kind, says, signs, numbers in rows
        ]
    except (zlib.error, ValueError, TypeError) as error:
        raise BookError(str(error)) from error


def search(before: Sequence[Item], after: Sequence[Item]) -> Search | None:
    """Return what finds the documents that a change of the vocabulary may touch; None if it may touch any."""
    changed = _changed(before, after)
    if changed is None or any(item.signs is None for item in changed):
        return None
    found: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    for item in changed:
        found[item.numbers] += item.signs or ()
    return Search(found[False], found[True])


def _changed(before: Sequence[Item], after: Sequence[Item]) -> list[Item] | None:
    """Return what one has and the other has not; None where what both have stands in another order."""
    were, are = Counter(before), Counter(after)
    kept = were & are
    if _kinds(before, kept) != _kinds(after, kept):
        return None
    return [*(were - are), *(are - were)]


def _kinds(found: Sequence[Item], kept: Counter[Item]) -> dict[str, list[Item]]:
    """Return the items that both have by their kinds, in order."""
    order: dict[str, list[Item]] = {}
    for item in found:
        if item in kept:
            order.setdefault(item.kind, []).append(item)
    return order
