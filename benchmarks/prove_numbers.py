"""Measure how the numbers stand damage, and that unrelated text holds none; print the tables of docs/numbers.md.

    python benchmarks/prove_numbers.py [--numbers N] [--megabytes M] [--seed S] [--workers W]

Each repair operator is tried on N numbers, alone and with a second operator drawn for each number; a trial is passed
if exactly one number is found in the sentence and its canonical form is the one that was damaged.  The unrelated text
is made anew from the seed, M times 10^6 code points in documents of 20,000, and read by all rules, labels and sentences
included.  Exit status 1 if an operator recovers less than 99 % or a number is found in the unrelated text.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from benchmarks.number_trials import CZECH, OTHER, Damage, czech_number, other_number
from benchmarks.unrelated_text import unrelated
from extractors.numbers.number_grammar import czech_numbers
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading
from pipeline.normalise import numbers
from schemas.document import Block, BlockKind, Page
from schemas.vocabulary import load_vocabulary

LEAST = 0.99
PAGE = 20_000


def reading_of(text: str) -> PageReading:
    """Return a page of paragraphs, read as the pipeline reads it."""
    blocks = []
    start = 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(part)))
        start += len(part) + 2
    page = Page(number=1, text=text, blocks=tuple(blocks))
    return PageReading(page, Lexicon.of(load_vocabulary()))


def found_in(text: str) -> list[str]:
    """Return the canonical numbers that all rules find in a text."""
    page = reading_of(text)
    return [numbers.clean(page.text[n.start : n.end], n.rule) for n in page.numbers]


def czech_in(text: str) -> list[str]:
    """Return the canonical numbers of the Czech family in a text; no other rule is asked."""
    return [numbers.clean(text[n.start : n.end]) for n in czech_numbers(text)]


def trial(
    make: Callable[[random.Random], str], damages: list[Damage], find: Callable[[str], list[str]], chance: random.Random
) -> bool | None:
    """Damage one number and look for it; None where the damage cannot be done to it."""
    number = damaged = make(chance)
    for damage in damages:
        after = damage(damaged, chance)
        if after is None:
            return None
        damaged = after
    return find(f"Projekt č. {damaged}, který běží.") == [number]


def rate(name: str, count: int, seed: int, pairs: bool) -> float:
    """Return the share of numbers recovered by the operator `name`, or by it and a second one."""
    family, czech = (CZECH, True) if name in CZECH else (OTHER, False)
    key = name.removeprefix("other: ")
    chance = random.Random(f"{seed} {name} {pairs}")
    make, find = (czech_number, czech_in) if czech else (other_number, found_in)
    passed = tried = 0
    while tried < count:
        second = [family[chance.choice([other for other in family if other != key])]] if pairs else []
        result = trial(make, [family[key], *second], find, chance)
        if result is not None:
            tried += 1
            passed += result
    return passed / count


def strays(seed: int) -> list[str]:
    """Return the numbers found in one unrelated document."""
    return found_in(unrelated(PAGE, seed))


def main() -> int:
    """Run both proofs and print their tables."""
    options = _options()
    names = [*CZECH, *(f"other: {name}" for name in OTHER)]
    with ProcessPoolExecutor(options.workers) as pool:
        jobs = [(pool.submit(rate, n, options.numbers, options.seed, False), n) for n in names]
        jobs_two = [pool.submit(rate, n, options.numbers, options.seed, True) for n in names]
        print(f"| damage | recovered of {options.numbers:,} | with a second damage |\n| --- | ---: | ---: |")
        rates = []
        for (job, name), two in zip(jobs, jobs_two, strict=True):
            rates.append(job.result())
            print(f"| {name} | {job.result():.2%} | {two.result():.2%} |", flush=True)
        pages = int(options.megabytes * 1_000_000 / PAGE)
        found = [n for page in pool.map(strays, range(options.seed, options.seed + pages), chunksize=8) for n in page]
    print(f"\nunrelated text: {pages * PAGE:,} code points, numbers found: {len(found)} {found[:10]}")
    return int(bool(found) or min(rates, default=1.0) < LEAST)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--numbers", type=int, default=10_000)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
