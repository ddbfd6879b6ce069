"""Amounts of money with their kind: behind a label, in a cell under a head, or after words of granting.

A salary, a fee, the budget of a call, the price of a contract are not the project's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from extractors.alternatives import alternatives
from extractors.amount_grammar import PrintedAmount, find_amounts
from extractors.base import mention
from extractors.entry_amounts import over_labels, untold
from extractors.labels import LabelledValue
from extractors.lexicon import key_words, label_key
from extractors.payer_sums import beside_sum
from extractors.reading import PageReading, Reading
from extractors.table_units import Units
from schemas.document import BlockKind
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

NAME, FIELDS = "amounts", ("funding",)

REACH = 90
"""A word that tells the kind stands within so many code points before the amount."""
PRICE_DIGITS = 5
"""Below a hundred thousand a sum may be the price of anything."""
KEYS = 8
"""The keys of one project stand within so many lines."""
LEAST_DIGITS = 4
"""No project of the labelled sets states a sum below a thousand."""
_DIGIT = re.compile(r"\d")
UNIT_HEAD = 40
"""A heading that names the unit of the labels below it is no longer."""
UNIT_REACH = 24
"""The unit stands within so many code points behind a label: "Rozpočet (v tis. Kč):"."""
_BARE = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:[ .,\u00a0\u202f]\d{3}){1,4}|\d{4,12})(?:[.,]\d{1,2})?(?![\w/%]|[.,]\d)")
# Under a head that scales, a few digits are an amount: "7", "48,6".
_SCALED = re.compile(r"(?<![\w.,/])\d{1,3}(?:[ .\u00a0\u202f]?\d{3}){0,3}(?:[.,]\d{1,3})?(?![\w/%]|[.,]\d)")
# "0,04 EUR/CZK", "68 EUR a day", "500 Kč na osobu": no amount of a project.
_RATE = re.compile(
    r"\s?/\s?[A-Z]{3}\b|\s(?:a|per|each)\s(?:day|week|month|year|night|person|pupil|participant|piece|head)\b"
    r"|\s(?:na|za)\s(?:osobu|den|noc|žáka|kus|hodinu|měsíc|rok|účastníka)\b|\s(?:denně|týdně|měsíčně|ročně)\b"
)
_FOR = re.compile(
    r"(?<!\w)(?:za|v hodnotě|v objemu|worth|for|at a cost of|with a budget of)\s(?:(?:asi|zhruba|téměř|cca|přes|bezmála"
    r"|skoro|přibližně|více než|about|over|almost|nearly|around|more than)\s)?$",
    re.IGNORECASE,
)
_WHOLE_BEFORE = re.compile(r"(?<!\w)(?:stavb|projekt|akc|rekonstrukc|project)\w{0,4}\s\($", re.IGNORECASE)
_WHOLE_BEHIND = re.compile(r"[\s-](?:project|projekt(?=\s[a-zá-ž]))(?!\w)")
_PERCENT = re.compile(r"\s{0,2}%|\s{0,2}procent", re.IGNORECASE)
_YEAR_BEHIND = re.compile(
    r"\s{1,2}(?:v\s(?:roce\s)?|na\s(?:rok\s)?|in\s|for\s)?\(?(?:19|20)\d\d\)?(?:\s?\([^()\n]{1,20}\))?\s{0,2}$"
)
_JUST_BEFORE = r"(?<![\w.])(?:\d{1,3}|%s)\s(?:[^\W\d_]{2,20}\s){0,2}$"
_COLUMN_SCALE = re.compile(r"\b(tis|mil|mld|thousand|million)s?\b", re.IGNORECASE)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the amounts; `attributes` hold kind, number, scale and currency as printed."""
    units = Units()
    for page in reading.pages:
        units.turn_to(page)
        taken: set[int] = set()
        for amount, kind, rule in [*_labelled(page, units), *_columns(page, units), *_in_sentences(page)]:
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
    """Say whether a sum without a scale word is the price of a ticket: "3,40 euro", "80,- Kč"."""
    return _in_figures(amount) and _digits(amount) < LEAST_DIGITS


def _in_figures(amount: PrintedAmount) -> bool:
    """Say whether the sum is printed in figures alone: no scale, no number words."""
    return not amount.scale and not any(char.isalpha() for char in amount.number)


def _digits(amount: PrintedAmount) -> int:
    """Return how many figures stand before the decimal mark."""
    return len(_DIGIT.findall(re.sub(r"[.,]\d{1,2}$", "", amount.number)))


def _labelled(page: PageReading, units: Units) -> Iterator[Found]:
    over = list(over_labels(page))
    taken = {pair.start for pair in over}
    for pair in [*over, *page.labelled]:
        if pair.form != "above" and pair.start in taken:
            continue
        if pair.entry.field == "funding" and not (pair.entry.weak and pair.form == "open"):
            yield from _label(page, pair, units)


def _label(page: PageReading, pair: LabelledValue, units: Units) -> Iterator[Found]:
    text, (start, end) = page.text, pair.values[0]
    end = min(end, start + 120)
    after = pair.end if pair.form in ("cell", "below") else pair.end + UNIT_REACH
    words = text[max(0, pair.start - 2) : min(after, max(pair.end, start))]
    words += _unit_of_key(page, start) if pair.form == "key" else ""
    amounts = list(find_amounts(text, page.lexicon.vocabulary, start, end))
    head = amounts[0].start if amounts else start
    if _of_several(page, pair.start, head) or page.lexicon.cue("not_funding").search(text, pair.end, start):
        return
    if pair.form == "cell" and _adds_up(page, start):
        return
    if amounts and amounts[0].start - start <= 40:
        currency = amounts[0].currency or _currency(words, page.lexicon.vocabulary)
        first = amounts[0]
        yield (
            PrintedAmount(first.start, first.end, first.number, first.scale, currency),
            _inner_kind(page, pair, start, first.start),
            "label",
        )
        return
    words += _unit_above(page, pair)
    if pair.form == "cell" and not _currency(words, page.lexicon.vocabulary):
        words += f" {units.before(start)}"
    currency, scale = _currency(words, page.lexicon.vocabulary), _COLUMN_SCALE.search(words)
    bare = (_SCALED if scale else _BARE).match(text, start, end)
    grouped = bool(bare) and bool(re.search(r"\d[ .\u00a0]\d{3}", bare[0] if bare else "")) and pair.form == "cell"
    grouped = grouped or pair.form == "key"
    if bare and (currency or grouped) and not _PERCENT.match(text, bare.end()):
        yield (
            PrintedAmount(*bare.span(), bare[0], scale[1] if scale else "", currency),
            pair.entry.code,
            "label_head",
        )


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
    """ "Rozpočet: dotace 5 250 000 Kč": the word before the amount tells more than a label of the whole."""
    inner = page.lexicon.cue("payer_noun").search(page.text, start, amount)
    return "grant" if inner and pair.entry.code == "total" else pair.entry.code


def _unit_above(page: PageReading, pair: LabelledValue) -> str:
    """Return the words over a label that name its unit: "Budget in Euro", then "Overall: 1874233,55"."""
    block = page.block_at(pair.start)
    if block is None or pair.form != "colon":
        return ""
    if block.label:
        return f" {page.text[slice(*block.label)]}"
    index = page.index_of(block)
    above = page.blocks[index - 1] if index else None
    return f" {page.text[above.start : above.end]}" if above and above.end - above.start <= UNIT_HEAD else ""


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
        if match[0] in vocabulary.currencies:
            return match[0]
    return ""


@lru_cache(maxsize=2)
def _common_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that tell a kind and much else: "cena", "cost", "stojí"."""
    known: dict[str, bool] = {}
    for entry in vocabulary.labels:
        if entry.field == "funding":
            for form in entry.forms:
                word = " ".join(form.lower().split())
                known[word] = known.get(word, True) and entry.weak
    return frozenset(word for word, weak in known.items() if weak)


@lru_cache(maxsize=2)
def _kinds(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    """All words that tell a kind, labels too, for use inside a sentence."""
    codes: dict[str, str] = {}
    for entry in vocabulary.labels:
        if entry.field == "funding":
            for form in entry.forms:
                codes.setdefault(" ".join(form.lower().split()), entry.code)
    words = (r"\s{1,2}".join(map(re.escape, word.split())) for word in sorted(codes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE), codes


def _in_sentences(page: PageReading) -> Iterator[Found]:
    vocabulary, text = page.lexicon.vocabulary, page.text
    amounts = [a for a in find_amounts(text, vocabulary) if page.readable(a.start)]
    if not amounts:
        return
    pattern, codes = _kinds(vocabulary)
    refused, generic = page.lexicon.cue("not_funding"), page.lexicon.cue("kind_generic")
    for index, amount in enumerate(amounts):
        start, end = page.sentence_at(amount.start)
        if refused.search(text, max(start, amount.start - 120), min(end, amount.end + 40)):
            continue
        if _RATE.match(text, amount.end) or _of_several(page, start, end) or _of_counted(page, start, amount.start):
            continue
        floor = max(start, amount.start - REACH)
        previous = max(amounts[index - 1].end if index else 0, start)
        following = amounts[index + 1].start if index + 1 < len(amounts) else end
        price = _price(page, start, amount.start) or _whole(page, start, amount)
        before = list(pattern.finditer(text, floor, amount.start))
        after = pattern.search(text, amount.end, min(end, amount.end + 60))
        nearest = [m for m in before if m.start() >= previous] or ([] if after else before[-1:])
        if after and previous > start and _in_turn(nearest, previous, amount, after):
            nearest = []
        telling = [m for m in nearest if not generic.fullmatch(m[0])]
        payer = _payer_between(page, previous, amount.start) if nearest and not telling else ""
        payer = payer or _payer_behind(page, start, amount, following)
        word = telling[-1] if telling else nearest[-1] if nearest else after
        word = word or _subject(pattern, text, previous, floor)
        if price or payer:
            yield amount, price or payer, "sentence_price" if price else "sentence_payer"
        elif word and _of_a_thing(page, start, end, amount, word[0]):
            continue
        elif word:
            kind = codes[" ".join(word[0].lower().split())]
            yield amount, kind, "sentence" if nearest else "sentence_after"
        elif untold(page, amount):
            yield amount, "grant", "entry"
        elif kind := _beside_payer(page, amounts, amount):
            yield amount, kind, "beside_payer"


def _of_a_thing(page: PageReading, start: int, end: int, amount: PrintedAmount, word: str) -> bool:
    """Say whether a common word tells the price of a thing: "cena 2 900 Kč", "one day costs us €20,000"."""
    if not _in_figures(amount) or " ".join(word.lower().split()) not in _common_words(page.lexicon.vocabulary):
        return False
    return _digits(amount) <= PRICE_DIGITS and not page.lexicon.cue("project", "run_subject").search(
        page.text, start, end
    )


def _in_turn(before: list[re.Match[str]], previous: int, amount: PrintedAmount, after: re.Match[str]) -> bool:
    """ "800 tis. Kč dotace a 400 tis. Kč vlastní podíl": each sum has its word right behind it."""
    return bool(before) and before[0].start() - previous == 1 and after.start() - amount.end == 1


def _price(page: PageReading, start: int, amount: int) -> str:
    """ "projekt „Park“ za 3,5 mil. Kč", "a project worth CZK 5 million": the whole of it."""
    match = _FOR.search(page.text, max(start, amount - 36), amount)
    begin = match.start() if match else start
    return "total" if match and page.lexicon.cue("project").search(page.text, max(start, begin - 90), begin) else ""


def _whole(page: PageReading, start: int, amount: PrintedAmount) -> str:
    """ "Stavbu (44,2 milionu) řídil kraj", "the 2.4 million euro project": the whole of it."""
    text = page.text
    before = _WHOLE_BEFORE.search(text, max(start, amount.start - 24), amount.start)
    if before and text.startswith(")", amount.end):
        return "total"
    return "total" if _WHOLE_BEHIND.match(text, amount.end) else ""


def _subject(pattern: re.Pattern[str], text: str, previous: int, floor: int) -> re.Match[str] | None:
    """A word at the head of the sentence, before a long title: "Náklady na projekt „…“ dosáhly 6 mil. Kč"."""
    return pattern.match(text, previous) if floor - previous <= REACH else None


def _payer_between(page: PageReading, start: int, end: int) -> str:
    """Return the kind that a payer tells where only "částkou" stands: "a Hlavní město Praha částkou 360 000 Kč"."""
    if not page.lexicon.cue("share").search(page.text, *page.sentence_at(end)):
        return ""
    named = [p for p in page.phrases_within(start, end) if p.kind == "funder" and p.end <= end]
    return _kind_of_payer(page, named[-1].code) if named else ""


def _kind_of_payer(page: PageReading, code: str) -> str:
    if code == "CZ-STATE":
        return "state"
    return "eu" if any(f.code == code and f.fund for f in page.lexicon.vocabulary.funders) else "other"


def _payer_behind(page: PageReading, start: int, amount: PrintedAmount, following: int) -> str:
    """Return the kind that a payer right behind a part of the sum tells: "z toho 900 tis. Kč hradí EU"."""
    told = page.lexicon.cue("part_paid").match(page.text, amount.end + 1, following)
    if not told or not page.lexicon.cue("share").search(page.text, start, amount.start):
        return ""
    named = page.phrases_within(told.end(), told.end() + 13)
    behind = [p for p in named if p.kind == "funder" and p.end <= following]
    return _kind_of_payer(page, behind[0].code) if behind else ""


def _beside_payer(page: PageReading, amounts: list[PrintedAmount], amount: PrintedAmount) -> str:
    """ "Bezpečně na kole – přilby, 38 tisíc Kč od Nadačního fondu X": what a payer beside a sum gives to a project.

    Of three sums in a sentence the payers do not tell what each is for.
    """
    start, end = page.sentence_at(amount.start)
    first, last = (bisect_left(amounts, place, key=_start) for place in (start, end))
    if last - first > 2:
        return ""
    payer = beside_sum(page, amount)
    if payer is None:
        return ""
    shared = payer[2] and page.lexicon.cue("share").search(page.text, start, end)
    return _kind_of_payer(page, payer[2]) if shared else "grant"


def _start(amount: PrintedAmount) -> int:
    return amount.start


def _of_several(page: PageReading, start: int, end: int) -> bool:
    """Money of several projects is no project's: "celkové náklady výše uvedených projektů"."""
    return bool(page.lexicon.cue("several").search(page.text, start, min(end, start + 300)))


@lru_cache(maxsize=2)
def _counting(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = alternatives(re.escape(word) for word in sorted(vocabulary.number_words, key=len, reverse=True))
    return re.compile(_JUST_BEFORE % words, re.IGNORECASE)


def _of_counted(page: PageReading, start: int, amount: int) -> bool:
    """ "tři interní granty v celkové výši 1 120 tis. Kč", "approved 17 projects with a total support of …"."""
    counting = _counting(page.lexicon.vocabulary)
    return any(
        counting.search(page.text, max(start, found.start() - 60), found.start())
        for found in page.lexicon.cue("projects").finditer(page.text, max(start, amount - REACH), amount)
    )
