"""What the rules of this program say, in the form in which the next change of them is compared with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.rules.code import unless
from pipeline.settings import Settings
from pipeline.version import code_version
from schemas.kept import Kept

_kept = Kept.beside(__file__)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules by their hash, the version of their code, and the packed items of their vocabulary."""

    rules: str
    code: str
    items: bytes


def rulebook(settings: Settings, rules: str, stopped: Callable[[], bool]) -> Rulebook:
    """Return the book of the rules that have this hash. Its items are kept once made: they take 0.5 s of CPU.

    Raises Interrupted where `stopped()` turns true meanwhile.
    """
    code = code_version(settings, stopped)
    name = f"{rules} {code} {sys.version}"
    found = _kept.get(name)
    if found is None:
        # late: what loads every extractor takes longer than the rest of a run's start
        from pipeline.rules.items import items
        from pipeline.rules.touched import pack
        from schemas.vocabulary import load_vocabulary

        found = pack(unless(stopped, items(load_vocabulary())))
        _kept.add(name, found)
        _kept.write()
    return Rulebook(rules, code, found)
