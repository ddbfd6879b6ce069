"""Reads and checks `vocab/*.toml`: every error names the file and the key."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from schemas.fields import BY_NAME
from schemas.identifier_reader import IDENTIFIER_FILES, false_friends, identifiers, number_parts, number_repairs
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
from schemas.vocabulary_entry import Entry, VocabularyError

_FILES = (
    "activities.toml",
    "calendar.toml",
    "cues.toml",
    "funders.toml",
    "funders_abroad.toml",
    "funders_central.toml",
    "identifiers.toml",
    "identifiers_abroad.toml",
    "identifiers_research.toml",
    "identifiers_union.toml",
    "labels_identity.toml",
    "labels_money.toml",
    "labels_people.toml",
    "labels_time.toml",
    "languages.toml",
    "number_parts.toml",
    "numbers.toml",
    "organisations.toml",
    "people.toml",
    "programmes.toml",
    "programmes_other.toml",
)
_LABEL_FIELDS = {*BY_NAME, "period", "published"} - {"activities"}
_LABEL_CODES = {
    "start": {"start"},
    "end": {"end"},
    "period": {"range"},
    "funding": {"total", "grant", "requested", "eu", "state", "own", "other"},
    "published": {"", "updated"},
}
_ROLES = {"label", "sentence", "metadata"}
_ACTIVITY_CODES = {
    *("seminar", "round_table", "conference", "workshop", "training", "visit", "meeting"),
    *("research", "publication", "other"),
}
_CUE_CODES = {"participants", "count"}


class VocabularyReader:
    """The files of one folder. Each method returns one part of the vocabulary, checked."""

    def __init__(self, folder: Path) -> None:
        self._files = {name: _load(folder / name) for name in _FILES}

    def version(self) -> str:
        """Return the SHA-256 (hex) of the content of all files, without comments and layout."""
        content = json.dumps(self._files, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def programmes(self) -> tuple[Programme, ...]:
        """Return the programmes; codes are unique."""
        entries = self._entries("programmes.toml", "programme", unique="code")
        entries += self._entries("programmes_other.toml", "programme", unique="code")
        self._unique_codes(entries)
        cases = self._cases("programmes.toml")
        return tuple(_programme(entry, cases) for entry in entries)

    def funders(self) -> tuple[Funder, ...]:
        """Return the funders; codes and forms are unique."""
        entries = self._entries("funders.toml", "funder", unique="code")
        for file in ("funders_abroad.toml", "funders_central.toml"):
            entries += self._entries(file, "funder", unique="code")
        self._unique_codes(entries)
        self._unique_forms(entries)
        cases = self._cases("funders.toml")
        return tuple(_funder(entry, cases) for entry in entries)

    def labels(self) -> tuple[LabelPhrase, ...]:
        """Return the label phrases of all four files; a form stands once per field, role and language."""
        seen: set[tuple[str, ...]] = set()
        result = []
        for file in (name for name in _FILES if name.startswith("labels_")):
            for entry in self._entries(file, "label"):
                label = _label(entry)
                for form in label.forms:
                    key = (label.field, label.role, label.language, form.casefold())
                    if key in seen:
                        raise entry.error("forms", f"{form!r} stands in another entry too")
                    seen.add(key)
                result.append(label)
        return tuple(result)

    def identifiers(self, programmes: set[str]) -> tuple[IdentifierScheme, ...]:
        """Return the schemes of numbers; each pattern matches its examples from end to end."""
        entries = [entry for file in IDENTIFIER_FILES for entry in self._entries(file, "identifier", unique="code")]
        self._unique_codes(entries)
        return identifiers(entries, self._files["number_parts.toml"], programmes)

    def number_parts(self) -> Mapping[str, NumberPart]:
        """Return the explained parts of numbers by name."""
        return number_parts(self._entries("number_parts.toml", "part", unique="name"))

    def number_repairs(self) -> Mapping[str, tuple[str, str]]:
        """Return code -> Czech and English name of the typing errors that are mended, in the order of the file."""
        return number_repairs(self._files["number_parts.toml"])

    def false_friends(self) -> tuple[FalseFriend, ...]:
        """Return what looks like a number and is none; each pattern is found in its examples."""
        return false_friends(self._entries("identifiers.toml", "false_friend", unique="code"))

    def activities(self) -> tuple[ActivityKind, ...]:
        """Return the kinds of activities; codes and forms are unique."""
        entries = self._entries("activities.toml", "activity", unique="code")
        self._unique_forms(entries)
        return tuple(_activity(entry) for entry in entries)

    def count_cues(self) -> tuple[CountCue, ...]:
        """Return the words beside numbers of people and events."""
        entries = self._entries("activities.toml", "count_cue")
        self._unique_forms(entries)
        return tuple(_count_cue(entry) for entry in entries)

    def organisation_heads(self) -> tuple[OrganisationHead, ...]:
        """Return the heads of organisations' names; a form leads to one nominative."""
        entries = self._entries("organisations.toml", "head", unique="nominative")
        self._unique_forms(entries)
        return tuple(_head(entry) for entry in entries)

    def words(self, file: str, key: str) -> tuple[str, ...]:
        """Return a list of words that stands at the top of a file."""
        return Entry(file, "top", self._files[file]).texts(key, required=True)

    def numbers(self, file: str, key: str) -> Mapping[str, int]:
        """Return printed form -> number, from a table of number -> forms."""
        table = Entry(file, key, self._files[file].get(key))
        result: dict[str, int] = {}
        for number in table.data:
            if not number.removeprefix("-").isdecimal():
                raise table.error(number, "the key must be a whole number")
            for form in table.texts(number, required=True):
                if form != form.lower() or result.setdefault(form, int(number)) != int(number):
                    raise table.error(number, f"{form!r} is not lower case, or stands twice")
        return MappingProxyType(result)

    def currencies(self) -> Mapping[str, str]:
        """Return printed form -> ISO 4217 code; every form in lower case too."""
        table = Entry("numbers.toml", "currencies", self._files["numbers.toml"].get("currencies"))
        result: dict[str, str] = {}
        for code in table.data:
            if not re.fullmatch(r"[A-Z]{3}", code):
                raise table.error(code, "not an ISO 4217 code")
            for form in table.texts(code, required=True):
                if {result.setdefault(form, code), result.setdefault(form.lower(), code)} != {code}:
                    raise table.error(code, f"{form!r} stands for two currencies")
        return MappingProxyType(result)

    def language_words(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Return language -> its words or ends of words, of the table `name` of languages.toml."""
        table = Entry("languages.toml", name, self._files["languages.toml"].get(name))
        return MappingProxyType({language: table.texts(language, required=True) for language in table.data})

    def letters(self) -> Mapping[str, str]:
        """Return language -> the letters that its neighbours have not."""
        table = Entry("languages.toml", "letters", self._files["languages.toml"].get("letters"))
        return MappingProxyType({language: table.text(language) for language in table.data})

    def cues(self) -> Mapping[str, tuple[str, ...]]:
        """Return group -> words and stems that steer the extractors."""
        table = Entry("cues.toml", "top", self._files["cues.toml"])
        return MappingProxyType({group: table.texts(group, fold=True, required=True) for group in table.data})

    def given_names(self) -> Mapping[str, str]:
        """Return inflected form in lower case -> nominative; a nominative always leads to itself."""
        table = Entry("people.toml", "given_names", self._files["people.toml"].get("given_names"))
        result = {name.lower(): name for name in table.data}
        for name in table.data:
            for form in table.text(name, "").split():
                result.setdefault(form.lower(), name)
        return MappingProxyType(result)

    def _cases(self, file: str) -> dict[str, tuple[str, ...]]:
        table = Entry(file, "cases", self._files[file].get("cases"))
        return {head.casefold(): table.texts(head, required=True) for head in table.data}

    def _entries(self, file: str, kind: str, unique: str = "") -> list[Entry]:
        items = self._files[file].get(kind)
        if not isinstance(items, list):
            raise VocabularyError(file, kind, "must be a list of tables")
        entries = [Entry(file, f"{kind}[{number}]", item) for number, item in enumerate(items, 1)]
        seen: set[str] = set()
        for entry in entries if unique else ():
            code = entry.text(unique)
            entry.key = f"{kind} {code}"
            if code in seen:
                raise entry.error(unique, "stands twice in the file")
            seen.add(code)
        return entries

    @staticmethod
    def _unique_codes(entries: Iterable[Entry]) -> None:
        seen: set[str] = set()
        for entry in entries:
            code = entry.text("code")
            if code in seen:
                raise entry.error("code", "stands twice")
            seen.add(code)

    @staticmethod
    def _unique_forms(entries: Iterable[Entry]) -> None:
        seen: dict[str, str] = {}
        for entry in entries:
            for form in entry.texts("forms", fold=True):
                other = seen.setdefault(form.casefold(), entry.key)
                if other != entry.key:
                    raise entry.error("forms", f"{form!r} stands in {other} too")


def _load(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(path.name, "file", f"cannot be read: {error}") from error


def _expand(forms: tuple[str, ...], cases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the forms with those that follow from them: other beginnings, and a long dash for ` - `."""
    result = {form.casefold(): form for form in forms}
    for folded, form in tuple(result.items()):
        for head, others in cases.items():
            if folded.startswith(head) and folded[len(head) : len(head) + 1] in {"", " "}:
                for other in others:
                    made = other + form[len(head) :]
                    result.setdefault(made.casefold(), made)
    for form in tuple(result.values()):
        if " - " in form:
            made = form.replace(" - ", " – ")
            result.setdefault(made.casefold(), made)
    return tuple(result.values())


def _programme(entry: Entry, cases: Mapping[str, tuple[str, ...]]) -> Programme:
    result = Programme(
        code=entry.text("code"),
        label_cs=entry.text("label_cs"),
        label_en=entry.text("label_en"),
        first_year=entry.number("first_year"),
        last_year=entry.number("last_year"),
        prefixes=entry.texts("prefixes"),
        forms=_expand(entry.texts("forms", fold=True), cases),
        abbreviations=entry.texts("abbreviations"),
        ambiguous=entry.texts("ambiguous"),
        funds=entry.texts("funds"),
    )
    entry.finish()
    if both := set(result.abbreviations) & set(result.ambiguous):
        raise entry.error("ambiguous", f"{sorted(both)} are in abbreviations too")
    return result


def _funder(entry: Entry, cases: Mapping[str, tuple[str, ...]]) -> Funder:
    result = Funder(
        code=entry.text("code"),
        label_cs=entry.text("label_cs"),
        label_en=entry.text("label_en"),
        forms=_expand(entry.texts("forms", fold=True, required=True), cases),
        abbreviations=entry.texts("abbreviations"),
        ambiguous=entry.texts("ambiguous"),
        fund=entry.flag("fund"),
    )
    entry.finish()
    return result


def _label(entry: Entry) -> LabelPhrase:
    field = entry.one_of("field", _LABEL_FIELDS)
    role = entry.one_of("role", _ROLES)
    result = LabelPhrase(
        field=field,
        role=role,
        language=entry.text("language", "" if role == "metadata" else None),
        forms=entry.texts("forms", fold=True, required=True),
        code=entry.one_of("code", _LABEL_CODES.get(field, {""}), ""),
        weak=entry.flag("weak"),
    )
    entry.finish()
    return result


def _activity(entry: Entry) -> ActivityKind:
    result = ActivityKind(entry.one_of("code", _ACTIVITY_CODES), entry.texts("forms", fold=True, required=True))
    entry.finish()
    return result


def _count_cue(entry: Entry) -> CountCue:
    result = CountCue(entry.one_of("code", _CUE_CODES), entry.texts("forms", fold=True, required=True))
    entry.finish()
    return result


def _head(entry: Entry) -> OrganisationHead:
    result = OrganisationHead(
        nominative=entry.text("nominative"),
        forms=entry.texts("forms"),
        gender=entry.one_of("gender", {"m", "f", "n", ""}, ""),
    )
    entry.finish()
    return result
