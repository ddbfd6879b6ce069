"""A page of which no project was kept may still be about the one that it names: "DigiHerbs partners met in …".

What the gate asks of a guess, two facts or a second mention as a project, is much for a report of a meeting. Where
nothing else was read, one fact near the name is enough, or that the page prints again what it names outright.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from extractors.bodies.names import begins_with_head
from extractors.text.letters import SMALL
from extractors.text.reading import PageReading
from pipeline.resolve.anchors import OUTRIGHT, Cluster
from pipeline.resolve.attach import attach
from pipeline.resolve.gate import WEIGHTY, is_call, is_near, of_students
from pipeline.resolve.places import Places
from schemas.records import Fact

OFTEN = 2
"""A page that speaks of "the project" so often is about it, if it names one alone."""
MOST = 3
"""A page of more names that were refused is about none of them."""
_BODIES = ("beneficiaries", "partners", "funders")
_SUBJECT = re.compile(rf"(?:^|\n|[.!?]\s)[^\w\n]{{0,4}}Projekt\s(?=[{SMALL}])")
_NAME = re.compile(r"\S\s\S|[^\W\d_]\S{0,30}[^\Wa-z_]")
"""Two words, or a capital or figure within one: a word with a capital alone may be any."""


def sole_project(clusters: Sequence[Cluster], facts: list[Fact], places: Places) -> Cluster | None:
    """Return the project that the page is about, with its facts, of those that were refused; None if it is none."""
    named = [found for found in clusters if found.titles]
    if len(named) > MOST or is_call(places):
        return None
    best: tuple[tuple[int, ...], Cluster] | None = None
    for titled in named:
        found = Cluster(titles=titled.titles)
        if not _may_be_named(found, facts, places):
            continue
        attach([found], facts, places)
        rank = _rank(found, places)
        if rank and (best is None or rank > best[0]):
            best = rank, found
    return best[1] if best else None


def _may_be_named(found: Cluster, facts: Iterable[Fact], places: Places) -> bool:
    first = found.titles[0]
    span = first.evidence.span
    return (
        bool(_NAME.search(str(first.value)))
        and not of_students(found, places)
        and not _names_body(found, facts)
        and (_outright(found) or not begins_with_head(places.page(span).text, span.start, places.page(span).lexicon))
    )


def _names_body(found: Cluster, facts: Iterable[Fact]) -> bool:
    """Say whether the name is that of a body with a part in the project, or stands within it: "DigiHerbs Ltd"."""
    title = str(found.titles[0].value)
    return any(fact.field in _BODIES and title in str(fact.value) for fact in facts)


def _outright(found: Cluster) -> bool:
    return any(title.evidence.rule in OUTRIGHT for title in found.titles)


def _rank(found: Cluster, places: Places) -> tuple[int, ...]:
    """Return how much speaks for the project, the surest first; empty if too little does."""
    weighty = [fact for fact in found.facts if fact.field in WEIGHTY]
    near = {f.field for f in weighty if is_near(found, f.evidence.span.page, f.evidence.span.start, places)}
    again = _printed_again(found, places)
    outright = _outright(found)
    told = bool(near) or (outright and again)
    enough = told or ((outright or again) and _is_spoken_of(places))
    return (int(told), int(outright), len(near), int(again), len(found.titles)) if enough else ()


def _is_spoken_of(places: Places) -> bool:
    """Say whether sentences have the project as their subject, or point at it, twice or more."""
    return sum(_times_told(page) for page in places.pages) >= OFTEN


def _times_told(page: PageReading) -> int:
    told = chain(page.lexicon.cue("told_project").finditer(page.text), _SUBJECT.finditer(page.text))
    return len([*islice(told, OFTEN)])


def _printed_again(found: Cluster, places: Places) -> bool:
    """Say whether a page prints the name a second time."""
    title = str(found.titles[0].value)
    return sum(len([*_places_of(title, page.text)]) for page in places.pages) >= 2


def _places_of(title: str, text: str) -> Iterator[int]:
    """Yield where the title stands as words of its own."""
    at = text.find(title)
    while at >= 0:
        end = at + len(title)
        if not (text[max(0, at - 1) : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(title, end)
