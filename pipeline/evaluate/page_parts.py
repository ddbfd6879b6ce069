"""Parts of the report that several of its sections have: tables, figures, quotations, all escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from pipeline.evaluate.where import Place


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Return a table of cells that are HTML; the first cell of a row is its head. It scrolls where it is wide."""
    heads = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "\n".join(
        f'<tr><th scope="row">{cells[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>"
        for cells in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}">'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def share(value: float) -> str:
    """Return a figure of 0 to 1 with a bar behind it."""
    return f'<span class="share" style="--part:{value:.3f}">{value:.3f}</span>'


def quotation(place: Place) -> str:
    """Return a quotation in its context, marked, with its page."""
    words = f"{escape(place.before)}<mark>{escape(place.quote)}</mark>{escape(place.after)}"
    return f'<p class="quote"><span class="page">p. {place.page}</span> …{words}…</p>'


def shown(value: object) -> str:
    """Return a compared value in words: parts of a tuple apart by blanks, forms of a name by strokes."""
    if value is None:
        return "<i>nothing</i>"
    if isinstance(value, tuple):
        return " ".join(shown(part) for part in value if part is not None)
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}".replace(",", "\u202f")
    return escape(str(value))
