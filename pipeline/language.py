"""The language of a document's main text: by stop-words and letters, in doubt by langdetect."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import BlockKind, Document, Region
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W\d_]{1,40}")
# Letters that one of the languages has and its neighbours have not. German ö and ü are not among them:
# they stand in names of Czech texts.
_LETTERS = {"cs": "ěřů", "sk": "ľĺŕôä", "pl": "łąęśżźćń", "de": "ß"}
# Our archives are Czech and English; Slovak, Polish and German texts are met among them.
_PRIORS = {"cs": 0.45, "en": 0.45, "sk": 0.05, "de": 0.03, "pl": 0.02}
_SAMPLE = 20_000
_ENOUGH = 300
# With fewer hits than this, or a runner-up this near, the words alone do not decide.
_MIN_HITS = 6
_CLEAR = 1.5
_SEED = 20_100_401
_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.HEADING))


def detect_language(document: Document, vocabulary: Vocabulary) -> tuple[str | None, tuple[Issue, ...]]:
    """Return the ISO 639-1 code of the main text, or None and an issue if the text does not tell.

    What `<html lang>` declares is asked last: templates declare `en` on Czech pages.
    """
    text = _main_text(document)
    hits = _hits(text, vocabulary)
    language = _clear_winner(hits, _MIN_HITS) or _detected(text)
    if language is None:
        language = document.metadata.get("language") or _clear_winner(hits, 1)
    if language is None:
        detail = "too little text to tell its language"
        return None, (Issue(ReasonCode.UNDECIDED_LANGUAGE, Stage.LANGUAGE, Severity.WARNING, detail),)
    return language, ()


def block_language(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the language of one block by its words and letters, or None if they do not tell."""
    return _clear_winner(_hits(text[:_SAMPLE], vocabulary), 2)


def _main_text(document: Document) -> str:
    """Return at most `_SAMPLE` code points: of the main text, or where it is short of all that there is."""
    main: list[str] = []
    rest: list[str] = []
    length = 0
    for page in document.pages:
        for block in page.blocks:
            text = page.text[block.start : block.end]
            is_main = block.region is Region.MAIN and block.kind in _PROSE
            (main if is_main else rest).append(text)
            length += len(text) if is_main else 0
        if length > _SAMPLE:
            break
    return "\n".join(main if length >= _ENOUGH else main + rest)[:_SAMPLE]


def _hits(text: str, vocabulary: Vocabulary) -> Counter[str]:
    """Count for each language its stop-words in `text`, and the words with letters of its own."""
    stopwords = _sets(vocabulary)
    hits: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text.lower())).items():
        for language, words in stopwords.items():
            hits[language] += count * (word in words)
        if not word.isascii():
            for language, letters in _LETTERS.items():
                hits[language] += count * any(letter in word for letter in letters)
    return hits


@cache
def _sets(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Return each language's words that no other has: `a`, `v`, `na` stand in Czech and Slovak alike."""
    shared = Counter(word for words in vocabulary.stopwords.values() for word in set(words))
    return {
        language: frozenset(word for word in words if shared[word] == 1)
        for language, words in vocabulary.stopwords.items()
    }


def _clear_winner(hits: Counter[str], least: int) -> str | None:
    """Return the language with the most hits if it leads clearly."""
    ranked = hits.most_common(2)
    if not ranked or ranked[0][1] < least:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= second * _CLEAR else None


def _detected(text: str) -> str | None:
    """Return langdetect's choice among our languages, or None: too few letters, or no clear answer."""
    from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

    if sum(map(len, _WORD.findall(text))) < 20:
        return None
    detector = _factory().create()
    detector.set_prior_map(_PRIORS)
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    return str(found[0].lang) if found and found[0].prob > 0.6 else None


@cache
def _factory() -> DetectorFactory:
    """Load the profiles of our languages alone: 0.05 s, not 0.6 s for all 55. Seeded nowhere else."""
    from langdetect import detector_factory  # type: ignore[import-untyped]

    folder = Path(detector_factory.PROFILES_DIRECTORY)
    factory = detector_factory.DetectorFactory()
    factory.load_json_profile([(folder / name).read_text(encoding="utf-8") for name in _PRIORS])
    factory.set_seed(_SEED)
    return factory
