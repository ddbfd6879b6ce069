"""All registration numbers of a text: the Czech family, other schemes, what a label or a funding sentence calls one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.labels import LabelledValue
from extractors.lexicon import Lexicon
from extractors.number_grammar import czech_numbers
from extractors.number_patterns import fold
from extractors.number_readings import NumberReading
from extractors.number_schemes import read_schemes
from schemas.vocabulary import Vocabulary

AROUND = 40
"""A false friend that overlaps the string begins and ends within so many code points of it."""
_CODE = re.compile(r"(?<![\w/.-])[0-9A-Z](?:[0-9A-Za-z]|[./_\-–](?=[0-9A-Za-z])){2,45}(?![\w@])")
# What stands right before a code that belongs to no known scheme: "under the codes", "project no.", a comma in a list.
_BEFORE_CODE = re.compile(
    r"(?:\b(?:codes?|numbers?|no|nr|n°|č|číslo|číslem|ID|grants?|projects?|projekt\w{0,2}|agreement|contract)\b\.?:?"
    r"|[,:(]|\b(?:and|a)\b)\s{0,2}$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:call|výzv\w{0,3}|topic|program(?:me)?|version|verze)\b\W{0,3}$", re.IGNORECASE)
# An address, or the address behind a link's text; a file's ending.
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]{1,500}|\]\([^()\s]{1,300}\)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|pptx?|html?|jpe?g|png|gif|zip)\b", re.IGNORECASE)
_WORD_AND_YEAR = re.compile(r"[A-Za-z]{2,}[-/]?(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A registration number as printed, the rule that found it, and how its scheme reads it, if one does."""

    start: int
    end: int
    rule: str
    reading: NumberReading | None = None


def find_numbers(
    text: str, labelled: Iterable[LabelledValue], sentences: Iterable[tuple[int, int]], lexicon: Lexicon
) -> list[PrintedNumber]:
    """Return the numbers in order; where two rules meet, the earlier start and the longer number wins."""
    czech = [PrintedNumber(n.start, n.end, "czech", n.reading) for n in czech_numbers(text)]
    taken = [(number.start, number.end) for number in czech]
    others = [
        *(PrintedNumber(start, r.end, r.scheme.code, r) for start, r in read_schemes(text, fold(text), lexicon)),
        *_behind_labels(text, labelled, lexicon),
        *_in_funding_sentences(text, sentences, lexicon),
    ]
    free = [
        number
        for number in others
        if not any(number.start < stop and begin < number.end for begin, stop in taken)
        and not _is_false_friend(text, number, lexicon.vocabulary)
        and not _FILE.match(text, number.end)
    ]
    links = [match.span() for match in _LINK.finditer(text)]
    found: list[PrintedNumber] = []
    for number in sorted([*czech, *free], key=lambda n: (n.start, -n.end)):
        first = not found or number.start >= found[-1].end
        if first and not any(begin <= number.start < stop for begin, stop in links):
            found.append(number)
    return found


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


def _behind_labels(text: str, labelled: Iterable[LabelledValue], lexicon: Lexicon) -> Iterator[PrintedNumber]:
    """Take what stands behind a label of a number, whatever its scheme, if it has three digits or more."""
    for pair in labelled:
        if pair.entry.field != "registration_number" or (pair.entry.weak and pair.form == "open"):
            continue
        start, end = pair.values[0]
        code = _CODE.search(text, start, min(end, start + 80))
        if code and _leads(text, start, code.start(), lexicon) and sum(char.isdigit() for char in code[0]) >= 3:
            yield PrintedNumber(*code.span(), "labelled")


def _leads(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether nothing but marks and words for a number stand between a label and the number."""
    between = text[start:end]
    return len(between) <= 12 and not re.search(r"\w", lexicon.cue("number_lead").sub("", between))


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
