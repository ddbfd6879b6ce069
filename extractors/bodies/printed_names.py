"""Where the name stands that a document means by other words: an auditor is shown the place of the name as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.text.reading import PageReading
from schemas.spans import Evidence, quote

MOST = 50
"""Of a name inside of longer words ("Lipová" in "Lipovákova") so many places are passed over."""


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """The first place of each name in a document; looked up once for each page that speaks of it."""

    pages: Sequence[PageReading]
    _found: dict[tuple[int, str], tuple[PageReading, int] | None] = field(default_factory=dict)

    def evidence(self, name: str, page: PageReading, rule: str) -> Evidence | None:
        """Quote the name from the page that means it, or else from the first page that prints it."""
        key = (id(page), name)
        if key not in self._found:
            scopes = (page, *(other for other in self.pages if other is not page))
            places = ((scope, _place(scope.page.text, name)) for scope in scopes)
            self._found[key] = next(((scope, start) for scope, start in places if start >= 0), None)
        found = self._found[key]
        return quote(found[0].page, found[1], found[1] + len(name), rule) if found else None


def _place(text: str, name: str) -> int:
    """Where the name begins as a whole word; -1 if it does not stand in the text."""
    start = text.find(name)
    for _ in range(MOST):
        if start < 0 or not (text[start - 1 : start].isalnum() or text[start + len(name) :][:1].isalnum()):
            break
        start = text.find(name, start + 1)
    return start
