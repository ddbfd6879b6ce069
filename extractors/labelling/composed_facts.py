"""Labels of time and money that no list has, made of known parts: "Start of the action", "Schválený příspěvek EU".

As with `composed_labels`, each word must be one that such labels take: "Start of the camp" and "Cena zájezdu" are not.
"""

from __future__ import annotations

import re

from extractors.labelling.composed_labels import WORDS, Asks, label_words

PAYER = "payer"
"""Stands for a payer's name in a label: "Dotace NSA"."""
SCHEME = "scheme"
"""Stands for a programme's name in a label: "Poskytnutá dotace z IOP"."""
_BRACKET = re.compile(r"\([^()]{0,60}\)?")
TIME = ("start", "end", "run", "from", "until", "time_beside")
MONEY = ("own", "union", "state", "town", "share", "aid", "sum", "given", "holder", "other", "money_beside")


def composed_fact(label: str, is_of: Asks) -> tuple[str, str]:
    """Return field and code of a composed label, ("", "") if it is none."""
    words = label_words(_BRACKET.sub("", label))
    if ":" in label or not 1 < len(words) <= WORDS or is_of("label_unit", words[0]):
        return "", ""  # "mil. Kč Dotace EU" begins with the value of another label
    return _time(_kinds(words, TIME, is_of)) or _money(_kinds(words, MONEY, is_of)) or ("", "")


def _kinds(words: list[str], groups: tuple[str, ...], is_of: Asks) -> set[str]:
    """What the words are; empty if one of them is nothing of the sort."""
    named = (PAYER, SCHEME) if groups is MONEY else (PAYER,)
    kinds = {word if word in named else next((g for g in groups if is_of(f"label_{g}", word)), "") for word in words}
    return set() if "" in kinds else kinds


def _time(kinds: set[str]) -> tuple[str, str] | None:
    if {"start", "end"} <= kinds:
        return "period", "range"
    for kind in ("start", "end"):
        if kind in kinds:
            return kind, kind
    if "run" not in kinds:
        return None
    bounds = kinds & {"from", "until"}  # "Doba řešení od:", "Period until:"
    return ("period", "range") if len(bounds) != 1 else ("start", "start") if "from" in bounds else ("end", "end")


def _money(kinds: set[str]) -> tuple[str, str] | None:
    """Who gives tells more than that it is a gift: "Dotace ze státního rozpočtu" is of the state.

    Who receives pays a share alone: "Příspěvek ze zdrojů příjemce".
    """
    if "holder" in kinds:
        return ("funding", "own") if "share" in kinds else None
    if "town" in kinds:  # "Spolufinancování ze zdrojů města"; a gift of the town may go to others
        return ("funding", "own") if "own" in kinds or ("share" in kinds and "aid" not in kinds) else None
    if "other" in kinds:
        return ("funding", "other") if "share" in kinds else None
    if not kinds & {"sum", "aid", "share"}:
        payers = kinds & {"union", "state"} if "given" in kinds else set[str]()  # "Total ERDF awarded"
        return ("funding", "eu" if "union" in payers else "state") if payers else None
    given = kinds & {"aid", "share", "own"}  # "Spolufinancování z EFRR" is of the Union
    for word, code in (("union", "eu"), ("state", "state"), ("own", "own")):
        if word in kinds:
            given = given or kinds & {"sum"} if code == "state" else given  # "Štátny rozpočet SR"
            return ("funding", code) if given else None
    if "aid" in kinds or {"given", "share"} <= kinds:  # "Schválené finanční prostředky"
        return "funding", "grant"
    if "share" in kinds and PAYER in kinds:
        return "funding", "other"
    return ("funding", "total") if "sum" in kinds else None
