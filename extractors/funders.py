"""Who pays: a fund or an agency in a sentence about paying, behind a label, or alone as a logo's text or a footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.names import is_organisation, name_in_prose, split_names, trim
from extractors.reading import PageReading, Reading
from schemas.document import Block, BlockKind, Region
from schemas.records import Mention

NAME, FIELDS = "funders", ("funders",)

_PROJECT_NEXT = re.compile(r"\s{0,2}(?:project|projekt|program)", re.IGNORECASE)
MOST_PAYERS = 6
# From one payer to the next: the codes of the first, then "and", "and by the".
_AND_BY = re.compile(
    r"\s?(?:\([^()]{0,60}\))?(?:\s(?:under|within|č\.|no\.|grant)[^.;]{0,90}?)?,?\s(?:and|a)\s(?:(?:by|from|the|od|z|ze)\s){0,2}",
    re.IGNORECASE,
)
_THE = re.compile(r"\s{0,2}(?:(?:the|from|by|of|z|ze|od|projektu?)\s){0,3}", re.IGNORECASE)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the payers; `code` is set for the funds that the labelling guide gives one, others go by name."""
    funds = {funder.code: funder.fund for funder in reading.vocabulary.funders}
    for page in reading.pages:
        taken: list[tuple[int, int]] = []
        for start, end, code, rule in sorted(
            [*_known(page, funds), *_labelled(page), *_after_words(page)], key=lambda f: (f[0], -f[1])
        ):
            if not page.readable(start) or any(start < stop and begin < end for begin, stop in taken):
                continue
            taken.append((start, end))
            yield mention(page, "funders", start, end, f"funders.{rule}", {"code": code} if funds.get(code) else {})


Found = tuple[int, int, str, str]


def _known(page: PageReading, funds: dict[str, bool]) -> Iterator[Found]:
    """Funds and agencies of the vocabulary, where the words round them speak of paying."""
    text = page.text
    finance, refused = page.lexicon.cue("finance"), page.lexicon.cue("not_payer")
    payer = page.lexicon.cue("payer_after")
    for phrase in page.phrases:
        if phrase.kind != "funder":
            continue
        first, last = page.sentence_at(phrase.start)
        block = page.block_at(phrase.start)
        paying = bool(finance.search(text, max(first, phrase.start - 200), min(last, phrase.end + 120)))
        blocked = bool(refused.search(text, max(first, phrase.start - 60), min(last, phrase.end + 40)))
        if paying and not blocked and phrase.sure:
            if funds[phrase.code]:
                yield phrase.start, phrase.end, phrase.code, "sentence"
            elif any(
                phrase.start - m.end() <= 40 for m in payer.finditer(text, max(first, phrase.start - 90), phrase.start)
            ):
                yield phrase.start, phrase.end, phrase.code, "agency"
        elif phrase.sure and block and _in_entry(page, block):
            yield phrase.start, phrase.end, phrase.code, "listed"
        elif funds[phrase.code] and phrase.sure and block and not blocked and _logo(block):
            yield phrase.start, phrase.end, phrase.code, "logo"


def _in_entry(page: PageReading, block: Block) -> bool:
    """An entry of a list of projects names its payer beside number and title, without words of paying."""
    if (
        block.kind not in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.PARAGRAPH)
        or block.end - block.start > 600
    ):
        return False
    return page.under_project_heading(block) and (
        block.kind is BlockKind.TABLE_CELL or any(block.start <= n.start < block.end for n in page.numbers)
    )


def _logo(block: Block) -> bool:
    """A picture's text, a footer, or a block that is little more than the name."""
    return block.kind is BlockKind.ALT or block.region is Region.FOOTER or block.end - block.start <= 60


def _labelled(page: PageReading) -> Iterator[Found]:
    for pair in page.labelled:
        if pair.entry.field != "funders" or (pair.entry.weak and pair.form == "open"):
            continue
        for start, end in pair.values:
            known = [p for p in page.phrases if p.kind == "funder" and start <= p.start < end]
            for phrase in known:
                yield phrase.start, phrase.end, phrase.code, "label"
            if not known and end - start < 160:
                for begin, stop in split_names(page.text, start, end, page.lexicon):
                    if is_organisation(page.text[begin:stop], page.lexicon):
                        yield begin, stop, "", "label_name"


def _after_words(page: PageReading) -> Iterator[Found]:
    """Names that the vocabulary does not know, right behind words of paying: "supported by SURAO"."""
    text = page.text
    project = page.lexicon.cue("project", "code")
    for match in page.lexicon.cue("payer_after").finditer(text):
        skip = _THE.match(text, match.end())
        start = skip.end() if skip else match.end()
        first, last = page.sentence_at(match.start())
        about = project.search(text, max(first, start - 250), min(last, start + 300))
        for begin, stop in _chain(page, start, last) if about else ():
            known = any(p.start < stop and begin < p.end for p in page.phrases)
            if not known and stop - begin >= 3 and is_organisation(text[begin:stop], page.lexicon):
                yield begin, stop, "", "named"


def _chain(page: PageReading, start: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a chain: "supported by A (AB) under the code 1 and by B"; a name before "project" is none."""
    text = page.text
    for _ in range(MOST_PAYERS):
        stop = name_in_prose(text, start, last, page.lexicon)
        if stop <= start:
            return
        if not _PROJECT_NEXT.match(text, stop):
            yield trim(text, start, stop)
        following = _AND_BY.match(text, stop, last)
        if not following:
            return
        start = following.end()
