"""What stands right behind a title and is none of it: the years of its run, or words that call it a project."""

from __future__ import annotations

import re

from extractors.text.reading import PageReading
from extractors.text.worded import Worded

_YEARS_BEHIND = re.compile(
    r"\s\((?:19[89]|20[0-4])\d(?:\s?[-–—/]\s?(?:(?:19[89]|20[0-4])\d|\d\d))?(?:\)?$|\)(?=[,;]\s))"
)
# "“Wells” is an international, EU supported project", "„Studny“ je mezinárodní projekt": what it is called to be.
_IS_PROJECT = re.compile(
    r"[\"“”«»*_]{0,4}\s(?:is|was|has been|je|byl|bude)\s(?:[^\s.;:()]{1,30}\s){0,10}?"
    r"(?:project|projekt(?:em)?)(?![\w-])"
)
# "„Studny“ je spolufinancován z", "“Wells” was partly paid by".
_IS_PAID = Worded(r"[\"“”«»*_]{0,4}\s{finite}\s(?:[^\W\d_]{2,15}\s){0,2}?(?={payer_after})")


def before_years(text: str, start: int, end: int) -> int:
    """Return the end of a title before the years of its run in brackets: "Green Hands (2017)", "Owls (2017), OP VK"."""
    years = _YEARS_BEHIND.search(text, start + 4, end)
    return years.start() if years else end


def is_called_project(text: str, end: int) -> bool:
    """Say whether the words behind a quotation call it a project."""
    return _IS_PROJECT.match(text, end) is not None


def is_paid_for(page: PageReading, end: int) -> bool:
    """Say whether the words behind a quotation tell who pays for it."""
    return page.lexicon.worded(_IS_PAID).match(page.text, end) is not None
