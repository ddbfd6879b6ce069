"""Boxes drawn round text on posters, leaflets and slides: each is read as one, in the order that a reader would take.

| title over the page          |     title, left box, right box, footer:
| [ left box ]  [ right box ]  |     not line by line through both boxes
| footer                       |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.parse.pdf_words import TextLine, Word, lines_of
from schemas.document import Box

# A frame round less text is a button or the field of a form; one round most of the page is its border.
_LEAST_WORDS, _LEAST_LINES = 4, 2
_MOST_OF_PAGE = 0.75
_MOST_PANELS = 60
# A word stands in a box if it does not reach out of it by more than this, in points.
_SLACK = 2.0
# Two boxes of which one covers so much of the other are a box and its shadow.
_SHADOW = 0.8
_GUTTER = 4.0
# Blank inside a line, in heights, behind which something else begins.
_APART = 1.5
# What stands beside a box and is as short as this names what is in the box.
_NAME_WORDS = 5
# Rows of a table stand on common base lines, to so many points, and most of them do.
_LEVEL, _MOST_LINES = 2.0, 0.6


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never torn apart: a panel with its words, or a run of words on one line."""

    box: Box
    words: tuple[Word, ...]
    is_panel: bool


def panels_of(boxes: Iterable[Box], words: Sequence[Word], tables: Sequence[Box], area: float) -> list[Box]:
    """Return the boxes that hold text of their own, and then the tables among them, larger before smaller.

    `area` is that of the page. Boxes that cut through words or tables, and those that overlap without one
    lying in the other, are decoration.
    """
    panels: list[Box] = []
    for box in sorted(set(boxes), key=lambda box: (-_area(box), box)):
        if len(panels) == _MOST_PANELS:
            break
        if _area(box) > area * _MOST_OF_PAGE or not all(_fits(box, other) for other in panels):
            continue
        if all(_apart(box, table) or _inside(table, box) for table in tables) and _holds_text(box, words):
            panels.append(box)
    if not panels:
        return []
    free = [word for word in words if not any(_stands_in(word, box) for box in panels)]
    panels = [box for box in panels if not _is_column(box, words, free)]
    return sorted([*panels, *tables], key=lambda box: -_area(box)) if panels else []


def in_panels(words: Sequence[Word], panels: Sequence[Box]) -> list[list[Word]]:
    """Return the words in parts, in reading order: each part is a panel, or text between panels.

    `panels` are as `panels_of` returns them.
    """
    free = list(words)
    atoms: list[_Atom] = []
    for box in panels:
        # larger boxes come first, so that of a box in a box nothing is left
        held = tuple(word for word in free if _stands_in(word, box))
        if held:
            free = [word for word in free if not _stands_in(word, box)]
            atoms.append(_Atom(box, held, is_panel=True))
    if not atoms:
        return [free] if free else []
    parts: list[list[Word]] = []
    open_part: list[Word] | None = None
    for atom in _ordered([*atoms, *_runs(free, atoms)]):
        if atom.is_panel:
            inner = [box for box in panels if box != atom.box and _inside(box, atom.box)]
            parts += in_panels(atom.words, inner)
            open_part = None
        elif open_part is None:
            open_part = list(atom.words)
            parts.append(open_part)
        else:
            open_part += atom.words
    return parts


def _ordered(atoms: Sequence[_Atom]) -> list[_Atom]:
    """Return the atoms in reading order: side by side where a gutter parts them, else what stands above comes first."""
    ordered: list[_Atom] = []
    left = list(atoms)
    while left:
        sides = _sides(left)
        if sides and any(atom.is_panel for atom in left):
            below = _below(*sides)
            first, second = ([atom for atom in side if atom not in below] for side in sides)
            named = _names(first, second)
            return [*ordered, *(named or _ordered(first) + _ordered(second)), *below]
        first, left = _step(left)
        ordered += first
    return ordered


def _sides(atoms: Sequence[_Atom]) -> tuple[list[_Atom], list[_Atom]] | None:
    """Return what stands left and right of the first gutter that runs through all atoms."""
    row = sorted(atoms, key=lambda atom: atom.box[0])
    end = row[0].box[2]
    for number, atom in enumerate(row):
        if atom.box[0] - end >= _GUTTER:
            return row[:number], row[number:]
        end = max(end, atom.box[2])
    return None


def _below(left: Sequence[_Atom], right: Sequence[_Atom]) -> list[_Atom]:
    """Return the text that stands below a panel and below all that is on the other side: it belongs to both."""
    for side, other in ((left, right), (right, left)):
        panels = [atom.box[3] for atom in side if atom.is_panel]
        end = max([*panels, *(atom.box[3] for atom in other)]) if panels else 0.0
        below = [atom for atom in side if panels and atom.box[1] >= end]
        # running text that began beside the other column goes on in its own
        if below and not any(max(panels) <= atom.box[1] < end for atom in side):
            return sorted(below, key=_place)
    return []


def _step(atoms: Sequence[_Atom]) -> tuple[list[_Atom], list[_Atom]]:
    """Return what stands above the first level gap, in order, and what stands below; all where there is no gap."""
    column = sorted(atoms, key=_place)
    end = column[0].box[3]
    for number, atom in enumerate(column):
        if number and atom.box[1] >= end:
            above = column[:number]
            return (_ordered(above) if any(a.is_panel for a in above) and number > 1 else above), column[number:]
        end = max(end, atom.box[3])
    return column, []


def _names(left: Sequence[_Atom], right: Sequence[_Atom]) -> list[_Atom] | None:
    """Return names and boxes in turn where each line on the left is the name of a box beside it, else None."""
    if any(atom.is_panel or len(atom.words) > _NAME_WORDS for atom in left) or not all(a.is_panel for a in right):
        return None
    boxes = sorted(right, key=_place)
    beside = [next((n for n, box in enumerate(boxes) if _overlap(name.box, box.box, 1) > 0), None) for name in left]
    if None in beside or len(left) > 2 * len(boxes):
        return None
    rows: list[_Atom] = []
    for number, box in enumerate(boxes):
        names = [name for name, at in zip(left, beside, strict=True) if at == number]
        rows += [*sorted(names, key=_place), box]
    return rows


def _runs(words: Iterable[Word], panels: Sequence[_Atom]) -> Iterator[_Atom]:
    """Yield the words outside of panels in runs: a run ends at a wide blank, and where a panel stands between."""
    for line in lines_of(words):
        run = [line.words[0]]
        for word in line.words[1:]:
            between = (run[-1].x1, line.top, word.x0, line.bottom)
            wide = word.x0 - run[-1].x1 > _APART * line.height
            if wide or any(not _apart(between, panel.box) for panel in panels):
                yield _run(run)
                run = []
            run.append(word)
        yield _run(run)


def _run(words: Sequence[Word]) -> _Atom:
    line = TextLine(tuple(words))
    return _Atom((line.x0, line.top, line.x1, line.bottom), line.words, is_panel=False)


def _holds_text(box: Box, words: Iterable[Word]) -> bool:
    """Return whether there is text of some lines in the box, and its border runs through no word."""
    held: list[Word] = []
    x0, top, x1, bottom = box[0] - _SLACK, box[1] - _SLACK, box[2] + _SLACK, box[3] + _SLACK
    for word in words:
        if word.x0 >= x1 or word.x1 <= x0 or word.top >= bottom or word.bottom <= top:
            continue
        if _stands_in(word, box):
            held.append(word)
        elif not _apart((word.x0 + _SLACK, word.top + _SLACK, word.x1 - _SLACK, word.bottom - _SLACK), box):
            return False
    return len(held) >= _LEAST_WORDS and len(lines_of(held)) >= _LEAST_LINES


def _is_column(box: Box, words: Iterable[Word], free: Sequence[Word]) -> bool:
    """Return whether the box colours the first column of a table: each of its short lines goes on outside."""
    lines = lines_of(word for word in words if _stands_in(word, box))
    beside = sorted(word.middle for word in free if box[1] <= word.middle <= box[3])
    level = sum(any(abs(line.words[0].middle - middle) < _LEVEL for middle in beside) for line in lines)
    short = sum(len(line.words) for line in lines) < _NAME_WORDS * len(lines)
    return short and level >= len(lines) * _MOST_LINES


def _stands_in(word: Word, box: Box) -> bool:
    return _inside((word.x0, word.top, word.x1, word.bottom), box)


def _fits(box: Box, other: Box) -> bool:
    """Return whether two frames can both be panels: apart, or one well inside the other."""
    return _apart(box, other) or (_inside(box, other) and _area(box) < _SHADOW * _area(other))


def _inside(box: Box, other: Box) -> bool:
    return (
        box[0] >= other[0] - _SLACK
        and box[1] >= other[1] - _SLACK
        and box[2] <= other[2] + _SLACK
        and box[3] <= other[3] + _SLACK
    )


def _apart(box: Box, other: Box) -> bool:
    return _overlap(box, other, 0) <= 0 or _overlap(box, other, 1) <= 0


def _overlap(box: Box, other: Box, axis: int) -> float:
    return min(box[axis + 2], other[axis + 2]) - max(box[axis], other[axis])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _place(atom: _Atom) -> tuple[float, float]:
    return atom.box[1], atom.box[0]
