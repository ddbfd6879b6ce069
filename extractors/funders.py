"""Who pays: a fund or an agency in a sentence about paying, behind a label, or alone as a logo's text or a footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.base import mention
from extractors.bodies.name_lists import split_names
from extractors.bodies.names import is_organisation, trim
from extractors.money.amount_grammar import find_amounts
from extractors.payers.payer_chains import ACRONYM, chain
from extractors.payers.payer_clauses import told_by_clause
from extractors.payers.payer_columns import REGION, in_columns
from extractors.payers.payer_entries import in_entries
from extractors.payers.payer_givers import givers, named
from extractors.payers.payer_links import approvers, is_joined, with_percents
from extractors.payers.payer_lists import payers_listed
from extractors.payers.payer_numbers import beside_numbers
from extractors.payers.payer_pages import supporters
from extractors.payers.payer_sums import beside_sums
from extractors.payers.section_names import names_section
from extractors.payers.union_projects import union_projects
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Phrase, label_key
from extractors.text.lines import lines
from extractors.text.reading import PageReading, Reading
from schemas.document import Block, BlockKind, Region
from schemas.records import Mention

NAME, FIELDS = "funders", ("funders",)

LOGO_LINE = 60
"""A line of a footer or logo that names a payer is little longer than the name."""
SHORT_ENTRY = 240
"""A longer entry of a list is prose, where a payer needs a word of paying."""
LOGOS_LINE = 160
"""A line of logos names a payer and a programme, and little else: "EU – European Social Fund – OP Employment"."""
SHARE_OF_LINE = 0.6
PAYING = 40
"""Words of paying end so near before the agency that pays."""
UNION_COUNCIL = ("European Research Council", "Evropská výzkumná rada")
UNION_MONEY = ("EU", "CF")
"""Short names that mean much else ("FS") name the fund in a label of the Union's part."""
NEXT_NAME = 20
"""Between two names of a list stand "as well as by the" and the like."""
_OF = re.compile(
    r"(?<!\w)(?:University|Museum|Institute|Academy|Faculty|Hospital|Bishopric|College) of (?:the )?$"
    r"|enlarged $|rozšířené $"
)
"""A region behind it is part of the body's name: "the University of South Moravia"; the enlarged EU is given money."""
_CASED = re.compile(r"(?:ého|em|ému|kém) (?:kraj|region)", re.IGNORECASE)
"""A region in another case than that of a name by itself."""
_APART = re.compile(r"(?:\s{2}|[\n\t]|[,;:|(/•–-]\s?)$")
_NAME_BEFORE = re.compile(rf"(?<!\w)[{CAPITAL}]\w{{1,20}} $")
_SHORT_FORM = re.compile(r"\s{1,2}\(\s?")
_BEHIND_SUM = re.compile(r"[)\s,;]{1,4}(?:a|and)?\s?")
_AND = re.compile(r"\s{1,3}(?:and|a|&)\s{1,3}", re.IGNORECASE)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the payers; `code` is set for the funds that the labelling guide gives one, others go by name."""
    funds = {funder.code: funder.fund for funder in reading.vocabulary.funders}
    for page in reading.pages:
        done = 0  # payers come in order, so that only the last one accepted can lie under the next
        for start, end, code, rule in sorted(
            [*_known(page, funds), *_labelled(page), *_after_words(page), *_givers(page)], key=lambda f: (f[0], -f[1])
        ):
            if (
                not page.readable(start)
                or _of_another(page, start, code, funds)
                or _is_no_payer(page, start, end, code)
                or start < done
            ):
                continue
            own_fund = funds.get(code) and code != "EU"  # "Evropská unie (Evropský sociální fond)" names the fund
            if (
                not own_fund
                and done
                and _SHORT_FORM.fullmatch(page.text, done, start)
                and page.text.startswith(")", end)
            ):
                continue  # "Czech Science Foundation (GAČR)" names one payer
            done = end
            yield mention(page, "funders", start, end, f"funders.{rule}", _attributes(code, funds))


def _attributes(code: str, funds: dict[str, bool]) -> dict[str, str]:
    """A fund goes by its code; of another known payer the code only tells that two names are one."""
    if funds.get(code):
        return {"code": code}
    return {"known": code} if code else {}


Found = tuple[int, int, str, str]


def _known(page: PageReading, funds: dict[str, bool]) -> Iterator[Found]:
    """Funds and agencies of the vocabulary, where the words round them speak of paying."""
    text = page.text
    finance, refused = page.lexicon.cue("finance"), page.lexicon.cue("not_payer")
    for phrase in page.phrases:
        if phrase.kind != "funder":
            continue
        first, last = page.sentence_at(phrase.start)
        block = page.block_at(phrase.start)
        if block and funds[phrase.code] and names_section(page, phrase, block):
            continue
        told = finance.finditer(text, max(first, phrase.start - 200), min(last, phrase.end + 120))
        paying = any(not phrase.start <= m.start() < phrase.end for m in told)  # "Grantová agentura" tells nothing
        blocked = bool(refused.search(text, max(first, phrase.start - 60), min(last, phrase.end + 40)))
        if paying and not blocked and phrase.sure:
            if funds[phrase.code]:
                slogan = not finance.search(text, max(first, phrase.start - 200), phrase.start) and not finance.search(
                    text, phrase.end, min(last, phrase.end + 120)
                )  # "… fund: Europe invests in rural areas" says itself that it pays, and not whom
                yield phrase.start, phrase.end, phrase.code, "logo" if slogan else "sentence"
                state = page.lexicon.cue("and_the_state").match(text, phrase.end + 1, last)
                if state:  # "Hradí ho Evropská unie a stát"
                    yield phrase.end + 1, state.end(), "CZ-STATE", "sentence"
            elif _behind_paying(page, phrase, first) or is_joined(page, phrase, first):
                yield phrase.start, phrase.end, phrase.code, "agency"
        elif block and block.kind is BlockKind.HEADING and page.numbers and _is_heading(page, phrase, block):
            yield phrase.start, phrase.end, phrase.code, "heading"
        elif phrase.sure and block and _listed(page, phrase, block):
            yield phrase.start, phrase.end, phrase.code, "listed"
        elif funds[phrase.code] and phrase.sure and block and not blocked and _logo(page, phrase, block):
            yield phrase.start, phrase.end, phrase.code, "logo"


def _behind_paying(page: PageReading, phrase: Phrase, first: int) -> bool:
    """Say whether words of paying stand right before an agency."""
    start = phrase.start
    verbs = page.lexicon.cue("payer_after").finditer(page.text, max(first, start - 90), start)
    return any(start - v.end() <= PAYING and not _by_project(page, v.end(), start, phrase.end) for v in verbs)


def _by_project(page: PageReading, verb: int, start: int, end: int) -> bool:
    """Say whether a region's project pays, and the region need not: "hrazeno z projektu Jihomoravského kraje"."""
    region = REGION.search(page.text, start, end)
    return region is not None and bool(page.lexicon.cue("project_of").search(page.text, verb, start))


def _of_another(page: PageReading, start: int, code: str, funds: dict[str, bool]) -> bool:
    """Say whether an office pays nothing here: behind a fund in a picture's text it manages that fund.

    In a footer that speaks of no project it supports the owner of the site.
    """
    block = page.block_at(start)
    if block is None or funds.get(code):
        return False
    if block.region is Region.FOOTER and block.kind is not BlockKind.ALT:
        return not page.lexicon.cue("project").search(page.text, block.start, block.end)
    return block.kind is BlockKind.ALT and any(
        p.kind == "funder" and funds[p.code] for p in page.phrases_within(block.start, start)
    )


def _is_no_payer(page: PageReading, start: int, end: int, code: str) -> bool:
    """A fund that is a part of programmes pays nothing ("Small Projects Fund"), nor does one in a project's name ("EU
    peníze školám"); where the Union stands in the same sentence, its council pays with the Union's money."""
    if page.lexicon.cue("pays_generally").search(page.text, *page.sentence_at(start)):
        return True
    if _OF.search(page.text, max(0, start - 40), start):
        return True
    if code in UNION_COUNCIL:
        return any(p.code == "EU" for p in page.phrases_within(*page.sentence_at(start)))
    part = not code and page.lexicon.cue("part_fund").match(page.text, start, end)
    return bool(part or page.lexicon.cue("fund_in_name").match(page.text, start, end + 12))


def _in_entry(page: PageReading, block: Block, start: int, end: int) -> bool:
    """An entry of a list of projects names its payer beside number and title, without words of paying."""
    if (
        block.kind not in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.PARAGRAPH)
        or block.end - block.start > 600
    ):
        return False
    if block.label and label_key(page.text[slice(*block.label)]) in page.lexicon.labels:
        return False  # its head says what the cell holds; a head that says the payer is read as a label
    if page.lexicon.cue("beneficiary_is").search(page.text, max(block.start, start - 40), start):
        return False  # "Realizátorem je Pardubický kraj": who runs it
    if (
        start > block.start
        and not _APART.search(page.text, block.start, start)
        and _CASED.search(page.text, start, end)
    ):
        return False  # "krajského akčního plánu Pardubického kraje": part of a name
    return page.under_project_heading(block) and (
        block.kind is BlockKind.TABLE_CELL or bool(page.numbers_within(block.start, block.end))
    )


def _listed(page: PageReading, phrase: Phrase, block: Block) -> bool:
    """An entry of a list has its payer beside number and title: "19-18901S Title  GA ČR  2019"; a longer name does not
    hold it: "HZS Ústeckého kraje"."""
    if _in_name(page, phrase, block):
        return False
    entry = page.entry_at(phrase.start)
    if entry is None or entry.end - entry.start > SHORT_ENTRY or (entry.title and phrase.start < entry.title[1]):
        return _in_entry(page, block, phrase.start, phrase.end)
    apart = phrase.start == entry.start or _APART.search(page.text, entry.start, phrase.start)
    shown = bool(entry.title) or bool(page.numbers_within(entry.start, entry.end))
    return (bool(apart) and shown) or _in_entry(page, block, phrase.start, phrase.end)


def _is_heading(page: PageReading, phrase: Phrase, block: Block) -> bool:
    """Say whether a payer is a heading, and little else: "Grantová agentura ČR" over the projects that it pays.

    An agency may stand beside "projects" or its programme: "Standardní projekty GA ČR", "TA ČR, program X".
    """
    if phrase.end - phrase.start >= SHARE_OF_LINE * (block.end - block.start):
        return True
    if block.end - block.start > LOGO_LINE or page.numbers_within(block.start, block.end):
        return False
    plural = page.lexicon.cue("section_plural").search(page.text, block.start, block.end)
    programme = any(
        p.kind == "programme" and p.start >= phrase.end for p in page.phrases_within(block.start, block.end)
    )
    return bool(plural) or programme


def _in_name(page: PageReading, phrase: Phrase, block: Block) -> bool:
    """Say whether a region in the genitive stands right behind a word with a capital."""
    if not page.text.endswith("kraje", phrase.start, phrase.end):
        return False
    return bool(_NAME_BEFORE.search(page.text, max(block.start, phrase.start - 24), phrase.start))


def _logo(page: PageReading, phrase: Phrase, block: Block) -> bool:
    """A picture's text, a footer, or a line that is little more than the name."""
    if block.kind is BlockKind.ALT or block.region is Region.FOOTER or block.end - block.start <= LOGO_LINE:
        return True
    start, end = next(
        (line for line in lines(page.text, block.start, block.end) if line[0] <= phrase.start < line[1]),
        (block.start, block.end),
    )
    known = sum(p.end - p.start for p in page.phrases_within(start, end) if p.end <= end)
    return end - start <= LOGOS_LINE and known >= SHARE_OF_LINE * (end - start)


def _labelled(page: PageReading) -> Iterator[Found]:
    yield from _in_labels(page)
    for pair in page.labelled:
        if pair.entry.field != "funders" or (pair.entry.weak and pair.form == "open"):
            continue
        for start, stop in pair.values:
            end = min(stop, page.sentence_at(start)[1]) if pair.form in ("colon", "open") else stop
            told = page.lexicon.cue("kind_generic").search(page.text, start, end)  # "Projekt podpořil X částkou …"
            end = told.start() if told and pair.form == "open" else end
            known = [p for p in page.phrases_within(start, end) if p.kind == "funder"]
            for phrase in known:
                yield phrase.start, phrase.end, phrase.code, "label"
            if end - start < 160 and not (known and pair.form == "open"):
                for begin, last in _between_sums(page, start, end):
                    met = page.phrases_over(begin, last)
                    role = page.lexicon.cue("role_before_name").match(page.text, begin, last)
                    beside = known and ACRONYM.fullmatch(page.text[begin:last])  # "TAČR, EPSILON": its programme
                    number = page.numbers_within(begin, last)
                    other = any((met, role, beside, number))
                    if not other and is_organisation(page.text[begin:last], page.lexicon):
                        yield begin, last, "", "label_name"


def _in_labels(page: PageReading) -> Iterator[Found]:
    """ "ERDF contribution: 12 000 EUR", "Podpora ze SFŽP: …": a label names the payer of its sum."""
    for pair in page.labelled:
        if pair.entry.field != "funding" or pair.entry.code in ("total", "own", "requested"):
            continue
        start, end = pair.values[0]
        if next(find_amounts(page.text, page.lexicon.vocabulary, start, min(end, start + 60)), None):
            named = (p for p in page.phrases_within(pair.start, pair.end) if p.kind == "funder" and p.end <= pair.end)
            yield from ((p.start, p.end, p.code, "label") for p in named if p.sure or p.code in UNION_MONEY)


def _between_sums(page: PageReading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a list in which each may have its sum behind it: "Kraj X 300 000 Kč, Obec Y (100 000 Kč)"."""
    for amount in find_amounts(page.text, page.lexicon.vocabulary, start, end):
        yield from _whole_names(page, *trim(page.text, start, amount.start))
        start = amount.end
    opening = _BEHIND_SUM.match(page.text, start, end)
    yield from _whole_names(page, opening.end() if opening else start, end)


def _whole_names(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a list of names; what is no organisation by itself goes with the next: "Labour and Social Affairs Agency"."""
    text = page.text
    names: list[tuple[int, int]] = []
    for begin, last in split_names(text, start, end, page.lexicon):
        before = names[-1] if names else None
        if (
            before
            and _AND.fullmatch(text, before[1], begin)
            and not is_organisation(text[slice(*before)], page.lexicon)
        ):
            names[-1] = (before[0], last)
        else:
            names.append((begin, last))
    return names


def _after_words(page: PageReading) -> Iterator[Found]:
    """Names right behind words of paying, one or a chain: "supported by SURAO within … and by the Czech Academy"."""
    text = page.text
    project, money = page.lexicon.cue("project", "code"), page.lexicon.cue("payer_money")
    refused = page.lexicon.cue("not_payer")
    for match in (*page.lexicon.cue("payer_after").finditer(text), *page.lexicon.cue("payer_verb").finditer(text)):
        first, last = page.sentence_at(match.start())
        given = page.lexicon.cue("payer_verb").match(text, match.start())
        if given and not money.search(text, max(first, match.start() - 60), match.start()):
            continue
        names = list(chain(page, match.end(), last))
        about = project.search(text, max(first, match.start() - 250), min(last, match.end() + 300))
        for begin, stop, code in names if about else _beside_known(names):
            if _by_project(page, match.end(), begin, stop) or (code and _in_section_name(page, begin)):
                continue
            if code or (named(page, begin, stop, first, last) and not refused.search(text, match.end(), stop)):
                yield begin, stop, code, "agency" if code else "named"


def _in_section_name(page: PageReading, start: int) -> bool:
    """Say whether a known payer stands in the entry of a menu: "Projekty kraje spolufinancované z EU"."""
    block = page.block_at(start)
    if block is None or block.kind is not BlockKind.LIST_ITEM:
        return False
    return any(names_section(page, phrase, block) for phrase in page.phrases_at(start))


def _beside_known(names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Beside a known payer others pay too, whatever the sentence calls what they pay for: "kraje, svazku a obce"."""
    apart = (right[0] - left[1] > NEXT_NAME for left, right in pairwise(names))
    names = names[: next((place for place, gap in enumerate(apart, 1) if gap), None)]
    return names if len(names) > 1 and any(code for _, _, code in names) else []


def _givers(page: PageReading) -> Iterator[Found]:
    for start, end, code in givers(page):
        yield start, end, code, "giver"
    for start, end, code in told_by_clause(page):
        yield start, end, code, "clause"
    for start, end, code in in_columns(page):
        yield start, end, code, "column"
    for start, end, code in in_entries(page):
        yield start, end, code, "entry"
    for start, end, code in supporters(page):
        yield start, end, code, "supporter"
    for start, end, code in union_projects(page):
        yield start, end, code, "attribute"
    for start, end, code in approvers(page):
        yield start, end, code, "approver"
    for start, end, code in payers_listed(page):
        yield start, end, code, "supporter"
    for start, end, code in with_percents(page):
        yield start, end, code, "percent"
    yield from beside_numbers(page)
    yield from beside_sums(page)
