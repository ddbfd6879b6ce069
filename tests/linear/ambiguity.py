"""What makes a pattern slow: a text that it can read in ever more ways, all of which are tried before it fails.

Two loops that read the same text, the second reachable from the first on that text too, take time in the square of its
length; a loop that goes round the same text in two ways takes time exponential in it. Where neither is found, the time
is in proportion to the text (Weideman et al., Analyzing Matching Time Behavior of Backtracking Regular Expression
Matchers, 2016). A search is a loop before the pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from automaton import ALPHABET, Automaton

MOST = 500
"""States of a loop; a larger one counts as read in two ways, and what leads round it is to be tried."""
Triple = tuple[int, ...]
Reached = dict[Triple, tuple[Triple, str]]


def witness(automaton: Automaton) -> tuple[str, str] | None:
    """Return a text to go before, and one to repeat, that is read in ever more ways; None if there is none."""
    groups = list(_strong(automaton))
    round_about = next((found for group in groups if (found := _two_ways_round(automaton, group))), None)
    if round_about:
        state, text = round_about
        return _lead(automaton, state), text
    own = {state: group for group in groups for state in group}
    for one in sorted(own.keys() & automaton.loops):
        for two in sorted(own.keys() & automaton.loops - {one}):
            text = _walk(automaton, (one, one, two), (one, two, two), own)
            if text:
                return _lead(automaton, one), text
    return None


def _walk(automaton: Automaton, start: Triple, goal: Triple, own: dict[int, set[int]]) -> str:
    """Return a text that leads from all of `start` to all of `goal` at once, "" if there is none."""
    reached = _reached(automaton, start, (own[start[0]], None, own[start[-1]]))
    return _spelled(reached, start, goal) if goal in reached else ""


def _reached(automaton: Automaton, start: Triple, within: Sequence[set[int] | None]) -> Reached:
    """Return where all of `start` may go to at once, each staying in its set, with the step before."""
    reached: Reached = {}
    wave = [start]
    while wave:
        here = wave.pop()
        for there, chars in _steps(automaton, here, within):
            if there not in reached:
                reached[there] = (here, _one_of(chars))
                wave.append(there)
    return reached


def _spelled(reached: Reached, start: Triple, goal: Triple) -> str:
    here, text = goal, ""
    while True:
        here, char = reached[here]
        text = char + text
        if here == start:
            return text


def _steps(automaton: Automaton, here: Triple, within: Sequence[set[int] | None]) -> list[tuple[Triple, int]]:
    """Return where all states of a tuple may go to on one character, with the characters."""
    ways: list[tuple[Triple, int]] = [((), -1)]
    for state, allowed in zip(here, within, strict=True):
        onward = [(to, chars) for to, chars in automaton.steps[state].items() if allowed is None or to in allowed]
        ways = [((*way, to), both) for way, chars in ways for to, more in onward if (both := chars & more)]
    return ways


def _two_ways_round(automaton: Automaton, group: set[int]) -> tuple[int, str] | None:
    """Return a state of a loop, and a text that leads back to it in two ways."""
    for (here, there), chars in automaton.twice.items():
        if group.issuperset((here, there)) and there in automaton.steps[here]:
            back = _reached(automaton, (there,), (group,)) if there != here else {}
            return here, _one_of(chars) + (_spelled(back, (there,), (here,)) if back else "")
    if len(group) > MOST:
        state = min(group)
        return state, _spelled(_reached(automaton, (state,), (group,)), (state,), (state,))
    for state in sorted(group):
        home = (state, state)
        reached = _reached(automaton, home, (group, group))
        for pair in sorted(reached):
            if pair[0] < pair[1]:
                back = _reached(automaton, pair, (group, group))
                if home in back:
                    return state, _spelled(reached, home, pair) + _spelled(back, pair, home)
    return None


def _strong(automaton: Automaton) -> Iterator[set[int]]:
    """Yield the sets of states that lead to each other (Tarjan), those with a loop."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on: set[int] = set()
    for root in automaton.steps:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        work = [(root, iter(automaton.steps[root]))]
        while work:
            here, rest = work[-1]
            there = next(rest, None)
            if there is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    group = set()
                    while here not in group:
                        state = stack.pop()
                        on.discard(state)
                        group.add(state)
                    if len(group) > 1 or here in automaton.steps[here]:
                        yield group
            elif there not in index:
                index[there] = low[there] = len(index)
                stack.append(there)
                on.add(there)
                work.append((there, iter(automaton.steps[there])))
            elif there in on:
                low[here] = min(low[here], index[there])


def _lead(automaton: Automaton, state: int) -> str:
    """Return a text that leads from the beginning to a state."""
    texts: dict[int, str] = dict.fromkeys(automaton.starts, "")
    wave = list(automaton.starts)
    for here in wave:
        for there, chars in automaton.steps[here].items():
            if there not in texts:
                texts[there] = texts[here] + _one_of(chars)
                wave.append(there)
    return texts.get(state, "")


def _one_of(chars: int) -> str:
    """Return a character of a set: a letter or a blank, if there is one."""
    for char in "a 1,.A\n":
        if chars >> ord(char) & 1:
            return char
    return str(ALPHABET[(chars & -chars).bit_length() - 1])
