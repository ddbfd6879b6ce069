"""The only place that loads spaCy: its tokeniser and phrase matchers, once per process."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from schemas.compiled import compiled

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

# Same length as the original, so that every offset stays true; spaCy splits at other white space.
# Marks that glue words together ("Union’s", "ESF/ERDF") are blanks too; so is the hyphen of "H2020-funded".
_BLANKS = "\u00a0\u202f\u2009\u2007\n\t’'/*|\"„“”"
_HYPHEN = re.compile(r"-(?<=[\d+].)(?=[a-z]{4})")
# Names are printed with any dash: "Sasko–Česko", "švýcarsko – české"; a colon may be glued: "Dotace EU:23,8 mil.".
_DASHES = "–—‑"
_COLON = re.compile(r":(?=\w)")
_WORD = re.compile(r"\w+")
_NEAR = 8
"""So many code points behind a word have the next two letters."""
# The tokeniser peels marks off a word one by one: a run of thousands would take it minutes.
_MARKS = re.compile(r"[^\w\s]{12,}")
# Of twelve in a row two stand side by side in a text of every sixth letter, which is read in a sixth of the time.
_SAMPLED_MARKS = re.compile(r"[^\w\s]{2}")


@cache
def get_tokenizer() -> Tokenizer:
    """Return the tokeniser of `spacy.blank("cs")`. Its words know their lower case and no more of twenty attributes.

    A blank pipeline reads and checks a configuration that no tokeniser has, and compiles the patterns anew: 95 ms.
    """
    with _without("spacy.cli", "spacy.cli.info"):
        from spacy.attrs import LOWER  # type: ignore[import-not-found]
        from spacy.lang.cs import CzechDefaults
        from spacy.tokenizer import Tokenizer
        from spacy.vocab import Vocab

    rules = CzechDefaults
    return Tokenizer(
        Vocab(lex_attr_getters={LOWER: str.lower}),
        rules=rules.tokenizer_exceptions,
        prefix_search=_one_of([f"^{piece}" for piece in rules.prefixes or ()]).search,
        suffix_search=_one_of([f"{piece}$" for piece in rules.suffixes or ()]).search,
        infix_finditer=_one_of([f"{piece}" for piece in rules.infixes or ()]).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )


def _one_of(pieces: Sequence[str]) -> re.Pattern[str]:
    """As spacy.util.compile_infix_regex() and its like, whose patterns nobody keeps."""
    return compiled("|".join(pieces))


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Have modules imported as empty ones: spaCy's command line is two fifths of its 0.9 s, and has no part in ours."""
    empty = {name: _Empty(name) for name in names if name not in sys.modules}
    sys.modules.update(empty)
    try:
        yield
    finally:
        # whoever imports them later gets the true ones
        for name in empty:
            del sys.modules[name]


class _Empty(ModuleType):
    def __getattr__(self, name: str) -> None:
        return None


class _Phrase(NamedTuple):
    """A phrase with blanks for marks; `attribute` of its words is what is compared."""

    attribute: str
    key: str
    form: str


class PhraseFinder:
    """Finds phrases as whole tokens; `loose` ones in any case of letters, `exact` ones as written.

    A phrase is a pair of a key, which the finder gives back, and the words.
    """

    def __init__(self, loose: Iterable[tuple[str, str]], exact: Iterable[tuple[str, str]]) -> None:
        self._left = _by_first(_folded(loose, "LOWER"), _folded(exact, "ORTH"))
        """First word -> the phrases that no matcher knows yet, for no text had the word."""
        self._forms = {
            word: tuple({phrase.form.replace(" ", "").lower() for phrase in phrases})
            for word, phrases in self._left.items()
        }
        self.firsts = frozenset(self._forms)
        self._seconds = {word: _seconds(word, forms) for word, forms in self._forms.items()}
        self._longest = max((len(phrase.form) for phrases in self._left.values() for phrase in phrases), default=0)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        # spaCy takes longer to load than a small document to be read: not before a phrase may begin
        return get_tokenizer()

    @cached_property
    def _matchers(self) -> dict[str, PhraseMatcher]:
        vocab = self._tokenizer.vocab  # first: it imports spaCy without its command line
        from spacy.matcher import PhraseMatcher

        return {attribute: PhraseMatcher(vocab, attr=attribute) for attribute in ("LOWER", "ORTH")}

    def learn(self, words: Iterable[str] | None = None) -> None:
        """Have the matchers know the phrases that begin with one of these words, or all: as much work as 20 pages."""
        grouped: dict[tuple[str, str], list[str]] = {}
        for word in list(self._left) if words is None else words:
            for phrase in self._left.pop(word, ()):
                grouped.setdefault((phrase.attribute, phrase.key), []).append(phrase.form)
        for (attribute, key), forms in grouped.items():
            self._matchers[attribute].add(key, [self._tokenizer(form) for form in forms])

    def find(self, text: str, begins: Sequence[int] | None = None) -> Iterator[tuple[str, int, int]]:
        """Yield (key, start, end) in code points: the longest phrases, none inside another, by start.

        One phrase may have several keys: a fund that is also a programme. `begins` are the places of `firsts` in the
        text, in order, if they are known.
        """
        if begins is not None and not begins:
            return
        folded = _with_blanks(text)
        if _SAMPLED_MARKS.search(folded[::6]):
            folded = _MARKS.sub(lambda run: " " * len(run[0]), folded)
        found = []
        for first, last in self._stretches(folded, self._begins(folded) if begins is None else begins):
            words = {word.start(): word[0].lower() for word in _WORD.finditer(folded, first, last)}
            self.learn(words.values())
            doc = self._tokenizer(folded[first:last])
            for matcher in self._matchers.values():
                for key, begin, end in matcher(doc):
                    last_word = doc[end - 1]
                    stop = first + last_word.idx + len(last_word)
                    # within a word, what is found would depend on what was read before
                    if (start := first + doc[begin].idx) in words:
                        found.append((start, -stop, self._tokenizer.vocab.strings[key]))
        begin = taken = 0
        for start, negative_end, name in sorted(set(found)):
            if start >= taken or (start, -negative_end) == (begin, taken):
                begin, taken = start, -negative_end
                yield name, begin, taken

    def may_stand_in(self, text: str) -> bool:
        """Say whether the letters of a phrase stand in a short text: the tokeniser has the last word."""
        folded = _with_blanks(text)
        return any(self._letters_end(folded, first) >= 0 for first in self._begins(folded))

    def _begins(self, text: str) -> list[int]:
        return [word.start() for word in _WORD.finditer(text) if word[0].lower() in self.firsts]

    def _stretches(self, text: str, begins: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield what is worth a look: from where the letters of a phrase begin to where they end, blank to blank.

        Words are made into tokens one by one between blanks, so that the tokens are those of the whole text.
        """
        start = end = -1
        for first in begins:
            stop = self._letters_end(text, first)
            if stop > end:
                if first >= end:
                    if end > start:
                        yield start, end
                    start = text.rfind(" ", 0, first) + 1
                end = text.find(" ", stop)
                end = len(text) if end < 0 else end
        if end > start:
            yield start, end

    def _letters_end(self, text: str, start: int) -> int:
        """Return where the letters of the longest phrase that stand here end; -1 where none do, as at most first words.

        Blanks are left out, for a token ends where a mark begins, with a blank or without.
        """
        word = _WORD.match(text, start)
        first = word[0].lower() if word else ""
        forms = self._forms.get(first)
        if not forms or not self._may_go_on(first, text[start + len(first) : start + len(first) + _NEAR]):
            return -1
        parts = text[start : start + 2 * self._longest].split(" ")
        letters = "".join(parts).lower()
        if not letters.startswith(forms):
            return -1
        left = max(len(form) for form in forms if letters.startswith(form))
        end = start
        for part in parts:
            if len(part) >= left:
                break
            left -= len(part)
            end += len(part) + 1
        return end + left

    def _may_go_on(self, first: str, behind: str) -> bool:
        """Say whether a phrase goes on behind its first word with the next two letters: one word in seven does."""
        letters, known = behind.replace(" ", "")[:2].lower(), self._seconds[first]
        return letters in known or len(letters) < 2 or "" in known


def _with_blanks(text: str) -> str:
    """Return the text with a blank for each mark that glues words: one by one they take a tenth of a pattern's time."""
    for mark in _BLANKS:
        text = text.replace(mark, " ")
    for dash in _DASHES:
        text = text.replace(dash, "-")
    text = _COLON.sub(" ", text) if ":" in text else text
    return _HYPHEN.sub(" ", text) if "-" in text else text


def _folded(phrases: Iterable[tuple[str, str]], attribute: str) -> Iterator[_Phrase]:
    return (_Phrase(attribute, key, _with_blanks(form)) for key, form in phrases)


def _by_first(*phrases: Iterable[_Phrase]) -> dict[str, list[_Phrase]]:
    """Return first word, in small letters -> the phrases that begin with it."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in chain(*phrases):
        word = _WORD.match(phrase.form)
        if word is None:
            raise ValueError(f"a phrase that begins with a mark is never found: {phrase.form!r}")
        found.setdefault(word[0].lower(), []).append(phrase)
    return found


def _seconds(word: str, forms: Iterable[str]) -> frozenset[str]:
    """Return the two letters behind the first word of each form; "" for a form that has no two."""
    return frozenset(rest if len(rest := form[len(word) :][:2]) == 2 else "" for form in forms)
