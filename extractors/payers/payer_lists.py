"""Lists of those who pay: below a label of support, line by line with sums, or behind a sentence that ends in a colon.

"Financial support:" over "Ministry of X"; "Výše příspěvku: Úřad vlády 40 000 Kč / Ministerstvo X 10 000 Kč"; "These
organisations support the project:" over a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.bodies.addresses import cut_place
from extractors.bodies.list_items import is_plain_name, is_sentence
from extractors.bodies.name_ends import cut_tail
from extractors.bodies.names import has_organisation_word, trim
from extractors.labelling.labels import LabelledValue
from extractors.money.amount_grammar import find_amounts
from extractors.payers.payer_givers import Giver
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

MOST, LONGEST = 12, 110
"""A list of payers has at most so many blocks; a name so many code points."""
_NOT_OF_OTHERS = ("total", "own", "requested")
_DIGIT = re.compile(r"\d")


def payers_listed(page: PageReading) -> Iterator[Giver]:
    """Yield the payers of all such lists."""
    labels = [p for p in page.labelled if p.entry.field in ("funding", "funders") and p.form in ("colon", "below")]
    for pair in labels:
        if pair.entry.code not in _NOT_OF_OTHERS:
            yield from _lines_with_sums(page, pair)
            yield from _below_label(page, pair)
    for cue in page.lexicon.cue("supporters_follow").finditer(page.text):
        block = page.block_at(cue.start()) if page.readable(cue.start()) else None
        if block and page.text.endswith(":", block.start, block.end):
            first, last = page.sentence_at(block.end - 1)
            if first <= cue.start() < last:
                yield from _bodies(page, _behind(page, block, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH))


def _lines_with_sums(page: PageReading, pair: LabelledValue) -> Iterator[Giver]:
    """ "Úřad vlády 40 000 Kč" over "Ministerstvo X 10 000 Kč": the name before the sum of each line."""
    for start, end in pair.values if len(pair.values) > 1 and not page.page.words else ():
        amount = next(find_amounts(page.text, page.lexicon.vocabulary, start, end), None)
        if amount and amount.start > start:
            for begin, stop, code in _named(page, start, amount.start):
                if code or page.lexicon.cue("payer_title").search(page.text, begin, stop):
                    yield begin, stop, code


def _below_label(page: PageReading, pair: LabelledValue) -> Iterator[Giver]:
    """ "Financial support:" over paragraphs that name one body each, up to the next label."""
    block = page.block_at(pair.start)
    if block and block.kind is BlockKind.PARAGRAPH and page.text.endswith(":", pair.start, block.end):
        yield from _bodies(page, _behind(page, block, BlockKind.PARAGRAPH))


def _behind(page: PageReading, head: Block, *kinds: BlockKind) -> Iterator[Block]:
    """The blocks of one kind behind a head, up to the next label, section or part of the page."""
    index = page.index_of(head)
    kind: BlockKind | None = None
    for block in islice(page.blocks, index + 1, index + 1 + MOST):
        words = page.text[block.start : block.end]
        kind = kind or block.kind
        if block.kind is not kind or kind not in kinds or block.region is not head.region or words[-1:] == ":":
            return
        if label_key(words) in page.lexicon.labels:
            return
        yield block


def _bodies(page: PageReading, blocks: Iterator[Block]) -> Iterator[Giver]:
    for block in blocks:
        if not _DIGIT.search(page.text, block.start, block.end) and not is_sentence(page, block.start, block.end):
            yield from _named(page, block.start, block.end)


def _named(page: PageReading, start: int, end: int) -> Iterator[Giver]:
    """A known payer that is all of the words, or a body with a name of more than one word."""
    lexicon = page.lexicon
    start, end = trim(page.text, start, cut_place(page.text, start, cut_tail(page.text, start, end, lexicon), lexicon))
    words = page.text[start:end]
    if not words or end - start > LONGEST or "\n" in words or not is_plain_name(page, start, end):
        return
    known = next((p for p in page.phrases_at(start) if p.kind == "funder" and p.end == end), None)
    if known:
        yield start, end, known.code
    elif " " in words and words[0].isupper() and has_organisation_word(words, lexicon):
        yield start, end, ""
