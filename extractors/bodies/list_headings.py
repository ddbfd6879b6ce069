"""Headings over lists of projects that name who runs all of them."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.bodies.listed_names import Found, names_after
from extractors.text.reading import PageReading
from schemas.document import BlockKind


def over_lists(page: PageReading) -> Iterator[Found]:
    """ "Projekty města X", "Projects of the Institute": a heading over a list names who runs them."""
    announced = page.lexicon.cue("project_heading")
    for block in page.blocks:
        if block.kind is BlockKind.HEADING and block.end - block.start <= 120:
            match = announced.search(page.text, block.start, block.end)
            if match:
                for found in names_after(page, "beneficiaries", match.end(), "heading"):
                    if " " in page.text[found[1] : found[2]]:
                        yield found  # "Projects Fund" names nobody
