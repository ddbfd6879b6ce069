"""What every extractor is: a name, its fields, and one function from a reading to mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from extractors.text.reading import PageReading, Reading
from schemas.records import Mention
from schemas.spans import Evidence, quote


class Extractor(Protocol):
    """A module of this package, with its name and the fields that it fills as constants."""

    @property
    def NAME(self) -> str:
        """Name of the extractor and first half of its rules' names."""
        ...

    @property
    def FIELDS(self) -> tuple[str, ...]:
        """The fields that it fills."""
        ...

    def extract(self, reading: Reading) -> Iterator[Mention]:
        """Yield one mention per printed value, in page order. No conversion, no guess, no error on odd text."""
        ...


def mention(
    page: PageReading,
    field: str,
    start: int,
    end: int,
    rule: str,
    attributes: Mapping[str, str] | None = None,
    named: Evidence | None = None,
) -> Mention:
    """Return a mention whose evidence is quoted from the page; `rule` is `extractor.rule`."""
    evidence = quote(page.page, start, end, rule)
    return Mention(field, evidence.quote, evidence, attributes or {}, named)
