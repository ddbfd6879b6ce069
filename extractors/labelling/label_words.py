"""Which words of a line are a label: those before a colon, a whole short line, or the last word of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.text.kept import kept
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Lexicon, label_key
from schemas.document import Block, BlockKind
from schemas.vocabulary import LabelPhrase

# A colon that is none of a time (between figures) or an address; behind a label at the head of a line a dash will do.
COLON = re.compile(r"[:： \u00a0](?:(?<=[:：])(?!//|\\\\)(?!(?<=\d.)\d\d\b)|(?<=\w[ \u00a0])[–—-](?=[ \u00a0]))")
WORD = re.compile(r"[^\s\t:;,|•]+")
_REMARK = re.compile(r"[ \u00a0]{0,2}(?:\([^()\n]{0,40}\)|\*{1,2})$")
_OF_YEAR = re.compile(
    r"(?P<label>[^\d\n]{3,60})(?<=\s)(?:19|20)\d\d(?P<unit>\s{1,2}(?:\([^()\d\n]{1,40}\)|[^\W\d_]{2,3}))?\s{0,2}"
)
_BRACKET = re.compile(r"\s{0,2}(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\])\s{0,2}$")
# A line "Version: 1.0" has a label of its own, known or not.
_NAMED_LINE = re.compile(r"[^\W\d_][^:\n.,;]{1,36}:[ \t]")
_OPENS = re.compile(r"[.;!?)][ \u00a0]{1,2}[*_(]{0,3}$")
_TIME = re.compile(
    r"\*{0,2}[ \u00a0]{0,2}(?:(?:od|from)[ \u00a0])?"
    r"(?:\d{1,2}(?:[./]|-[^\W_]{2,9}-)"
    r"|(?:19|20)\d\d(?!\d)|\d{1,2}[ \u00a0][^\W\d_]|[^\W\d_]{3,10}[ \u00a0](?:19|20)\d\d)"
)
_TIME_END = re.compile(rf"(?<=\d\d\d\d)\.(?=\s{{1,2}}[{CAPITAL}])")
_KNOWN_LENGTH = 120
"""Longer words are hardly a label, and are not kept."""
LONGEST_LABEL = 90
"""A label begins at most so far before its colon."""


def entries_of(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """Return the entries of a label, with or without its unit: "Výše dotace (v tis. Kč)"."""
    return _known(words, lexicon) if len(words) <= _KNOWN_LENGTH else _known_long(words, lexicon)


@lru_cache(maxsize=8192)
def _known(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """Keep the answers from page to page: those of an archive have the same labels."""
    return _looked_up(words, lexicon)


@kept
def _known_long(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    return _looked_up(words, lexicon)


def _looked_up(words: str, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    found = lexicon.label_entries(words)
    if found or len(words) > LONGEST_LABEL:
        return found
    if "/" in words or "|" in words:  # "Nositel projektu / Projektträger": one label in two languages
        parts = [lexicon.labels.get(label_key(part), ()) for part in re.split(r"[/|]", words)]
        known = {entry.field for part in parts for entry in part} - {"contacts"}
        if len(known) == 1 and all(parts):
            return next(part for part in parts if known & {entry.field for entry in part})
    year = _OF_YEAR.fullmatch(words)
    if year:  # "Dotace 2021 (Kč)": a column of the sums of a year
        plain = f"{year['label']}{year['unit'] or ''}"
        return tuple(entry for entry in _looked_up(plain, lexicon) if entry.field == "funding")
    bare = _without_unit(words, lexicon)
    return lexicon.labels.get(label_key(bare), ()) if bare else ()


def _without_unit(words: str, lexicon: Lexicon) -> str:
    """Return a label without the bracket or the unit at its end; nothing where it has none."""
    bracket = _BRACKET.search(words) if words.rstrip().endswith((")", "]")) else None
    if bracket:
        return words[: bracket.start()]
    parts = words.split()
    if len(parts) < 2 or parts[-1] not in lexicon.vocabulary.currencies:
        return ""
    parts.pop()
    while parts and (parts[-1].lower() in lexicon.vocabulary.scales or parts[-1].lower() in lexicon.small_words):
        parts.pop()
    return " ".join(parts)


def entries_at_end(words: str, block: Block, lexicon: Lexicon) -> tuple[LabelPhrase, ...]:
    """Return the entries of the label that a heading ends in: "SET-Nav partners"."""
    if block.kind is not BlockKind.HEADING or words.count(" ") not in (1, 2, 3):
        return ()
    return tuple(e for e in entries_of(words.rpartition(" ")[2], lexicon) if e.field == "partners")


def labels_before(text: str, line: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, tuple[LabelPhrase, ...]]]:
    """Yield where each label that ends at the colon begins, and its entries; the longest first."""
    bare = end
    if text[end - 1] in ")*" and (match := _REMARK.search(text, max(line, end - 45), end)):
        bare = match.start()
    segment = max(line, bare - LONGEST_LABEL)
    for mark in (";", "|", "\t", "•"):
        segment = max(segment, text.rfind(mark, segment, bare) + 1)
    words = list(WORD.finditer(text, segment, bare))[-lexicon.longest_label :]
    for word in words:
        begin = word.start()
        while begin < bare and text[begin] in '(*_„“"[':
            begin += 1
        entries = entries_of(text[begin:bare], lexicon)
        if entries:
            yield begin, entries


def opens_sentence(text: str, line: int, start: int) -> bool:
    """Say whether a sentence or the next part of one begins there within its line."""
    return _OPENS.search(text, max(line, start - 6), start) is not None


def tells_time(text: str, start: int, end: int) -> bool:
    """Say whether a value begins with a date: "Kdy: 1. 9. 2018 – 31. 8. 2020"."""
    return _TIME.match(text, start, end) is not None


def end_of_time(text: str, start: int, end: int) -> int:
    """Return where the sentence ends whose last word is a year, or `end`."""
    stop = _TIME_END.search(text, start, min(end, start + LONGEST_LABEL))
    return stop.start() if stop else end


def next_label(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the next label on the same line begins, or `end`."""
    for colon in COLON.finditer(text, start, end):
        for begin, entries in labels_before(text, start, colon.start(), lexicon):
            if begin > start and any(not entry.weak for entry in entries):
                return begin
    return end


def is_label_line(text: str, line: tuple[int, int], lexicon: Lexicon) -> bool:
    """Say whether a line begins with a label, or is one."""
    start, end = line
    if _NAMED_LINE.match(text, start, end):
        return True
    colon = COLON.search(text, start, min(end, start + LONGEST_LABEL))
    if colon and next(labels_before(text, start, colon.start(), lexicon), None):
        return True
    return end - start < 70 and bool(entries_of(text[start:end], lexicon))
