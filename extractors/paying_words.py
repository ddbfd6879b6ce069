"""Whether words speak of paying for a project; "Podpora sociálních služeb" is a title of one."""

from __future__ import annotations

import re

from extractors.lexicon import Lexicon

# What is supported follows in the genitive; who pays stands behind a preposition.
_SUPPORT_OF = re.compile(
    r"podpor[auyo]u?\s(?!(?:z|ze|od|ve|v|do|na|pro|a|projektu|projektů|programu|byla|je|činí|celkem)\s)[a-zá-ž]{3}",
    re.IGNORECASE,
)


def opens_with_paying(words: str, lexicon: Lexicon) -> bool:
    """Say whether the words begin with one of paying: "Financováno z prostředků"."""
    return bool(lexicon.cue("finance").match(words)) and not _SUPPORT_OF.match(words)


def speaks_of_paying(words: str, lexicon: Lexicon) -> bool:
    """Say whether a word of paying stands anywhere."""
    return any(not _SUPPORT_OF.match(words, match.start()) for match in lexicon.cue("finance").finditer(words))
