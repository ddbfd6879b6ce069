"""A site that is named after its project: "General information – X" over labels that give the long title and number."""

from __future__ import annotations

import re

from extractors.text.reading import PageReading
from pipeline.resolve.anchors import ACRONYM, Cluster
from pipeline.resolve.places import Places
from schemas.records import Fact

SITE_KEY = "og:site_name"
_PARTED = re.compile(r"\s[|–—·:•»-]\s|\n")


def join_name_of_site(clusters: list[Cluster], left: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Give the only numbered project the title that its site or page is named by; return the other groups."""
    if len(clusters) != 1:
        return left
    names = {part.casefold() for part in title_parts(places.pages[0], SITE_KEY)}
    own = [group for group in left if any(_is_told(fact, names) for fact in group)]
    if len(own) != 1:
        return left
    clusters[0].titles += own[0]
    return [group for group in left if group is not own[0]]


def _is_told(title: Fact, names: set[str]) -> bool:
    return title.evidence.rule != ACRONYM and str(title.value).casefold() in names


def title_parts(page: PageReading, *keys: str) -> set[str]:
    """Return the parts, between bars, dashes and points, of the page's own title and of metadata with these keys."""
    told = [b for b in page.blocks if b.names_page or (keys and b.key.lower() in keys)]
    return {part.strip() for b in told for part in _PARTED.split(page.text[b.start : b.end])}
