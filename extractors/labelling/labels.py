"""Label and value, however the page sets them: "Label: value", two cells, a heading and what follows, a definition.

Knows the label words from the vocabulary and nothing of the fields; the extractors read the values.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import partial

from extractors.labelling.label_gaps import find_gaps
from extractors.labelling.label_rows import find_rows
from extractors.labelling.label_runs import find_runs
from extractors.labelling.label_support import supported
from extractors.labelling.label_values import (
    MAX_FOLLOWING,
    lines_on,
    trim_value,
    value_lines,
    values_after,
    values_below,
)
from extractors.labelling.label_words import (
    COLON,
    LONGEST_LABEL,
    WORD,
    end_of_time,
    entries_at_end,
    entries_of,
    is_label_line,
    labels_before,
    opens_sentence,
    tells_time,
)
from extractors.text.letters import SMALL
from extractors.text.lexicon import Lexicon, label_key
from extractors.text.lines import line_end
from extractors.text.windows import places_of
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

# A label goes on with these words, or ends in a colon that another rule reads.
_GOES_ON = rf"(?:[{SMALL}]{{2,20}}\s){{0,2}}[{SMALL}]{{2,20}}\s?:\s"
_RUNS_ON = re.compile(rf"[:：]|(?i:projektu|of (?:the|this) project|project|is|are|was|were|je|jsou)\b|{_GOES_ON}")
_PIPED = re.compile(r"(?<![^\n])(?P<label>[^|\n]{3,60})\|[ \t]{0,4}(?=\n(?P<value>[^|\n]{2,300}\|?)[ \t]{0,4}(?:\n|$))")
_NO_WORDS = re.compile(r"[ \u00a0\t\n•*\-–—_|>#·0-9.)(]*")
_LEAD = re.compile(r"[\s:*_\-–—.•|()\[\]#>]*(?:the\s+)?(?:our\s+)?", re.IGNORECASE)
"""What `label_key` leaves out before a label."""
_TIMES = ("start", "end", "period")
_FIGURE, _FIGURES = re.compile(r"\d{2}"), ("start", "end", "period", "funding")


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label and the stretches it names, one per line, cell or list item.

    `form`: `colon` (on one line), `cell`, `below` (a heading or a line of its own), `key` (front matter), `open`
    (the value follows the label with nothing between).
    """

    entry: LabelPhrase
    start: int
    end: int
    values: tuple[tuple[int, int], ...]
    form: str


def find_labelled(text: str, blocks: tuple[Block, ...], lexicon: Lexicon, wrapped: bool = False) -> list[LabelledValue]:
    """Return the pairs of a page by start of the label; one label may serve several fields.

    `wrapped`: lines in a table's cell are broken for their length, as in PDF, and make one value.
    """
    runs = find_runs(text, blocks, lexicon)
    gaps = find_gaps(text, blocks, partial(entries_of, lexicon=lexicon))
    rows = list(find_rows(text, blocks, partial(entries_of, lexicon=lexicon)))
    found = [
        *_colons(text, blocks, lexicon),
        *_blocks(text, blocks, lexicon, wrapped),
        *_prefixes(text, blocks, lexicon),
        *_piped(text, blocks, lexicon),
        *(LabelledValue(entry, start, end, (value,), "run") for entry, start, end, value in runs),
        *(LabelledValue(*gap[:3], gap[3:], "cell") for gap in gaps),
    ]
    if rows:
        found = [item for item in found if not any(first <= item.start < last for (first, last), _ in rows)]
        found += [LabelledValue(*pair[:3], pair[3:], "cell") for _, pairs in rows for pair in pairs]
    best: dict[tuple[tuple[int, int], str, str], LabelledValue] = {}
    for item in found:
        if item.values:
            best.setdefault((item.values[0], item.entry.field, item.entry.code), item)
    ordered = sorted(best.values(), key=lambda item: (item.start, item.end))
    return [item for item, sure in zip(ordered, supported(ordered, text, lexicon), strict=True) if sure]


def _colons(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> Iterator[LabelledValue]:
    """Labels before a colon: at the head of a line, or anywhere if they are more than one common word."""
    for index, block in enumerate(blocks):
        line = seen = stop = block.start
        timed = -1
        for colon in COLON.finditer(text, block.start, block.end):
            line = max(text.rfind("\n", seen, colon.start()) + 1, line)
            seen = colon.start()
            if stop < colon.end():
                stop = line_end(text, colon.end(), block.end)
            first, bare = _over_remark(text, block.start, line, colon.start())
            for start, entries in labels_before(text, first, bare, lexicon):
                head = _NO_WORDS.fullmatch(text, first, start) is not None
                dash = text[colon.start()] not in ":："
                paired = timed == line  # "Start: May 2022. End: April 2024."
                told = not head and opens_sentence(text, first, start) and tells_time(text, colon.end(), stop)
                usable = [
                    e
                    for e in entries
                    if (head or not e.weak or (paired and e.field == "end") or (told and e.field in _TIMES))
                    and not (dash and (e.weak or not head))
                ]
                if usable:
                    timed = line if any(e.field == "start" for e in usable) else timed
                    last = end_of_time(text, colon.end(), stop) if told else stop
                    values = tuple(values_after(text, blocks, index, (colon.end(), last), lexicon))
                    yield from (LabelledValue(e, start, colon.start(), values, "colon") for e in usable)
                    break


def _over_remark(text: str, floor: int, line: int, colon: int) -> tuple[int, int]:
    """Return the line and the end of a label: those over a remark in brackets that is all of the colon's own line."""
    if line <= floor or text[line] != "(" or text[colon - 1] != ")":
        return line, colon
    return max(text.rfind("\n", max(floor, line - LONGEST_LABEL), line - 1) + 1, floor), line - 1


def _blocks(text: str, blocks: tuple[Block, ...], lexicon: Lexicon, wrapped: bool) -> Iterator[LabelledValue]:
    """Labels that are a whole cell, term, heading, short paragraph or front matter key."""
    heads = _unmarked_heads(text, blocks, lexicon)
    labels = {block.label for block in blocks}
    for index, block in enumerate(blocks):
        head = heads.get((block.table, block.column))
        if head and block.table and block.start > head[1]:
            for entry in entries_of(text[head[0] : head[1]], lexicon):
                yield LabelledValue(entry, *head, ((block.start, block.end),), "cell")
        if block.label:
            for entry in entries_of(text[block.label[0] : block.label[1]], lexicon):
                whole = wrapped and block.kind is BlockKind.TABLE_CELL
                values = ((block.start, block.end),) if whole else tuple(value_lines(text, block.start, block.end))
                yield LabelledValue(entry, *block.label, values, "cell")
        if block.key and block.kind is BlockKind.FRONT_MATTER:
            for entry in lexicon.key_entries(block.key):
                yield LabelledValue(entry, block.start, block.end, ((block.start, block.end),), "key")
        elif line_end(text, block.start, block.end) - block.start < 80 and _may_stand(blocks, index, labels):
            yield from _standing(text, blocks, index, lexicon)


def _unmarked_heads(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the heads of tables that mark none: a first row of which two cells and more than half are labels."""
    rows: dict[int, list[Block]] = {}
    marked = {block.table for block in blocks if block.label}
    for block in blocks:
        if block.table and block.table not in marked and block.row == 1:
            rows.setdefault(block.table, []).append(block)
    heads: dict[tuple[int, int], tuple[int, int]] = {}
    for table, cells in rows.items():
        known = [cell for cell in cells if entries_of(text[cell.start : cell.end], lexicon)]
        if len(cells) >= 3 and len(known) >= 2 and len(known) * 2 > len(cells):
            heads |= {(table, cell.column): (cell.start, cell.end) for cell in known}
    return heads


def _may_stand(blocks: tuple[Block, ...], index: int, labels: Container[tuple[int, int] | None]) -> bool:
    """A cell or term that the next block names as its label is read with that block."""
    block = blocks[index]
    if block.kind in (BlockKind.META, BlockKind.FRONT_MATTER) or block.label:
        return False
    span = (block.start, block.end)
    return span not in labels or not any(other.label == span for other in blocks[index + 1 : index + 40])


def _standing(text: str, blocks: tuple[Block, ...], index: int, lexicon: Lexicon) -> Iterator[LabelledValue]:
    """A block, or the first line of one, that is a label and nothing else."""
    block = blocks[index]
    stop = line_end(text, block.start, block.end)
    words = text[block.start : stop].rstrip(" |")  # "Příjemce |": a column's mark, the value stands below
    entries = entries_of(words, lexicon) or entries_at_end(words, block, lexicon)
    if not entries:
        return
    if block.kind is BlockKind.TABLE_CELL:
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after and entries_of(text[after.start : after.end], lexicon):
            return  # a row of column heads: its cells label what stands below them
        values = (
            tuple(value_lines(text, after.start, after.end))
            if after and after.row == block.row and after.table == block.table
            else ()
        )
        form = "cell"
    else:
        below = lines_on(text, block, stop, lexicon) if stop < block.end else values_below(text, blocks, index, lexicon)
        values, form = tuple(below), "below"
    for entry in entries:
        told = entry.field in _FIGURES and values and _FIGURE.search(text, values[0][0], min(values[0]) + 40)
        if not entry.weak or told or block.kind in (BlockKind.HEADING, BlockKind.TERM, BlockKind.TABLE_CELL):
            yield LabelledValue(entry, block.start, stop, values, form)


def _piped(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> Iterator[LabelledValue]:
    """ "Příjemce |" over "Divadlo X |" within a block: a row of a table whose cells were broken into lines."""
    for block in blocks:
        if text.find("|\n", block.start, block.end) < 0:
            continue
        for row in _PIPED.finditer(text, block.start, block.end):
            for entry in entries_of(row["label"].strip(), lexicon):
                value = trim_value(text, *row.span("value"))
                if value and not entry.weak and not is_label_line(text, value, lexicon):
                    yield LabelledValue(entry, row.start("label"), row.end("label"), (value,), "cell")


def _prefixes(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> Iterator[LabelledValue]:
    """Labels at the head of a line with the value right after: "Registrační číslo projektu CZ.1.07/…"."""
    for start, stop in _lines_begun(text, blocks, lexicon):
        head = label_key(text[start : min(stop, start + LONGEST_LABEL)])[:4]
        if head not in lexicon.long_label_heads:
            continue
        words = list(WORD.finditer(text, start, min(stop, start + LONGEST_LABEL)))[: lexicon.longest_label]
        marks = sum(not word[0].isalnum() for word in words)
        for count in range(min(len(words), lexicon.long_label_heads[head] + marks), 1, -1):
            end = words[count - 1].end()
            key = label_key(text[start:end])
            entries = [e for e in lexicon.labels.get(key, ()) if " " in key and not e.weak]
            value = trim_value(text, end, stop) if entries else None
            if entries and value and not _RUNS_ON.match(text, value[0]):
                yield from (LabelledValue(e, start, end, (value,), "open") for e in entries)
                break


def _lines_begun(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the first lines of each block that may begin with a label of several words: its first one stands there.

    A word of the text may have marks at its head that the label has not: "_Doba trvání_".
    """
    begins = lexicon.cue("labels.first").begins(text, 0, len(text))
    heads = [place for place in begins if text[place - 1] != " " or not text[place - 2].isalnum() or place < 2]
    articles = [place for place in begins if text[place - 4 : place].lower() in ("the ", "our ")]
    starts = [block.start for block in blocks]
    within = [start for start in starts if text[start - 1 : start] != "\n"]  # "**Příjemce** Doba trvání"
    seen = -1
    for place in sorted({*heads, *articles, *within, *places_of(text, "_")}):
        index = bisect_right(starts, place) - 1
        if place <= seen or index < 0 or place >= blocks[index].end:
            continue
        block = blocks[index]
        line = max(text.rfind("\n", 0, place) + 1, block.start)
        if _LEAD.fullmatch(text, line, place) and block.kind not in (BlockKind.META, BlockKind.FRONT_MATTER):
            seen = line_end(text, place, block.end)
            own = trim_value(text, line, seen)
            if own and text.count("\n", block.start, line) < MAX_FOLLOWING:
                yield own
