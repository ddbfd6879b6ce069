"""Sentence bounds beside abbreviations, ordinals and initials."""

from __future__ import annotations

import pytest

from extractors.text.lexicon import Lexicon
from extractors.text.sentences import sentences
from schemas.vocabulary import Vocabulary

CASES = [
    ["Projekt skončil.", "Obec děkuje."],
    ["Skončil už?", "Ano!", "Dost."],
    ["Podpořen z projektu reg. č. CZ.1.07 v Brně.", "Obec děkuje."],
    ["Začal 1. ledna 2014 v Brně.", "Obec děkuje."],
    ["Zahájen 1. 1. 2014.", "Obec děkuje všem."],
    ["V 8. ročníku soutěže vyhrál J. Novák.", "Obec děkuje."],
    ["Stavba za 19,7 mil. Kč trvala rok.", "Obec děkuje."],
    ["Vede ji Ing. Jana Malá.", "Píše doc. Novák."],
    ["The grant no. 12 runs, e.g. Brno and Prague.", "We thank all."],
    ["Řekl: „Děkuji.“", "Odešel."],
    ["The machine cost EUR 84,000.", "A batch of it is cheap."],
    ["Zbylo 84 000.", "A to je vše."],
    ["The 12.", "It ran."],
    ["Do třídy 8. A chodí děti."],
    ["Firma ABC s.r.o. Brno staví.", "Konec."],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda parts: parts[0])
def test_cut(expected: list[str], vocabulary: Vocabulary) -> None:
    text = " ".join(expected)
    found = sentences(text, 0, len(text), Lexicon.of(vocabulary).abbreviations)
    assert [text[start:end].strip() for start, end in found] == expected


def test_an_empty_line_ends_a_sentence_and_nothing_is_lost(vocabulary: Vocabulary) -> None:
    text = "bez tečky\n\nDruhá věta."
    found = sentences(text, 0, len(text), Lexicon.of(vocabulary).abbreviations)
    assert [text[s:e].strip() for s, e in found] == ["bez tečky", "Druhá věta."]
    assert found[0][1] == found[1][0]


def test_only_the_block_is_cut(vocabulary: Vocabulary) -> None:
    text = "Jedna. Dvě. Tři."
    assert sentences(text, 7, 11, Lexicon.of(vocabulary).abbreviations) == [(7, 11)]
