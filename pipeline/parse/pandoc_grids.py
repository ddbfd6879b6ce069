"""Grid tables of pandoc and reStructuredText, which Markdown does not know, as HTML tables.

+-----------+--------+
| Položka   | Částka |
+===========+========+
| mzdy      | 100 Kč |
+-----------+--------+
"""

from __future__ import annotations

import re
from html import escape
from itertools import accumulate, pairwise

RULE = re.compile(r" {0,3}\+(?::?[-=]{1,300}:?\+){1,40} {0,9}")
"""The line above, between and below the rows."""
_CUE = re.compile(r"^ {0,3}\+:?[-=]", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1")
_MAX_LINES = 20_000


def grids_to_html(text: str) -> str:
    """Return `text` with each grid table replaced by a `<table>`; other text, and what only begins as one, is left."""
    if not _CUE.search(text):
        return text
    lines = text.split("\n")
    done: list[str] = []
    index, fenced = 0, False
    while index < len(lines):
        fenced ^= lines[index].startswith(("```", "~~~"))
        end = _end(lines, index) if not fenced and RULE.fullmatch(lines[index]) else index
        if end - index > 2:
            done += ("", _html(lines[index:end]), "")
            index = end
        else:
            done.append(lines[index])
            index += 1
    return "\n".join(done)


def _end(lines: list[str], start: int) -> int:
    """Return the line behind the last rule of the table that begins at `start`."""
    end = start
    for index in range(start, min(len(lines), start + _MAX_LINES)):
        line = lines[index].strip()
        if line.startswith("+") and RULE.fullmatch(lines[index]):
            end = index + 1
        elif not (line.startswith("|") and line.endswith("|") and len(line) > 1):
            break
    return end


def _html(lines: list[str]) -> str:
    """Write the table: rows between rules, those above a rule of equals signs as heads."""
    rows: list[str] = []
    held: list[list[str]] = []
    rule = lines[0]
    for line in lines[1:]:
        if not RULE.fullmatch(line):
            held.append(_pieces(line, rule))
            continue
        if held:
            rows.append(_row(held, "th" if "=" in line and not rows else "td"))
        held, rule = [], line
    return f"<table>{''.join(rows)}</table>"


def _pieces(line: str, rule: str) -> list[str]:
    """Cut a line at the pluses of the rule above it, or at its own bars where these stand elsewhere."""
    marks = [place for place, char in enumerate(rule) if char == "+"]
    if len(line.rstrip()) != marks[-1] + 1 or any(line[place] not in "|+" for place in marks):
        return line.strip()[1:-1].split("|")
    return [line[first + 1 : last] for first, last in pairwise(marks)]


def _row(lines: list[list[str]], tag: str) -> str:
    """A blank line in a cell begins a paragraph in it; other lines of it only wrap."""
    width = max(map(len, lines))
    columns = ([line[index].strip() if index < len(line) else "" for line in lines] for index in range(width))
    return "<tr>" + "".join(f"<{tag}>{_cell(column)}</{tag}>" for column in columns) + "</tr>"


def _cell(lines: list[str]) -> str:
    paragraphs: dict[int, list[str]] = {}
    for number, line in zip(accumulate(not line for line in lines), lines, strict=True):
        paragraphs.setdefault(number, []).extend([line] if line else [])
    joined = (escape(" ".join(words), quote=False) for words in paragraphs.values() if words)
    return _STRONG.sub(r"<b>\2</b>", "<br>".join(joined))
