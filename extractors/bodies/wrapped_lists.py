"""Partners under a label: whose they are, and their names on broken lines of a PDF, or one on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.bodies.addresses import cut_place
from extractors.bodies.name_ends import cut_tail
from extractors.bodies.name_lists import split_names
from extractors.bodies.names import has_organisation_word, is_organisation, trim
from extractors.labelling.labels import LabelledValue
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

MOST_LINES, LONGEST = 12, 110
ROOM = 0.9
"""Letters are not of one width: a line had room for a word if with it it takes so much of the longest one."""
_OPEN_ENDS = (",", "-", "–", "&", "/", "(")
Lines = tuple[tuple[int, int], ...]
_PIECE = re.compile(r"[^;·•]{2,}")
_WORD_BEFORE = re.compile(r"[^\W\d_]{2}[ \u00a0]$")
_LINE = re.compile(r"\n(?P<line>[^\n]{3,120})")


def parted_names(page: PageReading, pair: LabelledValue) -> list[tuple[int, int]]:
    """Return the names of a value of several lines that marks part: "A · B", "A; B" go on across the line's end."""
    text = page.text
    start, end = pair.values[0][0], pair.values[-1][1]
    if not page.page.words or len(pair.values) < 2 or "\n\n" in text[start:end]:
        return []
    pieces = [trim(text, *piece.span()) for piece in _PIECE.finditer(text, start, end)]
    return [(first, cut_tail(text, first, last, page.lexicon)) for first, last in pieces] if len(pieces) > 2 else []


def names_of_cell(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names in a cell of several lines: ";" parts them, or a line that had room for the next word."""
    text = page.text
    if ";" in text[start:end] or "\t" in text[start:end]:  # two columns that ran into one
        return [trim(text, *part.span()) for part in _PIECE.finditer(text, start, end)]
    lines = [m.span() for m in re.compile(r"[^\n]+").finditer(text, start, end)]
    width = max(last - first for first, last in lines)
    runs = [lines[0]]
    for line in lines[1:]:
        whole = _is_whole(page, runs[-1], line, width)
        runs[-1:] = [runs[-1], line] if whole else [(runs[-1][0], line[1])]
    cut = [piece for run in runs for piece in _bodies_of(page, *run)]
    return [
        trim(text, first, cut_place(text, first, cut_tail(text, first, last, page.lexicon), page.lexicon))
        for first, last in cut
    ]


def _bodies_of(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """What commas part, if all are organisations."""
    pieces = split_names(page.unbroken, start, end, page.lexicon)
    known = all(has_organisation_word(page.text[slice(*piece)], page.lexicon) for piece in pieces)
    return pieces if known else [trim(page.text, start, end)]


def whole_lines(page: PageReading, values: Lines) -> Lines:
    """Return the lines below a label in a PDF, one name each: a line without room for the next word may go on."""
    width = max(last - first for first, last in values)
    runs = [values[0]]
    for line in values[1:]:
        above = page.text[slice(*runs[-1])]
        broken = _goes_on(page, above, page.text[slice(*line)]) or not (
            _has_room(above, page.text[slice(*line)], width)
            or _names_whole(above)
            or _both_bodies(page, above, page.text[slice(*line)])
        )
        runs[-1:] = [(runs[-1][0], line[1])] if broken else [runs[-1], line]
    return tuple(runs)


def names_on_lines(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names of a value of several lines, one on each; none if a line was broken for its length, or if
    neither places nor organisations show that each is a name."""
    text, lexicon = page.text, page.lexicon
    lines = [trim(text, *line.span()) for line in re.compile(r"[^\n]+").finditer(text, start, end)]
    if len(lines) < 2 or page.page.words or any(last - first > LONGEST or last <= first for first, last in lines):
        return []
    if any(_goes_on(page, text[slice(*a)], text[slice(*b)]) for a, b in pairwise(lines)):
        return []
    names = [
        trim(text, first, cut_place(text, first, cut_tail(text, first, last, lexicon), lexicon))
        for first, last in lines
    ]
    shown = sum(
        name[1] < line[1] or is_organisation(text[slice(*name)], lexicon)
        for name, line in zip(names, lines, strict=True)
    )
    return names if shown == len(lines) else []


def _is_whole(page: PageReading, run: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Say whether a name ends with a line of a cell, and another begins on the next one."""
    above, below = page.text[slice(*run)], page.text[slice(*line)]
    if _goes_on(page, above, below):
        return False
    known = any(has_organisation_word(words, page.lexicon) for words in (above, below))
    parted = _has_room(above, below, width) and _names_whole(above) and _names_whole(below) and " " in below
    return _both_bodies(page, above, below) or (known and parted)


def _goes_on(page: PageReading, above: str, below: str) -> bool:
    """Say whether a line ends in a comma or a small word, or the next one begins in lower case."""
    last = above.split()[-1]
    return below[:1].islower() or last[-1] in _OPEN_ENDS or last.lower() in page.lexicon.small_words


def _has_room(above: str, below: str, width: int) -> bool:
    line = above.rpartition("\n")[2]
    return len(line) + 1 + len(below.split()[0]) <= width * ROOM


def _both_bodies(page: PageReading, above: str, below: str) -> bool:
    return all(has_organisation_word(words, page.lexicon) for words in (above, below))


def _names_whole(words: str) -> bool:
    """Say whether a line ends as a name may: in a word with a capital, a legal form or a bracket."""
    last = words.split()[-1]
    return last[0].isupper() or last[-1] in ".)"


def lines_below(page: PageReading, pair: LabelledValue) -> Iterator[tuple[int, int]]:
    """Yield the organisations on the lines below the first one, which stands beside its label."""
    text, block = page.text, page.block_at(pair.start)
    if block is None or block.table or pair.form not in ("open", "cell") or len(pair.values) > 1:
        return
    position = pair.values[0][1]
    for _ in range(MOST_LINES):
        line = _LINE.match(text, position, block.end)
        if not line or "\t" in line["line"] or page.labels_over(*line.span("line")):
            return
        first, last = trim(text, line.start("line"), cut_tail(text, *line.span("line"), page.lexicon))
        if last - first > LONGEST or not is_organisation(text[first:last], page.lexicon):
            return
        yield first, last
        position = line.end()


def of_another(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether a label tells partners of something else than a project: "Mediální partner", "Museum partners"."""
    if page.lexicon.cue("no_partner").search(page.text, max(0, pair.start - 18), pair.end):
        return True
    words = page.text[pair.start : pair.end]
    abstract = page.lexicon.cue("partnership_word").fullmatch(words)
    if (
        pair.form == "colon"
        and abstract
        and words[0].islower()
        and _WORD_BEFORE.search(page.text, pair.start - 4, pair.start)
    ):
        return True  # "Renewing an old partnership: contacts between …": words of a title
    heads = pair.form == "below" and label_key(words) not in page.lexicon.labels
    return heads and page.lexicon.cue("no_partner_heading").search(words) is not None
