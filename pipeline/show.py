"""Draw a page of a PDF with the values that were found on it: each in a box, with the name of its field."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.read import from_bytes
from pipeline.settings import Settings
from pipeline.sources.found import Found
from pipeline.sources.opener import Opener
from schemas.document import Box
from schemas.errors import ReadError, ReasonCode

# Dots of the picture for a point of the page, and most dots of a side.
_SCALE, _MOST = 2.0, 3000
# Colours that are told apart on white and on photographs; a field has the same one on every page.
_COLOURS = ("#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#e377c2", "#17becf")
_PALE = "#888888"
# Height of a label in dots, and how much of what is under it shows through, of 255.
_LABEL, _VEIL = 12, 170


@dataclass(frozen=True, slots=True)
class Shown:
    """A value on a page: its field, its box in points, whether it was accepted."""

    field: str
    box: Box
    accepted: bool = True


def content_of(path: Path, label: str, sha256: str, settings: Settings) -> bytes:
    """Return the bytes of a source, or of the member `label` of a container.

    Raises ReadError: unreadable_file, also where they are not those with the hash.
    """
    try:
        content = _member(path, label, settings) if label else path.read_bytes()
    except OSError as error:
        raise ReadError(ReasonCode.UNREADABLE_FILE, f"{path}: {error.strerror}") from error
    if from_bytes(content, path.name, settings).sha256 != sha256:
        raise ReadError(ReasonCode.UNREADABLE_FILE, f"{path}: the file has changed since it was read; run ingest again")
    return content


def _member(path: Path, label: str, settings: Settings) -> bytes:
    with Opener(settings) as opener:
        for found in opener.found_in(path, path.name):
            if isinstance(found, Found) and found.held is not None:
                content = found.held.path.read_bytes() if found.label == label else None
                found.held.close()
                if content is not None:
                    return content
    raise ReadError(ReasonCode.UNREADABLE_FILE, f"{path} has no member {label} any more; run ingest again")


def drawn_page(content: bytes, number: int, values: Sequence[Shown], fields: Iterable[str]) -> bytes:
    """Return a PNG of page `number` (from 1) with `values` drawn on it; `fields` give each its colour.

    Raises ReadError where the file has no such page.
    """
    import pypdfium2  # type: ignore[import-untyped]
    from PIL import ImageDraw, ImageFont

    document = pypdfium2.PdfDocument(content)
    try:
        if not 1 <= number <= len(document):
            raise ReadError(ReasonCode.UNREADABLE_FILE, f"there is no page {number}: the file has {len(document)}")
        page = document[number - 1]
        scale = min(_SCALE, _MOST / max(page.get_size()))
        image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    finally:
        document.close()
    draw, font = ImageDraw.Draw(image, "RGBA"), ImageFont.load_default(_LABEL)
    colours = {field: _COLOURS[index % len(_COLOURS)] for index, field in enumerate(fields)}
    taken: list[Box] = []
    for value in values:
        colour = colours.get(value.field, _PALE) if value.accepted else _PALE
        x0, top, x1, bottom = (side * scale for side in value.box)
        draw.rectangle((x0 - 3, top - 2, x1 + 3, bottom + 2), outline=colour, width=3 if value.accepted else 1)
        name = value.field if value.accepted else f"({value.field})"
        place = _free((x0 - 3, top - 2), draw.textlength(name, font=font) + 6, image.height, taken)
        draw.rectangle(place, fill=f"{colour}{_VEIL:02x}")
        draw.text((place[0] + 3, place[1]), name, fill="white", font=font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _free(corner: tuple[float, float], width: float, height: int, taken: list[Box]) -> Box:
    """Return a place for a label above its box, or beside the labels that are there already."""
    x0, top = corner[0], max(0.0, min(corner[1] - _LABEL - 4, height - _LABEL - 4))
    place = (x0, top, x0 + width, top + _LABEL + 4)
    for _ in range(len(taken)):
        other = next((box for box in taken if _overlap(box, place)), None)
        if other is None:
            break
        place = (other[2] + 1, top, other[2] + 1 + width, top + _LABEL + 4)
    taken.append(place)
    return place


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
