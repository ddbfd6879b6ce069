"""The forms of registration numbers as data: `CZ.<objective:[123]>.<programme:\\d\\d>/…` cut into tokens.

A form is written as the number is printed at its best.  `<name:pattern>` is a part; `~` is a place where a blank
may stand though none belongs there; `[…]` may be left out.  All else are letters and figures that every number
of the scheme has, and the marks between them.  A part's pattern holds figures, letters, classes, counts and `|`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.packed import packed

MARKS = "./_- "
LOOSE = "~"
_TOKEN = re.compile(r"<([a-z0-9_]+):([^<>]+)>|([./_ -])|(~)|(\[)|(\])|([^\W_]+!?)")
_ITEM = re.compile(r"(\\d|\[[^\]^\\]+\]|[^\W_]|-)(?:\{(\d{1,2})(?:,(\d{1,2}))?\})?")


@packed
@dataclass(frozen=True, slots=True)
class Item:
    """Letters or figures of one class, `\\d` or `[A-Z]` or a single letter, from `least` to `most` of them."""

    chars: str
    least: int
    most: int


@packed
@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a form. `name` is set for a part only; a mark has `mark`, all else `choices` of items."""

    name: str = ""
    mark: str = ""
    choices: tuple[tuple[Item, ...], ...] = ()

    @property
    def pattern(self) -> str:
        """The regular expression of the token in its canonical form."""
        if self.mark:
            return " ?" if self.mark == LOOSE else re.escape(self.mark)
        choices = ["".join(map(_strict, choice)) for choice in self.choices]
        return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


Form = tuple[Token, ...]


def parse_form(text: str) -> tuple[Form, ...]:
    """Return the form, or with parts that may be left out all its forms, the longest first; ValueError if malformed."""
    forms: list[Form] = [()]
    opened: list[Form] | None = None
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ValueError(f"cannot be read from {text[position:]!r} on")
        position = match.end()
        if match[5]:
            if opened is not None:
                raise ValueError("an optional piece within another")
            opened = forms
        elif match[6]:
            if opened is None:
                raise ValueError("`]` without `[`")
            forms, opened = [*forms, *opened], None
        else:
            forms = [(*form, _token(match)) for form in forms]
    if opened is not None:
        raise ValueError("`[` without `]`")
    return tuple(forms)


def form_pattern(form: Form) -> str:
    """Return the regular expression that matches the canonical form from end to end."""
    return "".join(token.pattern for token in form)


def _token(match: re.Match[str]) -> Token:
    if match[1]:
        return Token(name=match[1], choices=tuple(map(_items, match[2].split("|"))))
    if match[7]:
        return Token(choices=(tuple(Item(char, 1, 1) for char in match[7]),))
    return Token(mark=match[3] or match[4])


def _items(text: str) -> tuple[Item, ...]:
    items: list[Item] = []
    position = 0
    while position < len(text):
        match = _ITEM.match(text, position)
        if match is None:
            raise ValueError(f"the part cannot be read from {text[position:]!r} on")
        least = int(match[2]) if match[2] else 1
        items.append(Item(match[1], least, int(match[3]) if match[3] else least))
        position = match.end()
    if not items:
        raise ValueError("an empty part")
    return tuple(items)


def _strict(item: Item) -> str:
    chars = "[0-9]" if item.chars == r"\d" else item.chars if item.chars[0] == "[" else re.escape(item.chars)
    if item.least == item.most:
        return chars if item.most == 1 else f"{chars}{{{item.most}}}"
    return f"{chars}{{{item.least},{item.most}}}"
