"""The one-byte code pages of Czech text: their 256 characters, their names in declarations, and which fits best."""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import mul

from pipeline.parse.letters import Letters, letters

# Kamenický, which Python does not know: code page 437 with Czech and Slovak letters from 0x80 to 0xAD.
_KAMENICKY = "ČüéďäĎŤčěĚĹÍľĺÄÁÉžŽôöÓůÚýÖÜŠĽÝŘťáíóúňŇŮÔšřŕŔ¼§"
_CENTRAL, _WESTERN = ("cs", "sk", "pl", "de", "en"), ("en", "de", "west")
# Code page, the languages that were written in it, and the weight of the page: the rarer, the more must speak for it.
_PAGES: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("cp1250", _CENTRAL, 0.0),
    ("iso-8859-2", _CENTRAL, -1.0),
    ("cp1252", _WESTERN, -1.0),
    ("cp852", ("cs", "sk", "pl", "de"), -3.0),
    ("mac_latin2", ("cs", "sk", "pl", "en"), -4.0),
    ("cp895", ("cs", "sk"), -4.0),
)
CODE_PAGES = tuple(name for name, _, _ in _PAGES)
# What a declaration adds to its page. A letter that cannot stand where it stands takes away more.
_DECLARED = 3.0
_RUN = re.compile(rb"[\x80-\xff]+")
_SLICE, _SLICES = 8_192, 8


@cache
def characters(name: str) -> str:
    """Return the 256 characters of a code page; U+FFFD for a byte that it lacks.

    In ISO-8859-2, which has controls there, 0x80 to 0x9F are the signs of cp1250: old editors mixed the two.
    """
    if name == "cp895":
        high = bytes(range(0x80 + len(_KAMENICKY), 256)).decode("cp437")
        return bytes(range(128)).decode("ascii") + _KAMENICKY + high
    table = bytes(range(256)).decode(name, "replace")
    if name != "iso-8859-2":
        return table
    signs = characters("cp1250")[0x80:0xA0]
    return table[:0x80] + "".join(c if not c.isalpha() else "\ufffd" for c in signs) + table[0xA0:]


def decode_page(content: bytes, name: str) -> str:
    """Return the text of `content` under a code page; U+FFFD for bytes that it lacks."""
    if name in ("cp895", "iso-8859-2"):
        return codecs.charmap_decode(content, "strict", characters(name))[0]
    return content.decode(name, "replace")


def best_page(content: bytes, declared: str = "", among: Container[str] = CODE_PAGES) -> str:
    """Return the code page under which `content` reads best; a declared one has an advantage, no more."""
    return _ranked(content, declared, among)[1]


def likelihood(content: bytes) -> float:
    """Return how well `content` reads under the best code page: mean logarithm of the chance of a pair of letters."""
    return _ranked(content, "", CODE_PAGES)[0] / max(sum(weight for *_, weight in _pairs(_sample(content))), 1.0)


def _ranked(content: bytes, declared: str, among: Container[str]) -> tuple[float, str]:
    """Return score and name of the best code page; of equals, the first."""
    pairs = _pairs(_sample(content))
    scores = [
        (_fit(pairs, name, languages) + weight + (_DECLARED if name == declared else 0.0), name)
        for name, languages, weight in _PAGES
        if name in among
    ]
    return max(scores, key=lambda item: item[0])


def _sample(content: bytes) -> bytes:
    """Return slices from all over a long text: the head of a page is often ASCII alone."""
    if len(content) <= _SLICE * _SLICES:
        return content
    step = (len(content) - _SLICE) // (_SLICES - 1)
    return b"\n".join(content[n * step : n * step + _SLICE] for n in range(_SLICES))


def _pairs(content: bytes) -> list[tuple[int, int, float]]:
    """Return the pairs of bytes with at least one that is not ASCII, and their weight.

    The weight grows with the logarithm of the count: a row of a hundred dashes is one fact and not a hundred.
    """
    content = b" " + content + b" "
    runs = Counter(content[m.start() - 1 : m.end() + 1] for m in _RUN.finditer(content))
    counts: Counter[tuple[int, int]] = Counter()
    for run, n in runs.items():
        for pair in pairwise(run):
            counts[pair] += n
    return [(a, b, 1 + math.log2(n)) for (a, b), n in counts.items()]


def _fit(pairs: Sequence[tuple[int, int, float]], name: str, languages: Iterable[str]) -> float:
    keys = [(a, b) for a, b, _ in pairs]
    weights = [weight for *_, weight in pairs]
    models = [_on_page(name, language) for language in languages]
    scores: Iterable[float] = (model.prior + sum(map(mul, weights, model.scores(keys))) for model in models)
    return max(scores)


@dataclass(frozen=True, slots=True)
class _OnPage:
    """A language as written in a code page; scores of pairs of bytes are kept once they are known."""

    table: str
    model: Letters
    known: dict[tuple[int, int], float]

    @property
    def prior(self) -> float:
        return self.model.prior

    def scores(self, pairs: Iterable[tuple[int, int]]) -> Iterator[float]:
        """Return the scores of pairs of bytes, in their order."""
        known, table, score = self.known, self.table, self.model.score
        for first, second in pairs:
            if (first, second) not in known:
                known[first, second] = score(table[first], table[second])
        return map(known.__getitem__, pairs)


@cache
def _on_page(name: str, language: str) -> _OnPage:
    return _OnPage(characters(name), letters(language), {})
