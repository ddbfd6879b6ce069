"""How a forgotten person is found in a text: in every case and order, and nobody else if it can be helped."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.marks import Forgotten, marks_of, stem
from pipeline.privacy.masking import MASK, masked_text

KEY = b"k" * 32

# each line: the cases of one name
CASES = [
    "Jana Jany Janě Janu Jano Janou JANA",
    "Nováková Novákové Novákovou Novakova",
    "Novák Nováka Novákovi Novákem Nováku",
    "Nový Nového Novému Novým Novém",
    "Marek Marka Markovi Markem Marku",
    "Pavel Pavla Pavlovi Pavlem Pavle",
    "Němec Němce Němcovi Němcem",
    "Olga Olgy Olze Olgu Olgou",
    "Blanka Blanky Blance Blanku Blankou",
    "Procházka Procházky Procházkovi Procházku Procházkou",
    "Svoboda Svobody Svobodovi Svobodu Svobodou",
    "Jiří Jiřího Jiřímu Jiřím",
    "Marie Marii Marií",
    "Tomáš Tomáše Tomášovi Tomášem Tomáši",
    "Daniel Daniela Danielovi Danielem",
    "Maxim Maxima Maximovi Maximem",
    "Dvořáček Dvořáčka Dvořáčkovi Dvořáčkem",
]


@pytest.mark.parametrize("line", CASES)
def test_all_cases_of_a_name_have_one_stem(line: str) -> None:
    assert len({stem(word) for word in line.split()}) == 1


def forgotten(*names: str, emails: tuple[str, ...] = (), phones: tuple[str, ...] = ()) -> Forgotten:
    return Forgotten(KEY, frozenset(marks_of(KEY, names, emails, phones)))


FOUND = [
    "Jana Nováková",
    "s Janou Novákovou",
    "NOVÁKOVÁ, Jana",
    "Nováková, Ing. Jana",
    "Jana M. Nováková",
    "jana-novakova",
    "jana.novakova@jinde.example",
    "Jana\nNováková",
    "Jana Marie Nováková",
    "jn@obec.example",
    "JN@Obec.example",
    "jn (at) obec.example",
    "603118552",
    "+420 603 118 552",
    "00420/603-118-552",
    "tel.: 377 123 456, 603 118 552",
]
LEFT = [
    "Jana Nová",
    "Jan Novák a Jana Malá",
    "Jana Malá, Petra Nováková",
    "Jana pracuje na obci, kde starostuje paní Nováková",
    "njn@obec.example",
    "jn@obec.example.org",
    "603118553",
    "Petr Novák, Petr Malý",
    "1 603 118 55",
]


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    person = forgotten("Jana Nováková", emails=("jn@obec.example",), phones=("+420603118552",))
    masked = masked_text(f"„{text}“", person)
    assert MASK in masked and masked[0] == "„" and len(masked) == len(text) + 2
    assert person.spans(masked) == []


@pytest.mark.parametrize("text", LEFT)
def test_left(text: str) -> None:
    person = forgotten("Jana Nováková", emails=("jn@obec.example",), phones=("+420603118552",))
    assert masked_text(text, person) == text


@given(st.text(), st.text(alphabet="JanaNovákováPetr .,@\n-0123456789", max_size=80))
def test_a_mask_is_as_long_as_what_it_hides(any_text: str, alike: str) -> None:
    person = forgotten("Jana Nováková", "Petr Novák", emails=("jana@novak.example",), phones=("603118552",))
    for text in (any_text, alike, any_text + alike):
        plain = unicodedata.normalize("NFC", text)
        masked = masked_text(plain, person)
        assert len(masked) == len(plain)
        assert masked_text(masked, person) == masked


def test_a_word_is_part_of_one_name() -> None:
    text = "Jana Nováková. Pak Jana Nováková, Jana Malá a Petra Nováková"
    assert [text[a:b] for a, b in forgotten("Jana Nováková").spans(text)] == ["Jana Nováková"] * 2


def test_without_the_key_a_mark_tells_nothing() -> None:
    ours, others = (marks_of(key, ["Jana Nováková"], [], []) for key in (KEY, b"x" * 32))
    assert len(ours) == len(others) == 3 and not ours.keys() & others.keys()


@pytest.mark.parametrize(
    "piece", ["Jana ", "Nováková ", "Jana Nováková, ", "6", "603118552 ", "a@", "jn@obec.", "x.y-"]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    person = forgotten("Jana Nováková", emails=("jn@obec.example",), phones=("603118552",))

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        person.spans(text)
        return time.process_time() - started

    seconds(1000)
    assert seconds(400_000) < 12 * max(seconds(100_000), 0.02)
