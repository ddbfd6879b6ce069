"""Words are added, removed and changed at random: what a document comes to changes only where it was to be expected."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from extractors.text.lexicon import Lexicon
from pipeline.parse import parse
from pipeline.read import from_bytes
from pipeline.rules.items import items
from pipeline.rules.signs import folded_pages
from pipeline.rules.touched import search
from pipeline.run import process_parsed
from pipeline.settings import Settings
from schemas.document import Document
from schemas.errors import Issue
from schemas.records import DocumentResult
from schemas.vocabulary import Vocabulary

Parsed = tuple[Document, tuple[Issue, ...]]
CHANGES, LOOKED_AT = 4, 12
"""So many changes of a vocabulary are tried together, and then so many documents that they should not touch."""
LISTS = ("activities", "count_cues", "funders", "labels", "organisation_heads", "programmes")
WORDS = ("academic_titles", "legal_forms", "organisation_words")
FORMS = {"forms", "abbreviations", "ambiguous"}


@pytest.fixture(scope="module")
def documents() -> list[Parsed]:
    """The samples that are read in no time."""
    settings = Settings(workers=1)
    root = Path(__file__).parent.parent.parent / "samples"
    files = sorted(
        path for path in root.rglob("*") if path.suffix in (".html", ".md", ".txt") and path.stem != "README"
    )
    return [parse(from_bytes(path.read_bytes(), path.name, settings), settings) for path in files]


@pytest.mark.parametrize("seed", range(2))
def test_documents_that_are_not_touched_come_out_the_same(
    seed: int, vocabulary: Vocabulary, documents: list[Parsed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lexicon, "_known", dict(Lexicon._known))
    chance = random.Random(seed)
    changed, touches = _bounded(vocabulary, documents, chance)
    spared = [parsed for parsed in documents if not touches(_folded(parsed[0]))]
    looked_at = chance.sample(spared, min(LOOKED_AT, len(spared)))
    assert looked_at
    assert [_result(p, changed) for p in looked_at] == [_result(p, vocabulary) for p in looked_at]


def _bounded(
    vocabulary: Vocabulary, documents: list[Parsed], chance: random.Random
) -> tuple[Vocabulary, Callable[[bytes], bool]]:
    """Return the vocabulary after some changes of which the effect can be told, and the question whom they touch."""
    before, count = list(items(vocabulary)), 0
    found: Callable[[bytes], bool] = lambda folded: False  # noqa: E731 -- a search of nothing
    while count < CHANGES:
        changed = _changed(vocabulary, documents, chance)
        touches = search(before, list(items(changed)))
        if touches is not None and not all(touches(_folded(document)) for document, _ in documents):
            vocabulary, found, count = changed, touches, count + 1
    return replace(vocabulary, version=f"changed {chance.random()}"), found


def _changed(vocabulary: Vocabulary, documents: list[Parsed], chance: random.Random) -> Vocabulary:
    """Return the vocabulary with one thing added, removed or changed; new words are those of a document."""
    word = _words(chance.choice(documents)[0], chance)
    name = chance.choice((*LISTS, *WORDS, "cues", "given_names"))
    value = getattr(vocabulary, name)
    changes: dict[str, Any]
    if name in WORDS:
        changes = {name: _edited(value, word, chance)}
    elif name == "cues":
        group = chance.choice(sorted(value))
        stem = f"{word[:-2]}~" if chance.random() < 0.3 and len(word) > 4 else word
        changes = {name: {**value, group: _edited(value[group], stem.lower(), chance)}}
    elif name == "given_names":
        changes = {name: {**value, word.split()[0].lower(): word.split()[0]}}
        if chance.random() < 0.5:
            gone = chance.choice(sorted(value))
            changes = {name: {form: known for form, known in value.items() if form != gone}}
    else:
        changes = {name: tuple(_entries(value, word, chance))}
    return replace(vocabulary, **changes)


def _entries(entries: tuple[Any, ...], word: str, chance: random.Random) -> Iterator[Any]:
    """Yield the entries: one has other forms, or another value, or is gone."""
    place = chance.randrange(len(entries))
    for index, entry in enumerate(entries):
        forms = sorted(FORMS & {field.name for field in fields(entry)})
        if index != place:
            yield entry
        elif chance.random() < 0.7:
            form = chance.choice(forms)
            yield replace(entry, **{form: _edited(getattr(entry, form), word, chance)})
        elif hasattr(entry, "weak") and chance.random() < 0.5:
            yield replace(entry, weak=not entry.weak)


def _edited(words: tuple[str, ...], word: str, chance: random.Random) -> tuple[str, ...]:
    place = chance.randrange(len(words) + 1)
    gone = len(words) > 1 and chance.random() < 0.5
    return (*words[:place], *words[place + 1 :]) if gone else (*words[:place], word, *words[place:])


def _words(document: Document, chance: random.Random) -> str:
    """Return one to three words in a row of a document."""
    words = [word.strip('.,;:()"„“|–-*') for word in chance.choice(document.pages).text.split()]
    place = chance.randrange(len(words))
    found = " ".join(filter(None, words[place : place + chance.randrange(1, 4)]))
    return found if found[:1].isalnum() else "obec"


def _folded(document: Document) -> bytes:
    keys = [block.key for page in document.pages for block in page.blocks if block.key]
    return folded_pages([*(page.text for page in document.pages), *keys])


def _result(parsed: Parsed, vocabulary: Vocabulary) -> DocumentResult:
    return process_parsed(*parsed, "", vocabulary)
