"""An entry of a list, and what tells of a project in it: numbers, payers, amounts, years; each looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from extractors.dates.date_grammar import PrintedRange, find_dates, find_ranges, grammar
from extractors.money.amount_grammar import find_amounts
from extractors.text.reading import PageReading

LONGEST_LINE = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of text about one project. `title` is the span of its title, if it shows one beside facts."""

    start: int
    end: int
    title: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the page prints what tells of a project, by start."""

    numbers: list[int]
    payers: list[int]
    amounts: list[int]
    years: list[int]
    is_announced: bool = False
    """A heading says that here are projects: less is then enough."""
    is_prose: bool = False
    is_continued: bool = False
    """Other runs of the page are like this one: as few as there are will do."""
    sentences: tuple[tuple[int, int], ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()
    short: tuple[tuple[int, int], ...] = ()
    """Blocks of a line, as cards have them."""

    @property
    def announced(self) -> Marks:
        """The marks as they count under a heading that announces projects."""
        return replace(self, is_announced=True)

    @property
    def of_prose(self) -> Marks:
        """The marks as they count in sections of prose: payer and sum of two sentences prove nothing."""
        return replace(self, is_prose=True)

    @property
    def fewest(self) -> int:
        """How many entries must state facts where none shows a number."""
        return 1 if self.is_continued else 2 if self.is_announced else 3

    def proof(self, start: int, end: int) -> str:
        """Return "number", "facts" or nothing for the stretch."""
        if _within(self.numbers, start, end):
            return "number"
        payer, amount = _within(self.payers, start, end), _within(self.amounts, start, end)
        dated = (payer or amount) and _within(self.years, start, end)
        dated = dated and (self.is_announced or not self.is_prose or self._in_block(start, end))
        beside = payer and amount and (self.is_announced or not self.is_prose or self._in_sentence(start, end))
        return "facts" if dated or beside else ""

    def _in_block(self, start: int, end: int) -> bool:
        """Say whether a block of the stretch prints a year beside a payer or amount, or short ones both."""
        told = [
            (
                _within(self.years, *span),
                _within(self.payers, *span) or _within(self.amounts, *span),
                span[1] - span[0] <= LONGEST_LINE,
            )
            for span in _spans(self.blocks, start, end)
        ]
        cards = any(year and short for year, _, short in told) and any(paid and short for _, paid, short in told)
        return cards or any(year and paid for year, paid, _ in told)

    def _in_sentence(self, start: int, end: int) -> bool:
        """Say whether a sentence of the stretch prints a payer and an amount, or short blocks of it print both."""
        spans = _spans(self.sentences, start, end)
        short = [(_within(self.payers, *span), _within(self.amounts, *span)) for span in _spans(self.short, start, end)]
        told = any(_within(self.payers, *span) and _within(self.amounts, *span) for span in spans)
        return told or (any(payer for payer, _ in short) and any(amount for _, amount in short))

    def any(self, start: int, end: int) -> bool:
        """Say whether one mark of any kind stands in the stretch."""
        return any(_within(places, start, end) for places in (self.numbers, self.payers, self.amounts, self.years))


def _spans(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]


def _within(places: list[int], start: int, end: int) -> bool:
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


def find_marks(page: PageReading) -> Marks:
    """Return the marks of the page. A single day is that of an event, and no mark; nor are the years of a programme."""
    text, rules = page.text, grammar(page.lexicon.vocabulary.months)
    ranges = list(find_ranges(text, rules))
    periods = {place for r in ranges if of_programme(page, r) for place in (r.first.start, r.last.start)}
    dates = [d.start for d in find_dates(text, rules) if not d.day] + [r.first.start for r in ranges]
    years = [start for start in dates if start not in periods]
    payers = [p.start for p in page.phrases if p.sure and p.kind in ("programme", "funder")]
    payers += [match.start() for match in page.lexicon.cue("payer_after").finditer(text)]
    found = (amount.start for amount in find_amounts(text, page.lexicon.vocabulary))
    amounts = [start for start in found if not _is_bounded(page, start)]
    return Marks(
        sorted(n.start for n in page.numbers),
        sorted(payers),
        sorted(amounts),
        sorted(years),
        sentences=tuple(page.sentences),
        blocks=tuple((b.start, b.end) for b in page.blocks),
        short=tuple((b.start, b.end) for b in page.blocks if b.end - b.start <= LONGEST_LINE),
    )


def of_programme(page: PageReading, found: PrintedRange) -> bool:
    """Say whether a range is the bare years of a period of programmes: "2014–2020"."""
    return not found.first.month and (found.first.year, found.last.year) in page.lexicon.programme_years


def _is_bounded(page: PageReading, start: int) -> bool:
    """Say whether a sum is what may be asked for at most or least: "až 500 000 Kč"."""
    near = max(0, start - 24)
    return any(
        not page.text[m.end() : start].strip(" :.")
        for m in page.lexicon.cue("sum_bound").finditer(page.text, near, start)
    )
