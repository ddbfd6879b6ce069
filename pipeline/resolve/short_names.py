"""Short names of numbered projects, told by where they stand beside the title: "MAP III – Local plan of learning III".

The title may be read in one place, and the short name alone in another; a heading or bracket sets both side by side.
"""

from __future__ import annotations

import re

from pipeline.resolve.anchors import Cluster
from pipeline.resolve.echoes import lowered, standing
from pipeline.resolve.places import Places
from schemas.records import Fact

LONGEST, SHORTEST_TITLE, MOST = 30, 12, 40
"""Of a short name and a title, in code points; of so many short names and projects none is looked for."""
_PARTED = re.compile(r"\s?[–—:-]\s$|\s\($")


def join_short_names(clusters: list[Cluster], left: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Give each group of short names to the project beside whose title it stands; return the other groups."""
    loose = [group for group in left if not any(places.entry(fact.evidence.span) for fact in group)]
    short = {str(fact.value): group for group in loose for fact in group if len(str(fact.value)) <= LONGEST}
    owners = {str(f.value): c for c in clusters for f in c.titles if len(str(f.value)) >= SHORTEST_TITLE}
    if not short or not owners or len(short) > MOST or len(owners) > MOST:
        return left
    joined: set[int] = set()
    for page in places.pages:
        for title, start, end in standing(owners, page.text, lowered(page.text)):
            name = _beside(page.text, start, end, short)
            if name and id(short[name]) not in joined:
                owners[title].titles += short[name]
                joined.add(id(short[name]))
    return [group for group in left if id(group) not in joined]


def _beside(text: str, start: int, end: int, names: dict[str, list[Fact]]) -> str:
    """Return the name right before a title and a dash, or in brackets behind it."""
    head = text[max(0, start - LONGEST - 4) : start]
    parted = _PARTED.search(head)
    before = head[: parted.start()] if parted else ""
    for name in names:
        whole = before.endswith(name) and not before[: -len(name)][-1:].isalnum()
        if whole or text.startswith((f" ({name})", f" – {name}"), end):
            return name
    return ""
