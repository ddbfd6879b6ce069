"""Cues by an index of words give the same matches as their pattern alone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.cue_index import Beginnings, Index, note_mask
from extractors.text.cues import Cues, stem_pattern
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind, Page
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


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.sampled_from([*WORDS, *FILL]), max_size=6))
def test_a_text_without_the_bits_of_a_group_has_no_cue_of_it(parts: list[str]) -> None:
    text, groups = " ".join(parts), {"first": PLAIN[:3], "second": PLAIN[3:]}
    beginnings = Beginnings(groups)
    bits = Index(text, beginnings).bits
    for name, stems in groups.items():
        if not bits & beginnings.bits((name,)):
            assert plain(stems).search(text) is None


def test_a_page_says_which_groups_it_lacks() -> None:
    text = "Projekt je nový. Dotace přišla."
    page = PageReading(Page(1, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)), Lexicon.of(load_vocabulary()))
    assert not page.lacks("project", "countries")
    assert page.lacks("countries")


def test_words_beyond_those_that_are_kept_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.text.cue_index._KNOWN", 40)
    cues = Cues(PLAIN)
    for turn in range(3):
        text = " ".join(f"slovo{turn}{number} projekt{number}" for number in range(60))
        assert sum(1 for _ in cues.finditer(text)) == 60


def test_a_common_word_begins_no_cue_without_the_next_one() -> None:
    """Of "v rámci" the place is known where "rámci" follows, and where a stretch ends within that word."""
    text = f"{'V obci, v Rámcích, a v' + chr(160) + 'rámci. '}{'x' * 300}"
    cues = Cues(("v rámc~", "v rá"))
    assert cues.begins(text, 0, len(text)) == [8, 21]
    assert [m.span() for m in cues.finditer(text, 0, 12)] == [m.span() for m in cues.pattern.finditer(text, 0, 12)]
    assert cues.begins(text, 0, 30) == [8, 21]
