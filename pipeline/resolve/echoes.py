"""Where titles stand again: a list of contacts names each project, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Behind a title no word goes on, and no number of a stage: "MAP II", "Škola 2".
_NO_MORE = re.compile(r"(?!\w| [IVX]{1,4}\b| \d\b)", re.IGNORECASE)
_START = re.compile(r"(?<!\w)(?=\S)")
FEW = 100
"""So many titles are each looked for by itself; of more, all are looked for at once, wherever a word begins."""
HEAD = 12
"""Titles of a register that begin alike are told apart by their lengths behind so many letters."""

Standing = tuple[str, int, int]


def lowered(text: str) -> str:
    """Return the text in lower case with every offset kept; "İ" grows in lower case, and is "i" here."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[0] for letter in text)


def standing(titles: Iterable[str], text: str, small: str) -> Iterator[Standing]:
    """Yield each title with where it stands as words of its own, in any case; `small` is the text in lower case."""
    wanted = {title: lowered(title) for title in titles}
    if len(wanted) <= FEW:
        for title, words in wanted.items():
            yield from ((title, start, end) for start, end in _places(words, text, small))
    else:
        yield from _at_words(wanted, text, small)


def _places(words: str, text: str, small: str) -> Iterator[tuple[int, int]]:
    start = small.find(words)
    while start >= 0:
        end = start + len(words)
        whole = not (start and _goes_on(text[start - 1])) and _NO_MORE.match(text, end)
        if whole:
            yield start, end
        start = small.find(words, end if whole else start + 1)


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _at_words(wanted: dict[str, str], text: str, small: str) -> Iterator[Standing]:
    titles: dict[str, list[str]] = {}
    lengths: dict[str, set[int]] = {}
    for title, words in wanted.items():
        titles.setdefault(words, []).append(title)
        lengths.setdefault(words[:HEAD], set()).add(len(words))
    heads = sorted({len(head) for head in lengths})
    free = dict.fromkeys(titles, 0)
    for match in _START.finditer(text):
        start = match.start()
        for length in heads:
            for size in lengths.get(small[start : start + length], ()):
                words = small[start : start + size]
                end = start + size
                if free.get(words, end) <= start and _NO_MORE.match(text, end):
                    free[words] = end
                    yield from ((title, start, end) for title in titles[words])
