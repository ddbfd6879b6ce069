"""Label and value, however the page sets them: "Label: value", two cells, a heading and what follows, a definition.

Knows the label words from the vocabulary and nothing of the fields; the extractors read the values.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from extractors.labelling.label_gaps import find_gaps
from extractors.labelling.label_runs import find_runs
from extractors.labelling.label_support import supported
from extractors.text.kept import kept
from extractors.text.lexicon import Lexicon, label_key
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

# A colon that is none of a time or an address; behind a label at the head of a line a dash will do.
_REMARK = re.compile(r"[ \u00a0]{0,2}(?:\([^()\n]{0,40}\)|\*{1,2})$")
_COLON = re.compile(r"[:： \u00a0](?:(?<=[:：])(?!//|\\\\)(?!\d\d\b)|(?<=\w[ \u00a0])[–—-](?=[ \u00a0]))")
_BRACKET = re.compile(r"\s{0,2}(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\])\s{0,2}$")
_WORD = re.compile(r"[^\s\t:;,|•]+")
# A label goes on with these words, or ends in a colon that another rule reads.
_GOES_ON = r"(?:[a-zá-ž]{2,20}\s){0,2}[a-zá-ž]{2,20}\s?:\s"
_RUNS_ON = re.compile(rf"[:：]|(?i:projektu|of (?:the|this) project|project|is|are|was|were|je|jsou)\b|{_GOES_ON}")
# A line "Version: 1.0" has a label of its own, known or not.
_NAMED_LINE = re.compile(r"[^\W\d_][^:\n.,;]{1,36}:[ \t]")
# The first four letters of a line that `label_key` leaves as they stand, but for their case.
_PLAIN_HEAD = re.compile(r"(?!the |our )[^\W_](?:[^\W_]| (?=[^\W_])){3}", re.IGNORECASE)
_NO_WORDS = re.compile(r"[ \u00a0\t\n•*\-–—_|>#·0-9.)(]*")
_FIGURE, _FIGURES = re.compile(r"\d{2}"), ("start", "end", "period", "funding")
_MANY = ("partners", "funders", "target_groups")
SHORT = 120
"""Paragraphs below a heading are a list while none is longer."""
_KNOWN_LENGTH = 120
"""Longer words are hardly a label, and are not kept."""
MAX_FOLLOWING = 12
"""A label without a value on its line names at most so many lines or list items after it."""


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
    gaps = find_gaps(text, blocks, partial(_entries, lexicon=lexicon))
    found = [
        *_colons(text, blocks, lexicon),
        *_blocks(text, blocks, lexicon, wrapped),
        *_prefixes(text, blocks, lexicon),
        *(LabelledValue(entry, start, end, (value,), "run") for entry, start, end, value in runs),
        *(LabelledValue(*gap[:3], gap[3:], "cell") for gap in gaps),
    ]
    best: dict[tuple[tuple[int, int], str, str], LabelledValue] = {}
    for item in found:
        if item.values:
            best.setdefault((item.values[0], item.entry.field, item.entry.code), item)
    ordered = sorted(best.values(), key=lambda item: (item.start, item.end))
    return [item for item, sure in zip(ordered, supported(ordered, text, lexicon), strict=True) if sure]


def _entries(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """The entries of a label, with or without its unit: "Výše dotace (v tis. Kč)"."""
    return _entries_of(words, lexicon) if len(words) <= _KNOWN_LENGTH else _entries_of_long(words, lexicon)


@lru_cache(maxsize=8192)
def _entries_of(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """As `_entries`; the pages of an archive have the same labels, and so these answers are kept from page to page."""
    return _entries_of_any(words, lexicon)


@kept
def _entries_of_long(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    return _entries_of_any(words, lexicon)


def _entries_of_any(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    found = lexicon.label_entries(words)
    if found or len(words) > 90:
        return found
    if "/" in words or "|" in words:  # "Nositel projektu / Projektträger": one label in two languages
        parts = [lexicon.labels.get(label_key(part), ()) for part in re.split(r"[/|]", words)]
        known = {entry.field for part in parts for entry in part} - {"contacts"}
        if len(known) == 1 and all(parts):
            return next(part for part in parts if known & {entry.field for entry in part})
    bare = _without_unit(words, lexicon)
    return lexicon.labels.get(label_key(bare), ()) if bare else ()


def _without_unit(words: str, lexicon: Lexicon) -> str:
    """Return a label without the bracket or the unit at its end; nothing where it has none."""
    bracket = _BRACKET.search(words) if words.rstrip().endswith((")", "]")) else None
    if bracket:
        return words[: bracket.start()]
    parts = words.split()
    if len(parts) < 2 or parts[-1] not in lexicon.vocabulary.currencies:
        return ""
    parts.pop()
    while parts and (parts[-1].lower() in lexicon.vocabulary.scales or parts[-1].lower() in lexicon.small_words):
        parts.pop()
    return " ".join(parts)


def _colons(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> Iterator[LabelledValue]:
    """Labels before a colon: at the head of a line, or anywhere if they are more than one common word."""
    for index, block in enumerate(blocks):
        line = seen = stop = block.start
        timed = -1
        for colon in _COLON.finditer(text, block.start, block.end):
            line = max(text.rfind("\n", seen, colon.start()) + 1, line)
            seen = colon.start()
            if stop < colon.end():
                stop = _line_end(text, colon.end(), block.end)
            for start, entries in _suffixes(text, line, colon.start(), lexicon):
                head = _NO_WORDS.fullmatch(text, line, start) is not None
                dash = text[colon.start()] not in ":："
                paired = timed == line  # "Start: May 2022. End: April 2024."
                usable = [
                    e
                    for e in entries
                    if (head or not e.weak or (paired and e.field == "end")) and not (dash and (e.weak or not head))
                ]
                if usable:
                    timed = line if any(e.field == "start" for e in usable) else timed
                    values = tuple(_after_colon(text, blocks, index, (colon.end(), stop), lexicon))
                    yield from (LabelledValue(e, start, colon.start(), values, "colon") for e in usable)
                    break


def _suffixes(text: str, line: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, tuple[LabelPhrase, ...]]]:
    """Yield the label candidates that end at the colon, the longest first."""
    bare = end
    if text[end - 1] in ")*" and (match := _REMARK.search(text, max(line, end - 45), end)):
        bare = match.start()
    segment = max(line, bare - 90)
    for mark in (";", "|", "\t", "•"):
        segment = max(segment, text.rfind(mark, segment, bare) + 1)
    words = list(_WORD.finditer(text, segment, bare))[-lexicon.longest_label :]
    for word in words:
        begin = word.start()
        while begin < bare and text[begin] in '(*_„“"[':
            begin += 1
        entries = _entries(text[begin:bare], lexicon)
        if entries:
            yield begin, entries


def _line_end(text: str, start: int, limit: int) -> int:
    stop = text.find("\n", start, limit)
    return limit if stop < 0 else stop


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \u00a0\t\n*_•|":
        start += 1
    while end > start and text[end - 1] in " \u00a0\t\n*_|":
        end -= 1
    return (start, end) if start < end else None


def _after_colon(
    text: str, blocks: tuple[Block, ...], index: int, rest: tuple[int, int], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Yield the rest of the line; where that is empty, the lines, cells or list items below."""
    block = blocks[index]
    value = _trim(text, *rest)
    if value:
        stop = _next_label(text, value[0], value[1], lexicon)
        trimmed = _trim(text, value[0], stop)
        if trimmed:
            yield trimmed
        if stop == value[1]:
            yield from _continued(text, block, value[1], lexicon)
        return
    lines = list(_continued(text, block, rest[0], lexicon))
    yield from lines or _below(text, blocks, index, lexicon)


def _continued(text: str, block: Block, start: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the further lines of the block up to a blank line or the next label."""
    position = start
    for _ in range(MAX_FOLLOWING):
        if position >= block.end or not text.startswith("\n", position):
            return
        stop = _line_end(text, position + 1, block.end)
        line = _trim(text, position + 1, stop)
        if not line or _is_label_line(text, line, lexicon):
            return
        yield line
        position = stop


def _next_label(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the next label on the same line begins, or `end`."""
    for colon in _COLON.finditer(text, start, end):
        for begin, entries in _suffixes(text, start, colon.start(), lexicon):
            if begin > start and any(not entry.weak for entry in entries):
                return begin
    return end


def _is_label_line(text: str, line: tuple[int, int], lexicon: Lexicon) -> bool:
    start, end = line
    if _NAMED_LINE.match(text, start, end):
        return True
    colon = _COLON.search(text, start, min(end, start + 90))
    if colon and next(_suffixes(text, start, colon.start(), lexicon), None):
        return True
    return end - start < 70 and bool(_entries(text[start:end], lexicon))


def _below(text: str, blocks: tuple[Block, ...], index: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the lines of the blocks after a label: one paragraph, or all items of a list, or a cell."""
    label = blocks[index]
    many = any(
        e.field in _MANY
        for e in (
            *_entries(text[label.start : label.end], lexicon),
            *_last_words(text[label.start : label.end], label, lexicon),
        )
    )
    kind: BlockKind | None = None
    count = 0
    for block in blocks[index + 1 : index + 1 + MAX_FOLLOWING * 2]:
        if block.kind in (BlockKind.FRONT_MATTER, BlockKind.META):
            return
        nested = block.kind is BlockKind.HEADING and label.kind is BlockKind.HEADING and block.level > label.level
        if nested and label_key(text[block.start : block.end]) in lexicon.countries:
            continue  # partners stand below the names of their countries
        if kind is BlockKind.HEADING and not nested and block.kind is not BlockKind.HEADING:
            continue  # what stands under each nested heading: an address, a link
        if (block.kind is BlockKind.HEADING and not nested) or (kind and block.kind is not kind):
            return
        if block.table != label.table and (block.table == 0 or label.table != 0):
            return
        if block.table and not label.table and kind is None:
            yield from _first_names(text, blocks, block, lexicon)
            return
        line = _trim(text, block.start, block.end)
        if not line or _is_label_line(text, (line[0], _line_end(text, *line)), lexicon):
            return
        kind = block.kind
        yield from _lines(text, *line)
        count += 1
        listed = (
            many
            and label.kind is BlockKind.HEADING
            and block.end - block.start <= SHORT
            and text[block.end - 1] not in ".:"
        )
        if count >= MAX_FOLLOWING or kind is BlockKind.TABLE_CELL or (kind is BlockKind.PARAGRAPH and not listed):
            return


def _first_names(text: str, blocks: tuple[Block, ...], first: Block, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the first cell with words of each row of a table below a label; a row of heads labels its own columns."""
    row = 0
    for block in blocks:
        if block.table != first.table or block.start < first.start or block.row == row:
            continue
        words = text[block.start : block.end]
        if _entries(words, lexicon) or block.label:
            return
        if sum(char.isalpha() for char in words) >= 3:
            row = block.row
            yield block.start, block.end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for _ in range(MAX_FOLLOWING):
        stop = _line_end(text, position, end)
        line = _trim(text, position, stop)
        if line:
            yield line
        position = stop + 1
        if position >= end:
            return


def _blocks(text: str, blocks: tuple[Block, ...], lexicon: Lexicon, wrapped: bool) -> Iterator[LabelledValue]:
    """Labels that are a whole cell, term, heading, short paragraph or front matter key."""
    heads = _unmarked_heads(text, blocks, lexicon)
    labels = {block.label for block in blocks}
    for index, block in enumerate(blocks):
        head = heads.get((block.table, block.column))
        if head and block.table and block.start > head[1]:
            for entry in _entries(text[head[0] : head[1]], lexicon):
                yield LabelledValue(entry, *head, ((block.start, block.end),), "cell")
        if block.label:
            for entry in _entries(text[block.label[0] : block.label[1]], lexicon):
                whole = wrapped and block.kind is BlockKind.TABLE_CELL
                values = ((block.start, block.end),) if whole else tuple(_lines(text, block.start, block.end))
                yield LabelledValue(entry, *block.label, values, "cell")
        if block.key and block.kind is BlockKind.FRONT_MATTER:
            for entry in lexicon.key_entries(block.key):
                yield LabelledValue(entry, block.start, block.end, ((block.start, block.end),), "key")
        elif block.end - block.start < 80 and _may_stand(blocks, index, labels):
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
        known = [cell for cell in cells if _entries(text[cell.start : cell.end], lexicon)]
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
    stop = _line_end(text, block.start, block.end)
    entries = _entries(text[block.start : stop], lexicon) or _last_words(text[block.start : stop], block, lexicon)
    if not entries:
        return
    if block.kind is BlockKind.TABLE_CELL:
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after and _entries(text[after.start : after.end], lexicon):
            return  # a row of column heads: its cells label what stands below them
        values = (
            tuple(_lines(text, after.start, after.end))
            if after and after.row == block.row and after.table == block.table
            else ()
        )
        form = "cell"
    else:
        below = _continued(text, block, stop, lexicon) if stop < block.end else _below(text, blocks, index, lexicon)
        values, form = tuple(below), "below"
    for entry in entries:
        told = entry.field in _FIGURES and values and _FIGURE.search(text, values[0][0], min(values[0]) + 40)
        if not entry.weak or told or block.kind in (BlockKind.HEADING, BlockKind.TERM, BlockKind.TABLE_CELL):
            yield LabelledValue(entry, block.start, stop, values, form)


def _last_words(words: str, block: Block, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """A heading may end in the label: "SET-Nav partners"."""
    if block.kind is not BlockKind.HEADING or words.count(" ") not in (1, 2, 3):
        return ()
    return tuple(e for e in _entries(words.rpartition(" ")[2], lexicon) if e.field == "partners")


def _prefixes(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> Iterator[LabelledValue]:
    """Labels at the head of a line with the value right after: "Registrační číslo projektu CZ.1.07/…"."""
    for block in blocks:
        if block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
            continue
        for start, stop in _lines(text, block.start, block.end):
            plain = _PLAIN_HEAD.match(text, start, stop)
            if plain and plain[0].lower() not in lexicon.long_label_heads:
                continue
            head = label_key(text[start : min(stop, start + 90)])[:4]
            if head not in lexicon.long_label_heads:
                continue
            words = list(_WORD.finditer(text, start, min(stop, start + 90)))[: lexicon.longest_label]
            marks = sum(not word[0].isalnum() for word in words)
            for count in range(min(len(words), lexicon.long_label_heads[head] + marks), 1, -1):
                end = words[count - 1].end()
                key = label_key(text[start:end])
                entries = [e for e in lexicon.labels.get(key, ()) if " " in key and not e.weak]
                value = _trim(text, end, stop) if entries else None
                if entries and value and not _RUNS_ON.match(text, value[0]):
                    yield from (LabelledValue(e, start, end, (value,), "open") for e in entries)
                    break
