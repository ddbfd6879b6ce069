"""The long name of a project known by an acronym, in the page's head or a heading: "AQUA – Clean water for towns"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.numbers.number_grammar import find_czech
from extractors.text.reading import PageReading
from schemas.document import BlockKind

_KINDS = (BlockKind.META, BlockKind.FRONT_MATTER, BlockKind.HEADING, BlockKind.PARAGRAPH)
LONGEST_PLACE = 300
"""A paragraph that prints name and long name alone is short."""
# An acronym: a capital and three more signs, two of them capitals or figures ("SYCLOPS", "CorpusNet", "Replay4U").
_PAIR = re.compile(
    r"(?P<short>[A-Z](?=[\w-]{0,20}[A-Z0-9])[\w-]{2,20})(?:\s[–—-]\s|:\s)"
    r"(?P<long>[A-Z][\w’'-]{1,30}(?:,? [\w’'&/-]{1,30}){3,24})(?=$|[.|\n]|\s[|–—-]\s)"
)


def long_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield short and long name of each pair that fills its heading or meta value, if the short name is funded.

    The short name must stand elsewhere on the page, beside the word "project" or in a sentence of payment.
    """
    for block in page.blocks:
        if block.kind not in _KINDS or block.end - block.start > LONGEST_PLACE:
            continue
        match = _PAIR.match(page.text, block.start, block.end)
        if match and not find_czech(match["long"]) and _told_of(page, match["short"], match[0]):
            yield *match.span("short"), "short_name"
            yield *match.span("long"), "long_form"


def _told_of(page: PageReading, name: str, pair: str) -> bool:
    """Say whether the page calls the name a project, or says that it is paid for, elsewhere than in the pair itself."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    cues = page.lexicon.cue("project", "finance", "run")
    for match in word.finditer(page.text):
        first, last = page.sentence_at(match.start())
        if not page.text.startswith(pair, match.start()) and cues.search(page.text, first, last):
            return True
    return False
