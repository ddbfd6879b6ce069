"""Sums of prose in a section that speaks of no project: the fine for dogs, what the winner got, the vehicle's price."""

from __future__ import annotations

from pipeline.resolve.anchors import Cluster
from pipeline.resolve.places import Places
from schemas.document import Block, BlockKind
from schemas.records import Fact

PROSE = ("amounts.sentence", "amounts.beside_payer")
"""Rules that read sums between other words; what a label or table states is the project's wherever it stands."""
OPENING = 40
"""A paragraph that begins with the word for its sum has so many code points before it: "Budget: EUR 5 million"."""


def is_remote(fact: Fact, clusters: list[Cluster], places: Places) -> bool:
    """Say whether a sum stands in prose below a heading, and neither the section nor its own words name a project."""
    if fact.field != "funding" or not fact.evidence.rule.startswith(PROSE):
        return False
    span = fact.evidence.span
    page, block = places.page(span), places.block(span)
    heading = page.heading_before(span.start)
    if heading is None or block is None or block.table or span.start - block.start <= OPENING:
        return False
    if any(entry.field == "funding" for entry in page.lexicon.label_entries(page.text[heading.start : heading.end])):
        return False
    if page.lexicon.cue("project_word").search(page.text, *page.sentence_at(span.start)):
        return False
    return not any(_spoken_of(found, heading, span.page, places) for found in clusters)


def _spoken_of(found: Cluster, heading: Block, number: int, places: Places) -> bool:
    """Say whether a project is named in the section, or in one that the section is a part of."""
    page = places.pages[number - 1]
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    last = next((block.start for block in headings if block.start > heading.start), len(page.text))
    words = " ".join(page.text[heading.start : last].lower().split())
    if any(" ".join(str(title.value).lower().split()) in words for title in found.titles):
        return True
    above = _above(heading, headings)
    spans = (anchor.evidence.span for anchor in found.places)
    return any(s.page == number and (places.section(s)[1] in above or heading.start <= s.start < last) for s in spans)


def _above(heading: Block, headings: list[Block]) -> set[int]:
    """Return where the headings begin that stand over one, and -1 for what stands before the first."""
    level, above = heading.level, {-1, heading.start}
    for block in reversed(headings):
        if block.start < heading.start and block.level < level:
            level = block.level
            above.add(block.start)
    return above
