"""Reads and checks the schemes of registration numbers, their parts and repairs, and what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from schemas.compiled import compiled
from schemas.number_form import Form, form_pattern, parse_form
from schemas.terms import REACH, FalseFriend, IdentifierScheme, NumberPart
from schemas.vocabulary_entry import Entry

IDENTIFIER_FILES = (
    "identifiers.toml",
    "identifiers_research.toml",
    "identifiers_union.toml",
    "identifiers_abroad.toml",
)
"""In the order in which their schemes are tried."""
_WITHIN = 40
"""A word that names a false friend stands at most so many code points before it."""
_PARTS_FILE = "number_parts.toml"


def identifiers(
    entries: Iterable[Entry], parts: Mapping[str, object], programmes: set[str]
) -> tuple[IdentifierScheme, ...]:
    """Return the schemes; `parts` is the content of the file that explains parts, repairs and groups of words."""
    names = {str(item.get("name")) for item in _tables(parts.get("part"))}
    repairs = Entry(_PARTS_FILE, "repair_sets", parts.get("repair_sets"))
    groups = Entry(_PARTS_FILE, "contexts", parts.get("contexts"))
    for name in repairs.data:
        if unknown := {*repairs.texts(name, required=True)} - {*number_repairs(parts)}:
            raise repairs.error(name, f"unknown repair {sorted(unknown)}")
    return tuple(_identifier(entry, names, repairs, groups, programmes | {""}) for entry in entries)


def number_parts(entries: Iterable[Entry]) -> Mapping[str, NumberPart]:
    """Return the parts of numbers by name, each with its Czech and English text."""
    return MappingProxyType({part.name: part for part in map(_part, entries)})


def number_repairs(parts: Mapping[str, object]) -> Mapping[str, tuple[str, str]]:
    """Return code -> (Czech, English) of the repairs, in the order of the file."""
    table = Entry(_PARTS_FILE, "repairs", parts.get("repairs"))
    return MappingProxyType({code: _two_texts(table, code) for code in table.data})


def false_friends(entries: Iterable[Entry]) -> tuple[FalseFriend, ...]:
    """Return what looks like a number and is none; each pattern is found in its examples."""
    return tuple(map(_false_friend, entries))


def _identifier(entry: Entry, names: set[str], repairs: Entry, groups: Entry, programmes: set[str]) -> IdentifierScheme:
    forms = _forms(entry, names)
    title_cs, title_en = _two_texts(entry, "title")
    result = IdentifierScheme(
        code=entry.text("code"),
        title_cs=title_cs,
        title_en=title_en,
        forms=forms,
        pattern="|".join(map(form_pattern, forms)),
        repairs=repairs.texts(entry.one_of("repairs", repairs.data)),
        period=entry.number("period"),
        programme=entry.one_of("programme", programmes, ""),
        context=_context(entry, groups),
        lead=entry.flag("lead"),
        examples=entry.texts("examples", required=True),
        source=entry.text("source"),
        reach=entry.number("reach") or REACH,
    )
    entry.done()
    if result.lead and not result.context:
        raise entry.error("lead", "needs a context")
    for example in result.examples:
        if not compiled(result.pattern).fullmatch(example):
            raise entry.error("examples", f"no form fits {example!r}")
    return result


def _forms(entry: Entry, names: set[str]) -> tuple[Form, ...]:
    found: list[Form] = []
    for text in entry.texts("forms", required=True):
        try:
            found += parse_form(text)
        except ValueError as error:
            raise entry.error("forms", f"{text!r}: {error}") from error
    if unknown := {token.name for form in found for token in form if token.name} - names:
        raise entry.error("forms", f"no part explains {sorted(unknown)}")
    return tuple(dict.fromkeys(found))


def _context(entry: Entry, groups: Entry) -> tuple[str, ...]:
    words: list[str] = []
    for word in entry.texts("context", fold=True):
        words += groups.texts(word[1:], required=True) if word.startswith("@") else [word]
    return tuple(words)


def _part(entry: Entry) -> NumberPart:
    text_cs, text_en = _two_texts(entry, "text")
    table = Entry(entry.file, f"{entry.key}.values", entry.table("values"))
    values = {value: _two_texts(table, value) for value in table.data}
    name = entry.text("name")
    entry.done()
    return NumberPart(name, text_cs, text_en, MappingProxyType(values))


def _two_texts(entry: Entry, name: str) -> tuple[str, str]:
    """Return a Czech and an English text; one text serves for both."""
    found = entry.texts(name, required=True)
    if len(found) > 2:
        raise entry.error(name, "a Czech and an English text, no more")
    return found[0], found[-1]


def _false_friend(entry: Entry) -> FalseFriend:
    result = FalseFriend(
        code=entry.text("code"),
        pattern=entry.pattern("pattern"),
        triggers=entry.texts("triggers", fold=True),
        unless=entry.texts("unless", fold=True),
        within=entry.number("within") or _WITHIN,
        examples=entry.texts("examples", required=True),
    )
    entry.finish()
    for example in result.examples:
        if not re.search(result.pattern, example):
            raise entry.error("examples", f"the pattern is not found in {example!r}")
    return result


def _tables(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
