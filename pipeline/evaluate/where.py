"""Where an error stands in the text: the quotation behind a spurious value, the likely place of a missed one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.compare import ALTERNATIVE
from pipeline.evaluate.judge import compared
from pipeline.evaluate.score import Labelled, Mistake

AROUND = 110
"""Code points shown before and after a quotation."""
MOST = 2
"""Places shown for one error."""


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation on a page with the words round it; `rule` and `confidence` where the program quoted it."""

    page: int
    before: str
    quote: str
    after: str
    rule: str = ""
    confidence: float = 0.0


def places(mistake: Mistake, prediction: Labelled, months: Mapping[str, int]) -> list[Place]:
    """Return where the value of a mistake stands in the document's text, at most MOST places, none if not found.

    `months` leads from names of months to their numbers, as in the vocabulary.
    """
    pages = texts(prediction)
    if mistake.kind == "spurious":
        return list(_quoted(mistake, pages))[:MOST]
    value = mistake.value[0] if mistake.kind == "differs" and isinstance(mistake.value, tuple) else mistake.value
    return list(_printed(pages, _forms(mistake.field, value, months)))[:MOST]


def texts(prediction: Labelled) -> Sequence[str]:
    """Return the texts of the document's pages, if the prediction was made with them."""
    document = prediction.get("document")
    found = document.get("text") if isinstance(document, Mapping) else None
    return found if isinstance(found, list) else []


def _quoted(mistake: Mistake, pages: Sequence[str]) -> Iterator[Place]:
    evidence = mistake.found.get("evidence")
    for piece in evidence if isinstance(evidence, list) else ():
        if piece["field"] == mistake.field and str(mistake.value) in compared(mistake.field, piece["value"]):
            text = pages[piece["page"] - 1]
            yield _place(piece["page"], text, piece["start"], piece["end"], piece["rule"], piece["confidence"] or 0.0)


def _printed(pages: Sequence[str], forms: Iterable[str]) -> Iterator[Place]:
    """Yield the places of the first form that the text has."""
    for form in forms:
        pattern = re.compile(form, re.IGNORECASE)
        found = [(page, text, m) for page, text in enumerate(pages, 1) for m in pattern.finditer(text)]
        if found:
            yield from (_place(page, text, *m.span()) for page, text, m in found)
            return


def _place(page: int, text: str, start: int, end: int, rule: str = "", confidence: float = 0.0) -> Place:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Place(page, before, text[start:end], after, rule, confidence)


def _forms(field: str, value: object, months: Mapping[str, int]) -> Iterator[str]:
    """Yield patterns for the printed forms of a labelled value, the likeliest first."""
    match field, value:
        case ("registration_number", str()):
            yield r"[\s./_+-]{0,3}".join(map(re.escape, value))
        case ("start" | "end" | "document.published", str()):
            yield from _dates(value, months)
        case ("funding", (_, float() as amount, _)):
            yield from _amounts(amount)
        case ("contacts", (part, str(text))):
            yield _spaced_digits(text) if part == "phone" else _words(text)
        case ("activities", (_, *numbers)):
            yield from (rf"(?<!\d){number}(?!\d)" for number in numbers if number is not None)
        case ("programme", str()):
            yield _words(value)
            yield _words(value.rpartition(" ")[0] or value)
        case (_, str()):
            yield from (_words(form) for form in value.split(ALTERNATIVE))


def _words(text: str) -> str:
    words = [re.escape(word) for word in re.findall(r"\w+", text)]
    # no word at all: a pattern that fits nothing
    return r"\W{1,5}".join(words) if words else r"(?!)"


def _spaced_digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)[-9:]
    return r"\D{0,3}".join(digits) or r"(?!)"


def _amounts(amount: float) -> Iterator[str]:
    yield r"(?<!\d)" + r"[\s.,]{0,2}".join(str(int(amount))) + r"(?!\d)"
    for scale in (1e9, 1e6, 1e3):
        if amount >= scale:
            yield r"(?<!\d)" + f"{amount / scale:g}".replace(".", "[.,]") + r"(?![\d.,])"


def _dates(value: str, months: Mapping[str, int]) -> Iterator[str]:
    year, *rest = value.split("-")
    if rest:
        month = int(rest[0])
        named = "|".join([rf"0?{month}", *(re.escape(form) for form, number in months.items() if number == month)])
        if len(rest) > 1:
            day = int(rest[1])
            yield rf"(?<!\d)0?{day}\W{{1,3}}(?:{named})\W{{1,3}}{year}"
            yield rf"(?:{named})\W{{1,3}}0?{day}\W{{1,4}}{year}"
        yield rf"(?:(?<!\d){value}|\b(?:{named})\W{{1,3}}{year})"
    yield rf"(?<!\d){year}(?!\d)"
