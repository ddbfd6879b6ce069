"""Funds on a page that cannot be a project's: its number tells a programme, and another fund pays for that programme.

A page's title, heading, logo or first sentence speaks of all its projects together: "Projects co-funded by the EU". A
research grant of a national agency below it is not paid by the EU. What stands beside the project itself is believed:
a national programme may be paid from a European plan.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.resolve import programme
from pipeline.resolve.anchors import Cluster
from pipeline.resolve.places import Places, order
from pipeline.resolve.spoken import Spoken
from pipeline.resolve.spread import SHARED, in_head_or_foot
from schemas.document import BlockKind
from schemas.records import Fact
from schemas.vocabulary import Vocabulary

_OUTSIDE = {"EEA-NORWAY": "EEA", "Swiss Contribution": "CH", "Swiss-Czech Cooperation Programme": "CH"}
_HOME = "CZ-STATE"


def is_strange(fact: Fact, owner: Cluster, places: Places) -> bool:
    """Say whether a fund that stands apart from the project is of another source than its programme's funds."""
    if fact.field != "funders" or not owner.numbers:
        return False
    vocabulary = places.pages[0].lexicon.vocabulary
    source = _source(str(fact.value), vocabulary)
    own = _sources(programme.from_number(owner.numbers[0], vocabulary), vocabulary)
    return bool(source and own) and source not in own and _apart(fact, owner, places)


def of_some(fact: Fact, spoken: Spoken, places: Places) -> bool:
    """Say whether a sentence over several projects names payers of different sources, so that each has one of them:
    "the following projects were paid by the EU, Norway and the ministries"."""
    if fact.field not in SHARED or spoken.in_sentence(fact):
        return False
    page = places.page(fact.evidence.span)
    first, last = page.sentence_at(fact.evidence.span.start)
    named = (p for p in page.phrases_within(first, last) if p.kind == "funder" and p.sure)
    several = {_source(p.code, page.lexicon.vocabulary) for p in named} - {""}
    return len(several) > 1 and bool(page.lexicon.cue("projects").search(page.text, first, last))


def _apart(fact: Fact, owner: Cluster, places: Places) -> bool:
    """Say whether a fact stands in a head, foot, picture or heading, or before all that names the project."""
    if any(places.same_block(fact, anchor) for anchor in owner.places):
        return False
    block = places.block(fact.evidence.span)
    heading = block is not None and block.kind is BlockKind.HEADING
    return heading or in_head_or_foot(fact, places) or order(fact) < owner.first


def _source(code: str, vocabulary: Vocabulary) -> str:
    """Return where a fund's money comes from: the EU, EEA, Switzerland; "" for the state and all who go by a name."""
    if code in _OUTSIDE:
        return _OUTSIDE[code]
    return "EU" if code != _HOME and code in _funds(vocabulary) else ""


@lru_cache(maxsize=2)
def _funds(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(funder.code for funder in vocabulary.funders if funder.fund)


@lru_cache(maxsize=512)
def _sources(code: str | None, vocabulary: Vocabulary) -> frozenset[str]:
    """Return where the money of a programme comes from; a payer at home is a source too."""
    found = next((p for p in vocabulary.programmes if p.code == code), None)
    return frozenset(_source(fund, vocabulary) or fund for fund in found.funds) if found else frozenset()
