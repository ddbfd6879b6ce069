"""What a remark in brackets behind a name says of its part: "(coordinator)", "(euroregion, hlavní partner)"."""

from __future__ import annotations

import re

from extractors.text.lexicon import Lexicon

_PARTS = re.compile(r"[,;/–—]|\s-\s")


def said_to_lead(said: str, lexicon: Lexicon) -> bool:
    """Say whether a part of the remark, between its marks, calls the body the one that leads."""
    return _any_part(said, lexicon, "marked_lead")


def said_to_join(said: str, lexicon: Lexicon) -> bool:
    """Say whether a part of the remark calls the body a partner."""
    return _any_part(said, lexicon, "marked_part")


def _any_part(said: str, lexicon: Lexicon, group: str) -> bool:
    return any(lexicon.cue(group).fullmatch(part.strip().removeprefix("the ")) for part in _PARTS.split(said))
