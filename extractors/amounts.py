"""Amounts of money with their kind: behind a label, in a cell under a head, or after words of granting.

A salary, a fee, the budget of a call, the price of a contract are not the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.labelling.labels import LabelledValue
from extractors.money.amount_grammar import PrintedAmount, digits, find_amounts, in_figures
from extractors.money.amount_sentences import in_sentences
from extractors.money.amounts_of_others import of_several
from extractors.money.entry_amounts import over_labels
from extractors.money.kinds_of_payers import PARTS
from extractors.money.source_rows import kind_of_row, of_all_years
from extractors.money.table_units import Units
from extractors.money.whole_sums import of_whole
from extractors.payers.payer_tables import of_payers
from extractors.text.lexicon import key_words, label_key
from extractors.text.reading import PageReading, Reading
from schemas.document import BlockKind
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

NAME, FIELDS = "amounts", ("funding",)

KEYS = 8
"""The keys of one project stand within so many lines."""
LEAST_DIGITS = 4
"""No project of the labelled sets states a sum below a thousand."""
UNIT_HEAD = 40
"""A heading that names the unit of the labels below it is no longer."""
UNIT_REACH = 24
"""The unit stands within so many code points behind a label: "Rozpočet (v tis. Kč):"."""
_BARE = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:[ .,\u00a0\u202f]\d{3}){1,4}|\d{4,12})(?:[.,]\d{1,2})?(?![\w/%]|[.,]\d)")
# Under a head that scales, a few digits are an amount: "7", "48,6".
_SCALED = re.compile(r"(?<![\w.,/])\d{1,3}(?:[ .\u00a0\u202f]?\d{3}){0,3}(?:[.,]\d{1,3})?(?![\w/%]|[.,]\d)")
_PERCENT = re.compile(r"\s{0,2}%|\s{0,2}procent", re.IGNORECASE)
_YEAR_BEHIND = re.compile(
    r"\s{1,2}(?:v\s(?:roce\s)?|na\s(?:rok\s)?|in\s|for\s)?\(?(?:19|20)\d\d\)?(?:\s?\([^()\n]{1,20}\))?\s{0,2}$"
)
_COLUMN_SCALE = re.compile(r"\b(tis|mil|mld|thousand|million|[kM](?=\s?(?:€|EUR|Kč|CZK)))s?(?![^\W_€])", re.IGNORECASE)
_GLUED = re.compile(r"^[kKM](?=[€A-Z])")
"""A letter that multiplies, glued to the currency of a head: "Amount (k€)"."""


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the amounts; `attributes` hold kind, number, scale and currency as printed."""
    units = Units()
    for page in reading.pages:
        units.turn_to(page)
        taken: set[int] = set()
        for amount, kind, rule in [*_labelled(page, units), *_columns(page, units), *in_sentences(page)]:
            if amount.start not in taken and not _too_small(amount):
                taken.add(amount.start)
                attributes = {
                    "kind": kind,
                    "number": amount.number,
                    "scale": amount.scale,
                    "currency": amount.currency,
                }
                yield mention(page, "funding", amount.start, amount.end, f"amounts.{rule}", attributes)


Found = tuple[PrintedAmount, str, str]


def _too_small(amount: PrintedAmount) -> bool:
    """Say whether a sum without a scale word is the price of a ticket, "3,40 euro"; or it is none: "0 tis. Kč"."""
    if not amount.number.strip("0., \u00a0"):
        return True
    return in_figures(amount) and digits(amount) < LEAST_DIGITS


def _labelled(page: PageReading, units: Units) -> Iterator[Found]:
    over = list(over_labels(page))
    taken = {pair.start for pair in over}
    for pair in [*over, *page.labelled]:
        if (pair.form != "above" and pair.start in taken) or _goes_on(page, pair):
            continue
        if pair.entry.field == "funding" and not (pair.entry.weak and pair.form == "open"):
            yield from _label(page, pair, units)


def _goes_on(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether a label without a colon is the beginning of one that has it: "Finanční podpora EU: 812 344 Kč"."""
    beside = page.labels_within(pair.start, pair.start + 1) if pair.form == "open" else ()
    return any(other.form == "colon" and other.end > pair.end for other in beside)


def _label(page: PageReading, pair: LabelledValue, units: Units) -> Iterator[Found]:
    text, (start, end) = page.unglued, pair.values[0]
    end = min(end, start + 120)
    after = pair.end if pair.form in ("cell", "below") else pair.end + UNIT_REACH
    words = text[max(0, pair.start - 2) : min(after, max(pair.end, start))]
    words += _unit_of_key(page, start) if pair.form == "key" else ""
    amounts = list(find_amounts(text, page.lexicon.vocabulary, start, end))
    head = amounts[0].start if amounts else start
    if of_several(page, pair.start, head) or page.lexicon.cue("not_funding").search(text, pair.end, start):
        return
    if page.lexicon.cue("town_in_year").search(text, pair.start, head):
        return
    source = _source(page, pair, start)
    summed = _adds_up(page, start) and not of_all_years(page, start)
    if pair.form == "cell" and not source and (summed or _of_chapter(page, pair)):
        return
    if amounts and amounts[0].start - start <= 40:
        currency = amounts[0].currency or _currency(words, page.lexicon.vocabulary)
        first = amounts[0]
        part = len(amounts) > 1 and of_whole(page, first.end, amounts[1].start) and pair.entry.code not in PARTS
        yield (
            PrintedAmount(first.start, first.end, first.number, first.scale, currency),
            source or ("grant" if part else _inner_kind(page, pair, start, first.start)),
            "label",
        )
        return
    words += _unit_above(page, pair) + units.of_line(page, pair.start)
    if pair.form == "cell" and not _currency(words, page.lexicon.vocabulary):
        words += f" {_head_of_column(page, start)} {units.before(start)}"
    currency, scale = _currency(words, page.lexicon.vocabulary), _COLUMN_SCALE.search(words)
    bare = (_SCALED if scale else _BARE).match(text, start, end)
    grouped = bool(bare) and bool(re.search(r"\d[ .\u00a0]\d{3}", bare[0] if bare else "")) and pair.form == "cell"
    grouped = grouped or pair.form == "key" or (bare is not None and _alone(page, pair, bare))
    if bare and (currency or grouped) and not _PERCENT.match(text, bare.end()):
        yield (
            PrintedAmount(*bare.span(), bare[0], scale[1] if scale else "", currency),
            source or _inner_kind(page, pair, start, start),
            "label_head",
        )


def _alone(page: PageReading, pair: LabelledValue, bare: re.Match[str]) -> bool:
    """ "Výše dotace: 1 200 000": behind a label of money and nothing else a grouped number is a sum."""
    grouped = pair.form == "colon" and not pair.entry.weak and re.search(r"\d[ .\u00a0]\d{3}", bare[0])
    return bool(grouped) and not page.text[bare.end() : pair.values[0][1]].strip(" ,.-–—=")


def _source(page: PageReading, pair: LabelledValue, start: int) -> str:
    """Return the kind that the row of a table of sources tells, where the head of its column is a word for sums."""
    words = label_key(page.text[pair.start : pair.end].partition(" (")[0])
    head = pair.form == "cell" and page.lexicon.cue("sum_column", "bare_sum").fullmatch(words)
    return kind_of_row(page, start) if head else ""


def _unit_of_key(page: PageReading, offset: int) -> str:
    """Return the currency that a key of front matter names, "budget_czk", or a key beside it, "mena: Kč"."""
    block = page.block_at(offset)
    if block is None:
        return ""
    own = key_words(block.key).rpartition(" ")[2].upper()
    if own in page.lexicon.vocabulary.currencies:
        return f" {own}"
    index, path = page.index_of(block), block.key.rpartition(".")[0]
    for other in page.blocks[max(0, index - KEYS) : index + KEYS]:
        last = key_words(other.key.rpartition(".")[2])
        if other.key.rpartition(".")[0] == path and page.lexicon.cue("currency_key").fullmatch(last):
            return f" {page.text[other.start : other.end]}"
    return ""


def _inner_kind(page: PageReading, pair: LabelledValue, start: int, amount: int) -> str:
    """ "Rozpočet: dotace 5 250 000 Kč": the word before the amount tells more than a label of the whole.

    So do the payers beside "Částka" and "Kolik"; a list of projects has in that column what each was given.
    """
    if pair.entry.code != "total":
        return pair.entry.code
    if page.lexicon.cue("payer_noun").search(page.text, start, amount):
        return "grant"
    if pair.entry.weak and _with_payer(page, pair.values[0][0], pair.values[-1][1]):
        return "grant"
    words = label_key(page.text[pair.start : pair.end].partition(" (")[0])
    head = pair.form == "cell" and page.lexicon.cue("sum_column").fullmatch(words)
    block = page.block_at(start)
    listed = block is not None and block.table in page.lists and page.lexicon.cue("bare_sum").fullmatch(words)
    return "grant" if head and (listed or of_payers(page, start)) else "total"


def _with_payer(page: PageReading, start: int, end: int) -> bool:
    """ "Částka: 84 000 Kč, AOPK ČR": all that is printed is one sum and a payer, known or so named.

    A fund of the Union pays a share of a whole, which may stand beside it.
    """
    if end - start > UNIT_HEAD * 2 or len(list(find_amounts(page.text, page.lexicon.vocabulary, start, end))) > 1:
        return False
    funds = {funder.code for funder in page.lexicon.vocabulary.funders if funder.fund}
    known = [p for p in page.phrases_within(start, end) if p.kind == "funder" and p.sure]
    titled = page.lexicon.cue("payer_title").search(page.text, start, end)
    return bool(known or titled) and not any(p.code in funds for p in known)


def _unit_above(page: PageReading, pair: LabelledValue) -> str:
    """Return the words over labels that name their unit: "Budget in Euro", then "Overall: 1874233,55" and others."""
    block = page.block_at(pair.start)
    if block is None or pair.form != "colon":
        return ""
    if block.label:
        return f" {page.text[slice(*block.label)]}"
    index = page.index_of(block)
    for above in reversed(page.blocks[max(0, index - KEYS) : index]):
        words = page.text[above.start : above.end]
        if len(words) > UNIT_HEAD or (":" not in words and any(char.isalpha() for char in words)):
            return f" {words}" if len(words) <= UNIT_HEAD else ""
    return ""


def _head_of_column(page: PageReading, offset: int) -> str:
    """Return the head of a cell's column where it is a unit and little else: "Kč bez DPH", "EUR"."""
    cell = page.block_at(offset)
    if cell is None or not cell.table or cell.row == 1:
        return ""
    heads = (b for b in page.blocks if (b.table, b.row, b.column) == (cell.table, 1, cell.column))
    head = next((page.text[b.start : b.end] for b in heads), "")
    return head if len(head) <= UNIT_HEAD // 2 else ""


def _columns(page: PageReading, units: Units) -> Iterator[Found]:
    """Cells whose head is a label with a year behind it: "Dotace 2017", "Schváleno v roce 2022 (Kč)"."""
    cells = [block for block in page.blocks if block.kind is BlockKind.TABLE_CELL]
    tops = {(cell.table, cell.column): (cell.start, cell.end) for cell in cells if cell.row == 1}
    for block in cells:
        span = block.label or tops.get((block.table, block.column))
        if not span or span == (block.start, block.end):
            continue
        head = page.text[slice(*span)]
        year = _YEAR_BEHIND.search(head)
        entries = page.lexicon.labels.get(label_key(head[: year.start()]), ()) if year else ()
        for entry in entries:
            if entry.field == "funding":
                pair = LabelledValue(entry, *span, ((block.start, block.end),), "cell")
                yield from _label(page, pair, units)


def _of_chapter(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether the column stands beside chapters of one budget: "Kapitola | Rozpočet | Čerpáno"."""
    head = page.block_at(pair.start)
    if head is None or not head.table or head.row != 1:
        return False
    first = next((b for b in page.blocks if (b.table, b.row, b.column) == (head.table, 1, 1)), head)
    return page.lexicon.cue("chapter_head").fullmatch(label_key(page.text[first.start : first.end])) is not None


def _adds_up(page: PageReading, offset: int) -> bool:
    """Say whether an earlier cell of the row below the head says "Celkem": the sum of a column is no project's."""
    cell = page.block_at(offset)
    if cell is None or not cell.table or cell.column < 2:
        return False
    index = page.index_of(cell)
    row = [b for b in page.blocks[max(0, index - cell.column) : index] if (b.table, b.row) == (cell.table, cell.row)]
    total = page.lexicon.cue("row_total")
    return any(b.label and total.fullmatch(page.text[b.start : b.end].strip(" :*")) for b in row)


def _currency(words: str, vocabulary: Vocabulary) -> str:
    """Return the currency that a label names: "Rozpočet (v tis. Kč)"."""
    for match in re.finditer(r"[^\s\d().,:;\[\]]+", words):
        word = _GLUED.sub("", match[0]) if match[0] not in vocabulary.currencies else match[0]
        if word in vocabulary.currencies:
            return word
    return ""
