"""Where the projects of a document are spoken of: looked up by sentence, block, row and entry, once for all facts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from pipeline.resolve.anchors import Cluster
from pipeline.resolve.places import Places, order
from schemas.records import Fact

Named = tuple[tuple[int, int, int], Cluster, Fact]
"""The place of an anchor, its project, and the anchor."""


class Spoken:
    """The projects by the places of their anchors; lists keep the order of the projects."""

    def __init__(self, clusters: Sequence[Cluster], places: Places) -> None:
        self._places = places
        self._known: dict[Hashable, list[Cluster]] = {}
        named: list[Named] = []
        for found in clusters:
            for anchor in found.places:
                named.append((order(anchor), found, anchor))
                self._put_down(anchor, found)
        self.ordered: list[Named] = sorted(named, key=lambda item: item[0])
        """All anchors by place."""

    def _put_down(self, anchor: Fact, found: Cluster) -> None:
        span = anchor.evidence.span
        row, entry = self._places.row(span), self._places.entry(span)
        keys = ("row", row), ("entry", entry), ("sentence", self._places.sentence(span)), self._block(anchor)
        for key in keys:
            known = self._known.setdefault(key, [])
            if not known or known[-1] is not found:
                known.append(found)

    def _block(self, fact: Fact) -> Hashable:
        return "block", fact.evidence.span.page, self._places.unit(fact.evidence.span)

    def in_row(self, row: tuple[int, int, int]) -> list[Cluster]:
        """Return the projects named in a row of a table."""
        return self._known.get(("row", row), [])

    def in_entry(self, entry: tuple[int, int, int]) -> list[Cluster]:
        """Return the projects named in an entry of a list."""
        return self._known.get(("entry", entry), [])

    def in_sentence(self, fact: Fact) -> list[Cluster]:
        """Return the projects named in the sentence of a fact."""
        return self._known.get(("sentence", self._places.sentence(fact.evidence.span)), [])

    def in_block(self, fact: Fact) -> list[Cluster]:
        """Return the projects named in the block of a fact, or in the term that its block defines."""
        return self._known.get(self._block(fact), []) if self._places.unit(fact.evidence.span) >= 0 else []
