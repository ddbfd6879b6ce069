"""Amounts that no word tells of: alone on a line beside a project's number, in its entry, or over their label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.labelling.labels import LabelledValue
from extractors.money.amount_grammar import PrintedAmount, find_amounts
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

LONGEST_ENTRY = 500
"""A longer block is prose, where an amount without a word is anything."""
BESIDE_NUMBER = 300
"""A line that is an amount and nothing else stands so near the number of its project."""
LONGEST_BRACKET = 120
"""Within a bracket a number and its sum stand no farther apart."""
LONGEST_TILE = 40
"""A block that is an amount and stands over its label is no longer: "€ 9.7 million", then "EU contribution"."""
_SMALL = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_EDGE = re.compile(r"[\s(|•·*:;,.–-]*")


def untold(page: PageReading, amount: PrintedAmount) -> bool:
    """Say whether an amount without a word stands in the entry or sentence of a number, or on a line beside one.

    Support is what such entries print: "OP VK, CZ.1.07/…, 1 512 339 Kč". Small sums are prices.
    """
    block = page.block_at(amount.start)
    if block is None or not amount.currency or (not amount.scale and _SMALL.fullmatch(amount.number)):
        return False
    if _beside_bracketed_number(page, amount):
        return True
    first, last = page.sentence_at(amount.start)
    told = last - first <= LONGEST_ENTRY and not block.table and page.numbers_within(first, last)
    if told and _only_one(page, first, last):
        return True
    if block.end - block.start > LONGEST_ENTRY:
        return False
    entry = page.entry_at(amount.start)
    if block.table and block.column > 1 and (entry is None or entry.end > block.end):
        return False  # the cells before it say what the amount is
    if _alone(page, block, amount):
        section = page.heading_before(amount.start)
        floor = max(amount.start - BESIDE_NUMBER, section.start if section else 0)
        of_card = entry is not None and entry.title is not None and _only_one(page, entry.start, entry.end)
        return of_card or bool(page.numbers_within(floor, amount.start + BESIDE_NUMBER))
    if entry and entry.title and entry.end - entry.start <= LONGEST_ENTRY:
        return _only_one(page, entry.start, entry.end)
    spans = [(block.start, block.end), *([block.label] if block.label else [])]
    numbered = any(page.numbers_within(*span) for span in spans)
    return numbered and _only_one(page, block.start, block.end)


def _beside_bracketed_number(page: PageReading, amount: PrintedAmount) -> bool:
    """ "the Agency (TJ01000123, 2018–2019, 2 150 tis. Kč)": one number and one sum share a bracket."""
    opened = page.text.rfind("(", max(0, amount.start - LONGEST_BRACKET), amount.start)
    closed = page.text.find(")", amount.end, amount.end + LONGEST_BRACKET)
    if opened < 0 or closed < 0 or ")" in page.text[opened : amount.start]:
        return False
    return len(page.numbers_within(opened, amount.start)) == 1 and _only_one(page, opened, closed)


def _only_one(page: PageReading, start: int, end: int) -> bool:
    return sum(1 for _ in find_amounts(page.text, page.lexicon.vocabulary, start, end)) == 1


def _alone(page: PageReading, block: Block, amount: PrintedAmount) -> bool:
    line = max(block.start, page.text.rfind("\n", block.start, amount.start) + 1)
    stop = page.text.find("\n", amount.end, block.end)
    behind = _EDGE.fullmatch(page.text, amount.end, block.end if stop < 0 else stop)
    return bool(behind and _EDGE.fullmatch(page.text, line, amount.start))


def over_labels(page: PageReading) -> Iterator[LabelledValue]:
    """Yield the labels whose amount stands in the block above them, as tiles of figures print it."""
    for index, (above, block) in enumerate(zip(page.blocks, page.blocks[1:], strict=False)):
        if above.end - above.start > LONGEST_TILE or above.label or block.label or above.table:
            continue
        entries = [entry for entry in _entries(page, block) if entry.field == "funding"]
        if not entries or above.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            continue
        amount = next(find_amounts(page.text, page.lexicon.vocabulary, above.start, above.end), None)
        if amount is None or not _alone(page, above, amount):
            continue
        before = page.blocks[index - 1] if index else None
        if before is None or not page.lexicon.label_entries(page.text[before.start : before.end]):
            for entry in entries:  # what stands below a label is the value of that
                yield LabelledValue(entry, block.start, block.end, ((above.start, above.end),), "above")


def _entries(page: PageReading, block: Block) -> tuple[LabelPhrase, ...]:
    return page.lexicon.labels.get(label_key(page.text[block.start : block.end]), ())
