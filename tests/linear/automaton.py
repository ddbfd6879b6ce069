"""A pattern as a non-deterministic automaton: the ways that the matching engine may take through a text.

A state is one character of the pattern, about to be read. A step leads from a state to the next and has the set of
characters that may be read on it. Counted repetitions of at most FEW rounds are written out, longer ones are loops,
so the automaton has every way that the engine has, and some more. What looks ahead is a way that ends nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

_P = re._parser  # type: ignore[attr-defined]
FEW = 3
# what stands for all characters: those of our languages, all blanks and signs, and some from afar
_RANGES = (range(0x250), range(0x300, 0x310), range(0x430, 0x440), range(0x2000, 0x2100), range(0x2190, 0x25D0))
_MORE = "\u1680\u180e\u3000\ud800\udcff\uf021\uf0b7\uf0ff\ufb01\ufeff\ufffd\uff0b\uff0d\uff1d\uff20\uffff\U0001f600"
ALPHABET = [*(chr(code) for codes in _RANGES for code in codes), *_MORE]
PLACE = {char: place for place, char in enumerate(ALPHABET)}
ALL = (1 << len(ALPHABET)) - 1
Items = Iterable[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Way:
    """What holds between two characters: the last one read must be in `after`; `edge` is a word's edge.

    `sure` is false where something else may forbid the way.
    """

    after: int = ALL
    edge: bool = False
    sure: bool = True

    def then(self, other: Way) -> Way:
        """Return both ways, one behind the other."""
        return Way(self.after & other.after, self.edge or other.edge, self.sure and other.sure)


FREE = Way()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern: how it is entered, how it is left, and how it is passed without reading."""

    first: dict[int, Way] = field(default_factory=dict)
    last: dict[int, Way] = field(default_factory=dict)
    empty: Way | None = FREE


class Automaton:
    """The automaton of a pattern. `loops` are the states within repetitions without a bound, `twice` the steps
    that a repetition within a repetition allows in two ways."""

    def __init__(self, pattern: str | bytes, flags: int, searched: bool, whole: bool) -> None:
        tree = _P.parse(pattern, flags)
        self.flags = tree.state.flags
        self.chars: list[int] = []
        self.steps: dict[int, dict[int, int]] = {}
        self.loops: set[int] = set()
        self.twice: dict[tuple[int, int], int] = {}
        self.starts: set[int] = set()
        body = self._sequence(tree)
        self.starts.update(body.first)
        if searched:
            self._search(body)
        if not whole:
            self._forget({state for state, way in body.last.items() if way == FREE})

    def _forget(self, certain: set[int]) -> None:
        """Take out the states after which a match is certain: nothing that was tried before is tried again."""
        self.steps = {
            here: {there: chars for there, chars in steps.items() if there not in certain}
            for here, steps in self.steps.items()
            if here not in certain
        }
        self.starts -= certain

    def _search(self, body: Part) -> None:
        """Put before the pattern what a search does: skip any number of characters, then begin."""
        skip = self._state(ALL)
        self.loops.add(skip)
        self.starts.add(skip)
        self._join({skip: FREE}, {skip: FREE, **body.first})

    def _state(self, chars: int) -> int:
        self.chars.append(chars)
        self.steps[len(self.chars) - 1] = {}
        return len(self.chars) - 1

    def _join(self, last: dict[int, Way], first: dict[int, Way]) -> None:
        for here, way in last.items():
            for there, onward in first.items():
                both = way.then(onward)
                allowed = self.chars[here] & both.after
                if both.edge:
                    allowed &= _across(self.chars[there])
                if allowed:
                    before = self.steps[here].get(there, 0)
                    self.steps[here][there] = before | allowed
                    if before & allowed:
                        self.twice[here, there] = before & allowed

    def _sequence(self, items: Items) -> Part:
        whole = Part()
        for operation, argument in items:
            whole = self._then(whole, self._part(str(operation), argument))
        return whole

    def _then(self, one: Part, two: Part) -> Part:
        self._join(one.last, two.first)
        first, last = dict(one.first), dict(two.last)
        if one.empty is not None:
            for state, way in two.first.items():
                _add(first, state, one.empty.then(way))
        if two.empty is not None:
            for state, way in one.last.items():
                _add(last, state, way.then(two.empty))
        return Part(first, last, one.empty.then(two.empty) if one.empty and two.empty else None)

    def _either(self, parts: Sequence[Part]) -> Part:
        first: dict[int, Way] = {}
        last: dict[int, Way] = {}
        empty: Way | None = None
        for part in parts:
            for state, way in part.first.items():
                _add(first, state, way)
            for state, way in part.last.items():
                _add(last, state, way)
            empty = part.empty if empty is None else empty if part.empty is None else _wider(empty, part.empty)
        return Part(first, last, empty)

    def _part(self, name: str, argument: Any) -> Part:
        """Return the part for one node of the parsed pattern."""
        match name:
            case "SUBPATTERN":
                return self._sequence(argument[3])
            case "ATOMIC_GROUP":
                return self._sequence(argument)
            case "BRANCH":
                return self._either([self._sequence(branch) for branch in argument[1]])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(*argument)
            case "ASSERT" | "ASSERT_NOT":
                return self._look(name == "ASSERT", *argument)
            case "AT":
                return Part(empty=self._at(str(argument)))
            case "GROUPREF":
                return self._repeat(0, _P.MAXREPEAT, [("ANY_ALL", None)])
            case "GROUPREF_EXISTS":
                return self._either([self._sequence(branch or ()) for branch in argument[1:]])
        state = self._state(characters(name, argument, self.flags))
        return Part({state: FREE}, {state: FREE}, None)

    def _repeat(self, least: int, most: int, body: Items) -> Part:
        begun = len(self.chars)
        whole = Part()
        copies = most if most <= FEW else max(1, min(least, FEW))
        for copy in range(copies):
            part = self._sequence(body)
            if most > FEW and copy == copies - 1:
                self._join(part.last, part.first)
                if most == _P.MAXREPEAT:
                    self.loops.update(range(begun, len(self.chars)))
            whole = self._then(whole, part if copy < least else self._either([part, Part()]))
        return whole

    def _look(self, wanted: bool, direction: int, body: Items) -> Part:
        """A look ahead is a way that ends nowhere; a look behind at one character says what was read last."""
        if direction > 0:
            part = self._sequence(body)
            return Part(part.first, {}, Way(sure=False))
        widths = _P.SubPattern(self_state(self.flags), list(body)).getwidth()
        begun = len(self.chars)
        last = self._sequence(body).last
        seen = 0
        for state in last:
            seen |= self.chars[state]
        del self.chars[begun:]
        if not wanted:
            seen = ALL & ~seen if widths == (1, 1) else ALL
        return Part(empty=Way(seen or ALL, sure=False))

    def _at(self, name: str) -> Way:
        match name:
            case "AT_BEGINNING" | "AT_BEGINNING_STRING":
                return Way(bits("\n") if self.flags & re.M and name == "AT_BEGINNING" else 0, sure=False)
            case "AT_BOUNDARY":
                return Way(edge=True, sure=False)
        return Way(sure=False)


def self_state(flags: int) -> Any:
    """Return an empty state of the parser, which measuring a width needs."""
    state = _P.State()
    state.flags = flags
    return state


def _add(ways: dict[int, Way], state: int, way: Way) -> None:
    ways[state] = _wider(ways[state], way) if state in ways else way


def _wider(one: Way, two: Way) -> Way:
    """Return a way that allows what either does."""
    return Way(one.after | two.after, one.edge and two.edge, one.sure or two.sure)


def _across(chars: int) -> int:
    """Return what may stand before a word's edge that is followed by `chars`."""
    word = category("CATEGORY_WORD")
    if not chars & ~word:
        return ALL & ~word
    return word if not chars & word else ALL


def bits(chars: Iterable[str]) -> int:
    """Return a set of characters as a number, one bit for each."""
    found = 0
    for char in chars:
        found |= 1 << PLACE[char if char in PLACE else _stand_in(char)]
    return found


def _stand_in(char: str) -> str:
    """Return the character of the alphabet that stands for all others like this one."""
    return "\u0430" if char.isalpha() else "\u3000" if char.isspace() else "\uffff" if char.isalnum() else "\U0001f600"


_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


@cache
def category(name: str, flags: int = 0) -> int:
    """Return the characters of a category of the parser."""
    _, _, kind = name.rpartition("_")
    found = bits(re.findall(_CATEGORIES[kind], "".join(ALPHABET), flags & re.A))
    return ALL & ~found if "_NOT_" in name else found


def characters(name: str, argument: Any, flags: int) -> int:
    """Return the characters that a node of the parsed pattern reads one of."""
    match name:
        case "ANY":
            return ALL if flags & re.S else ALL & ~bits("\n")
        case "ANY_ALL":
            return ALL
        case "LITERAL":
            return _literal(argument, flags & re.I)
        case "NOT_LITERAL":
            return ALL & ~_literal(argument, flags & re.I)
        case "RANGE":
            return _range(*argument, flags & re.I)
        case "CATEGORY":
            return category(str(argument), flags)
        case "IN":
            return _listed(argument, flags)
    raise NotImplementedError(name)


@cache
def _range(first: int, last: int, flags: int) -> int:
    within = [char for char in ALPHABET if first <= ord(char) <= last]
    return bits(case for char in (chr(first), chr(last), *within) for case in _cases(char, flags))


@cache
def _literal(code: int, flags: int) -> int:
    return bits(_cases(chr(code), flags))


def _listed(items: Items, flags: int) -> int:
    found, negated = 0, False
    for name, argument in items:
        if str(name) == "NEGATE":
            negated = True
        else:
            found |= characters(str(name), argument, flags)
    return ALL & ~found if negated else found


def _cases(char: str, flags: int) -> Iterator[str]:
    yield char
    if flags & re.I:
        yield from (case for case in (char.lower(), char.upper()) if len(case) == 1)
