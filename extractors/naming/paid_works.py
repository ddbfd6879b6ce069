"""What a page that names no project says is paid for: "€ 800,000 will be spent on reconstructing Topol Castle".

Also "The aim of the Loam Summer School has been …" over labels. Asked only where no other rule found a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.bodies.names import is_person
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

LONGEST = 90
_WORK = Worded(
    rf"(?<!\w)(?:{{spent_on}})\s(?:the\s)?(?P<work>(?:{{works_in_ing}}|(?:{{works}})\s(?:of|to|at))\s(?:the\s)?[{CAPITAL}][\w’'-]{{1,30}}"
    rf"(?:\s(?:(?:of|the|in|and)\s)?[{CAPITAL}][\w’'-]{{1,30}}){{0,5}})",
)
_AIM = Worded(
    rf"(?<!\w)(?:{{aims}})\sof\s(?:the\s)?(?P<name>[{CAPITAL}][\w’'-]{{1,30}}(?:\s[{CAPITAL}0-9][\w’'-]{{0,30}}){{1,5}})\s"
    r"(?:{being}|has been)\s"
)


def paid_works(page: PageReading) -> Iterator[tuple[int, int]]:
    """Yield the span of each work that a sentence with a payer or a sum pays for, and of what has an aim."""
    for match in page.lexicon.begun(_WORK, page.text, "spent_on"):
        start, end = page.sentence_at(match.start())
        if page.lexicon.cue("may_be").search(page.text, max(start, match.start() - 20), match.start()):
            continue  # "Grants can be used for restoring …": a call
        told = page.lexicon.cue("grant_words", "payer_after").search(page.text, start, end)
        known = any(
            phrase.sure and phrase.kind in ("funder", "programme") for phrase in page.phrases_within(start, end)
        )
        if page.readable(match.start()) and (told or known) and match.end("work") <= end:
            yield match.span("work")
    for match in page.lexicon.begun(_AIM, page.text, "aims"):
        name = match.span("name")
        known = any(phrase.sure for phrase in page.phrases_over(*name))
        known = known or bool(page.lexicon.cue("no_aim_of").search(match["name"]))
        if page.readable(match.start()) and not known and not is_person(match["name"], page.lexicon):
            yield name
