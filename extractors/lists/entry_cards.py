"""Cards and definition lists: a title on its own, and its facts in the stretches that follow, up to the next title."""

from __future__ import annotations

from itertools import pairwise

from extractors.bodies.names import trim
from extractors.dates.date_grammar import DateGrammar, grammar
from extractors.lists.entry_marks import Marks
from extractors.naming.entry_titles import entry_title
from extractors.text.reading import PageReading

FEWEST, LONGEST_TITLE = 2, 200

Span = tuple[int, int]


def joined(page: PageReading, run: list[Span], marks: Marks) -> list[Span]:
    """Join each title with what follows it, if two stretches or more are titles of that kind; else return the run."""
    rules = grammar(page.lexicon.vocabulary.months)
    heads = {first for first, second in pairwise(run) if _is_head(page, first, second, marks, rules)}
    if len(heads) < FEWEST:
        return run
    heads |= {first for first, second in pairwise(run) if _is_head(page, first, second, marks, rules, loose=True)}
    bold = set(page.page.emphasis)
    if sum(_bold(head, page, bold) for head in heads) >= FEWEST:
        heads |= {span for span in run if _bold(span, page, bold)}  # the name of a programme parts them too
    cards: list[Span] = []
    opened = False
    for span in run:
        opened = opened or span in heads
        another = opened and marks.proof(*span) == "number" and bool(marks.proof(*cards[-1])) if cards else False
        if not opened or span in heads or another:
            cards.append(span)
        else:
            cards[-1] = (cards[-1][0], span[1])
    return cards


def are_cards(page: PageReading, sections: list[Span], marks: Marks) -> bool:
    """Say whether two sections or more are a title, as heading, and the facts that belong to it right below."""
    rules = grammar(page.lexicon.vocabulary.months)
    heads = 0
    for start, end in sections:
        spans = [(block.start, block.end) for block in page.blocks_within(start, end)[:2]]
        heads += len(spans) == 2 and _is_head(page, spans[0], spans[1], marks, rules)
    return heads >= FEWEST


def _bold(span: Span, page: PageReading, bold: set[Span]) -> bool:
    """Say whether a stretch is set in bold from end to end, but for marks."""
    return trim(page.text, *span) in bold or span in bold


def _is_head(
    page: PageReading, first: Span, second: Span, marks: Marks, rules: DateGrammar, *, loose: bool = False
) -> bool:
    """Say whether the first stretch is a title alone, and the second begins with the facts that belong to it.

    Beside such heads one fact is enough (`loose`).
    """
    proven = marks.any(*second) and not marks.any(*first) if loose else marks.proof(*second)
    if first[1] - first[0] > LONGEST_TITLE or marks.proof(*first) or not proven:
        return False
    title = entry_title(page, *first, rules)
    return title is not None and first[1] - title[1] <= 2 and entry_title(page, *second, rules) is None
