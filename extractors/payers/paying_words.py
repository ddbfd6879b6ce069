"""Whether words speak of paying for a project; "Podpora sociálních služeb" is a title of one."""

from __future__ import annotations

import re

from extractors.text.letters import SMALL
from extractors.text.lexicon import Lexicon

_WORD = re.compile(rf"\s(?=[{SMALL}]{{3}})")


def opens_with_paying(words: str, lexicon: Lexicon) -> bool:
    """Say whether the words begin with one of paying: "Financováno z prostředků"."""
    return bool(lexicon.cue("finance").match(words)) and not _supports(words, 0, lexicon)


def speaks_of_paying(words: str, lexicon: Lexicon) -> bool:
    """Say whether a word of paying stands anywhere."""
    return any(not _supports(words, match.start(), lexicon) for match in lexicon.cue("finance").finditer(words))


def _supports(words: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether what is supported follows the noun, in the genitive; who pays stands behind a preposition."""
    noun = lexicon.cue("support_noun").match(words, start)
    word = _WORD.match(words, noun.end()) if noun else None
    return word is not None and not lexicon.cue("support_money").match(words, word.end())
