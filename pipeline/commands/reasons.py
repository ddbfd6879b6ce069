"""The words of `fondoskop why`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from pipeline.report import strong

Statement = Mapping[str, object]


def why_lines(rows: Sequence[Statement], found: Sequence[str], field: str) -> str:
    """Return the statements of each project, accepted ones first, as text for a terminal."""
    lines: list[str] = []
    for project_id in found:
        own = [row for row in rows if row["project_id"] == project_id]
        lines.append(strong(f"{project_id}  {field}") + ("" if own else ": nothing is stated"))
        for (value, accepted), pieces in groupby(own, key=lambda row: (row["value_text"], row["accepted"])):
            lines += _statement(value, bool(accepted), list(pieces))
    return "\n".join(lines)


def _statement(value: object, accepted: bool, pieces: Sequence[Statement]) -> list[str]:
    note = f" ({pieces[0]['note']})" if pieces[0]["note"] else ""
    lines = [f"  {strong(_clean(value))}  {'accepted' if accepted else 'lost'}{note}"]
    for piece in pieces:
        lines += ["    " + line for line in _piece(piece)]
    return lines


def _piece(piece: Statement) -> list[str]:
    box = (
        ""
        if piece["x0"] is None
        else f", box {piece['x0']:.0f} {piece['top']:.0f} {piece['x1']:.0f} {piece['bottom']:.0f} pt"
    )
    sure = "not measured" if piece["confidence"] is None else f"{piece['confidence']:.2f}"
    return [
        f"…{_clean(piece['before'])}[{strong(_clean(piece['quote']))}]{_clean(piece['after'])}…",
        f"{piece['source']}, page {piece['page']}, {piece['start']} to {piece['end']}{box}",
        f"rule {piece['rule']}, {piece['basis']}, confidence {sure}, document {str(piece['document'])[:12]}",
    ]


def _clean(text: object) -> str:
    """Keep a quotation on its line, and control characters of a document off the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in str(text))
