"""The controlled vocabularies: one frozen object, read from `vocab/*.toml`, with a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.terms import (
    ActivityKind,
    CountCue,
    FalseFriend,
    Funder,
    IdentifierScheme,
    LabelPhrase,
    NumberPart,
    OrganisationHead,
    Programme,
)
from schemas.vocabulary_entry import VocabularyError
from schemas.vocabulary_kept import keep, restored
from schemas.vocabulary_reader import VocabularyReader

__all__ = [
    "ActivityKind",
    "CountCue",
    "FalseFriend",
    "Funder",
    "IdentifierScheme",
    "LabelPhrase",
    "NumberPart",
    "OrganisationHead",
    "Programme",
    "Vocabulary",
    "VocabularyError",
    "load_vocabulary",
]

_FOLDER = Path(__file__).parent / "vocab"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All words that the extractors know. Compared and hashed by identity: it can key a cache.

    Keys of `months`, `roman_months`, `relative_years` (years after publication), `number_words`, `scales` and
    `given_names` are lower case; those
    of `currencies` stand as printed and in lower case. `scales` are factors; `number_hundredths` are parts of numbers
    in words ("půl" is 50, "sta" 10000); `given_names` lead from any
    case of a name to the nominative. `cues` are stems, by what they steer. `organisation_words` are
    whole words in lower case. `number_repairs` leads from the code of a typing error to its Czech and
    English name. `version` is the SHA-256 of the content: the same for the same words,
    whatever the comments.
    """

    programmes: tuple[Programme, ...]
    funders: tuple[Funder, ...]
    labels: tuple[LabelPhrase, ...]
    identifiers: tuple[IdentifierScheme, ...]
    false_friends: tuple[FalseFriend, ...]
    number_parts: Mapping[str, NumberPart]
    number_repairs: Mapping[str, tuple[str, str]]
    activities: tuple[ActivityKind, ...]
    count_cues: tuple[CountCue, ...]
    cues: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    roman_months: Mapping[str, int]
    relative_years: Mapping[str, int]
    number_words: Mapping[str, int]
    number_hundredths: Mapping[str, int]
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    legal_forms: tuple[str, ...]
    organisation_heads: tuple[OrganisationHead, ...]
    organisation_words: tuple[str, ...]
    academic_titles: tuple[str, ...]
    stopwords: Mapping[str, tuple[str, ...]]
    language_cues: Mapping[str, tuple[str, ...]]
    language_endings: Mapping[str, tuple[str, ...]]
    language_letters: Mapping[str, str]
    given_names: Mapping[str, str]
    version: str


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Return the vocabulary of `folder`, or the one that is shipped; the latter is read once.

    Raises VocabularyError, with file and key, for anything that does not fit.
    """
    return _shipped() if folder is None else _read(folder)


@cache
def _shipped() -> Vocabulary:
    found = restored(_FOLDER)
    return found if isinstance(found, Vocabulary) else _read(_FOLDER)


def keep_vocabulary() -> None:
    """Keep the shipped vocabulary as it was read, for the next process."""
    keep(_FOLDER, _shipped())


def _read(folder: Path) -> Vocabulary:
    reader = VocabularyReader(folder)
    programmes = reader.programmes()
    return Vocabulary(
        programmes=programmes,
        funders=reader.funders(),
        labels=reader.labels(),
        identifiers=reader.identifiers({programme.code for programme in programmes}),
        false_friends=reader.false_friends(),
        number_parts=reader.number_parts(),
        number_repairs=reader.number_repairs(),
        activities=reader.activities(),
        count_cues=reader.count_cues(),
        cues=reader.cues(),
        months=reader.numbers("calendar.toml", "months"),
        roman_months=reader.numbers("calendar.toml", "roman_months"),
        relative_years=reader.numbers("calendar.toml", "relative_years"),
        number_words=reader.numbers("numbers.toml", "words"),
        number_hundredths=reader.numbers("numbers.toml", "hundredths"),
        scales=reader.numbers("numbers.toml", "scales"),
        currencies=reader.currencies(),
        legal_forms=reader.words("organisations.toml", "legal_forms"),
        organisation_heads=reader.organisation_heads(),
        organisation_words=reader.words("organisations.toml", "words"),
        academic_titles=reader.words("people.toml", "academic_titles"),
        stopwords=reader.language_words("stopwords"),
        language_cues=reader.language_words("cues"),
        language_endings=reader.language_words("endings"),
        language_letters=reader.letters(),
        given_names=reader.given_names(),
        version=reader.version(),
    )
