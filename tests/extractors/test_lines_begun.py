"""Lines that begin with a label are found from their first words, whatever marks and articles stand before these."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.labelling.label_values import value_lines
from extractors.labelling.labels import _lines_begun
from extractors.text.lexicon import Lexicon, label_key
from schemas.document import Block, BlockKind
from schemas.vocabulary import load_vocabulary

LEXICON = Lexicon.of(load_vocabulary())
LABELS = ("Doba trvání", "Název projektu", "registrační číslo", "Project title", "Start date", "Total cost")
PIECES = (*LABELS, "the ", "Our ", "_", "**", "• ", "(", "| ", " ", "\n", "\n", "slovo ", "Doba ", "je. ", "\u00a0")


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join), st.integers(0, 30))
def test_no_line_that_begins_with_a_label_is_passed_over(text: str, cut: int) -> None:
    bounds = sorted({0, min(cut, len(text) - 1), len(text)})
    blocks = tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in pairwise(bounds))
    found = list(_lines_begun(text, blocks, LEXICON))
    assert found == sorted(set(found))
    lines = [line for block in blocks for line in value_lines(text, block.start, block.end)]
    assert set(found) <= set(lines)
    labelled = {label.lower() for label in LABELS if label.lower() in LEXICON.labels}
    assert len(labelled) >= 4
    for start, stop in lines:
        if label_key(text[start:stop]).startswith(tuple(labelled)) and text[start - 1 : start] in ("", "\n", " ", "_"):
            assert (start, stop) in found
