"""Numbers in words, or words and digits: "jeden milion čtyři sta padesát tisíc", "half a million".

Finds the words; `pipeline.normalise.money` adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.vocabulary import Vocabulary

_TOKEN = re.compile(r"(?<![\w/.,-])\d{1,3}(?:[.,]\d{1,2})?(?![\w/%]|[.,]\d)|[^\W\d_]{1,20}\.?")
_GAP = re.compile(r"[ \u00a0\u202f\u2009]{1,2}|-")
_JOINTS = ("a", "and", "of")
_MOST = 14
"""The longest number that is worth its words has fewer."""
_SHORTEST_SCALE = 3
"""Shorter words that multiply ("m", "k") stand behind digits alone."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    kind: str
    factor: int = 0


_OTHER = _Word(0, 0, "other")
"""Most words are none of a number, and nobody asks where they stand."""


@dataclass(frozen=True, slots=True)
class NumberRun:
    """Number words side by side, a scale word among them, and the numbers they make.

    A number is its start, its end, and where the last word that multiplies begins if it ends the number, else the end.
    """

    start: int
    end: int
    numbers: tuple[tuple[int, int, int], ...]


def find_runs(text: str, vocabulary: Vocabulary, start: int, end: int) -> Iterator[NumberRun]:
    """Yield the runs of number words between the two places, in order."""
    run: list[_Word] = []
    for word in _words(text, vocabulary, start, end):
        if word.kind == "other" or (run and not _GAP.fullmatch(text, run[-1].end, word.start)) or len(run) >= _MOST:
            yield from _with_scale(run)
            run = []
        if word.kind != "other":
            run.append(word)
    yield from _with_scale(run)


def _with_scale(run: list[_Word]) -> Iterator[NumberRun]:
    if any(word.kind == "scale" for word in run):
        yield NumberRun(run[0].start, run[-1].end, tuple(_numbers(run)))


def _words(text: str, vocabulary: Vocabulary, start: int, end: int) -> Iterator[_Word]:
    for match in _TOKEN.finditer(text, start, end):
        printed = match[0].lower()
        bare = printed.rstrip(".")
        stop = match.end() if printed in vocabulary.scales else match.start() + len(bare)
        factor = vocabulary.scales.get(printed) or vocabulary.scales.get(bare, 0)
        if factor and len(bare) >= _SHORTEST_SCALE:
            yield _Word(match.start(), stop, "scale", factor)
        elif printed[0].isdigit():
            yield _Word(*match.span(), "digits")
        elif bare in vocabulary.number_words or bare in vocabulary.number_hundredths:
            yield _Word(match.start(), stop, "half" if bare in vocabulary.number_hundredths else "word")
        else:
            yield _Word(match.start(), stop, "joint") if bare in _JOINTS else _OTHER


def _numbers(run: list[_Word]) -> Iterator[tuple[int, int, int]]:
    """Cut a run of number words where a scale is no smaller than the one before, or "and" joins two numbers."""
    number: list[_Word] = []
    for index, word in enumerate(run):
        scales = [w.factor for w in number if w.kind == "scale"]
        following = run[index + 1].kind if index + 1 < len(run) else ""
        parted = word.kind == "joint" and bool(scales) and following != "half"
        repeated = word.kind == "digits" and bool(number) and number[-1].kind != "scale"
        if parted or repeated or (word.kind == "scale" and scales and word.factor >= scales[-1]):
            yield from _whole(number)
            number = []
        number.append(word)
    yield from _whole(number)


def _whole(number: list[_Word]) -> Iterator[tuple[int, int, int]]:
    while number and number[0].kind == "joint":
        number = number[1:]
    while number and number[-1].kind == "joint":
        number = number[:-1]
    scales = [w for w in number if w.kind == "scale"]
    if not scales or (len(scales) == 1 and number[0].kind == "digits" and len(number) == 2):
        return  # "3 miliony" is read as digits with a scale
    alone = len(scales) == 1 and number[-1] is scales[0]
    yield number[0].start, number[-1].end, scales[0].start if alone else number[-1].end
