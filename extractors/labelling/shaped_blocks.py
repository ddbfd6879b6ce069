"""Blocks as the rules read them: tables that became lines are cells again, labels above or before values are terms."""

from __future__ import annotations

from extractors.labelling.flat_tables import with_cells
from extractors.labelling.side_tables import turn
from extractors.labelling.term_runs import with_terms
from extractors.text.lexicon import Lexicon
from schemas.document import Block, Page


def shaped(
    page: Page, text: str, readable: tuple[Block, ...], lexicon: Lexicon, wrapped: bool
) -> tuple[tuple[Block, ...], frozenset[int]]:
    """Return the readable blocks of a page in that form, and the numbers of the tables that were turned for it.

    `text` has blanks for what is not read; `wrapped`: lines may be broken for their length.
    """
    celled = with_cells(text, readable, lexicon)
    return turn(page.text, with_terms(text, celled, page.emphasis, lexicon, wrapped), lexicon)
