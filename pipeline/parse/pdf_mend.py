"""Tell how good the text of a PDF page is, and mend what a wrong table of letters has done to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.pdf_words import Word, with_text
from pipeline.parse.wrong_page import may_be_wrong, repair_wrong_page
from schemas.errors import Issue, ReasonCode, Severity, Stage

# A letter without a name, or of the private use area: a shape in one font, without a meaning.
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
# Fonts of signs keep letters at their ASCII place, moved up.
_MOVED = re.compile("[\uf021-\uf07e]{3,}")


def quality(words: Sequence[Word]) -> float:
    """Return the share of letters that have a meaning, 0 to 1 in thousandths; a single sign is a bullet."""
    text = "".join([word.text for word in words])
    letters = len(text)
    if not letters or not _LOST.search(text):
        return float(letters > 0)
    lost = sum([len(_LOST.findall(word.text)) for word in words if not word.text.isascii() and len(word.text) > 1])
    return round(1 - lost / letters, 3)


def mended(words: Sequence[Word], page: int) -> tuple[list[Word], list[Issue]]:
    """Return the words with mended letters, and an issue for each kind of mend.

    A mended word keeps what the file says in `raw`.
    """
    issues: list[Issue] = []
    if any(word.raw for word in words):
        issues.append(_issue(ReasonCode.REPAIRED_TEXT, Severity.INFO, "accents put on their letters", page))
    found = list(words)
    text = " ".join([word.text for word in words])
    if text.isascii() or not (_MOVED.search(text) or may_be_wrong(text)):
        return found, issues
    before = _lines(found)
    if _MOVED.search(before):
        found = [_unmoved(word) for word in words]
        before = _lines(found)
        issues.append(_issue(ReasonCode.REPAIRED_TEXT, Severity.INFO, "letters of a font of signs", page))
    text, kind, count = repair_wrong_page(before)
    if count:
        issues.append(_issue(ReasonCode.MOJIBAKE, Severity.WARNING, f"{count} characters of {kind}", page))
        texts = text.replace("\n", " ").split(" ")
        found = [
            word if word.text == other else with_text(word, other) for word, other in zip(found, texts, strict=True)
        ]
    return found, issues


def raw_text(words: Sequence[Word]) -> str | None:
    """Return what the file says, in its own order, for a page of which something was mended; else None."""
    return " ".join([word.raw or word.text for word in words]) if any(word.raw for word in words) else None


def _unmoved(word: Word) -> Word:
    if word.text.isascii() or not _MOVED.search(word.text):
        return word
    return with_text(word, _MOVED.sub(lambda run: "".join(chr(ord(char) - 0xF000) for char in run[0]), word.text))


def _lines(words: Sequence[Word]) -> str:
    """Return the words, one blank between two of a line, one line feed between two lines."""
    parts: list[str] = []
    top = -1.0
    for word in words:
        parts += (" " if word.top == top else "\n", word.text)
        top = word.top
    return "".join(parts[1:])


def _issue(code: ReasonCode, severity: Severity, detail: str, page: int) -> Issue:
    return Issue(code, Stage.PARSE, severity, f"repaired: {detail}", page)
