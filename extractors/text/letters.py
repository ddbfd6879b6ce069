"""Letters of Latin script without their marks, and capital and small ones for patterns: rf"[{CAPITAL}0-9]".

A range of code points cannot say it: from "Ā" on capital and small letters take turns, and "à" to "ÿ"
stand before them.
"""

from __future__ import annotations

import unicodedata

# Latin-1 and Extended-A, and the four letters with a comma below of Romanian
_MARKED = [chr(code) for code in (*range(0xC0, 0x180), *range(0x218, 0x21C))]
CAPITAL = "A-Z" + "".join(filter(str.isupper, _MARKED))
SMALL = "a-z" + "".join(filter(str.islower, _MARKED))


def without_marks(text: str) -> str:
    """Return a text without the marks on its letters: "řešení" is "reseni"; what ASCII lacks then is left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
