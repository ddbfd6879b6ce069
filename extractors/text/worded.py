"""Patterns that have words of the vocabulary in them: the form stands in the code, the words in `cues.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from extractors.text.alternatives import alternatives, longest_first
from extractors.text.cues import stem_pattern
from schemas.compiled import compiled

_GROUP = re.compile(r"\{([a-z][a-z_]*)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """A pattern in which `{name}` stands for any cue of the group: Worded(r"(?<!\\w){since}\\s$").

    A cue ends where a word ends; what it begins behind is for the pattern to say. `Lexicon.worded` compiles it.
    """

    pattern: str
    flags: int = 0

    def groups(self) -> list[str]:
        """Return the names of the groups, as often as they stand there."""
        return _GROUP.findall(self.pattern)

    def compiled(self, stems: Callable[[str], Collection[str]]) -> re.Pattern[str]:
        """Return the pattern with the words that `stems` has for each group. Raises KeyError for an unknown one."""
        return compiled(_GROUP.sub(lambda name: self._any_of(stems(name[1])), self.pattern), self.flags)

    def _any_of(self, stems: Collection[str]) -> str:
        patterns = map(stem_pattern, longest_first(stems))
        return f"(?:{alternatives(patterns, bool(self.flags & re.IGNORECASE))})"
