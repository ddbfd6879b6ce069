"""Headings over a paragraph that speaks of "the project" and does not name it: "Nová lávka" over "Díky projektu …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, has_organisation_word
from extractors.naming.number_titles import may_head, past_noun
from extractors.naming.prose_titles import ends_openly
from extractors.naming.title_ends import before_verb
from extractors.payers.paying_words import speaks_of_paying
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from schemas.document import Block, BlockKind, Region

# The noun alone, and no name behind it; what makes it any project may stand before it.
_BARE = Worded(
    rf"(?<![\w-])(?P<before>(?:[^\W\d_]{{1,20}}\s){{0,2}})(?:{{project_noun}})(?![\w-])"
    rf"(?-i:(?!\s(?:[{CAPITAL}\"„“»«‚‘*]|\w{{1,2}}-?[A-Z])))",
    re.IGNORECASE,
)
REACH = 500
"""The noun stands within so many code points of the paragraph's begin."""


def told_heads(page: PageReading) -> Iterator[tuple[int, int]]:
    """Yield each heading that may be a title, over a paragraph with the bare noun and words of paying or a number."""
    for index, head in enumerate(page.blocks[:-1]):
        if head.kind is not BlockKind.HEADING or head.region is not Region.MAIN:
            continue
        below = page.blocks[index + 1]
        if below.kind is BlockKind.PARAGRAPH and _is_told(page, below):
            start = past_noun(page.text, head.start, head.end)
            if _may_name(page, start, head.end):
                yield start, head.end


def _is_told(page: PageReading, block: Block) -> bool:
    """Say whether a paragraph speaks of its project, and of its number, or at once of who pays for it."""
    for noun in page.lexicon.worded(_BARE).finditer(page.text, block.start, min(block.end, block.start + REACH)):
        if not page.lexicon.cue("any_one", "other_project").search(noun["before"]):
            first, last = page.sentence_at(noun.end() - 1)
            numbered = bool(page.numbers_within(block.start, block.end))
            return numbered or _tells_paying(page, first, min(block.end, page.sentence_at(last + 1)[1]))
    return False


def _tells_paying(page: PageReading, start: int, end: int) -> bool:
    paid = any(phrase.sure for phrase in page.phrases_within(start, end))
    return paid or speaks_of_paying(page.text[start:end], page.lexicon)


def _may_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    body = has_organisation_word(words, page.lexicon) and begins_with_head(page.text, start, page.lexicon)
    return (
        may_head(page, start, end, headed=True)
        and not body
        and not ends_openly(words, page)
        and before_verb(page, start, end) == end
        and not page.lexicon.cue(
            "about_no_project", "titled_otherwise", "head_of_event", "head_of_news", "project_noun"
        ).search(words)
        and not any(phrase.sure for phrase in page.phrases_at(start))
    )
