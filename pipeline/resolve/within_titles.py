"""Facts that stand within the words of a project's own title: "Nová šance ve Zlínském kraji", "Veletrhy 2015–2016".

A region that a title names pays for nothing, and years in it give way to those that the page tells of the project.
"""

from __future__ import annotations

from bisect import bisect_right

from pipeline.resolve.anchors import Cluster
from schemas.records import Fact

_GIVES_WAY = ("start", "end")
"""Fields of which a title's value counts where nothing else tells one."""

Spans = list[tuple[int, int, int]]


def take_out(found: Cluster) -> list[Fact]:
    """Remove from the project the named payers and the outdone dates within its titles; return them."""
    spans = sorted((t.evidence.span.page, t.evidence.span.start, t.evidence.span.end) for t in found.titles)
    inside = {id(fact) for fact in found.facts if _is_within(fact, spans)}
    outdone = {fact.field for fact in found.facts if id(fact) not in inside}.intersection(_GIVES_WAY)
    out = [fact for fact in found.facts if id(fact) in inside and (_is_named_payer(fact) or fact.field in outdone)]
    dropped = {id(fact) for fact in out}
    found.facts[:] = [fact for fact in found.facts if id(fact) not in dropped]
    return out


def _is_within(fact: Fact, titles: Spans) -> bool:
    """Say whether a title begins before the fact and ends with it or behind it."""
    span = fact.evidence.span
    index = bisect_right(titles, (span.page, span.start, -1))
    return any(page == span.page and end >= span.end for page, _, end in titles[:index][-4:])


def _is_named_payer(fact: Fact) -> bool:
    """Say whether the payer is called by name; a fund or a programme in a title tells who pays for it."""
    return fact.field == "funders" and not str(fact.value).isupper()
