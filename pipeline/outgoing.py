"""What leaves the program is data to whoever reads it: the one place where names, quotations and values are made
harmless for a terminal, for JSON that may end on one, and for a spreadsheet; and where files are written whole.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

# What JSON leaves as it is, and a terminal or a reader's eye obeys: C1 controls, marks that turn the direction of
# writing, letters of no width, line separators, halves of letters.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
# a spreadsheet runs a cell that begins with one of these as a formula, blanks before it or not
_FORMULA = re.compile("[\\s\0]*[=+\\-@\uff0b\uff0d\uff1d\uff20\t\r]")


def plain(text: object) -> str:
    """Return text that stays on its line and steers no terminal: what is not printable becomes a blank."""
    shown = str(text)
    return shown if shown.isprintable() else "".join(c if c.isprintable() else " " for c in shown)


def plain_lines(text: str) -> str:
    """Return text of several lines, each as `plain`."""
    return "\n".join(map(plain, text.split("\n")))


def json_text(value: object, indent: int | None = None) -> str:
    r"""Return a value as JSON that can be looked at: what is not seen stands as \uXXXX, which means the same."""
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def cell(text: str) -> str:
    """Return text for a cell of a CSV file: no formula, no control characters but the line's end."""
    kept = without_controls(text)
    return f"'{kept}" if is_formula(text) or is_formula(kept) else kept


def without_controls(text: str) -> str:
    """Return text for a cell without control characters but the line's end and the tabulator."""
    return "".join(letter for letter in text if letter in "\n\t" or (letter >= " " and letter != "\x7f"))


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet that is given the text as typed in would calculate."""
    return bool(_FORMULA.match(text))


@contextmanager
def whole_file(output: Path, mode: str = "w") -> Iterator[IO[Any]]:
    """Yield a file to write, of text or (`mode` "wb") of bytes.

    It takes the place of `output` when the block ends well, and vanishes when it does not.
    """
    part = output.with_name(f"{output.name}.part")
    try:
        as_text = {} if "b" in mode else {"encoding": "utf-8", "newline": ""}
        with part.open(mode, **as_text) as stream:  # type: ignore[call-overload]
            yield stream
        os.replace(part, output)  # noqa: PTH105 -- says plainly that the move is atomic
    finally:
        part.unlink(missing_ok=True)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
