"""Lists of small grants; each entry prints a recipient, a project and an amount: "Junák, Letní tábor, 25 000 Kč".

Entries are list items, lines or rows of a table without heads. A list counts when three entries or more have one shape,
in a document that speaks of grants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.base import mention
from extractors.bodies.name_tails import end_with_seat
from extractors.bodies.names import is_organisation, is_person, legal_form_at, trim
from extractors.money.amount_grammar import PrintedAmount, find_amounts
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.quotations import quotations
from extractors.text.reading import PageReading, Reading
from schemas.document import Block, BlockKind
from schemas.records import Mention

NAME, FIELDS = "grant_lists", ("titles", "beneficiaries", "funding")

FEWEST, LEAD, LONGEST = 3, 600, 300
_COMMA = re.compile(r",\s+")
_DASH = re.compile(r"\s[–—-]\s")
_COLON = re.compile(r":\s")
_ORDINAL = re.compile(r"[\s*•·–—-]{0,4}(?:\d{1,3}(?:\.\d{1,2})?[.)]\s{1,3})?")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(rf"\)?\.\s(?=[{CAPITAL}])")


@dataclass(frozen=True, slots=True)
class Entry:
    """Spans of recipient and title, the amount, and how the entry parts them; no recipient: an empty span."""

    recipient: tuple[int, int]
    title: tuple[int, int]
    amount: PrintedAmount
    shape: str


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield recipient, title and amount of each entry."""
    for page in reading.pages:
        if not page.lexicon.cue("finance", "payer_head", "grant_lead").search(page.text):
            continue
        entries = [
            entry for entry in (*_entries(page), *_rows(page)) if entry.shape == "comma" or not _is_budget(page, entry)
        ]
        counts = {shape: sum(entry.shape == shape for entry in entries) for shape in ("comma", "dash", "quoted", "row")}
        taken: set[int] = set()
        for shape in sorted(counts, key=counts.__getitem__, reverse=True):
            same = [e for e in entries if e.shape == shape and e.amount.start not in taken]
            if len(same) >= FEWEST and (shape == "comma" or _believable(page, same)):
                taken |= {entry.amount.start for entry in same}
                for entry in _turned(page, same):
                    yield from _mentions(page, entry)


def _mentions(page: PageReading, entry: Entry) -> Iterator[Mention]:
    amount = entry.amount
    printed = {"kind": "grant", "number": amount.number, "scale": amount.scale, "currency": amount.currency}
    first, last = trim(page.text, *entry.recipient)
    if last > first and not is_person(page.text[first:last], page.lexicon):
        yield mention(page, "beneficiaries", first, last, "grant_lists.item")
    yield mention(page, "titles", *trim(page.text, *entry.title), "titles.listed")
    yield mention(page, "funding", amount.start, amount.end, "grant_lists.item", printed)


def _turned(page: PageReading, entries: list[Entry]) -> list[Entry]:
    """Recipients stand before the titles, or behind them where only the second parts are organisations."""
    first = sum(is_organisation(page.text[slice(*e.recipient)], page.lexicon) for e in entries)
    second = sum(is_organisation(page.text[slice(*e.title)], page.lexicon) for e in entries)
    if second <= first * 2 or second * 2 < len(entries):
        return entries
    return [Entry(e.title, e.recipient, e.amount, e.shape) for e in entries]


def _believable(page: PageReading, entries: list[Entry]) -> bool:
    """Grants are spoken of right before the list, or its recipients are organisations; a price list has neither."""
    start = min(entry.title[0] for entry in entries)
    lead = page.text[max(0, start - LEAD) : start]
    if not page.lexicon.cue("grant_words", "grant_lead", "project_heading").search(lead):
        return False
    named = [entry for entry in entries if entry.recipient[1] > entry.recipient[0]]
    bodies = sum(
        any(is_organisation(page.text[slice(*part)], page.lexicon) for part in (e.recipient, e.title)) for e in named
    )
    return not named or bodies * 2 >= len(named)


def _is_budget(page: PageReading, entry: Entry) -> bool:
    """ "Dotace z EU: 85 % – 2 000 000 Kč": a part of one project's money, not a project."""
    for start, end in (entry.recipient, entry.title):
        words = page.text[start:end]
        if label_key(words) in page.lexicon.labels or page.lexicon.cue("finance").match(words):
            return True
        if any(p.sure for p in page.phrases_over(start, end)):
            return True
    return False


def _entries(page: PageReading) -> Iterator[Entry]:
    for block in page.blocks:
        if block.kind is BlockKind.LIST_ITEM:
            spans = [(block.start, block.end)]
        elif block.kind is BlockKind.PARAGRAPH:
            spans = [m.span() for m in _LINE.finditer(page.text, block.start, block.end)]
        else:
            continue
        for start, end in spans:
            if end - start <= LONGEST:
                yield from _entry(page, start, end, block)


def _entry(page: PageReading, start: int, end: int, block: Block) -> Iterator[Entry]:
    """Read an entry that ends with its only amount, in each shape that it may have.

    Behind a dash and the amount another sentence may tell what was done.
    """
    text = page.text
    amounts = list(find_amounts(text, page.lexicon.vocabulary, start, end))
    told = _SENTENCE.match(text, amounts[0].end, end) if amounts else None
    if len(amounts) != 1 or (text[amounts[0].end : end].strip(" .,;()") and not told):
        return
    ordinal = _ORDINAL.match(text, start, end)
    begin, stop = (ordinal.end() if ordinal else start), _before_amount(page, start, amounts[0].start)
    quoted = quotations(text, begin, stop)
    if len(quoted) == 1 and quoted[0][0] - begin > 4:
        yield Entry((begin, _before_title(page, begin, quoted[0][0] - 1)), quoted[0], amounts[0], "quoted")
        return
    parted = _DASH.search(text, begin + 3, stop - 3) or _COLON.search(text, begin + 3, stop - 3)
    if parted:
        yield Entry((begin, parted.start()), (parted.end(), stop), amounts[0], "dash")
    if told:
        return
    if block.kind is BlockKind.LIST_ITEM:
        entry = _by_comma(page, begin, amounts[0]) or _untitled(page, begin, amounts[0])
        if entry and (entry.shape == "comma" or not parted):
            yield entry


def _before_amount(page: PageReading, start: int, end: int) -> int:
    """Return the end of what stands before "– ", "(" or "ve výši" and the amount."""
    words = page.text[start:end].rstrip(" (–—-:,;\t")
    for kind in page.lexicon.cue("kind_generic").finditer(words):
        if not words[kind.end() :].strip():
            words = words[: kind.start()].rstrip(" (–—-:,;")
    return start + len(words)


def _before_title(page: PageReading, start: int, end: int) -> int:
    """Return the end of the recipient before "na projekt"."""
    for lead in page.lexicon.cue("to_project").finditer(page.text, start, end):
        if not page.text[lead.end() : end].strip():
            return lead.start()
    return end


def _by_comma(page: PageReading, start: int, amount: PrintedAmount) -> Entry | None:
    for comma in _COMMA.finditer(page.text, start, amount.start):
        if legal_form_at(page.text, comma.start(), page.lexicon):
            continue
        if end_with_seat(page.text, comma.start(), amount.start, page.lexicon) > comma.start():
            continue
        if amount.start - comma.end() >= 4 and comma.start() - start >= 3:
            return Entry((start, comma.start()), (comma.end(), amount.start), amount, "comma")
    return None


def _untitled(page: PageReading, start: int, amount: PrintedAmount) -> Entry | None:
    """An item without a recipient, "Oprava kapličky – 120 000 Kč", counts below a sentence on projects."""
    lead = page.text[max(0, start - LEAD) : start]
    dash = _DASH.search(page.text, start, amount.start + 1)
    if not dash or amount.start - dash.end() > 1 or not page.lexicon.cue("projects").search(lead):
        return None
    return Entry((start, start), (start, dash.start()), amount, "dash")


def _rows(page: PageReading) -> Iterator[Entry]:
    """Rows of tables without heads: recipient, project, amount, each in a cell of its own."""
    rows: dict[tuple[int, int], list[Block]] = {}
    labelled = {block.table for block in page.blocks if block.label}
    for block in page.blocks:
        if block.table and block.table not in labelled:
            rows.setdefault((block.table, block.row), []).append(block)
    for cells in rows.values():
        words = [c for c in cells if sum(char.isalpha() for char in page.text[c.start : c.end]) >= 3]
        last = cells[-1]
        amounts = list(find_amounts(page.text, page.lexicon.vocabulary, last.start, last.end))
        words = [c for c in words if c is not last]
        if len(amounts) == 1 and len(words) == 2 and words[1].end - words[1].start <= LONGEST:
            first, second = words
            yield Entry((first.start, first.end), (second.start, second.end), amounts[0], "row")
