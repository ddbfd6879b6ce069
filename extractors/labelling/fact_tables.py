"""Tables that tell the facts of one project: one row under heads that are labels, or a source of money in each row.

"Total cost | Grant | Own share" over three sums, "Start | End" over two days, "European Social Fund | 195,000".
"""

from __future__ import annotations

from collections import defaultdict

from extractors.labelling.label_words import entries_of
from extractors.text.lexicon import Lexicon
from schemas.document import Block

FACTS = frozenset(("funding", "start", "end", "period", "programme", "funders", "target_groups", "contacts"))
"""A table with a column for names or numbers lists projects."""
LEAST = 2
WIDEST = 4
"""A table of sources has a column of words, one of sums, and hardly a share and a note beside."""

Rows = dict[int, dict[int, Block]]


def fact_tables(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> frozenset[int]:
    """Return the numbers of those tables."""
    tables: dict[int, Rows] = defaultdict(lambda: defaultdict(dict))
    for block in blocks:
        if block.table:
            tables[block.table][block.row][block.column] = block
    return frozenset(n for n, rows in tables.items() if _is_row(text, rows, lexicon) or _of_sums(text, rows, lexicon))


def _is_row(text: str, rows: Rows, lexicon: Lexicon) -> bool:
    """Say whether one row stands below heads that are all labels, of facts alone."""
    if len(rows) != LEAST:
        return False
    heads = [_fields(text, cell, lexicon) for cell in rows[min(rows)].values()]
    return len(heads) >= LEAST and all(head & FACTS for head in heads)


def _of_sums(text: str, rows: Rows, lexicon: Lexicon) -> bool:
    """Say whether the first cells are words for sums: sources, a total, no head of a column beside them."""
    firsts = [row[1] for row in rows.values() if 1 in row]
    if len(firsts) < LEAST or max(max(row) for row in rows.values()) > WIDEST:
        return False
    told = sum("funding" in _fields(text, cell, lexicon) for cell in firsts)
    total = sum(lexicon.cue("row_total").fullmatch(text[c.start : c.end].strip(" :*")) is not None for c in firsts)
    return told >= LEAST and told + total >= len(firsts) - 1


def _fields(text: str, cell: Block, lexicon: Lexicon) -> set[str]:
    return {entry.field for entry in entries_of(text[cell.start : cell.end], lexicon)}
