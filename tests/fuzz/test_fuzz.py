"""What is fuzzed holds for the seeds, for them when damaged, and for all that fuzzing ever found."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from fuzz import NAMES, environment
from seeds import seeds, words
from targets import TARGETS

FINDS = Path(__file__).with_name("finds")
MOST = 5.0
"""Seconds of processor time for one input."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut something out, put a word in, and change a byte."""
    at, to = sorted(chance.choices(range(len(content) + 1), k=2))
    cut = content[:at] + content[to if chance.random() < 0.5 else at :]
    place = chance.randint(0, len(cut))
    grown = cut[:place] + chance.choice(words()).encode() + cut[place:]
    changed = bytearray(grown)
    changed[chance.randrange(len(grown))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("name", NAMES)
def test_seeds_and_damaged_seeds(name: str) -> None:
    chance = random.Random(name)
    for seed in seeds(name):
        TARGETS[name](seed)
        for _ in range(8):
            TARGETS[name](damaged(seed, chance))


@pytest.mark.parametrize("path", sorted(FINDS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_finds(path: Path) -> None:
    begun = time.process_time()
    TARGETS[path.parent.name](path.read_bytes())
    assert time.process_time() - begun < MOST


def test_every_target_is_fuzzed() -> None:
    assert list(TARGETS) == list(NAMES)


def test_the_fuzzer_is_found_from_the_folder_of_its_target() -> None:
    """Each target runs in a folder of its own, where a relative path leads nowhere."""
    assert Path(environment()["PYTHONPATH"]).is_absolute()
