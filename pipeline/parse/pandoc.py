"""Pandoc's simple and multiline tables, which Markdown does not know, as HTML tables.

Položka        Částka
------------   --------
mzdy           100 Kč
"""

from __future__ import annotations

import re
from html import escape

_RULE = re.compile(r" {0,3}-{2,}(?: {1,20}-{2,}){1,30} *")
_FULL = re.compile(r" {0,3}-{5,} *")
_DASHES = re.compile(r"-{2,}")
_MAX_ROWS = 5000


def tables_to_html(text: str) -> str:
    """Return `text` with each such table replaced by a `<table>`; other text is left as it is."""
    if "--" not in text or not any(_RULE.fullmatch(line) for line in text.split("\n")):
        return text
    lines = text.split("\n")
    done: list[str] = []
    index = 0
    while index < len(lines):
        if _RULE.fullmatch(lines[index]):
            index = _table(lines, index, done)
        else:
            done.append(lines[index])
            index += 1
    return "\n".join(done)


def _table(lines: list[str], rule: int, done: list[str]) -> int:
    """Write the table whose dashes stand in line `rule`; return the first line after it."""
    columns = [found.span() for found in _DASHES.finditer(lines[rule])]
    head: list[str] = []
    while done and done[-1].strip() and not _FULL.fullmatch(done[-1]):
        head.insert(0, done.pop())
    multiline = bool(done) and bool(_FULL.fullmatch(done[-1]))
    if multiline:
        done.pop()
    end = _end(lines, rule + 1, multiline)
    rows = _rows(lines[rule + 1 : end], multiline)
    html = "".join(_row(row, columns, "td") for row in rows)
    done.extend(("", f"<table>{_row(head, columns, 'th') if head else ''}{html}</table>", ""))
    closed = end < len(lines) and _closes(lines[end])
    return end + 1 if closed else end


def _closes(line: str) -> bool:
    return bool(_FULL.fullmatch(line) or _RULE.fullmatch(line))


def _end(lines: list[str], start: int, multiline: bool) -> int:
    for index in range(start, min(len(lines), start + _MAX_ROWS)):
        if _closes(lines[index]) or (not multiline and not lines[index].strip()):
            return index
    return min(len(lines), start + _MAX_ROWS)


def _rows(lines: list[str], multiline: bool) -> list[list[str]]:
    """Return the lines of each row: one each, or in a multiline table those between blank lines."""
    if not multiline:
        return [[line] for line in lines]
    rows: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _row(lines: list[str], columns: list[tuple[int, int]], tag: str) -> str:
    """Cut each line before the columns' starts: a cell may be longer than its dashes, never start earlier."""
    starts = [start for start, _ in columns]
    starts[0] = 0
    bounds = list(zip(starts, [*starts[1:], None], strict=True))
    cells = (" ".join(line[start:end].strip() for line in lines) for start, end in bounds)
    return "<tr>" + "".join(f"<{tag}>{escape(cell.strip(), quote=False)}</{tag}>" for cell in cells) + "</tr>"
