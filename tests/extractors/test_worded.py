"""Patterns that have words of the vocabulary in them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import extractors
from extractors.text.lexicon import Lexicon
from extractors.text.worded import Worded
from schemas.vocabulary import load_vocabulary

WORDS = {"verb": ("runs", "runs on"), "stem": ("projekt~",), "mark": ("tj.",)}


def _all() -> Iterator[tuple[str, str, Worded]]:
    for module in pkgutil.walk_packages(extractors.__path__, "extractors."):
        named = vars(importlib.import_module(module.name)).items()
        yield from ((module.name, name, value) for name, value in named if isinstance(value, Worded))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\s{verb}\s", "it runs on well", " runs on "),
        (r"\s{verb}\s\w", "it runs well", " runs w"),
        (r"{verb}", "it outruns", "runs"),
        (r"{verb}", "it runsx", None),
        (r"{stem}\s\d{1,2}", "projektem 12", "projektem 12"),
        (r",\s{mark}?\s?\d{1,3}", ", tj. 36", ", tj. 36"),
        (r"{verb}", "It RUNS", None),
    ],
)
def test_words_stand_where_their_group_is_named(pattern: str, text: str, found: str | None) -> None:
    match = Worded(pattern).compiled(WORDS.__getitem__).search(text)
    assert (match and match[0]) == found


def test_case_is_ignored_by_flag() -> None:
    assert Worded(r"{verb}\s{stem}", re.IGNORECASE).compiled(WORDS.__getitem__).fullmatch("Runs PROJEKTY")


def test_a_group_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        Worded(r"{nowhere}").compiled(WORDS.__getitem__)


def test_the_words_of_every_rule_are_there() -> None:
    lexicon = Lexicon.of(load_vocabulary())
    found = list(_all())
    assert len(found) >= 15
    for module, name, pattern in found:
        assert pattern.groups(), f"{module}.{name} has no words: re.compile will do"
        assert lexicon.worded(pattern) is lexicon.worded(pattern)
