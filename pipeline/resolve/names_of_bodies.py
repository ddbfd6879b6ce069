"""Bold names that a page gives a part as a body are no titles: "partner of the project: **Bosco School**"."""

from __future__ import annotations

from schemas.records import Fact

_SET_APART = ("titles.emphasised", "titles.beside_number", "titles.bracketed")
"""Rules that know a title by its marks or its place alone."""
_BODIES = ("beneficiaries", "partners", "funders")
REST = 2
"""A title that leaves out the last full stop of "s. p." is the body's name nevertheless."""


def without_bodies(facts: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the facts without titles whose words were also read as a body's name, and those titles."""
    bodies: dict[int, dict[int, int]] = {fact.evidence.span.page: {} for fact in facts}
    for fact in facts:
        if fact.field in _BODIES:
            span = fact.evidence.span
            ends = bodies[span.page]
            ends[span.start] = max(span.end, ends.get(span.start, 0))
    out = [fact for fact in facts if fact.evidence.rule in _SET_APART and _is_body(fact, bodies)]
    dropped = {id(fact) for fact in out}
    return [fact for fact in facts if id(fact) not in dropped], out


def _is_body(title: Fact, bodies: dict[int, dict[int, int]]) -> bool:
    span = title.evidence.span
    return span.end <= bodies[span.page].get(span.start, -REST) + REST
