"""A layout gives back the very document that parsing gave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.parse import parse
from pipeline.read import read
from pipeline.settings import Settings
from pipeline.store.layout import Stored, decode, encode
from schemas.document import Document, MediaType, Page, WordBoxes
from schemas.errors import Issue, ReasonCode, Severity, Stage

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted(path for path in (ROOT / "samples").rglob("*") if path.is_file())


def stored(document: Document, issues: tuple[Issue, ...]) -> Stored:
    pages = tuple((page.number, page.text, page.reader or None, page.quality, page.raw) for page in document.pages)
    return Stored(document.document_id, document.media_type.value, pages, encode(document, issues))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_comes_back(path: Path) -> None:
    document, issues = parse(read(path, path.name, Settings()), Settings())
    kept = stored(document, issues)
    back, told = decode(kept)
    assert (replace(back, metadata=dict(document.metadata)), told) == (document, issues)
    assert dict(back.metadata) == dict(document.metadata)
    # it must stay small beside the text
    assert len(kept.layout) < 600 + 1.2 * sum(len(page.text) for page in document.pages)


def test_odd_numbers_come_back() -> None:
    boxes = ((0.1, -3.0, 1 / 3, 1e9), (0.07, 0.29, 100.005, 5.0))
    words = WordBoxes((0, 1), (1, 2), boxes)
    lost = Issue(ReasonCode.CORRUPT_PAGE, Stage.PARSE, Severity.ERROR, "strana\n2", 2, 0, 7)
    document = Document("0" * 64, MediaType.PDF, (Page(1, "ab", words=words), Page(2, "")), "p/1", {"title": "Ž"})
    back, told = decode(stored(document, (lost,)))
    assert back.pages == document.pages and told == (lost,)


@pytest.mark.parametrize(
    "damage", [lambda blob: blob[:-3], lambda blob: blob[:10] + b"xx" + blob[12:], lambda blob: b""]
)
def test_damage_is_noticed(damage: object) -> None:
    document = Document("0" * 64, MediaType.TEXT, (Page(1, "ab"),), "p/1")
    whole = stored(document, ())
    with pytest.raises(ValueError, match="layout"):
        decode(replace(whole, layout=damage(whole.layout)))  # type: ignore[operator]
