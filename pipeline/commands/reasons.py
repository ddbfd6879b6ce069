"""The words of `fondoskop why`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from pipeline.outgoing import plain
from pipeline.report import strong
from pipeline.resolve.confidence import PrecisionTable

Statement = Mapping[str, object]


def measured(row: Statement, field: str, table: PrecisionTable, rules: str) -> dict[str, int | None]:
    """Return how often the row's rule was right, of how many times; None if other rules made the row than `rules`."""
    known = table.of(field, str(row["rule"])) if row["rules"] == rules else None
    return {"right": known.right if known else None, "support": known.support if known else None}


def why_lines(rows: Sequence[Statement], found: Sequence[str], field: str) -> str:
    """Return the statements of each project, accepted ones first, as text for a terminal."""
    lines: list[str] = []
    for project_id in found:
        own = [row for row in rows if row["project_id"] == project_id]
        lines.append(strong(plain(f"{project_id}  {field}")) + ("" if own else ": nothing is stated"))
        for (value, accepted), pieces in groupby(own, key=lambda row: (row["value_text"], row["accepted"])):
            lines += _statement(value, bool(accepted), list(pieces))
    return "\n".join(lines)


def _statement(value: object, accepted: bool, pieces: Sequence[Statement]) -> list[str]:
    note = f" ({pieces[0]['note']})" if pieces[0]["note"] else ""
    lines = [f"  {strong(plain(value))}  {'accepted' if accepted else 'lost'}{note}"]
    for piece in pieces:
        lines += ["    " + line for line in _piece(piece)]
    return lines


def _piece(piece: Statement) -> list[str]:
    box = (
        ""
        if piece["x0"] is None
        else f", box {piece['x0']:.0f} {piece['top']:.0f} {piece['x1']:.0f} {piece['bottom']:.0f} pt"
    )
    sure = "" if piece["confidence"] is None else f", confidence {piece['confidence']:.2f}"
    return [
        f"…{plain(piece['before'])}[{strong(plain(piece['quote']))}]{plain(piece['after'])}…",
        f"{plain(piece['source'])}, page {piece['page']}, {piece['start']} to {piece['end']}{box}",
        f"rule {piece['rule']}{_record(piece)}, {piece['basis']}{sure}, document {str(piece['document'])[:12]}",
    ]


def _record(piece: Statement) -> str:
    """Return what labelled documents say of the rule."""
    if piece.get("support") is None:
        return ""
    return f" (right {piece['right']} of {piece['support']} times)" if piece["support"] else " (never measured)"
