"""Labelled pages with other titles in them give the same records: what a title looks like changes the title alone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.swapped import KINDS, Title, exchange, language
from pipeline.published import document_object
from pipeline.run import process
from pipeline.settings import Settings
from schemas.vocabulary import load_vocabulary

LABELLED = Path(__file__).parent.parent / "labelled"
TITLES = {
    "cs": (
        "Podpora rodin v Libereckém kraji", "Pod jednou střechou", "Panelový dům č.p. 412 – zateplení", "DRÁTOVKA",
        "Dílna, klubovna a zahrada", "Účast společnosti Ocelka s.r.o. na veletrzích",
        "Tři mosty: cesty přes řeku Úhlavu",
        "Vlaštovky", "Zelená třída ZŠ Podlesí II", "Obnova studánek na Tachovsku", "Škola hrou i prací", "MOSTY-PLUS",
        "Nikdo není sám doma", "Šance po padesátce ve Zlínském kraji",
    ),
    "en": (
        "The Keys of the Mill", "Deep learning for river gauges", "MILLRACE", "Names on the Stones", "Hop & Hope",
        "WEIRWATCH: Small dams in old landscapes", "Open tables in closed towns", "HeatLeaf", "Voices of Brown Coal",
        "Roots, shoots and city streets", "Learning by mending", "NET4RIVERS", "Larch on the Move", "Fish and fences",
    ),
}  # fmt: skip
HOLDS = (
    "cs-t01-1.html", "cs-t01-2.md", "cs-t03-3.txt", "cs-t04-1.html", "cs-t04-2.md", "cs-t05-1.html",
    "cs-t05-2.html", "cs-t06-1.md", "cs-t06-2.txt", "cs-t08-3.html", "cs-u01-1.md", "cs-u05-1.html",
    "cs-u05-2.md", "cs-u06-1.html", "cs-u08-2.html", "cs-u09-1.html", "cs-v01-2.html", "cs-v02-1.html",
    "cs-v02-2.md", "cs-v03-1.md", "cs-v03-2.md", "cs-v06-3.md", "cs-v08-1.html", "cs-v10-1.html", "cs-v10-2.md",
    "cs-w01-2.html", "cs-w02-1.md", "cs-w02-2.md", "cs-w03-1.html", "cs-w03-2.html", "cs-w05-1.md",
    "cs-w06-1.html", "cs-w06-2.html", "cs-w07-2.html", "cs-w08-1.txt", "cs-w10-2.txt", "eu-t01-3.md",
    "eu-t03-1.html", "eu-t06-3.txt", "eu-t07-2.md", "eu-t10-1.html", "eu-t11-2.md", "eu-u01-1.html",
    "eu-u01-2.md", "eu-u03-2.txt", "eu-u06-1.md", "eu-u07-2.html", "eu-u08-2.md", "eu-v04-2.html", "eu-v05-2.md",
    "eu-v09-2.html", "eu-v11-1.html", "eu-w11-2.html", "eu-w12-1.md", "eu-w12-2.md", "eu-w13-1.html",
    "eu-w14-1.md", "eu-w14-2.md", "eu-w15-1.md", "eu-w15-2.md", "eu-w16-1.md", "eu-w17-2.html", "eu-w18-1.html",
    "eu-w18-2.html",
)  # fmt: skip


def _records(path: Path) -> list[dict[str, Any]]:
    """Return the projects that a page tells of, without the places where they stand."""
    found = document_object(process(path, path.name, Settings(), load_vocabulary()))
    return [{k: v for k, v in p.items() if k != "evidence"} for p in found["projects"]]  # type: ignore[attr-defined]


def differs(name: str, folder: Path) -> str:
    """Return how the records of a page differ if other titles stand in it; nothing if only the titles do."""
    path = LABELLED / "docs" / name
    label = json.loads((LABELLED / "labels" / f"{path.stem}.json").read_text(encoding="utf-8"))
    spoken = language(label)
    titles = [Title(words, "", spoken) for words in TITLES[spoken]]
    found = exchange(path.read_text(encoding="utf-8"), label, titles, random.Random(name), KINDS[path.suffix])
    if not found.titles:
        return "no title of the page can be exchanged"
    other = folder / name
    other.write_text(found.text, encoding="utf-8")
    before, after = _records(path), _records(other)
    if not any(title in found.titles for record in before for title in record["titles"]):
        return "none of the exchanged titles was read"
    for record in before:
        record["titles"] = [found.titles.get(title, title) for title in record["titles"]]
    return "" if before == after else f"{before}\n is not {after}"


@pytest.mark.parametrize("name", HOLDS)
def test_another_title_changes_only_the_title(name: str, tmp_path: Path) -> None:
    """Number, programme, dates, money, payers, bodies and people are read as they were."""
    assert not differs(name, tmp_path)


def test_so_many_pages_hold() -> None:
    """A page that holds stays in the list above."""
    assert len(set(HOLDS)) >= 64
