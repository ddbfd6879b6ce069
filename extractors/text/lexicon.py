"""The vocabulary compiled for searching: label forms in a dictionary, phrases in spaCy's matcher, cues as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import ClassVar

from extractors.labelling.composed_facts import MONEY, PAYER, SCHEME, TIME, composed_fact
from extractors.labelling.composed_labels import BODIES, WORDS, composed_field, label_words
from extractors.text.cue_index import Beginnings, first_of
from extractors.text.cues import Cues, first_word, softened
from extractors.text.kept import kept
from extractors.text.letters import without_marks
from extractors.text.nlp import PhraseFinder
from extractors.text.windows import matches_at
from extractors.text.worded import Worded
from schemas.vocabulary import LabelPhrase, Vocabulary

SHORTEST_IN_RUN = 7
"""Shorter labels ("Partner") are words of prose too where nothing parts them from their values."""
LONGEST_COMPOSED = 70
"""A label made of several words has at most so many code points."""
_COMPOSING = tuple(
    f"label_{part}" for part in ("partner", "holder", "body", "start", "end", "run", "sum", "aid", "share", "given")
)
"""Each composed label has a word of these groups."""
PARTS = (*BODIES, *TIME, *MONEY)
"""Each word of a composed label is of one of these groups, or has no letter."""
_SENTENCE_END = re.compile(r"[^\W\d_]{6}\.\s")
"""Within a label: what is cut short has fewer letters ("X University. Partners")."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase in a page's text: `kind` is programme, funder or activity; `sure` is False if it needs context."""

    start: int
    end: int
    kind: str
    code: str
    sure: bool


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Return the form under which a label is looked up: lower case, single blanks, no marks at its ends."""
    words = " ".join(text.lower().split()).strip(" :*_-–—.•|()[]#>")
    return words.removeprefix("the ").removeprefix("our ")


def key_words(name: str) -> str:
    """Return a front matter key as words: "project_number" is "project number"."""
    return label_key(name.replace("_", " ").replace("-", " ").replace(".", " "))


class Lexicon:
    """One per vocabulary; building it costs some 100 ms, so it is kept."""

    _known: ClassVar[dict[str, Lexicon]] = {}

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.labels: dict[str, tuple[LabelPhrase, ...]] = {}
        for entry in vocabulary.labels:
            if entry.role == "label":
                for form in entry.forms:
                    key = label_key(form)
                    if entry not in self.labels.get(key, ()):
                        self.labels[key] = (*self.labels.get(key, ()), entry)
        self._cues: dict[tuple[str, ...], Cues] = {}
        self._worded: dict[Worded, re.Pattern[str]] = {}
        forms = (form.lower() for kind in vocabulary.activities for form in kind.forms)
        people = (form for cue in vocabulary.count_cues if cue.code == "participants" for form in cue.forms)
        self._phrases = self._finder()
        contexts = {f"context {word}": (first_word(word),) for s in vocabulary.identifiers for word in s.context}
        cues = {name: softened(stems) for name, stems in vocabulary.cues.items()}
        phrases = {"phrases.first": self._phrases.firsts}
        times = {"dates.words": (*vocabulary.months, *map(first_word, vocabulary.relative_years))}
        nouns = {"activities.nouns": (*forms,), "activities.people": (*people,)}
        labels = {"labels.first": {first_of(key)[0] for key in self.labels if " " in key}}
        numbers = {"numbers.words": (*filter(str.isalpha, vocabulary.number_words),)}
        words = {**nouns, **labels, **numbers, **phrases, **times}
        self._groups = {**cues, **words, **contexts}
        self.beginnings = Beginnings(self._groups)
        self.keys = self._keys()
        self.label_lengths: dict[str, tuple[int, ...]] = {}
        """The lengths of the labels that begin with the same `SHORTEST_IN_RUN` letters, the longest first."""
        for key in self.labels:
            if len(key) >= SHORTEST_IN_RUN:
                lengths = {*self.label_lengths.get(key[:SHORTEST_IN_RUN], ()), len(key)}
                self.label_lengths[key[:SHORTEST_IN_RUN]] = tuple(sorted(lengths, reverse=True))
        self.long_label_heads: dict[str, int] = {}
        """The first four letters of labels of two words and more, each with their most words and two ("the", "our")."""
        for key in self.labels:
            if " " in key:
                self.long_label_heads[key[:4]] = max(self.long_label_heads.get(key[:4], 0), key.count(" ") + 3)
        self.longest_label = max((len(key.split()) for key in self.labels), default=0)
        self.countries = frozenset(vocabulary.cues["countries"])
        self.country_codes = frozenset(vocabulary.cues["country_codes"])
        self.common_nouns = frozenset(vocabulary.cues["common_nouns"])
        self.small_words = frozenset(vocabulary.cues["small_words"])
        self.abbreviations = frozenset(
            word.rstrip(".").lower() for word in (*vocabulary.cues["abbreviations"], *vocabulary.academic_titles)
        )

    def _keys(self) -> dict[str, tuple[LabelPhrase, ...]]:
        """Front matter keys of project fields: "dtstart", "funder"."""
        keys: dict[str, tuple[LabelPhrase, ...]] = {}
        for entry in self.vocabulary.labels:
            if entry.role == "metadata" and entry.field != "published":
                for form in entry.forms:
                    key = key_words(form)
                    keys[key] = (*keys.get(key, ()), entry)
        return keys

    def key_entries(self, key: str) -> tuple[LabelPhrase, ...]:
        """Return the entries of a front matter key: of the whole path, its last part ("awardNumber"), or a label."""
        last = key.rpartition(".")[2]
        bare, _, unit = key_words(last).rpartition(" ")
        of_sum = (bare,) if unit.upper() in self.vocabulary.currencies else ()
        names = [key_words(key), *dict.fromkeys((key_words(last), key_words(_INNER_CAPITAL.sub(" ", last)), *of_sum))]
        known = (*map(self.keys.get, names), *map(self.labels.get, names[1:]), *map(self._bare_labels.get, names[1:]))
        return next(filter(None, known), ())

    @cached_property
    def _bare_labels(self) -> dict[str, tuple[LabelPhrase, ...]]:
        """The labels of more than one word as keys have them, without marks on letters: "doba reseni"."""
        bare = {without_marks(label): entries for label, entries in self.labels.items() if " " in label}
        return {label: entries for label, entries in bare.items() if label not in self.labels}

    def label_entries(self, words: str) -> tuple[LabelPhrase, ...]:
        """Return the entries of a label from the lists, or that of one composed of known parts."""
        key = label_key(words)
        found = self.labels.get(key, ())
        if found or len(key) > LONGEST_COMPOSED or not self._may_compose(key, words):
            return found
        return self._composed_entries(words)

    @kept
    def _composed_entries(self, words: str) -> tuple[LabelPhrase, ...]:
        """Return what a composed label names; asked of the printed words, since names of payers depend on capitals."""
        told = self._composed_of(label_key(words))
        if not any(told):
            told = composed_fact(label_key(self._with_payers_told(words)), partial(_is_of, self))
        return self._plain_entry.get(told, ())

    def _with_payers_told(self, words: str) -> str:
        """Return a label with what each payer and programme in it is: "Dotace NSA", "Příspěvek Fondu soudržnosti"."""
        parts: list[str] = []
        position = 0
        for phrase in self.find(words):
            if phrase.start >= position and (phrase.kind == "funder" or phrase.sure):
                parts += (words[position : phrase.start], self._part_of(phrase))
                position = phrase.end
        return "".join((*parts, words[position:])) if parts else ""

    def _part_of(self, phrase: Phrase) -> str:
        """Return the word that stands for a payer or a programme in a label."""
        if phrase.kind == "programme":
            return SCHEME
        return "státní" if phrase.code == "CZ-STATE" else "EU" if phrase.code in self._funds else PAYER

    @cached_property
    def _funds(self) -> frozenset[str]:
        return frozenset(funder.code for funder in self.vocabulary.funders if funder.fund)

    def is_fund(self, code: str) -> bool:
        """Say whether a payer's code is that of a fund of the Union, or of the donors beside it."""
        return code in self._funds or code == "EEA-NORWAY"

    def _may_compose(self, key: str, printed: str) -> bool:
        """Say whether a label may be composed: of words that such labels have alone, unless it has brackets or a payer.

        Before a colon each end of a sentence is asked whether it is a label; most begin with a word of no label.
        """
        if self.cue(*_COMPOSING).search(key) is None or _SENTENCE_END.search(key):
            return False
        words = label_words(key)
        plain = 1 < len(words) <= WORDS and all(_composes(self, word) for word in words)
        return plain or "(" in key or (len(words) > 1 and self._phrases.may_stand_in(printed))

    def _composed_of(self, key: str) -> tuple[str, str]:
        """Return field and code of a label composed of known parts."""

        is_of = partial(_is_of, self)
        body = composed_field(key, is_of)
        return (body, "") if body else composed_fact(key, is_of)

    @cached_property
    def _plain_entry(self) -> dict[tuple[str, str], tuple[LabelPhrase, ...]]:
        """The first sure entry of each field and code that composed labels may have."""
        plain: dict[tuple[str, str], tuple[LabelPhrase, ...]] = {}
        for entry in self.vocabulary.labels:
            if entry.role == "label" and not entry.weak:
                plain.setdefault((entry.field, entry.code), (entry,))
        return plain

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Lexicon:
        """Return the lexicon of the vocabulary, built at the first call."""
        if vocabulary.version not in cls._known:
            cls._known[vocabulary.version] = cls(vocabulary)
        return cls._known[vocabulary.version]

    @cached_property
    def programme_years(self) -> frozenset[tuple[int, int | None]]:
        """The first and last years of the programmes."""
        return frozenset((p.first_year, p.last_year) for p in self.vocabulary.programmes if p.first_year)

    def learn_all_phrases(self) -> None:
        """Have every phrase known before workers are forked: each would learn those that its documents begin."""
        self._phrases.learn()

    def _finder(self) -> PhraseFinder:
        loose: list[tuple[str, str]] = []
        exact: list[tuple[str, str]] = []
        for programme in self.vocabulary.programmes:
            key = f"programme\t{programme.code}\t"
            loose += [(key + "sure", form) for form in programme.forms]
            exact += [(key + "sure", form) for form in programme.abbreviations]
            exact += [(key + "unsure", form) for form in programme.ambiguous]
        for funder in self.vocabulary.funders:
            key = f"funder\t{funder.code}\t"
            loose += [(key + "sure", form) for form in funder.forms]
            exact += [(key + "sure", form) for form in funder.abbreviations]
            exact += [(key + "unsure", form) for form in funder.ambiguous]
        return PhraseFinder(loose, exact)

    def find(self, text: str, begins: Sequence[int] | None = None) -> Iterator[Phrase]:
        """Yield the programmes and funders that the text names, the longest phrases, by start.

        `begins` are the places where a first word of one stands, if they are known (`phrase_begins`).
        """
        for key, start, end in self._phrases.find(text, begins):
            kind, code, sure = key.split("\t")
            yield Phrase(start, end, kind, code, sure == "sure")

    def phrase_begins(self, text: str) -> list[int] | None:
        """Return where the first words of programmes and funders stand in a page's text."""
        return self.cue("phrases.first").begins(text, 0, len(text))

    def time_words(self, text: str) -> list[int]:
        """Return where the names of months, and words such as "letos", may begin in a page's text."""
        return self.cue("dates.words").begins(text, 0, len(text))

    def is_generic(self, heading: str) -> bool:
        """Say whether a heading says no more than "Project", "Contacts" or "About us", and a word or two besides."""
        words = heading.strip(" :-–*#0123456789.")
        match = self.cue("generic_heading").match(words)
        if match is None:
            return self.heads_aside(words)
        first, _, second = words.partition(" / ")  # "Základní údaje / Facts"
        return words[match.end() :].count(" ") <= 1 or bool(
            second and self.is_generic(first) and self.is_generic(second)
        )

    def heads_aside(self, heading: str) -> bool:
        """Say whether a heading stands over other things than a project: "More news", "O nás"."""
        return self.cue("aside_heading").fullmatch(heading.strip(" :.!?…»>-–*#")) is not None

    def contexts(self, words: Iterable[str]) -> Cues:
        """Return the first words of what must stand beside numbers of some schemes; longer words may begin so."""
        return self.cue(*(f"context {word}" for word in words))

    def cue(self, *groups: str) -> Cues:
        """Return the word stems of the cue groups, to be asked as a pattern; each begins where a word begins."""
        try:
            return self._cues[groups]  # asked thousands of times a document
        except KeyError:
            stems = (stem for group in groups for stem in self._groups[group])
            self._cues[groups] = Cues(stems, self.beginnings, groups)
            return self._cues[groups]

    def worded(self, pattern: Worded) -> re.Pattern[str]:
        """Return a pattern with the words of its cue groups in it."""
        try:
            return self._worded[pattern]
        except KeyError:
            self._worded[pattern] = pattern.compiled(self._groups.__getitem__)
            return self._worded[pattern]

    def begun(self, pattern: Worded, text: str, *groups: str) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that begins with a cue of the groups: it is tried where a text has one."""
        begins = self.cue(*groups).begins(text, 0, len(text))
        return matches_at(begins, self.worded(pattern), text, 0, len(text)) if begins else iter(())


@lru_cache(maxsize=16384)
def _composes(lexicon: Lexicon, word: str) -> bool:
    """Say whether a word may stand in a composed label."""
    return (
        word == PAYER
        or not any(map(str.isalpha, word))
        or any(_is_of(lexicon, f"label_{part}", word) for part in PARTS)
    )


@lru_cache(maxsize=16384)
def _is_of(lexicon: Lexicon, group: str, word: str) -> bool:
    """Say whether a word is a cue of the group: labels have few words, and each is asked about a dozen groups."""
    return lexicon.cue(group).fullmatch(word) is not None
