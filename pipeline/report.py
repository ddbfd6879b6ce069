"""What people see: tables that fit the terminal, the summary of a run, exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from pipeline.outgoing import plain
from schemas.errors import PipelineError, ReasonCode

if TYPE_CHECKING:
    from pipeline.ingest import RunSummary

EXIT_FAILED, EXIT_USAGE, EXIT_DOCUMENTS, EXIT_BUSY = 1, 2, 3, 4
# a table is never narrower, whatever the terminal says; wider than 120 is hard to read
NARROW, WIDE = 80, 120
# a column shrinks to this before it is unreadable
LEAST = 8


def table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], width: int = 0) -> str:
    """Return rows as aligned text, one line each; long cells are cut with "…" to fit `width` columns."""
    cells = [[_cell(row.get(name)) for name in columns] for row in rows]
    widths = [max([len(name), *(len(line[place]) for line in cells)]) for place, name in enumerate(columns)]
    widths = _fit(widths, width or terminal_width())
    numeric = [bool(rows) and all(_is_number(row.get(name)) for row in rows) for name in columns]
    lines = [columns, ["-" * size for size in widths], *cells]
    return "\n".join(_line(line, widths, numeric) for line in lines)


def terminal_width() -> int:
    """Return how many columns a table may have."""
    import shutil

    return min(WIDE, max(NARROW, shutil.get_terminal_size((100, 24)).columns))


def summary_lines(summary: RunSummary, db: str) -> str:
    """Return the closing table of an ingest: documents by outcome, then what to type next."""
    from schemas.records import Status

    counts = {status: summary.counts.get(status, 0) for status in Status}
    rows: list[dict[str, object]] = [{"outcome": s.value, "documents": n} for s, n in counts.items() if n]
    rows.append({"outcome": "all", "documents": sum(counts.values())})
    ending = f"interrupted by signal {summary.signal}; run the same command to go on" if summary.signal else "done"
    lines = [
        table(rows, ("outcome", "documents")),
        f"{summary.records} records, {summary.warnings} warnings, {summary.seconds:.1f} s: {ending}",
    ]
    lines += _of_rules(summary)
    if summary.newly_wrong:
        lines.append(f"{summary.newly_wrong} newly failed or partial; see: fondoskop issues --db {db}")
    lines.append(f"next: fondoskop projects --db {db}")
    return "\n".join(lines)


def summary_line(summary: RunSummary, db: str) -> str:
    """Return a run in one line, for logs and mails of cron."""
    from schemas.records import Status

    counts = {status.value: number for status in Status if (number := summary.counts.get(status, 0))}
    counts |= {"gone": summary.gone} if summary.gone else {}
    parts = [
        f"{sum(summary.counts.values())} inputs: " + ", ".join(f"{number} {name}" for name, number in counts.items()),
        f"{summary.records} records, {summary.warnings} warnings, {summary.seconds:.1f} s",
    ]
    parts += _of_rules(summary)
    if summary.newly_wrong:
        parts.append(f"{summary.newly_wrong} newly failed or partial, see: fondoskop status --db {db}")
    if summary.signal:
        parts.append(f"interrupted by signal {summary.signal}; run the same command to go on")
    return f"fondoskop: run {summary.run}: " + "; ".join(parts)


def _of_rules(summary: RunSummary) -> list[str]:
    """Return what a change of the rules led to, if they have changed."""
    if not (summary.again or summary.untouched):
        return []
    return [f"rules changed: {summary.again} documents extracted again, {summary.untouched} untouched"]


def run_status(summary: RunSummary) -> int:
    """Return the exit status of an ingest that came to its end, or was asked to end."""
    if summary.signal:
        return 128 + summary.signal
    return EXIT_DOCUMENTS if summary.newly_wrong else 0


def error_status(error: Exception) -> int:
    """Return the exit status of a command that could not do its work."""
    from pipeline.discover import MissingSource

    if isinstance(error, MissingSource):
        return EXIT_USAGE
    locked = isinstance(error, PipelineError) and error.code is ReasonCode.DATABASE_LOCKED
    return EXIT_BUSY if locked else EXIT_FAILED


def in_colour(stream: TextIO) -> bool:
    """Colour only for a terminal whose user has not asked for none. Source: no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def strong(text: str) -> str:
    """Return text for stdout in bold, where colours are wanted."""
    return f"\033[1m{text}\033[0m" if in_colour(sys.stdout) else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, (list, tuple)):
        return "; ".join(_cell(item) for item in value)
    return plain(value)


def _is_number(value: object) -> bool:
    return value is None or isinstance(value, (int, float))


def _fit(widths: list[int], room: int) -> list[int]:
    """Shrink the widest columns until the line fits; columns stand two blanks apart."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = []
    for text, size, right in zip(cells, widths, numeric, strict=True):
        shown = text if len(text) <= size else text[: size - 1] + "…"
        parts.append(shown.rjust(size) if right else shown.ljust(size))
    return "  ".join(parts).rstrip()
