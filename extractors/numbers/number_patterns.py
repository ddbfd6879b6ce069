"""The forms of numbers turned into patterns that let the typing errors of their scheme pass.

A form gives one pattern with a group per token, so that the number can be rebuilt from its parts and its own marks:
what stands between the parts is the damage.  Digits are never added, taken away or moved.
The patterns are for folded text: one kind of blank, of hyphen, of invisible character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractors.numbers.number_openings import Shape
from extractors.text.kept import kept
from schemas.number_form import LOOSE, Form, Item, Token

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
BLANKS = "\u00a0\u2007\u2009\u202f"
DASHES = "‐‑‒–—−"
SLASHES = "⁄∕"
_FOLDED = {
    **dict.fromkeys(UNSEEN, "\u00ad"),
    **dict.fromkeys(BLANKS, " "),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(SLASHES, "/"),
}
_FOLDABLE = re.compile(f"[{UNSEEN}{BLANKS}{DASHES}{SLASHES}]")
_SHORT = "[ \u00ad]{0,3}"
_UNSEEN = "\u00ad{0,2}"
# A line that goes on may be set in from the left, as far as a column of labels is wide.
_BREAK = "(?:[ \\t]{0,2}\\n[ \\t\u00ad]{0,40})?"
_CUT = "[-\u00ad]{1,2} ?\\n[ \u00ad]{0,3}"
SHAPE, _AHEAD = 10, 20
"""So many letters and figures, and code points that hold them, tell what a number may begin with."""
_END = "\0"
FIGURES = {"O": "0", "o": "0", "I": "1", "i": "1", "l": "1"}
"""Letters that are typed for a figure, where the part can hold no letter."""
_ITEMS = {LOOSE: Item(" ", 0, 1), " ": Item(" ", 1, 2), **{mark: Item(mark, 1, 1) for mark in "./_-"}}
_VARIANTS = {".": "[.,]", "/": r"[/\\]", "_": "[_-]", "-": "-"}


@kept
def fold(text: str) -> str:
    """Return the text with one kind of blank, hyphen, slash and invisible character; every offset stays."""
    return text if text.isascii() else _FOLDABLE.sub(lambda mark: _FOLDED[mark[0]], text)


def tolerant(form: Form, repairs: Iterable[str]) -> str:
    """Return a pattern whose groups `t0`, `t1`, … are the tokens of the form as printed, with the repairs let pass."""
    allowed = frozenset(repairs)
    pieces = []
    for index, token in enumerate(form):
        glued = not token.mark and index + 1 < len(form) and not form[index + 1].mark
        pieces.append(f"(?P<t{index}>{_token(token, allowed)}{_inner(allowed) if glued else ''})")
    return "".join(pieces)


def _token(token: Token, allowed: frozenset[str]) -> str:
    if token.mark:
        return _mark(token.mark, allowed)
    choices = [_inner(allowed).join(_item(item, allowed) for item in choice) for choice in token.choices]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _mark(mark: str, allowed: frozenset[str]) -> str:
    gap = _gap(allowed)
    if mark == LOOSE:
        return f"(?: ?{gap}{_inner(allowed)})" if "blank" in allowed else " ?"
    if mark == " ":
        return f" {{1,2}}{gap}"
    one = _VARIANTS[mark] if "other_mark" in allowed else re.escape(mark)
    several = rf"{one}(?:[ \n\u00ad]?{one}){{0,2}}" if "doubled_mark" in allowed else one
    if mark == "/":
        stray = f"(?:[.,]{{1,2}}{gap})?" if "stray_mark" in allowed else ""
        return gap + stray + several + gap
    body = f"(?:{several})?" if "missing_mark" in allowed else several
    if "escape" in allowed:
        body = r"(?:\\[ \u00ad]?)?" + body
    return gap + body + gap


def _gap(allowed: frozenset[str]) -> str:
    """What may stand on either side of a mark: blanks and one line break."""
    blank = _SHORT if "blank" in allowed else _UNSEEN
    return blank + (_BREAK if "line_break" in allowed else "")


def _inner(allowed: frozenset[str]) -> str:
    """What may stand within a part: invisible characters, a hyphen at a line's end, in long numbers a blank too."""
    choices = ["\u00ad"] if "invisible" in allowed else []
    if "line_break" in allowed:
        choices.append(_CUT)
    if "missing_mark" in allowed:
        choices.append(r" ?\n {0,3}| ")
    return f"(?:{'|'.join(choices)})?" if choices else ""


def _item(item: Item, allowed: frozenset[str]) -> str:
    chars = _chars(item.chars, allowed)
    if item.least == item.most:
        return chars if item.most == 1 else f"{chars}(?:{_inner(allowed)}{chars}){{{item.most - 1}}}"
    unseen = "\u00ad?" if "invisible" in allowed else ""
    if item.least == 0:
        return f"(?:{unseen}{chars}){{0,{item.most}}}"
    return f"{chars}(?:{unseen}{chars}){{{item.least - 1},{item.most - 1}}}"


def members(chars: str) -> frozenset[str]:
    """Return the letters and figures of an item's class."""
    if chars == r"\d":
        return frozenset("0123456789")
    content = chars[1:-1] if chars[0] == "[" else chars
    ranges = re.findall(r"(\w)-(\w)", content)
    spelled = {chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1)}
    return frozenset(spelled | {*re.sub(r"\w-\w", "", content)})


@lru_cache(maxsize=1024)
def with_variants(chars: str, allowed: frozenset[str] | tuple[str, ...]) -> frozenset[str]:
    """Return what may be printed for the class: small letters for capitals, letters that are typed for figures."""
    found = set(members(chars))
    if "lower_case" in allowed:
        found |= {letter.lower() for letter in found}
    if "letter_for_digit" in allowed:
        found |= {letter for letter, figure in FIGURES.items() if figure in found and letter.upper() not in found}
    return frozenset(found)


def _chars(chars: str, allowed: frozenset[str]) -> str:
    found = with_variants(chars, allowed)
    text = "".join(map(re.escape, sorted(found))).replace("0123456789", "0-9")
    return f"[{text}]" if len(found) > 1 else text


def is_tight(repairs: Iterable[str]) -> bool:
    """Say whether a scheme's numbers are printed with their marks as they should be, and nothing more between them."""
    return {"invisible", "lower_case", "letter_for_digit"}.issuperset(repairs)


def shape(form: Form, repairs: tuple[str, ...]) -> Shape:
    """Return what may be the first, the second, … letter or figure of a number, as far as the shortest one goes."""
    return _shape([token.choices for token in form if token.choices], repairs, marked=False)


def marked_shape(form: Form, repairs: tuple[str, ...]) -> Shape:
    """Return what may be the first, the second, … sign of a number, marks and all, of a scheme that is tight."""
    return _shape([token.choices or ((_ITEMS[token.mark],),) for token in form], repairs, marked=True)


def _shape(tokens: Iterable[tuple[tuple[Item, ...], ...]], repairs: tuple[str, ...], marked: bool) -> Shape:
    allowed: list[set[str]] = [set() for _ in range(SHAPE)]
    places = {0}
    for choices in tokens:
        places = {end for choice in choices for end in _put_down(choice, places, allowed, repairs, marked)}
    return tuple(map(frozenset, allowed[: min(places)]))


def _put_down(
    items: Iterable[Item], places: set[int], allowed: list[set[str]], repairs: tuple[str, ...], marked: bool
) -> set[int]:
    """Add what the items hold, if they begin at one of the places, to what is allowed; return where they may end."""
    for item in items:
        held = with_variants(item.chars, repairs)
        for place in range(min(places), min(max(places) + item.most, SHAPE)):
            allowed[place] |= held
        fewest = item.least if marked or "".join(held).isalnum() else 0  # a mark is passed over
        places = {place + count for place in places for count in range(fewest, item.most + 1)}
    return places


def letters_at(folded: str, start: int) -> str:
    """Return the first letters and figures of what begins at `start`, as many as a shape has, or as stand near.

    Behind the end of the text stands what is no sign of a number.
    """
    letters = folded[start : start + SHAPE]
    if letters.isalnum() and len(letters) == SHAPE:
        return letters
    letters = "".join(filter(str.isalnum, folded[start : start + _AHEAD]))[:SHAPE]
    return letters + _END if len(letters) < SHAPE and start + _AHEAD >= len(folded) else letters


def signs_at(folded: str, start: int) -> str:
    """Return the first signs of what begins at `start`, as many as a shape has, without what is not seen."""
    signs = folded[start : start + SHAPE]
    if "\u00ad" in signs:
        return folded[start : start + SHAPE * _AHEAD].replace("\u00ad", "")[:SHAPE]
    return signs if len(signs) == SHAPE else signs + _END
