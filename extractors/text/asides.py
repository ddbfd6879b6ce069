"""Paragraphs beside the project: of a call for applications, of the organisation itself, of other news."""

from __future__ import annotations

from extractors.text.kept import kept
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

_QUOTES = frozenset('„“”«»"')


def is_aside(page: PageReading, start: int) -> bool:
    """Say whether the paragraph round a place tells of another thing than a project, so that its sums and years are
    none of a project's.

    It speaks of a call, or of the organisation, or stands below a heading such as "About us"; and it has neither the
    word "project" nor a number or a name in quotation marks, and of a grant only calls speak.
    """
    block = page.block_at(start)
    return block is not None and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _is_aside(page, block)


@kept
def _is_aside(page: PageReading, block: Block) -> bool:
    text, lexicon = page.text, page.lexicon
    of_call = lexicon.cue("call", "call_told").search(text, block.start, block.end)
    told = of_call or lexicon.cue("body_told").search(text, block.start, block.end) or _below_aside(page, block)
    if not told or lexicon.cue("project_word").search(text, block.start, block.end):
        return False
    if page.numbers_within(block.start, block.end) or not _QUOTES.isdisjoint(text[block.start : block.end]):
        return False
    return of_call is not None or not lexicon.cue("payer_noun").search(text, block.start, block.end)


def _below_aside(page: PageReading, block: Block) -> bool:
    """Say whether the block's section has such a heading and tells of no project."""
    heading = page.heading_before(block.start)
    if heading is None or not page.lexicon.heads_aside(page.text[heading.start : heading.end]):
        return False
    end = next((h.start for h in page.blocks_within(block.end, len(page.text)) if h.kind is BlockKind.HEADING), None)
    section = heading.end, len(page.text) if end is None else end
    return not page.numbers_within(*section) and not page.lexicon.cue("project_word").search(page.text, *section)
