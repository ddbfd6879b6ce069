"""A bulleted list right below who leads, without a heading of its own: the others who take part.

"Lead partner: City of X" over "• Gemeinde Y", "• Fundacja Z".
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.bodies.list_items import Member, read_item
from extractors.bodies.listed_names import Found
from extractors.bodies.names import is_organisation
from extractors.labelling.labels import LabelledValue
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST = 2
SHARE = 0.75
"""So many of the items must show an organisation: a list of aims or activities stands there too."""


def below_leads(page: PageReading) -> Iterator[Found]:
    """Yield the items of each list that follows the label of a lead and its value."""
    for pair in page.labelled:
        lead = pair.entry.field == "beneficiaries" and pair.form == "colon" and len(pair.values) == 1
        if not lead or not page.lexicon.cue("lead_label").search(page.text, pair.start, pair.end):
            continue
        items = _items_below(page, pair)
        members = [member for block in items if (member := read_item(page, block.start, block.end))]
        if len(members) == len(items) >= FEWEST and _shown(page, members) >= SHARE * len(items):
            yield from (("partners", member.start, member.end, "below_lead") for member in members)


def _items_below(page: PageReading, pair: LabelledValue) -> list[Block]:
    """The list items right behind the block of a label, if its value ends the block."""
    own = page.block_at(pair.values[0][0])
    if own is None or own.kind is BlockKind.LIST_ITEM or page.text[pair.values[0][1] : own.end].strip(" .*_"):
        return []
    found: list[Block] = []
    for block in page.blocks[page.index_of(own) + 1 :]:
        if block.kind is not BlockKind.LIST_ITEM:
            break
        found.append(block)
    return found


def _shown(page: PageReading, members: list[Member]) -> int:
    return sum(is_organisation(page.text[member.start : member.end], page.lexicon) for member in members)
