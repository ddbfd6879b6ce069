"""The kinds of entries that the controlled vocabularies hold. Read by `schemas.vocabulary`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.number_form import Form
from schemas.packed import packed

REACH = 80
"""A number that needs words beside it finds them within so many code points.  Source: identifier notes."""


@packed
@dataclass(frozen=True, slots=True)
class Programme:
    """A funding programme, by the code of the labelling guide, as in `OP LZZ 2007`.

    `prefixes` are beginnings of registration numbers, as in `CZ.1.04` or `TL`; two periods may share one.
    `forms` are names, inflected too, matched without regard to case. `abbreviations` are matched as
    whole words in the printed case; `ambiguous` are abbreviations that also mean other things and
    count only beside other words of money. `funds` are codes of funders.
    """

    code: str
    label_cs: str
    label_en: str
    first_year: int | None
    last_year: int | None
    prefixes: tuple[str, ...]
    forms: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    funds: tuple[str, ...]


@packed
@dataclass(frozen=True, slots=True)
class Funder:
    """Who pays. `fund` is True for the codes of the labelling guide, as `ESF`; the code of all
    others is their Czech or own name, in the nominative. Forms are matched as those of a programme.
    """

    code: str
    label_cs: str
    label_en: str
    forms: tuple[str, ...]
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    fund: bool


@packed
@dataclass(frozen=True, slots=True)
class LabelPhrase:
    """Words that announce a value of `field`, matched without regard to case.

    `role` is `label` (stands before the value, in a line, cell or heading of its own), `sentence`
    (stands in running text) or `metadata` (a key of front matter or of the page's head, lower case).
    `code` says which: `start`, `end`, `range`; `total`, `grant`, `eu`, `state`, `own`, `other`;
    `updated` for a date of change; empty elsewhere. A `weak` label counts only with a colon or in a table.
    `language` is empty for metadata.
    """

    field: str
    role: str
    language: str
    forms: tuple[str, ...]
    code: str
    weak: bool


@packed
@dataclass(frozen=True, slots=True, eq=False)
class IdentifierScheme:
    """A family of project numbers, compared by identity. `forms` are its canonical forms, in the order of
    preference; `pattern` matches all of them.

    `programme` is empty where the number's own parts tell it; then `period` is the first year of the period whose
    programmes its prefix names. If `context` is not empty, one of its words must stand within `reach` code points of
    the number; a `lead` number must stand right behind one, or behind a word such as "No.". `repairs` are the codes of
    the typing errors that are mended.
    """

    code: str
    title_cs: str
    title_en: str
    forms: tuple[Form, ...]
    pattern: str
    repairs: tuple[str, ...]
    period: int | None
    programme: str
    context: tuple[str, ...]
    lead: bool
    examples: tuple[str, ...]
    source: str
    reach: int = REACH

    @property
    def czech(self) -> bool:
        """Say whether the numbers are of the Czech family, "CZ.…", which needs no words beside it."""
        return self.pattern.startswith(r"CZ\.")


@packed
@dataclass(frozen=True, slots=True)
class NumberPart:
    """A part of a registration number, explained; `values` leads from what is printed to its meaning."""

    name: str
    text_cs: str
    text_en: str
    values: Mapping[str, tuple[str, str]]


@packed
@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A string that looks like a project number and is none; `triggers` are words at most `within` code
    points before it: in capitals as they stand, all others in any case, with any ending; without triggers it is none
    anywhere. No trigger counts where a word of `unless` stands right before it.
    """

    code: str
    pattern: str
    triggers: tuple[str, ...]
    unless: tuple[str, ...]
    within: int
    examples: tuple[str, ...]


@packed
@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of activity of the labelling guide; `forms` in all cases and numbers, lower case."""

    code: str
    forms: tuple[str, ...]


@packed
@dataclass(frozen=True, slots=True)
class CountCue:
    """Words beside a number of people (`participants`) or of events (`count`), lower case."""

    code: str
    forms: tuple[str, ...]


@packed
@dataclass(frozen=True, slots=True)
class OrganisationHead:
    """The words that an organisation's name begins with; `forms` are its other cases in the singular.

    As in `Základní škola`, with `Základní školy`, `Základní škole`, … `gender` is `m`, `f` or `n`.
    """

    nominative: str
    forms: tuple[str, ...]
    gender: str = ""
