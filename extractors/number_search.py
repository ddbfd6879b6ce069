"""All registration numbers of a text: the Czech family, other schemes, what a label or a funding sentence calls one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.labels import LabelledValue
from extractors.lexicon import Lexicon
from extractors.number_grammar import find_czech
from schemas.vocabulary import IdentifierScheme, Vocabulary

CONTEXT = 80
"""A scheme that needs words beside it finds them within so many code points.  Source: identifier notes."""
AROUND = 40
"""A false friend that overlaps the string begins and ends within so many code points of it."""
_START = re.compile(r"(?<![\w/])(?=[0-9A-Z][^\n]{0,24}?\d)|(?<![\w/])(?=[0-9])")
_CODE = re.compile(r"(?<![\w/.-])[0-9A-Z](?:[0-9A-Za-z]|[./_\-–](?=[0-9A-Za-z])){2,45}(?![\w@])")
# What stands right before a code that belongs to no known scheme: "under the codes", "project no.", a comma in a list.
_BEFORE_CODE = re.compile(
    r"(?:\b(?:codes?|numbers?|no|nr|n°|č|číslo|číslem|ID|grants?|projects?|projekt\w{0,2}|agreement|contract)\b\.?:?"
    r"|[,:(]|\b(?:and|a)\b)\s{0,2}$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:call|výzv\w{0,3}|topic|program(?:me)?|version|verze)\b\W{0,3}$", re.IGNORECASE)
_WORD_AND_YEAR = re.compile(r"[A-Za-z]{2,}[-/]?(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A registration number as printed, and the rule that found it."""

    start: int
    end: int
    rule: str


def find_numbers(
    text: str, labelled: Iterable[LabelledValue], sentences: Iterable[tuple[int, int]], lexicon: Lexicon
) -> list[PrintedNumber]:
    """Return the numbers in order; where two rules meet, the earlier start and the longer number wins."""
    czech = [PrintedNumber(start, end, "czech") for start, end in find_czech(text)]
    taken = [(number.start, number.end) for number in czech]
    others = [
        *_by_scheme(text, lexicon.vocabulary),
        *_behind_labels(text, labelled),
        *_in_funding_sentences(text, sentences, lexicon),
    ]
    found: list[PrintedNumber] = []
    free = [
        number
        for number in others
        if not any(number.start < stop and begin < number.end for begin, stop in taken)
        and not _is_false_friend(text, number, lexicon.vocabulary)
    ]
    for number in sorted([*czech, *free], key=lambda n: (n.start, -n.end)):
        if not found or number.start >= found[-1].end:
            found.append(number)
    return found


def _by_scheme(text: str, vocabulary: Vocabulary) -> Iterator[PrintedNumber]:
    """Try the schemes where a word begins that has a digit in or near it: few words of a page do."""
    for sign in _START.finditer(text):
        begin = sign.start()
        if not _any_scheme(vocabulary).match(text, begin):
            continue
        for scheme, pattern, context in _schemes(vocabulary):
            match = pattern.match(text, begin)
            if match:
                start, end = match.span(match.lastindex or 0)
                window = (max(0, start - CONTEXT), min(len(text), end + CONTEXT))
                if context is None or context.search(text, *window):
                    yield PrintedNumber(start, end, scheme.code)


@lru_cache(maxsize=2)
def _schemes(
    vocabulary: Vocabulary,
) -> list[tuple[IdentifierScheme, re.Pattern[str], re.Pattern[str] | None]]:
    """Compile the schemes that are not of the Czech family."""
    compiled = []
    for scheme in vocabulary.identifiers:
        if not scheme.pattern.lstrip("\\b(?:").startswith(r"CZ\."):
            words = "|".join(re.escape(word) for word in scheme.context)
            context = re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE) if words else None
            pattern = re.compile(rf"(?<![\w/])(?:{_tolerant(scheme.pattern)})(?![\w/])")
            compiled.append((scheme, pattern, context))
    return compiled


@lru_cache(maxsize=2)
def _any_scheme(vocabulary: Vocabulary) -> re.Pattern[str]:
    """One pattern that matches wherever one of the schemes does; most stretches hold none."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern, _ in _schemes(vocabulary)))


def _tolerant(pattern: str) -> str:
    """Let blanks or a line break stand at the hyphens of a number with many of them: "2019 -1 SK01- KA229-060637"."""
    parts = re.split(r"(\[[^\]]*\])", pattern)
    if sum(part.count("-") for part in parts[::2]) < 4:
        return pattern
    return "".join(p if i % 2 else p.replace("-", r"(?:\s{0,2}-\s{0,2}|\s)") for i, p in enumerate(parts))


@lru_cache(maxsize=2)
def _friends(vocabulary: Vocabulary) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    compiled = []
    for friend in vocabulary.false_friends:
        if friend.triggers:
            words = "|".join(re.escape(word) for word in friend.triggers)
            trigger = re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
            compiled.append((re.compile(friend.pattern), trigger))
    return compiled


def _is_false_friend(text: str, number: PrintedNumber, vocabulary: Vocabulary) -> bool:
    """Say whether a word within 40 code points before the string calls it something else: an act, an account."""
    first, last = max(0, number.start - AROUND), min(len(text), number.end + AROUND)
    for pattern, trigger in _friends(vocabulary):
        for match in pattern.finditer(text, first, last):
            overlaps = match.start() < number.end and number.start < match.end()
            if overlaps and trigger.search(text, max(0, match.start() - 40), match.start()):
                return True
    return False


def _behind_labels(text: str, labelled: Iterable[LabelledValue]) -> Iterator[PrintedNumber]:
    """Take what stands behind a label of a number, whatever its scheme, if it has three digits or more."""
    for pair in labelled:
        if pair.entry.field != "registration_number" or (pair.entry.weak and pair.form == "open"):
            continue
        start, end = pair.values[0]
        code = _CODE.search(text, start, min(end, start + 80))
        if code and code.start() - start <= 12 and sum(char.isdigit() for char in code[0]) >= 3:
            yield PrintedNumber(*code.span(), "labelled")


def _in_funding_sentences(text: str, sentences: Iterable[tuple[int, int]], lexicon: Lexicon) -> Iterator[PrintedNumber]:
    """Codes of letters and digits where a sentence says that somebody pays: "supported under the code 031L0102"."""
    finance, project = lexicon.cue("finance"), lexicon.cue("project", "code")
    for start, end in sentences:
        codes = [m for m in _CODE.finditer(text, start, end) if _is_code(m[0])]
        if codes and finance.search(text, start, end) and project.search(text, start, end):
            for match in codes:
                before = text[max(start, match.start() - 24) : match.start()]
                listed = re.search(r"\)\s{0,2}(?:,|and|a)\s{0,2}$", before)
                if (_BEFORE_CODE.search(before) or listed) and not _CALLED.search(before):
                    yield PrintedNumber(*match.span(), "funding_sentence")


def _is_code(word: str) -> bool:
    digits = sum(char.isdigit() for char in word)
    return digits >= 4 and any(char.isupper() for char in word) and not _WORD_AND_YEAR.fullmatch(word)
