"""Who runs the projects of a list, where entries name an organisation and no label does.

"Title, TH04012345, Technical University of X, 2019-2022"; "Title (Society of Y)".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extractors.base import mention
from extractors.bodies.name_tails import end_with_seat
from extractors.bodies.names import is_organisation, is_person, legal_form_at, trim
from extractors.lists.described_cards import described_cards
from extractors.lists.owned_items import owned_items
from extractors.lists.owners_above import owners_above
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading, Reading
from schemas.document import Block, BlockKind
from schemas.records import Mention

NAME, FIELDS = "listed_owners", ("titles", "beneficiaries")

FEWEST, LONGEST, NAME_CHARS = 3, 400, 110
MOST = 0.5
"""The share of entries that must name an organisation in the same place: foreign names and acronyms are not known."""
_SEGMENT_END = re.compile(rf"[,;|\t\n]\s?|\s[–—-]\s|[()\[\]]|\.\s(?=[{CAPITAL}])")
_GLUED = re.compile(rf"[{CAPITAL}][^\W\d_{CAPITAL}]{{2,20}}(?=[{CAPITAL}])")
_PAIR = re.compile(r"(?P<title>[^()\n]{4,160}?)\s\((?P<owner>[^()\n]{3,110})\)\.?")


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the organisation of each entry with a number, and title and organisation of pairs without."""
    for page in reading.pages:
        for entries in _runs(page) if len(page.numbers) >= FEWEST else ():
            for start, end in _owners(page, entries):
                yield mention(page, "beneficiaries", start, end, "listed_owners.entry")
        yield from _pairs(page)
        for receiver, _ in described_cards(page):
            yield mention(page, "beneficiaries", *receiver, "listed_owners.card")
        for start, end in owners_above(page):
            yield mention(page, "beneficiaries", start, end, "listed_owners.above")
        for receiver, title in owned_items(page):
            yield mention(page, "beneficiaries", *receiver, "listed_owners.item")
            yield mention(page, "titles", *title, "titles.listed")


def _runs(page: PageReading) -> Iterator[list[Block]]:
    """Short blocks of one kind, one below the other; an entry without a number of its own does not end a run."""
    run: list[Block] = []
    for block in page.blocks:
        short = block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) and block.end - block.start <= LONGEST
        if short and (not run or (run[-1].kind, run[-1].level) == (block.kind, block.level)):
            run.append(block)
            continue
        yield run
        run = [block] if short else []
    yield run


def _owners(page: PageReading, run: list[Block]) -> list[tuple[int, int]]:
    """Organisations stand in the same place of most entries, counted from the number: there every name is one."""
    numbered = [block for block in run if page.numbers_within(block.start, block.end)]
    entries = [
        (parts, at)
        for block in (numbered if len(numbered) >= FEWEST else ())
        if (parts := _segments(page, block)) and (at := _number_at(page, parts)) is not None
    ]
    places = Counter(
        index - at for parts, at in entries for index, part in enumerate(parts) if index and _is_body(page, *part)
    )
    if not places:
        return []
    place, count = min(places.items(), key=lambda item: (-item[1], abs(item[0]), item[0]))
    if count < FEWEST or count < MOST * len(entries):
        return []
    named = [parts[at + place] for parts, at in entries if 0 < at + place < len(parts)]
    return [part for part in named if _may_be(page, *part)]


def _segments(page: PageReading, block: Block) -> list[tuple[int, int]]:
    """The parts of an entry between commas, brackets, dashes and full stops; a legal form stays with its name."""
    ends = [
        m
        for m in _SEGMENT_END.finditer(page.text, block.start, block.end)
        if not legal_form_at(page.text, m.start(), page.lexicon)
        and end_with_seat(page.text, m.start(), block.end, page.lexicon) == m.start()
    ]
    bounds = [(block.start, block.start), *((m.start(), m.end()) for m in ends), (block.end, block.end)]
    found = [trim(page.text, start, end) for (_, start), (end, _) in pairwise(bounds)]
    return [(first, last) for first, last in found if last - first >= 2]


def _number_at(page: PageReading, parts: list[tuple[int, int]]) -> int | None:
    """The part that holds the entry's only number."""
    holding = [i for i, (first, last) in enumerate(parts) for _ in page.numbers_within(first, last)]
    return holding[0] if len(holding) == 1 else None


def _is_label(page: PageReading, start: int) -> bool:
    """ "OrganizationOak Society": a label glued to what it names; another rule reads that."""
    label = _GLUED.match(page.text, start)
    return label is not None and label_key(label[0]) in page.lexicon.labels


def _may_be(page: PageReading, start: int, end: int) -> bool:
    """Say whether a part in the place of the organisations may be one: no person, payer, label or date."""
    words = page.text[start:end]
    if not words[0].isalpha() or not 2 <= len(words) <= NAME_CHARS or ":" in words or is_person(words, page.lexicon):
        return False
    if page.lexicon.cue("finance", "payer_after", "partner_with").search(words) or _is_label(page, start):
        return False
    return not page.phrases_over(start, end)


def _is_body(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    return (
        words[:1].isupper()
        and not words.isupper()
        and _may_be(page, start, end)
        and is_organisation(words, page.lexicon)
    )


def _pairs(page: PageReading) -> Iterator[Mention]:
    """ "Title (Organisation)", three or more under a heading of projects."""
    if not page.announces_projects:
        return
    items = [b for b in page.blocks if b.kind is BlockKind.LIST_ITEM and page.under_project_heading(b)]
    found = [m for b in items if (m := _PAIR.fullmatch(page.text, b.start, b.end))]
    bodies = [m for m in found if _is_body(page, *m.span("owner"))]
    if len(bodies) >= FEWEST and len(bodies) >= MOST * len(items):
        for match in bodies:
            yield mention(page, "titles", *trim(page.text, *match.span("title")), "titles.listed")
            yield mention(page, "beneficiaries", *match.span("owner"), "listed_owners.pair")
