"""What a page sets in bold or italics, as far as it may be a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.bodies.names import is_person
from extractors.payers.paying_words import opens_with_paying
from extractors.text.lexicon import label_key

if TYPE_CHECKING:
    from extractors.text.reading import PageReading

_MIXED = re.compile(r"[a-z]{1,2}[.-]?[A-Z]")
"""What a name may begin with: "eLearn", "e-INFRA", "de.NBI"."""
_SLASH = re.compile(r" ?/ ?")


def marked_names(page: PageReading) -> list[tuple[int, int]]:
    """Return what is set in bold or italics and is no label, person, known phrase or number, 3 to 300 long.

    Names with a slash between them are one: "**Wells** / **Studny**".
    """
    found: list[tuple[int, int]] = []
    for start, end in page.page.emphasis:
        if not _may_name(page, start, end):
            continue
        both = bool(found) and found[-1][1] < start and _SLASH.fullmatch(page.text, found[-1][1], start)
        found[-1:] = [(found[-1][0], end)] if both else [*found[-1:], (start, end)]
    return found


def _may_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    return (
        page.readable(start)
        and 3 <= end - start <= 300
        and (not words[0].islower() or bool(_MIXED.match(words)))
        and not opens_with_paying(words, page.lexicon)
        and not words.rstrip().endswith(":")
        and not (words.rstrip().endswith("?") and _ends_block(page, end))
        and label_key(words) not in page.lexicon.labels
        and label_key(words) not in page.lexicon.countries
        and not page.numbers_over(start, end)
        and not any(phrase.start <= start and end <= phrase.end for phrase in page.phrases_over(start, end))
        and not is_person(words, page.lexicon)
    )


def _ends_block(page: PageReading, end: int) -> bool:
    """Say whether no words of the block follow: "**What do we do?**" heads a section, "*Whose hole?* – debates" not."""
    block = page.block_at(end - 1)
    return block is None or not any(map(str.isalnum, page.text[end : block.end]))
