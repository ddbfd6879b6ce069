"""The language of documents and blocks: by cue words and letters, in doubt by langdetect.  See docs/language.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import Block, BlockKind, Document, Page, Region
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory  # type: ignore[import-untyped]

OTHER = "other"
"""What is said of a text in none of our five languages: `cs`, `en`, `sk`, `de`, `pl`."""

_LONGEST = 40
"""A longer word is none, and counted in pieces."""
_WORD = re.compile(rf"[^\W\d_]{{1,{_LONGEST}}}")
_SPACED = re.compile(r"(?<=\b\w)[ \n](?=\w\b)")
# Our archives are Czech and English; Slovak, Polish and German texts are met among them.
_PRIORS = {"cs": 0.3, "en": 0.3, "sk": 0.15, "de": 0.1, "pl": 0.1}
# Neighbours of ours on the map or in the dictionary: without their profiles Croatian would be Slovak.
_OTHERS = ("da", "es", "fi", "fr", "hr", "hu", "it", "lt", "nl", "pt", "ro", "sl", "sq", "sv", "tr")
_OTHER_PRIOR = 0.05 / len(_OTHERS)
# What one cue word is worth to langdetect, and after how many a further one tells nothing new.
_CUE_WEIGHT = 4.0
_MOST_CUES = 5
_TWINS = {"cs": "sk", "sk": "cs"}
_LAST_LATIN = "\u024f"
_SAMPLE = 20_000
# Of a doubtful text; langdetect takes 1 ms for 300 code points, and is as sure as it will be.
_DOUBTFUL = 600
_PIECES = 4
_ENOUGH = 300
# With fewer hits than this, a runner-up this near, or so few among the words, the words alone do not decide.
_MIN_HITS = 6
_CLEAR = 1.5
_MIN_SHARE = 0.08
_MIN_ONLY_SHARE = 0.15
_MIN_LETTERS = 20
_SURE = 0.5
# Names in a short text look like any language; so `other` takes more.
_MIN_OTHER_LETTERS = 30
_SURE_OTHER = 0.9
_SEED = 20_100_401
_LANGUAGE_KEYS = ("lang", "language", "jazyk", "locale")
_NEIGHBOURS = 3
_MAIN = Region.MAIN  # a member's name takes five times as long to look up
_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.HEADING))


def detect_language(document: Document, vocabulary: Vocabulary) -> tuple[str | None, tuple[Issue, ...]]:
    """Return the main text's language, `cs`, `en`, `sk`, `de`, `pl` or `OTHER`; None and an issue if it does not tell.

    What `<html lang>` declares is asked last: templates declare `en` on Czech pages. But it decides where a page says
    everything in two languages.
    """
    text = _main_text(document)
    words = _words(text)
    if 2 * sum(n for word, n in words.items() if len(word) == 1) > sum(words.values()):
        # A text that is set letter by letter is read with its letters together.
        text = _SPACED.sub("", text)
        words = _words(text)
    declared, hits = _declared(document), _hits(words, vocabulary)
    if declared and _in_two_languages(hits, declared):
        return declared, ()
    language = _judged(text, hits) or declared or _clear_winner(hits, 1)
    if language is None:
        detail = "too little text to tell its language"
        return None, (Issue(ReasonCode.UNDECIDED_LANGUAGE, Stage.LANGUAGE, Severity.WARNING, detail),)
    return language, ()


def passage_language(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the language of a stretch of text, at best 50 code points or more, or None if it does not tell."""
    return _judged(text, _hits(_words(text), vocabulary))


def _judged(text: str, hits: _Hits) -> str | None:
    winner = _by_cues(hits)
    if winner:
        return winner
    found = _detected(_sample(text), hits)
    # Six words of one language among names from another: an English list of Polish partners is English.
    leader = None if found == OTHER else _clear_winner(hits, _MIN_HITS)
    # langdetect draws from a short text until its prior is forgotten; one word that Slovak has not outweighs that.
    twin = _TWINS.get(found or "")
    return leader or (twin if twin and hits[twin] > hits[found or ""] else found)


def _by_cues(hits: _Hits) -> str | None:
    """Return what the words alone decide: many of one language, or in a short text two of one and of no other."""
    winner = _clear_winner(hits, 2)
    if winner is None:
        return None
    many = hits[winner] >= _MIN_HITS and hits[winner] >= _MIN_SHARE * hits.total_words
    only = len(+hits) == 1 and hits[winner] >= _MIN_ONLY_SHARE * hits.total_words
    return winner if many or only else None


def block_language(page: Page, block: Block, language: str | None, vocabulary: Vocabulary) -> str | None:
    """Return the language of one block of `page`: by its own text, else by its neighbours', else `language`.

    `language` is the document's.
    """
    text = page.text[block.start : block.end][:_SAMPLE]
    own = _clear_winner(_hits(_words(text), vocabulary), 2) or _long_enough(text, vocabulary)
    if own is None and block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
        return language  # the keys around a value hold names of any language
    return own or passage_language(_around(page, block), vocabulary) or language


def _long_enough(text: str, vocabulary: Vocabulary) -> str | None:
    return passage_language(text, vocabulary) if _letters(text) >= _MIN_OTHER_LETTERS else None


def _around(page: Page, block: Block) -> str:
    """Return the text of `block` and of the nearest blocks before and after it in the same region."""
    index = page.blocks.index(block)
    near = page.blocks[max(index - _NEIGHBOURS, 0) : index + _NEIGHBOURS + 1]
    return "\n".join(page.text[item.start : item.end][:_DOUBTFUL] for item in near if item.region is block.region)


def _declared(document: Document) -> str | None:
    blocks = document.pages[0].blocks if document.pages else ()
    keys = (document.pages[0].text[b.start : b.end].strip().lower() for b in blocks if b.key.lower() in _LANGUAGE_KEYS)
    code = document.metadata.get("language") or next(keys, None)
    return code if not code or code in _PRIORS else OTHER


def _in_two_languages(hits: Counter[str], declared: str) -> bool:
    """Say whether the declared language has the second most hits, and half of the first's or more."""
    ranked = [name for name, _ in hits.most_common(2)]
    return len(ranked) == 2 and ranked[1] == declared and hits[declared] >= max(_MIN_HITS, hits[ranked[0]] / 2)


def _main_text(document: Document) -> str:
    """Return at most `_SAMPLE` code points: of the main text, or where it is short of all that there is."""
    main: list[str] = []
    rest: list[str] = []
    length = 0
    for page in document.pages:
        for block in page.blocks:
            text = page.text[block.start : block.end]
            is_main = block.region is _MAIN and block.kind in _PROSE
            (main if is_main else rest).append(text)
            length += len(text) if is_main else 0
        if length > _SAMPLE:
            break
    return "\n".join(main if length >= _ENOUGH else main + rest)[:_SAMPLE]


def _words(text: str) -> dict[str, int]:
    """Return the words of a text, and how often it has each."""
    words: dict[str, int] = {}
    for piece, count in Counter(text.split()).items():
        if piece.isalpha() and len(piece) <= _LONGEST:
            words[piece] = words.get(piece, 0) + count
        else:
            for word in _WORD.findall(piece):
                words[word] = words.get(word, 0) + count
    return words


class _Hits(Counter[str]):
    """For each language how many words speak for it; `total_words` counts all words of the text."""

    total_words = 0


def _hits(words: Mapping[str, int], vocabulary: Vocabulary) -> _Hits:
    hits = _Hits()
    hits.total_words = sum(words.values())
    for word, count in words.items():
        for language in _speaks_for(word, vocabulary):
            hits[language] += count
    return hits


# The words of one page are for the most part those of others.
@lru_cache(maxsize=8192)
def _speaks_for(printed: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the languages that a word speaks for: by itself, by its end, by its letters; some twice or thrice."""
    words, letters, endings = _signs(vocabulary)
    word = printed.lower()
    found = [words.get(word)]
    # A capital may begin a name: "Dvůr Králové" and "Łódź" stand in English texts.
    if printed == word:
        if len(word) > 2:
            found.append(endings.get(word[-3:]) or endings.get(word[-2:]) or endings.get(word[-1]))
        if not word.isascii():
            found += sorted({letters[letter] for letter in word if letter in letters})
    return tuple(language for language in found if language)


@cache
def _signs(vocabulary: Vocabulary) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the words, letters and ends of words that one language alone has: `na` is Czech and Slovak alike."""
    shared: Counter[str] = Counter()
    owners: dict[str, str] = {}
    for table in (vocabulary.stopwords, vocabulary.language_cues):
        for language, words in table.items():
            for word in words:
                shared[word] += owners.get(word) != language
                owners[word] = language
    alone = {word: language for word, language in owners.items() if shared[word] == 1}
    letters = {letter: language for language, found in vocabulary.language_letters.items() for letter in found}
    ends = {end: language for language, found in vocabulary.language_endings.items() for end in found}
    return alone, letters, ends


def _clear_winner(hits: Counter[str], least: int) -> str | None:
    """Return the language with the most hits if it leads clearly."""
    ranked = hits.most_common(2)
    if not ranked or ranked[0][1] < least:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] > second * _CLEAR else None


def _sample(text: str) -> str:
    """Return a text of at most `_DOUBTFUL` code points, pieces from all over: a list of names may stand at its head."""
    if len(text) <= _DOUBTFUL:
        return text
    size, step = _DOUBTFUL // _PIECES, len(text) // _PIECES
    return " ".join(text[start : start + size] for start in range(0, step * _PIECES, step))


def _letters(text: str) -> int:
    return sum(map(len, _WORD.findall(text)))


def _detected(text: str, hits: Counter[str]) -> str | None:
    """Return langdetect's choice, the hits its prior; None for too few letters, or where it is not sure."""
    from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _MIN_LETTERS:
        return None
    if sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters):
        return OTHER
    detector = _factory().create()
    detector.set_prior_map(_priors(hits))
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    sure: Counter[str] = Counter()
    for guess in found:
        sure[guess.lang if guess.lang in _PRIORS else OTHER] += guess.prob
    language, probability = sure.most_common(1)[0] if sure else (OTHER, 0.0)
    if language == OTHER:
        return OTHER if probability > _SURE_OTHER and len(letters) >= _MIN_OTHER_LETTERS else None
    return language if probability > _SURE else None


def _priors(hits: Counter[str]) -> dict[str, float]:
    weights = {language: prior * _CUE_WEIGHT ** min(hits[language], _MOST_CUES) for language, prior in _PRIORS.items()}
    other = _OTHER_PRIOR * _CUE_WEIGHT ** min(hits[OTHER], _MOST_CUES)
    return weights | dict.fromkeys(_OTHERS, other)


@cache
def _factory() -> DetectorFactory:
    """Load the profiles of a part of the languages: 0.1 s, not 0.6 s for all 55. Seeded nowhere else."""
    from langdetect import detector_factory  # type: ignore[import-untyped]

    folder = Path(detector_factory.PROFILES_DIRECTORY)
    factory = detector_factory.DetectorFactory()
    factory.load_json_profile([(folder / name).read_text(encoding="utf-8") for name in (*_PRIORS, *_OTHERS)])
    factory.set_seed(_SEED)
    return factory
