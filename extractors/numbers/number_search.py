"""All registration numbers of a text: the Czech family, other schemes, what a label or a funding sentence calls one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractors.labelling.labels import LabelledValue
from extractors.numbers.number_grammar import czech_numbers
from extractors.numbers.number_patterns import fold
from extractors.numbers.number_readings import NumberReading
from extractors.numbers.number_schemes import read_schemes, word_pattern
from extractors.text.alternatives import alternatives, longest_first
from extractors.text.intervals import Intervals
from extractors.text.lexicon import Lexicon
from extractors.text.windows import lowered, matches_at, places_of
from extractors.text.worded import Worded
from schemas.compiled import compiled
from schemas.vocabulary import FalseFriend, Vocabulary

AROUND = 40
"""A false friend that overlaps the string begins and ends within so many code points of it."""
_CODE = re.compile(r"(?<![\w/.-])(?![A-Z][a-z]{1,3}\.)[0-9A-Z](?:[0-9A-Za-z]|[./_\-–](?=[0-9A-Za-z])){2,45}(?![\w@])")
_FIGURES = re.compile(r"\d(?:[^\s\d]{0,44}\d){3}")
"""A code that running text calls a number has four figures or more: no other sentence is looked through."""
BESIDE = 12
"""A word that takes the edge off a false friend stands so near before it: "grantová smlouva č.".  Code points."""
# What stands right before a code that belongs to no known scheme: "under the codes", "project no.", a comma in a list.
_BEFORE_CODE = Worded(
    r"(?:(?<!\w){before_code}\.?:?|[,:(]|\b(?:and|a)\b)\s{0,2}$",
    re.IGNORECASE,
)
_AND = re.compile(r"\)?(?:,|;|,? (?:and|a|und|i|&))\s{1,2}(?:(?:No|Nr|č)\.\s{0,2})?")
# An act, a contract or an event of a year; a date; an amount.
_NO_NUMBER = re.compile(
    r"\d{1,4}[/-](?:19|20)\d\d|(?:19|20)\d\d[/–-](?:\d{2}|\d{4})|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,3}(?:[.]\d{3}){1,3}"
)
# A form's example, "CZ.00.0.00/0.0/0.0/00_000/0000000" or "LP-XXX1-000", or its beginning, "CZ.02.3.68/0.0/0.0".
_PLACEHOLDER = re.compile(
    r"CZ[0._/-]{8,60}|CZ\.\d{2}\.[\dX]\.[\dX]{1,3}(?:/0\.0){1,2}|.{0,40}XXX.{0,40}", re.IGNORECASE
)
_MONEY = re.compile(r"[.,]\d|,[-–]|\s?(?:EUR|CZK|USD|Kč|€|%)")
FEWEST_FIGURES, FEWEST_FIGURES_OF_KEY = 4, 5
"""A label's number of figures alone has so many at least; `id: 512` numbers a page."""
_CALLED = Worded(r"(?<!\w){code_of_other}\W{0,3}$", re.IGNORECASE)
# An address, or the address behind a link's text; a file's ending.
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]{1,500}|\]\([^()\s]{1,300}\)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|pptx?|html?|jpe?g|png|gif|zip)\b", re.IGNORECASE)
_GLUE = re.compile(r"[A-Z][a-z]{1,9}(?=[A-Z]{2}|\d)")
NEAR_NUMBER = 160
"""Two numbers of one project stand so near."""
_WORD_END = re.compile(r"\w{0,8}\s{0,2}")
_DECIMAL = re.compile(r"\d{1,4}[.,]\d{1,9}[A-Za-z]{0,2}$")
# A call's topic has years and small figures alone: "HORIZON-CL6-2022-CIRCBIO-01", "H2020-MSCA-ITN".
_TOPIC = re.compile(r"[A-Z0-9]{2,10}(?!.{0,60}\d{5})(?:-[A-Za-z0-9]{1,16}){1,8}")
_WORD_AND_YEAR = re.compile(r"[A-Za-z]+[-/]?(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A registration number as printed, the rule that found it, and how its scheme reads it, if one does."""

    start: int
    end: int
    rule: str
    reading: NumberReading | None = None


class _Link(NamedTuple):
    start: int
    end: int


def find_numbers(
    text: str, labelled: Sequence[LabelledValue], sentences: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[PrintedNumber]:
    """Return the numbers in order; where two rules meet, the earlier start and the longer number wins."""
    czech = [
        PrintedNumber(n.start, n.end, "czech", n.reading)
        for n in czech_numbers(text)
        if not _PLACEHOLDER.fullmatch(text, n.start, n.end)
    ]
    taken = Intervals(czech)
    labels = {pair.values[0][0]: pair.start for pair in labelled if pair.entry.field == "registration_number"}
    told = [(start, end) for start, end in sentences if _FIGURES.search(text, start, end)]
    schemes = read_schemes(text, fold(text), lexicon, [(n.start, n.end) for n in czech])
    others = [
        *(PrintedNumber(start, r.end, r.scheme.code, r) for start, r in schemes),
        *_behind_labels(text, labelled, lexicon),
        *_behind_words(text, told, lexicon),
        *_in_funding_sentences(text, told, lexicon),
    ]
    free = [
        number
        for number in others
        if not taken.over(number.start, number.end)
        and not _is_false_friend(text, number, lexicon.vocabulary, labels.get(number.start, 0))
        and not _FILE.match(text, number.end)
        and not _PLACEHOLDER.fullmatch(text, number.start, number.end)
    ]
    free = [number for number in free if not _of_contract(text, number, [*czech, *free])]
    links = Intervals(_links(text) if czech or free else [])
    found: list[PrintedNumber] = []
    for number in sorted([*czech, *free], key=lambda n: (n.start, -n.end)):
        first = not found or number.start >= found[-1].end
        if first and not links.over(number.start, number.start + 1):
            found.append(number)
    return found


def _of_contract(text: str, number: PrintedNumber, others: Sequence[PrintedNumber]) -> bool:
    """Say whether a labelled "12/2020" stands beside the project's own number: it is that of a contract of the year."""
    if number.rule != "labelled" or not _NO_NUMBER.fullmatch(text, number.start, number.end):
        return False
    near = (other for other in others if other.start != number.start)
    return any(abs(other.start - number.start) <= NEAR_NUMBER and other.reading for other in near)


def _links(text: str) -> list[_Link]:
    begins = places_of(lowered(text), "http", "www.", "](")
    return [_Link(*match.span()) for match in matches_at(begins, _LINK, text, 0, len(text))]


@lru_cache(maxsize=2)
def _friends(vocabulary: Vocabulary) -> list[tuple[FalseFriend, re.Pattern[str]]]:
    return [(friend, re.compile(friend.pattern)) for friend in vocabulary.false_friends]


def _is_false_friend(text: str, number: PrintedNumber, vocabulary: Vocabulary, label: int) -> bool:
    """Say whether a word before the string calls it something else: an act, an account, a contract.

    Of a number right behind a label that begins at `label`, no word before the label does: "Type: A", "Number: 12".
    """
    first, last = max(0, number.start - AROUND), min(len(text), number.end + AROUND)
    return any(
        _is_called(text, match.span(), number, friend, label)
        for friend, pattern in _friends(vocabulary)
        for match in pattern.finditer(text, first, last)
        if match.start() < number.end and number.start < match.end() and not _is_part(match, number)
    )


def _is_part(match: re.Match[str], number: PrintedNumber) -> bool:
    """Say whether the string is a piece of a longer number of a known scheme: "CZ01" in an Erasmus+ number."""
    return number.reading is not None and match.start() > number.start


def _is_called(text: str, span: tuple[int, int], number: PrintedNumber, friend: FalseFriend, label: int) -> bool:
    """Say whether one of the friend's words stands before it; one without words must hold the whole number."""
    start, end = span
    if not friend.triggers:
        return start <= number.start and number.end <= end
    trigger = word_pattern(friend.triggers).search(text, max(label, start - friend.within), start)
    if trigger is None or not friend.unless:
        return trigger is not None
    before = list(word_pattern(friend.unless).finditer(text, max(0, trigger.start() - BESIDE), trigger.start()))
    return not any(_WORD_END.fullmatch(text, m.end(), trigger.start()) for m in before)


def _behind_labels(text: str, labelled: Iterable[LabelledValue], lexicon: Lexicon) -> Iterator[PrintedNumber]:
    """Take what stands behind a label of a number, whatever its scheme, if it has three digits or more."""
    for pair in labelled:
        if pair.entry.field != "registration_number" or (pair.entry.weak and pair.form == "open"):
            continue
        start, end = pair.values[0]
        code = _CODE.search(text, start, min(end, start + 80))
        if code and _leads(text, start, code.start(), lexicon) and _may_be_labelled(text, code, pair):
            yield PrintedNumber(_behind_glue(code, lexicon), code.end(), "labelled")


def _may_be_labelled(text: str, code: re.Match[str], pair: LabelledValue) -> bool:
    """Say whether a code behind a label has three figures, more where it has nothing else, and is no sum of money."""
    figures = sum(char.isdigit() for char in code[0])
    if figures == len(code[0]):
        fewest = FEWEST_FIGURES_OF_KEY if pair.form == "key" else FEWEST_FIGURES
        return figures >= fewest and not _MONEY.match(text, code.end())
    return figures >= 3 and not _MONEY.match(text, code.end())


def _leads(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether nothing but marks and words for a number stand between a label and the number."""
    between = text[start:end]
    return len(between) <= 12 and not re.search(r"\w", lexicon.cue("number_lead").sub("", between))


def _behind_words(text: str, sentences: Iterable[tuple[int, int]], lexicon: Lexicon) -> Iterator[PrintedNumber]:
    """Codes of any scheme right behind words of running text: "projekt č. 2012/AB/77", "by grants No. A, B and C"."""
    words, subject = _announcing(lexicon.vocabulary), lexicon.cue("finance", "project")
    for start, end in sentences:
        position = start
        while match := words.search(text, position, end):
            position = match.end()
            if subject.search(text, start, end):
                for code in _listed(text, position, end, lexicon):
                    position = code.end()
                    yield PrintedNumber(*code.span(), "announced")


def _listed(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield the codes of a list that begins at `start`, as long as they look like numbers of projects."""
    code = _CODE.match(text, start, end)
    while code and _is_number(code[0]) and not _is_topic(code[0], lexicon):
        yield code
        gap = _AND.match(text, code.end(), end)
        code = _CODE.match(text, gap.end(), end) if gap else None


def _is_number(word: str) -> bool:
    """Say whether a code may be any project's number: figures enough, and neither a date, a year nor a small count."""
    digits = sum(char.isdigit() for char in word)
    marked = any(char.isupper() or char in "/-_" for char in word)
    return digits >= (4 if marked else 5) and not _NO_NUMBER.fullmatch(word) and not _WORD_AND_YEAR.fullmatch(word)


@lru_cache(maxsize=2)
def _announcing(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Words of running text that a number follows, with what may stand between."""
    forms = {
        form for e in vocabulary.labels for form in e.forms if (e.field, e.role) == ("registration_number", "sentence")
    }
    words = longest_first(r"\s{1,2}".join(map(re.escape, form.split())) for form in forms)
    between = r"\.?:?\s{0,2}[(„“\"']?(?:ID:?\s{0,2}|(?:No|Nr|č)\.?\s{0,2})?"
    return compiled(rf"(?<!\w)(?:{alternatives(words)})(?![^\W\d_]){between}(?=[0-9A-Z])", re.IGNORECASE)


def _in_funding_sentences(text: str, sentences: Iterable[tuple[int, int]], lexicon: Lexicon) -> Iterator[PrintedNumber]:
    """Codes of letters and digits where a sentence says that somebody pays: "supported under the code 031L0102"."""
    finance, project = lexicon.cue("finance"), lexicon.cue("project", "code")
    leads, of_other = lexicon.worded(_BEFORE_CODE), lexicon.worded(_CALLED)
    for start, end in sentences:
        if not (finance.search(text, start, end) and project.search(text, start, end)):
            continue
        for match in (code for code in _CODE.finditer(text, start, end) if _is_code(code[0], lexicon)):
            before = text[max(start, match.start() - 24) : match.start()]
            listed = re.search(r"\)\s{0,2}(?:,|and|a)\s{0,2}$", before)
            if (leads.search(before) or listed) and not of_other.search(before):
                yield PrintedNumber(_behind_glue(match, lexicon), match.end(), "funding_sentence")


def _behind_glue(code: re.Match[str], lexicon: Lexicon) -> int:
    """Return where a code begins behind a word for a number that is glued to it: "NumberAB/2012/17"."""
    word = _GLUE.match(code[0])
    glued = word is not None and lexicon.cue("number_lead").fullmatch(word[0].lower()) is not None
    return code.start() + (word.end() if glued and word else 0)


def _is_code(word: str, lexicon: Lexicon) -> bool:
    digits = sum(char.isdigit() for char in word)
    named = _is_topic(word, lexicon) or _WORD_AND_YEAR.fullmatch(word) or _FILE.search(word) or _DECIMAL.match(word)
    return digits >= 4 and any(char.isupper() for char in word) and not named


def _is_topic(word: str, lexicon: Lexicon) -> bool:
    return bool(_TOPIC.fullmatch(word) and lexicon.cue("topic_of").match(word))
