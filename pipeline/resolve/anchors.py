"""The anchors of a project: its numbers and titles, and when two titles are one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from extractors.text.kept import kept
from pipeline.resolve.places import order
from schemas.records import Fact

STRONG = (
    "titles.labelled",
    "titles.quoted",
    "titles.subject",
    "titles.emphasised",
    "titles.beside_number",
    "titles.listed",
    "titles.named",
    "titles.within",
    "titles.in_sentence",
    "titles.line",
    "titles.card",
    "titles.heading",
    "titles.signed",
    "titles.bracketed",
)
ACRONYM = "titles.acronym"
"""A number that nothing else names takes the one title of this rule, wherever it stands; alone it is no project."""
LISTED, OUTRIGHT = "titles.listed", ("titles.labelled", "titles.quoted", "titles.emphasised", "titles.named")
"""What an entry of a list begins with gives way to what says that it is the title."""
LIKE = 0.88
"""Two titles of at least this likeness are one: an inflected word or a typing error apart."""
_LONG_NAME = re.compile(r"\s?[–—:-]\s")


@dataclass(slots=True, eq=False)
class Cluster:
    """One project in the making: its number's facts, its titles' facts, then all other facts.

    `echoes` are further places where a title stands; they draw facts to the project and prove nothing.
    """

    number: str = ""
    numbers: list[Fact] = field(default_factory=list)
    titles: list[Fact] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    echoes: list[Fact] = field(default_factory=list)

    @property
    def anchors(self) -> list[Fact]:
        """The facts that say where the project is spoken of, in order."""
        return sorted([*self.numbers, *self.titles], key=order)

    @property
    def places(self) -> list[Fact]:
        """All facts and echoes that show where the project is spoken of."""
        return [*self.numbers, *self.titles, *self.echoes]

    @property
    def first(self) -> tuple[int, int, int]:
        """Where the project is first mentioned."""
        return order(self.anchors[0])

    @property
    def strong(self) -> bool:
        """Say whether a rule that does not guess gave a title."""
        return any(fact.evidence.rule in STRONG for fact in self.titles)


def plain(title: object) -> str:
    """Return the title for comparison: lower case, letters and digits, single blanks."""
    return _plain(str(title))


@kept
def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.lower()))


def one_title(first: object, second: object) -> bool:
    """Say whether two printed titles are one: alike, or the short name of the other ("ABC" and "ABC – Long name")."""
    return _one_title(str(first), str(second))


@kept
def _one_title(first: str, second: str) -> bool:
    # a title that each slide repeats is compared again and again
    short, long = sorted((first, second), key=len)
    if long.startswith(short) and _LONG_NAME.match(long, len(short)):
        return True
    return alike(plain(first), plain(second))


@kept
def ordinals(title: str) -> list[str]:
    """Return the figures and Roman numerals of a plain title; "i" and "v" are words but at its end."""
    return re.findall(r"\d+|\b(?:i{2,3}|iv|vi{1,3}|ix)\b|\b[ivx]$", title)


def alike(first: str, second: str) -> bool:
    """Say whether two plain titles are one: equal, nearly equal, or one the beginning of the other."""
    if first == second:
        return True
    if ordinals(first) != ordinals(second):
        return False  # "1. etapa" and "2. etapa", "MAP I" and "MAP II" are two projects
    short, long = sorted((first, second), key=len)
    if len(short) >= 12 and (long.startswith(short + " ") or long.endswith(" " + short)):
        return True
    if len(long) - len(short) > 0.25 * len(long):
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE
