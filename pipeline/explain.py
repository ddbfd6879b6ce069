"""What a registration number says, part by part: the scheme, the repairs, the programme, and what each part means."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.numbers.number_readings import NumberReading, read_number
from pipeline.report import strong
from pipeline.resolve.programme import of_scheme
from schemas.terms import Programme
from schemas.vocabulary import Vocabulary


def explanations(printed: str, vocabulary: Vocabulary) -> list[dict[str, object]]:
    """Return one object per reading of the number, the fewest repairs first; empty if no scheme reads it."""
    found = read_number(printed.strip().strip("„“”\"'()[]"), vocabulary)
    least = min((len(reading.repairs) for reading in found), default=0)
    return [_explained(reading, printed, vocabulary) for reading in found if len(reading.repairs) == least]


def explanation_lines(found: Sequence[dict[str, object]]) -> str:
    """Return the explanations as text for a terminal."""
    lines = [] if len(found) == 1 else [f"{len(found)} readings; the words of a page decide between them"]
    for one in found:
        lines += ["", *_lines(one)] if lines else _lines(one)
    return "\n".join(lines)


def _lines(one: dict[str, object]) -> list[str]:
    lines = [strong(str(one["number"])), f"  scheme      {_both(one['title_en'], one['title_cs'])}  ({one['scheme']})"]
    if one["programme"]:
        lines.append(f"  programme   {one['programme']}: {_both(one['programme_en'], one['programme_cs'])}")
    repairs = one["repairs"]
    if isinstance(repairs, list) and repairs:
        names = ", ".join(str(item["text_en"]) for item in repairs if isinstance(item, dict))
        lines.append(f"  mended      {names}; printed as {one['printed']}")
    if one["needs_words"]:
        lines.append("  taken only  beside words of this scheme: others have the same shape")
    parts = one["parts"]
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict):
            text, meaning = _both(part["text_en"], part["text_cs"]), _both(part["meaning_en"], part["meaning_cs"])
            lines.append(f"  {part['value']!s:<10}  {text}{': ' + meaning if meaning else ''}")
    return lines


def _both(english: object, czech: object) -> str:
    """Return the two texts, or the one if they are the same; nothing for nothing."""
    return "" if english is None else str(english) if english == czech else f"{english} | {czech}"


def _explained(reading: NumberReading, printed: str, vocabulary: Vocabulary) -> dict[str, object]:
    scheme = reading.scheme
    code = of_scheme(reading.value, scheme, vocabulary)
    programme = next((p for p in vocabulary.programmes if p.code == code), None)
    parts: list[object] = [_part(name, value, programme, vocabulary) for name, value in reading.parts]
    repairs: list[object] = [
        {
            "code": repair,
            "text_cs": vocabulary.number_repairs[repair][0],
            "text_en": vocabulary.number_repairs[repair][1],
        }
        for repair in reading.repairs
    ]
    return {
        "number": reading.value,
        "printed": " ".join(printed.split()),
        "scheme": scheme.code,
        "title_cs": scheme.title_cs,
        "title_en": scheme.title_en,
        "programme": code,
        "programme_cs": programme.label_cs if programme else None,
        "programme_en": programme.label_en if programme else None,
        "needs_words": bool(scheme.context),
        "complete": reading.complete,
        "repairs": repairs,
        "parts": parts,
    }


def _part(name: str, value: str, programme: Programme | None, vocabulary: Vocabulary) -> dict[str, object]:
    part = vocabulary.number_parts[name]
    named = (programme.label_cs, programme.label_en) if name == "programme" and programme else (None, None)
    meaning = part.values.get(value, named)
    return {
        "name": name,
        "value": value,
        "text_cs": part.text_cs,
        "text_en": part.text_en,
        "meaning_cs": meaning[0],
        "meaning_en": meaning[1],
    }
