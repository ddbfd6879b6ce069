"""Lines of Markdown that each state a label and its value stay lines: without a mark, Markdown runs them together.

"**Number:** 1", then "**Period:** 1/2023 – 12/2025" on the next line: who wrote them meant two lines. So with lines
that begin with a sign of a list which Markdown does not know ("• Obec X").
"""

from __future__ import annotations

import re

from pipeline.parse.bulleted import SIGNS

_BOLD = re.compile(r"[ ]{0,8}(?:\*\*|__)[^*_\n:|]{1,50}(?::[ ]?(?:\*\*|__)|(?:\*\*|__)[ ]?:)")
_PLAIN = re.compile(r"[ ]{0,3}[^\W\d_][^:\n.,;|`<>]{1,40}:[ ](?=\S)")
_SIGN = re.compile(rf"[ ]{{0,3}}[{SIGNS}][ \u00a0](?=\S)")
_NO_TEXT = re.compile(r"\s{0,12}(?:$|[#|<>]|```|~~~|[-=*_]{3,})")
"""A blank line, a heading, a table, markup or a rule: a line behind it begins a paragraph by itself."""
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_BROKEN = ("  ", "\\")


def keep_label_lines(body: str) -> str:
    """Return Markdown with a mark of a line break before each line that begins with a label.

    A label in bold type counts anywhere, one in plain type behind another label's line.
    """
    lines = body.split("\n")
    fenced = False
    for index, line in enumerate(lines):
        fenced ^= _FENCE.match(line) is not None
        before = lines[index - 1] if index else ""
        if fenced or _NO_TEXT.match(before) or before.endswith(_BROKEN):
            continue
        if _BOLD.match(line) or _SIGN.match(line) or (_PLAIN.match(line) and _is_labelled(before)):
            lines[index - 1] = f"{before.rstrip()}  "
    return "\n".join(lines)


def _is_labelled(line: str) -> bool:
    return bool(_BOLD.match(line) or _PLAIN.match(line))
