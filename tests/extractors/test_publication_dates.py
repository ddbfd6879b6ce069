"""The day on which a document appeared, the surest candidate first."""

from __future__ import annotations

import pytest
from factories import Piece, front_matter, heading, make_reading

from extractors import publication_dates
from schemas.document import Block, BlockKind, MediaType, Region


def _dates(*pieces: object, media_type: MediaType = MediaType.HTML) -> list[tuple[str, str]]:
    reading = make_reading(*pieces, media_type=media_type)  # type: ignore[arg-type]
    return [(m.raw, m.evidence.rule.partition(".")[2]) for m in publication_dates.extract(reading)]


@pytest.mark.parametrize("key", ["date", "published", "datum", "pubdate", "datum_vzniku"])
def test_front_matter(key: str) -> None:
    assert _dates(front_matter(**{key: "2016-04-12"})) == [("2016-04-12", "head")]


def test_the_day_of_a_change_comes_last() -> None:
    found = _dates(front_matter(lastmod="2020-01-01", date="2016-04-12"))
    assert found == [("2016-04-12", "head"), ("2020-01-01", "head")]


PROSE = [
    ("Publikováno: 12. 4. 2016", [("12. 4. 2016", "label")]),
    ("Published on: 12 April 2016", [("12 April 2016", "label")]),
    ("Jihlava, 4. května 2022 – Obec otevřela chodník.", [("4. května 2022", "dateline")]),
    ("V Brně dne 4. 5. 2022", [("4. 5. 2022", "dateline")]),
    ("12. 4. 2016", [("12. 4. 2016", "dateline")]),
    ("Obec 4. května 2022 otevřela chodník.", []),
    ("Konference se koná 4. května 2022 v Jihlavě.", []),
    ("Květen 2016", []),  # no day
]


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_bylines_and_datelines(text: str, expected: list[tuple[str, str]]) -> None:
    found = _dates(text)
    assert list(dict.fromkeys(found))[:1] == expected


def test_a_footer_says_when_the_page_changed() -> None:
    foot = Piece("Poslední aktualizace: 1. 2. 2020", Block(BlockKind.PARAGRAPH, 0, 0, Region.FOOTER))
    assert _dates("Obec opravila chodník.", foot) == []


def test_a_title_slide() -> None:
    slide = (heading("Výsledky projektu"), "Závěrečná konference\nHotel Lípa Jihlava, sál Modrý, 4. května 2022")
    assert ("4. května 2022", "title_slide") in _dates(*slide, media_type=MediaType.PDF)
    assert _dates(*slide) == []
    prose = ("slovo " * 90, "Sešli se v Brně 4. května 2022 u stolu")
    assert _dates(*prose, media_type=MediaType.PDF) == []
