"""Items that print a title and one sum, and maybe who receives: "Nová pumpa – Obec Lhota, 50 000 Kč".

An entry is a list item, a line or a row of a table without heads. Three of one shape make a list; two where a heading
or the words above announce projects. In such lists a title and a sum are enough: "oprava mostku (25 000 Kč)".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.bodies.name_tails import end_with_seat
from extractors.bodies.names import begins_with_head, is_organisation, is_person, legal_form_at, trim
from extractors.lists.announcing import announced, priced
from extractors.money.amount_grammar import PrintedAmount, find_amounts, signs_of_money
from extractors.naming.entry_titles import is_label, tidied
from extractors.text.kept import kept
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.quotations import quotations
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST, FEWEST_TOLD, LEAD, LONGEST, SHORTEST_NAME, MOST_PARTS = 3, 2, 600, 300, 4, 3
SHARE = 0.6
SHAPES = ("comma", "bold", "dash", "quoted", "row")
_COMMA = re.compile(r",\s+")
_DASH = re.compile(r"\s[–—-]\s")
_COLON = re.compile(r":\s")
_SEVERAL = re.compile(rf"(?:\s[–—-]|[,:])\s(?=[{CAPITAL}])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MARK = re.compile(r"\s[–—-]\s|[,;:(]\s?")
_ORDINAL = re.compile(r"[\s*•·–—-]{0,4}(?:\d{1,3}(?:\.\d{1,2})?[.)]\s{1,3})?")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(rf"\)?\.\s(?=[{CAPITAL}])")
_REMARK = re.compile(r"[\s,;]{0,3}\([^()\n]{3,120}\)[\s.,;]{0,3}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PaidItem:
    """Spans of recipient and title, the amount, and how the entry parts them; no recipient: an empty span."""

    recipient: Span
    title: Span
    amount: PrintedAmount
    shape: str
    place: Span
    """The item, line or row."""


@kept
def paid_items(page: PageReading) -> list[PaidItem]:
    """Return the entries of the page's lists of grants, by place."""
    if not signs_of_money(page.text, page.lexicon.vocabulary):
        return []
    if not page.lexicon.cue("finance", "payer_head", "grant_lead", "projects", "works_told").search(page.text):
        return []
    entries = [
        entry
        for entry in (*_entries(page), *_rows(page))
        if (entry.shape in ("comma", "alone") or not _is_budget(page, entry)) and not priced(page, entry.place[0])
    ]
    counts = {shape: sum(entry.shape == shape for entry in entries) for shape in SHAPES}
    taken: dict[int, PaidItem] = {}
    for shape in sorted(counts, key=counts.__getitem__, reverse=True):
        same = [e for e in entries if e.shape == shape and e.amount.start not in taken]
        if len(same) >= _fewest(page, same) and (shape == "comma" or _believable(page, same)):
            taken |= {entry.amount.start: entry for entry in _turned(page, same)}
    alone = [e for e in entries if e.shape == "alone" and e.amount.start not in taken and announced(page, e.place[0])]
    alone = [replace(e, title=title) for e in alone if (title := _told_title(page, *e.title))]
    whole = sum(not _SEVERAL.search(page.text, *entry.title) for entry in alone)
    if whole * 2 >= len(alone) and whole + len(taken) >= FEWEST_TOLD:
        taken |= {entry.amount.start: entry for entry in alone}
    return sorted(taken.values(), key=lambda entry: entry.place)


def _fewest(page: PageReading, entries: list[PaidItem]) -> int:
    """Two entries are enough where a heading or sentence announces projects, and each names a body."""
    few = entries[:FEWEST_TOLD]
    told = all(entry.shape == "bold" or _names_body(page, entry) for entry in few)
    told = told and all(announced(page, e.place[0]) and not page.numbers_within(*e.place) for e in few)
    return FEWEST_TOLD if told else FEWEST


def _names_body(page: PageReading, entry: PaidItem) -> bool:
    return any(is_organisation(page.text[slice(*part)], page.lexicon) for part in (entry.recipient, entry.title))


def _told_title(page: PageReading, start: int, end: int) -> Span | None:
    """Return the words before a sum without the payers at their ends, if they may be a title."""
    for _ in range(MOST_PARTS):
        marks = list(_MARK.finditer(page.text, start, end))
        if marks and _tells_payer(page, marks[-1].end(), end):
            end = marks[-1].start()
        elif marks and _tells_payer(page, start, marks[0].start()):
            start = marks[0].end()
        else:
            break
    found = tidied(page, start, end, small=True)
    if found is None or begins_with_head(page.text, found[0], page.lexicon) or page.sentence_at(found[0])[1] < found[1]:
        return None
    return None if page.lexicon.cue("project_group").match(page.text, *found) else found


def _tells_payer(page: PageReading, start: int, end: int) -> bool:
    """Say whether a part is a known payer, begins with a word of paying or prints a year: "SFDI", "dotace kraje"."""
    first, last = trim(page.text, start, end)
    paying = page.lexicon.cue("finance", "kind_generic")
    if last <= first or _YEAR.search(page.text, first, last) or paying.match(page.text, first, last):
        return True
    known = [p for p in page.phrases_within(first, last) if p.kind in ("funder", "programme") and p.sure]
    return sum(min(p.end, last) - p.start for p in known) >= SHARE * (last - first)


def _turned(page: PageReading, entries: list[PaidItem]) -> list[PaidItem]:
    """Recipients stand before the titles, or behind them where only the second parts are organisations."""
    first = sum(is_organisation(page.text[slice(*e.recipient)], page.lexicon) for e in entries)
    second = sum(is_organisation(page.text[slice(*e.title)], page.lexicon) for e in entries)
    if second <= first * 2 or second * 2 < len(entries):
        return entries
    return [replace(e, recipient=e.title, title=e.recipient) for e in entries]


def _believable(page: PageReading, entries: list[PaidItem]) -> bool:
    """Grants are spoken of right before the list, or its recipients are organisations; a price list has neither."""
    start = min(entry.title[0] for entry in entries)
    lead = page.text[max(0, start - LEAD) : start]
    told = page.lexicon.cue("grant_words", "grant_lead", "project_heading").search(lead)
    if not told and not announced(page, entries[0].place[0]):
        return False
    named = [entry for entry in entries if entry.recipient[1] > entry.recipient[0]]
    bodies = sum(
        any(is_organisation(page.text[slice(*part)], page.lexicon) for part in (e.recipient, e.title)) for e in named
    )
    return not named or bodies * 2 >= len(named)


def _is_budget(page: PageReading, entry: PaidItem) -> bool:
    """ "Dotace z EU: 85 % – 2 000 000 Kč": a part of one project's money, not a project."""
    for start, end in (entry.recipient, *([entry.title] if entry.shape != "bold" else [])):
        words = page.text[start:end]
        if label_key(words) in page.lexicon.labels or page.lexicon.cue("finance").match(words):
            return True
        if any(p.sure for p in page.phrases_over(start, end)):
            return True
    return False


def _entries(page: PageReading) -> Iterator[PaidItem]:
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


def _entry(page: PageReading, start: int, end: int, block: Block) -> Iterator[PaidItem]:
    """Read an entry that ends with its only amount, in each shape that it may have.

    Behind the amount a bracket may say something more, and behind a dash and the amount another sentence what was done.
    """
    text, place = page.text, (start, end)
    amounts = list(find_amounts(text, page.lexicon.vocabulary, start, end))
    if len(amounts) != 1:
        return
    amount = amounts[0]
    told = _SENTENCE.match(text, amount.end, end)
    if text[amount.end : end].strip(" .,;()") and not told and not _REMARK.fullmatch(text, amount.end, end):
        return
    ordinal = _ORDINAL.match(text, start, end)
    begin, stop = (ordinal.end() if ordinal else start), _before_amount(page, start, amount.start)
    quoted = quotations(text, begin, stop)
    if len(quoted) == 1 and quoted[0][0] - begin > 4:
        yield PaidItem((begin, _before_title(page, begin, quoted[0][0] - 1)), quoted[0], amount, "quoted", place)
        return
    numbered = bool(page.numbers_within(start, end))
    if not (told or numbered) and (bold := _bold(page, begin, stop)):
        yield PaidItem((bold[1], stop), bold, amount, "bold", place)
    parted = _DASH.search(text, begin + 3, stop - 3) or _COLON.search(text, begin + 3, stop - 3)
    if parted:
        yield PaidItem((begin, parted.start()), (parted.end(), stop), amount, "dash", place)
    if told:
        return
    alone = PaidItem((begin, begin), (begin, stop), amount, "alone", place)
    if block.kind is BlockKind.LIST_ITEM:
        entry = _by_comma(page, begin, alone) or _untitled(page, begin, alone)
        if entry and (entry.shape == "comma" or not parted):
            yield entry
    if not numbered:
        yield alone


def _bold(page: PageReading, begin: int, stop: int) -> Span | None:
    """Return the bold words that open the entry, before a name and the sum: a title of any look, but no label."""
    emphasis = page.page.emphasis
    first = bisect_left(emphasis, (max(0, begin - 1), 0))
    span = emphasis[first] if first < len(emphasis) else (stop, stop)
    behind = page.text[span[1] : stop].strip(" ,;:–—-*_")
    if span[0] > begin + 1 or span[1] >= stop or len(behind) < SHORTEST_NAME:
        return None
    first, last = trim(page.text, *span)
    words = page.text[first:last]
    named = len(words) >= SHORTEST_NAME and words[0].isalnum() and any(map(str.isupper, words))
    return (first, last) if named and not (is_label(page, words) or is_person(words, page.lexicon)) else None


def _before_amount(page: PageReading, start: int, end: int) -> int:
    """Return the end of what stands before "– ", "(" or "ve výši" and the amount."""
    words = page.text[start:end].rstrip(" (–—-:,;\t$€£")
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


def _by_comma(page: PageReading, start: int, entry: PaidItem) -> PaidItem | None:
    last = entry.amount.start
    for comma in _COMMA.finditer(page.text, start, last):
        if legal_form_at(page.text, comma.start(), page.lexicon):
            continue
        if end_with_seat(page.text, comma.start(), last, page.lexicon) > comma.start():
            continue
        if last - comma.end() >= 4 and comma.start() - start >= 3:
            return replace(entry, recipient=(start, comma.start()), title=(comma.end(), last), shape="comma")
    return None


def _untitled(page: PageReading, start: int, entry: PaidItem) -> PaidItem | None:
    """An item without a recipient, "Oprava kapličky – 120 000 Kč", counts below a sentence on projects."""
    last = entry.amount.start
    lead = page.text[max(0, start - LEAD) : start]
    dash = _DASH.search(page.text, start, last + 1)
    if not dash or last - dash.end() > 1 or not page.lexicon.cue("projects").search(lead):
        return None
    return replace(entry, title=(start, dash.start()), shape="dash")


def _rows(page: PageReading) -> Iterator[PaidItem]:
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
            place = (cells[0].start, last.end)
            yield PaidItem((first.start, first.end), (second.start, second.end), amounts[0], "row", place)
