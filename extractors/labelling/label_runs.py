"""Labels that run on in one paragraph, without colons: "Project titleNOMANTINELSLead CoordinatorCity of X".

A browser sets them in bold; in the text only the capital letter shows where a label begins. A block counts if it prints
labels of three fields in this way, or of two with a label glued to what stands beside it. Blocks that each begin with
one glued label count together.
"""

from __future__ import annotations

import re

from extractors.labelling.label_words import tells_time
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import SHORTEST_IN_RUN, Lexicon, label_key
from extractors.text.lines import lines
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

_START = re.compile(
    rf"[{CAPITAL}](?:(?<=\s.)|(?<=[^\W\d_{CAPITAL}].)|(?<=[\d).+].)|(?<=[{CAPITAL}].)|(?<![\s\S]{{2}}))(?=[^\W\d_])"
)
_SEAM = re.compile(rf"[{SMALL}](?=[{CAPITAL}\d])")
"""Where a label ends and its value begins, with nothing between: "Období1/2024", "StavUkončen"."""
LONGEST_HEAD = 40
_TIMES = ("start", "end", "period")

Run = tuple[LabelPhrase, int, int, tuple[int, int]]
"""The label's entry, its start and end, and the span of its value."""


def find_runs(text: str, blocks: tuple[Block, ...], lexicon: Lexicon) -> list[Run]:
    """Return the labels of every block that is such a run, each with the text up to the next label."""
    usual: list[Run] = []
    headed: list[Run] = []
    for block in blocks:
        if block.kind not in (BlockKind.META, BlockKind.FRONT_MATTER) and 12 <= block.end - block.start <= 3000:
            labels = _labels(text, block, lexicon)
            if not labels or any(text[end : end + 3].lstrip(" )").startswith(":") for _, _, end in labels):
                continue
            fields = {entry.field for entry, _, _ in labels}
            glued = any(_glued(text, start, end, block) for _, start, end in labels)
            if len(fields) >= (2 if glued else 3):
                usual += _values(text, block, sorted([*labels, *_at_seams(text, block, labels, lexicon)], key=_begin))
            elif labels[0][1] == block.start and text[labels[0][2]].isalnum():
                headed += _values(text, block, labels[:1])
    return [*usual, *(headed if len({entry.field for entry, _, _, _ in headed}) >= 2 else ())]


def _at_seams(
    text: str, block: Block, labels: list[tuple[LabelPhrase, int, int]], lexicon: Lexicon
) -> list[tuple[LabelPhrase, int, int]]:
    """Return the labels, short and common ones too, with which lines of the run begin and that run into a value."""
    taken = {start for _, start, _ in labels}
    found: list[tuple[LabelPhrase, int, int]] = []
    for start, end in lines(text, block.start, block.end):
        seam = _SEAM.search(text, start, min(end, start + LONGEST_HEAD)) if start not in taken else None
        entries = lexicon.labels.get(label_key(text[start : seam.end()]), ()) if seam else ()
        found += [(entry, start, seam.end()) for entry in entries[:1] if seam]
    return found


def _begin(label: tuple[LabelPhrase, int, int]) -> int:
    return label[1]


def _values(text: str, block: Block, labels: list[tuple[LabelPhrase, int, int]]) -> list[Run]:
    runs: list[Run] = []
    for index, (entry, start, end) in enumerate(labels):
        stop = labels[index + 1][1] if index + 1 < len(labels) else block.end
        first = end + len(text[end:stop]) - len(text[end:stop].lstrip(" :\n\u00a0–-"))
        last = stop - (len(text[first:stop]) - len(text[first:stop].rstrip(" \n\u00a0")))
        if first < last:
            runs.append((entry, start, end, (first, last)))
    return runs


def _labels(text: str, block: Block, lexicon: Lexicon) -> list[tuple[LabelPhrase, int, int]]:
    """Return the sure labels that begin at a capital letter and end at a word's end or before a capital letter."""
    found: list[tuple[LabelPhrase, int, int]] = []
    taken = block.start
    for match in _START.finditer(text, block.start, block.end):
        begin = match.start()
        if begin < taken:
            continue
        for length in lexicon.label_lengths.get(text[begin : begin + SHORTEST_IN_RUN].lower(), ()):
            end = begin + length
            if end >= block.end:
                continue
            entries = lexicon.labels.get(text[begin:end].lower(), ())
            entry = next((e for e in entries if not e.weak or _is_dated(text, e, end, block)), None)
            if entry and (not text[end].isalpha() or text[end].isupper()):
                found.append((entry, begin, end))
                taken = end
                break
    return found


def _is_dated(text: str, entry: LabelPhrase, end: int, block: Block) -> bool:
    """ "Duration 01-JAN-2016 to …": a common word for time and a date right behind it."""
    return entry.field in _TIMES and text[end] in " \u00a0" and tells_time(text, end + 1, block.end)


def _glued(text: str, start: int, end: int, block: Block) -> bool:
    before = text[start - 1] if start > block.start else " "
    return before.isalnum() or text[end : end + 1].isalnum()
