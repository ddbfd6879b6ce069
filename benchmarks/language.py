"""Score the language of passages cut from our own sentences, and time it: the tables of docs/language.md.

    python benchmarks/language.py [FOLDER] [--passages N]

FOLDER (default: tests/languages) holds `cs.txt`, `sk.txt` and so on, a sentence a line; groups parted by
empty lines are not mixed in a passage.  Any folder of such files does.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.language import passage_language
from schemas.vocabulary import load_vocabulary

FOLDER = Path(__file__).parent.parent / "tests" / "languages"
LENGTHS = (25, 50, 100, 200, 1000)


def passages(text: str, length: int, count: int) -> list[str]:
    """Return `count` passages of at most `length` code points, cut between words from shuffled sentences."""
    groups = [group.splitlines() for group in text.strip().split("\n\n")]
    shuffle = random.Random(length)
    found: list[str] = []
    while len(found) < count:
        had = len(found)
        for group in groups:
            shuffle.shuffle(group)
            found.extend(_cut(" ".join(group * (1 + length // 300)), length))
        if len(found) == had:
            raise ValueError(f"no group of sentences is longer than {length} code points")
    shuffle.shuffle(found)
    return found[:count]


def _cut(text: str, length: int) -> Iterator[str]:
    start = 0
    while start + length < len(text):
        end = text.rfind(" ", start, start + length + 1)
        if end <= start:  # a word longer than a passage
            end = text.find(" ", start + length)
            if end < 0:
                return
        else:
            yield text[start:end]
        start = end + 1


def score(path: Path, length: int, count: int) -> tuple[Counter[str | None], float]:
    """Return how often each language was said of the passages of `path`, and CPU milliseconds a passage."""
    vocabulary = load_vocabulary()
    cut = passages(path.read_text(encoding="utf-8"), length, count)
    started = time.process_time()
    found = Counter(passage_language(passage, vocabulary) for passage in cut)
    return found, (time.process_time() - started) / len(cut) * 1000


def main() -> None:
    """Print a row for each language and length."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--passages", type=int, default=1000)
    options = parser.parse_args()
    passage_language("Warm up: profiles are loaded at the first doubtful text.", load_vocabulary())
    print("| language | length | right % | said instead | ms |\n| --- | --- | --- | --- | --- |")
    for path in sorted(options.folder.glob("*.txt")):
        for length in LENGTHS:
            found, spent = score(path, length, options.passages)
            right = found.pop(path.stem, 0)
            wrong = ", ".join(f"{language or 'undecided'} {count}" for language, count in found.most_common())
            print(f"| {path.stem} | {length} | {right / options.passages:.1%} | {wrong} | {spent:.2f} |")


if __name__ == "__main__":
    main()
