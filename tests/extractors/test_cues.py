"""Cues by an index of words give the same matches as their pattern alone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.cues import Beginnings, Cues, note_mask, note_parts, stem_pattern
from schemas.vocabulary import load_vocabulary

STEMS = ("v rámci~", "je~", "č.", "ID", "projekt~", "dotac~", "e-mail", "(vedoucí)", "partner")
PLAIN = tuple(stem for stem in STEMS if not stem.startswith("("))
WORDS = ("v rámci", "V Rámcích", "jeden", "je", "č.", "č", "id", "idea", "projektu", "Dotací", "e-mail", "partnerka")
FILL = ("slovo", "9", "\n", "– ", "(vedoucí)", "partner,", "ĎÁBEL", "\u00a0", "x" * 30)


def plain(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Return what the index must agree with."""
    longest = sorted(set(stems), key=lambda stem: (-len(stem), stem))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(stem_pattern, longest))})", re.IGNORECASE)


@pytest.mark.parametrize("stems", [STEMS, PLAIN, ("je~",), ()], ids=["all", "plain", "short", "none"])
@given(
    parts=st.lists(st.sampled_from([*WORDS, *FILL]), max_size=120), cut=st.integers(0, 300), size=st.integers(0, 900)
)
def test_the_index_agrees_with_the_pattern(stems: tuple[str, ...], parts: list[str], cut: int, size: int) -> None:
    text = " ".join(parts)
    expected = [m.span() for m in plain(stems).finditer(text, cut, cut + size)] if stems else []
    assert [m.span() for m in Cues(stems).finditer(text, cut, cut + size)] == expected
    first = Cues(stems).search(text, cut, cut + size)
    assert (first.span() if first else None) == (expected[0] if expected else None)


def test_every_group_of_the_vocabulary_agrees_with_its_pattern() -> None:
    """All groups ask one index, as in a run; it is made of the text once."""
    groups = load_vocabulary().cues
    stems = dict.fromkeys(stem for group in groups.values() for stem in group)
    text, beginnings = " ".join(stem.replace("~", "em") for stem in stems), Beginnings(groups)
    for name, group in groups.items():
        expected = [m.span() for m in plain(tuple(group)).finditer(text)] if group else []
        assert [m.span() for m in Cues(group, beginnings, (name,)).finditer(text)] == expected, name


def test_many_words_that_begin_as_a_cue_take_no_square_of_time() -> None:
    text = " ".join(f"projekt{number}" for number in range(60_000))
    began = time.process_time()
    assert sum(1 for _ in Cues(("projekt~",)).finditer(text)) == 60_000
    assert time.process_time() - began < 10  # a second; held against each other they took a minute


@given(parts=st.lists(st.sampled_from([*WORDS, *FILL, "„", "“", "(", ")"]), max_size=120))
def test_a_masked_text_has_the_cues_outside_the_mask(parts: list[str]) -> None:
    text, cues = " ".join(parts), Cues(PLAIN)
    masked = re.sub(r"[„(][^„“()]{0,200}[“)]", lambda match: "¤" * len(match[0]), text)
    note_mask(masked, text, "¤")
    assert [m.span() for m in cues.finditer(masked)] == [m.span() for m in plain(PLAIN).finditer(masked)]


@settings(max_examples=40, deadline=None)
@given(pages=st.lists(st.lists(st.sampled_from([*WORDS, *FILL]), min_size=30, max_size=90), max_size=4))
def test_the_pages_of_a_document_have_the_cues_that_each_has_alone(pages: list[list[str]]) -> None:
    texts, groups = [" ".join(parts) for parts in pages], {"first": PLAIN[:3], "second": PLAIN[3:]}
    beginnings = Beginnings(groups)
    note_parts(texts)
    for name, stems in groups.items():
        cues, expected = Cues(stems, beginnings, (name,)), plain(stems)
        for text in texts:
            assert [m.span() for m in cues.finditer(text)] == [m.span() for m in expected.finditer(text)]


def test_words_beyond_those_that_are_kept_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.text.cues._KNOWN", 40)
    cues = Cues(PLAIN)
    for turn in range(3):
        text = " ".join(f"slovo{turn}{number} projekt{number}" for number in range(60))
        assert sum(1 for _ in cues.finditer(text)) == 60
