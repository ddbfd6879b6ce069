"""Every pattern of the packages is linear: shown from the pattern itself, and where that fails, tried out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import patterns
import pytest
from ambiguity import witness
from automaton import Automaton
from spacy.lang.cs import CzechDefaults

ROOT = Path(__file__).parent.parent.parent
HOW = {"match": ((False, False),), "fullmatch": ((False, True),), "anything": ((True, False), (False, True))}
"""How a pattern is used: whether it is searched for, whether it must fit the whole text."""
SEARCHED_ONLY = "pipeline.parse.mojibake:"
"""Its runs of garbled letters are only searched for, and there a match cannot fail once begun."""
SEARCHED = ((True, False),)
SIZES = (2_500, 5_000, 10_000, 20_000, 40_000)
FROM_DOCUMENTS = {
    "extractors.naming.long_names",
    "extractors.persons.people",
    "extractors.bodies.subjects",
    "pipeline.parse.mojibake",
    "pipeline.parse.pdf_damage",
}
"""These put words of a document into a pattern."""
FROM_LABELS = {"pipeline.evaluate.where"}
"""This takes them from labelled documents."""
FLOOR = 0.02
"""Seconds; below it a ratio tells more of the machine than of the pattern."""


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, and one way in which it is used."""

    pattern: str | bytes
    flags: int
    searched: bool
    whole: bool
    place: str


@pytest.fixture(scope="module")
def seen() -> dict[tuple[str | bytes, int], set[str]]:
    """All patterns with their places: those that were compiled, and those that stand in the code as they are."""
    command = [sys.executable, patterns.__file__]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[tuple[str | bytes, int], set[str]] = defaultdict(set)
    for entry in json.loads(done.stdout):
        pattern = entry["pattern"].encode("latin-1") if entry["bytes"] else entry["pattern"]
        found[pattern, entry["flags"]].update(entry["places"])
    for place in patterns.places():
        if place.literal is not None and (not place.joined or place.name.partition(":")[0] in FROM_DOCUMENTS):
            found[place.literal].add(place.name)
    return found


def test_no_pattern_is_overlooked(seen: dict[tuple[str | bytes, int], set[str]]) -> None:
    """A pattern that is put together must be put together by the samples."""
    known = {place for places in seen.values() for place in places}
    lacking = [place.name for place in patterns.places() if place.name not in known]
    assert [name for name in lacking if name.partition(":")[0] not in FROM_LABELS] == []
    assert len(seen) > 700


def _used(seen: dict[tuple[str | bytes, int], set[str]]) -> Iterator[Used]:
    uses = {place.name: place.use for place in patterns.places()}
    peeled = "|".join(f"{piece}$" for piece in CzechDefaults.suffixes or ())
    for (pattern, flags), places in seen.items():
        if pattern == peeled:
            continue  # spaCy's own: the tokeniser is given no word with twelve marks in a row (extractors.text.nlp)
        words = {word for place in places for word in uses.get(place, "anything").split()}
        if all(place.startswith(SEARCHED_ONLY) for place in places):
            words = {"finditer"}
        for searched, whole in sorted({way for word in words for way in HOW.get(word, SEARCHED)}):
            yield Used(pattern, flags, searched, whole, min(places))


def test_every_pattern_is_linear(seen: dict[tuple[str | bytes, int], set[str]]) -> None:
    slow, shown = [], 0
    for used in _used(seen):
        bait = witness(Automaton(used.pattern, used.flags, used.searched, used.whole))
        shown += bait is None
        # a busy machine has its moments: what is slow is slow twice
        if bait is not None and _tried(used, *bait) and (problem := _tried(used, *bait)):
            slow.append(f"{used.place}: {used.pattern!r}: {bait}: {problem}")
    assert slow == []
    assert shown > 700


def _tried(used: Used, lead: str, text: str) -> str:
    """Say what is wrong with the time that the pattern takes for its own bait."""
    compiled = re.compile(used.pattern, used.flags)
    before = float("inf")
    for size in SIZES:
        whole = lead + text * (size // len(text)) + "\x00"
        bait = whole.encode("latin-1", "replace") if isinstance(used.pattern, bytes) else whole
        allowed = 3 * max(before, FLOOR)
        run = _run(compiled, used.searched, bait)
        taken = next((taken for _ in range(4) if (taken := _seconds(run)) < allowed), allowed)
        if taken >= allowed:
            return f"{size} characters take {taken:.2f} s and more, half of them {before:.2f} s"
        before = taken
    return ""


def _run(compiled: re.Pattern[str] | re.Pattern[bytes], searched: bool, bait: str | bytes) -> Callable[[], object]:
    method = compiled.finditer if searched else compiled.fullmatch
    return lambda: list(method(bait) or ())  # type: ignore[arg-type]


def _seconds(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


PATTERNS = [
    (r"\w+@", True, False, True),
    (r"(?<!\w)\w+@", True, False, False),
    (r"\b\w+@", True, False, False),
    (r"\w{1,64}@", True, False, False),
    (r"\s*$", True, False, True),
    (r"^\s*$", True, False, False),
    (r"\S[ \t]{4,}$", True, False, False),
    (r"(a+)+b", False, False, True),
    (r"(ab|[a-c]b)+!", False, False, True),
    (r"(?:\s?(?:a{1,40})){1,40}!", False, False, True),
    (r"(?:\s(?:a{1,40})){1,40}!", False, False, False),
    (r"(a|ab|ba)+c", False, False, True),
    (r"(a|b)+c", False, False, False),
    (r"(ab|[a-c]b)+", False, False, False),
    (r"(ab|[a-c]b)+", False, True, True),
    (r".*,.*;", False, False, True),
    (r"[^,]*,.*;", False, False, False),
    (r"\s*x?\s*", False, True, True),
    (r"\s*(?:x\s*)?", False, True, False),
    (r"x(?=\s+y)", True, False, False),
    (r"(?=\s+y)\s", True, False, True),
    (r"\S+(?: \S+){0,60}!", True, False, True),
    (r"[^\W\d_]+(?:-[^\W\d_]+)*", True, False, False),
]


@pytest.mark.parametrize(("pattern", "searched", "whole", "slow"), PATTERNS)
def test_what_the_check_finds(pattern: str, searched: bool, whole: bool, slow: bool) -> None:
    assert (witness(Automaton(pattern, 0, searched, whole)) is not None) == slow


@pytest.mark.parametrize("pattern", [r"\w+@", r"\s*$", r"(?=\s+y)\s"])
def test_a_slow_pattern_is_slow_on_its_bait(pattern: str) -> None:
    bait = witness(Automaton(pattern, 0, True, False))
    assert bait is not None and _tried(Used(pattern, 0, True, False, ""), *bait)
