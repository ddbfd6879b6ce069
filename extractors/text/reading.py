"""A document made ready for the extractors: what may be read, its sentences, labels and known phrases."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from extractors.labelling.fact_tables import fact_tables
from extractors.labelling.labels import LabelledValue, find_labelled
from extractors.labelling.shaped_blocks import shaped
from extractors.numbers.number_columns import column_numbers
from extractors.numbers.number_search import PrintedNumber, find_numbers
from extractors.text.cue_index import index_of, note_mask
from extractors.text.heading_ranks import raised
from extractors.text.intervals import Intervals
from extractors.text.kept import forget
from extractors.text.lexicon import Lexicon, Phrase
from extractors.text.marked_names import marked_names
from extractors.text.readable import read_text, readable_blocks
from extractors.text.sentences import sentences
from schemas.document import Block, BlockKind, Document, MediaType, Page
from schemas.vocabulary import LabelPhrase, Vocabulary

if TYPE_CHECKING:
    from extractors.lists.entry_marks import Entry

MASK = "¤"
CAPITAL_HEADS = 3
"""So many headings in capitals are a page's style, and no names."""
LONG_QUOTE = 60
"""A title in quotation marks that ends in a full stop or a comma is seldom so long."""
_SET_APART = re.compile(r"[„“\"»«][^„“”\"»«\n]{1,200}[“”\"«»]|\([^()\n]{1,160}\)|\[[^\[\]\n]{1,80}\]")


def _is_speech(quoted: str) -> bool:
    """Say whether a quotation is what somebody said, and no title: long, with a mark before its end."""
    return len(quoted) > LONG_QUOTE and quoted[-2] in ",.!?" and quoted[0] not in "(["


class PageReading:
    """One page with what all extractors ask of it, each worked out once and only when asked for."""

    def __init__(self, page: Page, lexicon: Lexicon, wrapped: bool = True, plain: bool = False) -> None:
        """`wrapped`: lines may be broken for their length; in markup a line break stands where the author wants one.

        `plain`: the text marks no headings; what was taken for one has no level of its own.
        """
        self.page = page
        self.wrapped, self.plain = wrapped, plain
        readable = tuple(readable_blocks(page, lexicon))
        self.text = read_text(page.text, page.blocks, readable)
        self.lexicon = lexicon
        self.blocks, self.turned = shaped(page, self.text, readable, lexicon, wrapped)
        self._starts = [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """Return the readable block at `offset`; None in navigation or between blocks."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.blocks[index].end > offset:
            return self.blocks[index]
        return None

    def blocks_within(self, start: int, end: int) -> tuple[Block, ...]:
        """Return the readable blocks that begin at `start` or behind it, and before `end`."""
        return self.blocks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def index_of(self, block: Block) -> int:
        """Return the place of a readable block among them; a list of thousands is not looked through for it."""
        return bisect_right(self._starts, block.start) - 1

    def readable(self, offset: int) -> bool:
        """Say whether a value that starts at `offset` may be taken."""
        return self.block_at(offset) is not None

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences of the readable blocks; neither crosses a block."""
        found: list[tuple[int, int]] = []
        for block in self.blocks:
            found += sentences(self.text, block.start, block.end, self.lexicon.abbreviations)
        return found

    @cached_property
    def capital_heads(self) -> bool:
        """Whether the page sets its headings in capitals, three and most of them: such a word is no acronym then."""
        heads = [self.text[b.start : b.end] for b in self.blocks if b.kind is BlockKind.HEADING]
        capital = sum(map(str.isupper, heads))
        return capital >= CAPITAL_HEADS and capital * 2 > len(heads)

    @cached_property
    def unbroken(self) -> str:
        """The text with blanks for line breaks where a table's cells are broken for their length: the same offsets."""
        broken = bool(self.page.words) and any(block.table for block in self.blocks)
        return self.text.replace("\n", " ") if broken else self.text

    @cached_property
    def unglued(self) -> str:
        """The text with a blank for the last letter of each label that runs into its value: the same offsets.

        "Grant periodMay 2012", "Amount awardedUSD 84,990": what is printed begins at a word's beginning.
        """
        glued = [s for pair in self.labelled if (s := pair.values[0][0]) == pair.end and self.text[s - 1].isalpha()]
        parts: list[str] = []
        position = 0
        for start in sorted(set(glued)):
            parts += (self.text[position : start - 1], " ")
            position = start
        return "".join((*parts, self.text[position:])) if parts else self.text

    def lacks(self, *groups: str) -> bool:
        """Say whether the page has no word that begins a cue of one of the groups: a rule that needs one is done.

        Asked of the readable text, and true of its masked form as well; not of `unglued`, where words are cut.
        """
        bits = self.lexicon.cue(*groups).bits
        return bits != 0 and not bits & index_of(self.text, self.lexicon.beginnings).bits

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def masked(self) -> str:
        """The text with quotations and brackets blanked by `MASK`: the same offsets, and clauses run on across them."""
        masked = _SET_APART.sub(lambda match: match[0] if _is_speech(match[0]) else MASK * len(match[0]), self.text)
        note_mask(masked, self.text, MASK)
        return masked

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return the sentence that holds `offset`, or the block, or the point itself."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0 and not self.text[self.sentences[index][1] : offset + 1].strip():
            return self.sentences[index]
        block = self.block_at(offset)
        return (block.start, block.end) if block else (offset, offset)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Programmes, funders and activity words in the readable text, by start."""
        found = self.lexicon.find(self._readable_text(), self.lexicon.phrase_begins(self.text))
        return [phrase for phrase in found if self.readable(phrase.start)]

    def phrases_at(self, start: int) -> list[Phrase]:
        """Return the known phrases that begin at `start`."""
        return list(self._phrases_by_place.within(start, start + 1)[:4])

    def phrases_within(self, start: int, end: int) -> Sequence[Phrase]:
        """Return the known phrases that begin at `start` or behind it, and before `end`."""
        return self._phrases_by_place.within(start, end)

    def phrases_over(self, start: int, end: int) -> list[Phrase]:
        """Return the known phrases of which a part stands between `start` and `end`."""
        return self._phrases_by_place.over(start, end)

    @cached_property
    def _phrases_by_place(self) -> Intervals[Phrase]:
        return Intervals(self.phrases)

    def _readable_text(self) -> str:
        """Return the text with what is not read blanked out: the same offsets, fewer words to look at."""
        parts: list[str] = []
        position = 0
        for block in self.blocks:
            parts += (" " * (block.start - position), self.text[block.start : block.end])
            position = block.end
        return "".join(parts)

    @cached_property
    def labelled(self) -> list[LabelledValue]:
        """The label-value pairs of the page, by start of the label."""
        found = find_labelled(self.text, self.blocks, self.lexicon, bool(self.page.words))
        blank = self.lexicon.cue("fill_in")
        return [pair for pair in found if not (pair.values and blank.match(self.text, pair.values[0][0]))]

    def labels_within(self, start: int, end: int) -> Sequence[LabelledValue]:
        """Return the pairs whose label begins at `start` or behind it, and before `end`."""
        return self._labels_by_place.within(start, end)

    def labels_over(self, start: int, end: int) -> list[LabelledValue]:
        """Return the pairs whose label has a part between `start` and `end`."""
        return self._labels_by_place.over(start, end)

    @cached_property
    def _labels_by_place(self) -> Intervals[LabelledValue]:
        return Intervals(self.labelled)

    @cached_property
    def forms(self) -> frozenset[int]:
        """The tables that state one project, a label and its value in each row; a list has the labels in its head."""
        rows: dict[int, set[int]] = {}
        for pair in self.labelled:
            block = self.block_at(pair.start)
            if block and block.table and block.column == 1 and block.end <= pair.values[0][0]:
                rows.setdefault(block.table, set()).add(block.row)
        return frozenset(table for table, labels in rows.items() if len(labels) >= 2)

    @cached_property
    def lists(self) -> frozenset[int]:
        """The tables that list things, one a row: cells have heads above them, or stand three in a row or more."""
        heads = [b for b in self.blocks if b.label and (head := self.block_at(b.label[0])) and head.row < b.row]
        wide = {(b.table, b.row) for b in self.blocks if b.table and not b.label and b.column >= 3}
        rows = Counter(table for table, _ in {(b.table, b.row) for b in heads} | wide)
        found = (table for table, count in rows.items() if count >= 2 and table not in self.forms)
        return frozenset(found) - self.fact_tables

    @cached_property
    def fact_tables(self) -> frozenset[int]:
        """The tables that tell the facts of one project, in a row under labels or a sum in each row."""
        return fact_tables(self.text, self.blocks, self.lexicon)

    def labels_of(self, block: Block) -> tuple[LabelPhrase, ...]:
        """Return what the vocabulary knows of the label that a cell or definition stands under."""
        return self.lexicon.label_entries(self.text[slice(*block.label)]) if block.label else ()

    @cached_property
    def entries(self) -> list[Entry]:
        """The stretches of the page that are about one project each, beside others like them, by start."""
        from extractors.lists.entries import find_entries  # the two modules need each other

        return find_entries(self)

    def entry_at(self, offset: int) -> Entry | None:
        """Return the entry that holds `offset`."""
        index = bisect_right(self._entry_starts, offset) - 1
        return self.entries[index] if index >= 0 and self.entries[index].end > offset else None

    def entries_within(self, start: int, end: int) -> list[Entry]:
        """Return the entries that begin at `start` or behind it, and before `end`."""
        starts = self._entry_starts
        return self.entries[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _entry_starts(self) -> list[int]:
        return [entry.start for entry in self.entries]

    @cached_property
    def numbers(self) -> list[PrintedNumber]:
        """The registration numbers of the readable text, in order."""
        found = find_numbers(self.text, self.labelled, self.sentences, self.lexicon)
        found += column_numbers(self.text, self.blocks, self.lists, found)
        return sorted((number for number in found if self.readable(number.start)), key=lambda number: number.start)

    def numbers_within(self, start: int, end: int) -> Sequence[PrintedNumber]:
        """Return the numbers that begin at `start` or behind it, and before `end`."""
        return self._numbers_by_place.within(start, end)

    def numbers_over(self, start: int, end: int) -> list[PrintedNumber]:
        """Return the numbers of which a part stands between `start` and `end`."""
        return self._numbers_by_place.over(start, end)

    @cached_property
    def _numbers_by_place(self) -> Intervals[PrintedNumber]:
        return Intervals(self.numbers)

    @cached_property
    def emphasis(self) -> list[tuple[int, int]]:
        """What is set in bold or italics and may be a name."""
        return marked_names(self)

    @cached_property
    def financed_work(self) -> bool:
        """Say whether a sentence on a contract or a building, and on no project, names what pays for it."""
        work, paid, project = (self.lexicon.cue(group) for group in ("work", "payer_after", "project_noun"))
        return any(
            work.search(self.text, *span) and paid.search(self.text, *span) and not project.search(self.text, *span)
            for span in {self.sentence_at(phrase.start) for phrase in self.phrases if phrase.sure}
        )

    @cached_property
    def is_list(self) -> bool:
        """Say whether the page's title is that of a list: "Projekty | City of X", not "Seven projects join forces"."""
        return any(b.names_page and self._names_list(self.text[b.start : b.end]) for b in self.blocks)

    def _names_list(self, title: str) -> bool:
        name = re.split(r"\s[|–—-]\s", title)[0]
        return len(name.split()) <= 4 and bool(self.lexicon.cue("project_heading").search(name))

    def announces(self, heading: Block) -> bool:
        """Say whether a heading names projects with one of its first words: "5. Projekty z EU", "Přehled projektů"."""
        words = self.text[heading.start : heading.end]
        match = self.lexicon.cue("project_heading").search(words)
        return match is not None and len(words) <= 80 and len(words[: match.start()].split()) <= 2

    def rank(self, block: Block) -> int:
        """Return the level of a heading; in plain text those that announce projects stand over the others."""
        return 1 if block.start in self._raised else block.level

    @cached_property
    def _raised(self) -> frozenset[int]:
        return raised(self.blocks, self.announces) if self.plain else frozenset()

    def under_project_heading(self, block: Block) -> bool:
        """Say whether the page, or a heading above the block, of its section or a wider one, announces projects."""
        index = bisect_right(self._heading_starts, block.start) - 1
        if index >= 0 and self._headings[index] is block:
            index -= 1
        return self._under_project[index] if index >= 0 else self.is_list

    @cached_property
    def announces_projects(self) -> bool:
        """Say whether the page's title or a heading of it announces projects."""
        return any(self._under_project) or self.is_list

    @cached_property
    def _headings(self) -> list[Block]:
        return [block for block in self.blocks if block.kind is BlockKind.HEADING]

    @cached_property
    def headings(self) -> frozenset[str]:
        """What the headings of the page say, without marks round it."""
        return frozenset(self.text[h.start : h.end].strip(' „“"»«:') for h in self._headings)

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [heading.start for heading in self._headings]

    @cached_property
    def _under_project(self) -> list[bool]:
        """For each heading whether it, or one above it, announces projects."""
        found: list[bool] = []
        above: list[tuple[int, bool]] = []
        for heading in self._headings:
            while above and above[-1][0] >= self.rank(heading):
                above.pop()
            found.append(self.announces(heading) or (above[-1][1] if above else self.is_list))
            above.append((self.rank(heading), found[-1]))
        return found

    def heading_before(self, offset: int) -> Block | None:
        """Return the nearest heading that ends at or before `offset`."""
        index = bisect_right(self._heading_starts, offset) - 1
        if index >= 0 and self._headings[index].end > offset:
            index -= 1
        return self._headings[index] if index >= 0 else None


class Reading:
    """The document, its language and its pages, with the vocabulary that reads it."""

    _last: ClassVar[Reading | None] = None

    def __init__(self, document: Document, language: str | None, vocabulary: Vocabulary) -> None:
        self.document = document
        self.language = language
        self.vocabulary = vocabulary
        self.lexicon = Lexicon.of(vocabulary)
        wrapped = document.media_type not in (MediaType.HTML, MediaType.PRESS)
        plain = document.media_type is MediaType.TEXT
        self.pages = [PageReading(page, self.lexicon, wrapped, plain) for page in document.pages]

    @classmethod
    def of(cls, document: Document, language: str | None, vocabulary: Vocabulary) -> Reading:
        """Return the reading of the document; the last one is kept, since several stages ask for it in turn."""
        if cls._last is None or cls._last.document is not document or cls._last.vocabulary is not vocabulary:
            forget()
            cls._last = cls(document, language, vocabulary)
        return cls._last
