"""Capital and small letters of Latin script, to stand in the brackets of a pattern: rf"[{CAPITAL}0-9]".

A range of code points cannot say it: from "Ā" on capital and small letters take turns, and "à" to "ÿ"
stand before them.
"""

from __future__ import annotations

# Latin-1 and Extended-A, and the four letters with a comma below of Romanian
_MARKED = [chr(code) for code in (*range(0xC0, 0x180), *range(0x218, 0x21C))]
CAPITAL = "A-Z" + "".join(filter(str.isupper, _MARKED))
SMALL = "a-z" + "".join(filter(str.islower, _MARKED))
