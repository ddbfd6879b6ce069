"""All that a vocabulary says, item by item, each with the signs of the documents that it may say something about.

An item is bounded where it can only matter to documents that hold its words. Of each kind here that was made sure from
the code that asks for it, and a test with random changes watches it. All other items touch every document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.text.cues import softened
from extractors.text.lexicon import label_key
from pipeline.normalise.names import NOMINATIVES
from pipeline.rules.signs import Signs, either, prefix, together, words
from schemas.terms import Funder, Programme
from schemas.vocabulary import Vocabulary

LEFT_OUT = ("number_parts", "number_repairs", "version")
"""What `explain` alone shows, and what follows from the rest."""
UNBOUNDED = (
    *("false_friends", "months", "roman_months", "relative_years", "number_words", "number_hundredths", "scales"),
    *("currencies", "stopwords", "language_cues", "language_endings", "language_letters"),
)
"""Patterns, marks, short words, and what is weighed against each other."""
UNBOUNDED_CUES = frozenset(
    ("weekdays", "dative_nouns", "dative_adjectives", "owner_nouns", "spelled_out", "aside_headings")
)
"""Lines that mean something by their place, that hold words which no document need have, or that parsing asks for."""
WORD_LISTS = frozenset(
    (
        *("abbreviations", "common_nouns", "countries", "country_codes", "no_title", "no_title_before", "number_of"),
        *("organisation_endings", "organisation_stems", "small_words", "acronym_after", "acronym_before"),
        *("title_joints", "determiners"),
    )
)
"""Cues that are asked for in other ways than by `Lexicon.cue`, and each of which is looked for in the text as it is."""
_ARTICLES = frozenset(("the", "our"))
_LONG = 100
"""What says more is known by its hash."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a vocabulary says; without signs it may touch any document. `numbers`: signs of numbers."""

    kind: str
    says: str
    signs: Signs | None = None
    numbers: bool = False


def items(vocabulary: Vocabulary) -> Iterator[Item]:
    """Yield the items, those of one kind in the order of the vocabulary."""
    for item in _items(vocabulary):
        long = len(item.says) > _LONG
        yield replace(item, says=hashlib.sha256(item.says.encode()).hexdigest()[:32]) if long else item


def _items(vocabulary: Vocabulary) -> Iterator[Item]:
    yield from _facts(vocabulary)
    yield from _programmes(vocabulary)
    yield from _funders(vocabulary)
    for label in vocabulary.labels:
        of = (label.field, label.role, label.language, label.code, label.weak)
        yield from (Item("label", repr((*of, form)), words(label_key(form), _ARTICLES)) for form in label.forms)
    for kind in vocabulary.activities:
        yield from (Item("activity", repr((kind.code, form)), _begun(form)) for form in kind.forms)
    for cue in vocabulary.count_cues:
        yield from (Item("count cue", repr((cue.code, form)), _begun(form)) for form in cue.forms)
    for group, stems in vocabulary.cues.items():
        bounded = group not in UNBOUNDED_CUES
        yield from (Item(f"cue {group}", stem, _cue(stem) if bounded else None) for stem in stems)
    yield from _organisations_and_people(vocabulary)
    for scheme in vocabulary.identifiers:
        read = (scheme.code, scheme.forms, scheme.pattern, scheme.repairs, scheme.period, scheme.programme)
        yield Item("identifier", repr((*read, scheme.context, scheme.lead, scheme.reach)))
    for name in UNBOUNDED:
        found = getattr(vocabulary, name)
        yield Item(name, repr(dict(found) if hasattr(found, "items") else found))


def _facts(vocabulary: Vocabulary) -> Iterator[Item]:
    """What follows from many entries together, and steers how the text is looked through."""
    phrases: list[Programme | Funder] = [*vocabulary.programmes, *vocabulary.funders]
    plain = {(e.field, e.code): e.language for e in reversed(vocabulary.labels) if e.role == "label" and not e.weak}
    groups = vocabulary.cues
    facts: dict[str, object] = {
        "longest phrase": max((len(f) for p in phrases for f in (*p.forms, *p.abbreviations, *p.ambiguous)), default=0),
        "longest label": max((len(label_key(f).split()) for e in vocabulary.labels for f in e.forms), default=0),
        "composed labels": sorted(plain.items()),
        "programme years": sorted({str((p.first_year, p.last_year)) for p in vocabulary.programmes}),
        "funds": sorted(funder.code for funder in vocabulary.funders if funder.fund),
        "cues": sorted(groups),
        "reach of acronyms": [max(map(len, groups.get(f"acronym_{side}", ("",)))) for side in ("after", "before")],
    }
    return (Item("fact", f"{name}: {value}") for name, value in facts.items())


def _programmes(vocabulary: Vocabulary) -> Iterator[Item]:
    of_schemes = {scheme.programme for scheme in vocabulary.identifiers}
    for programme in vocabulary.programmes:
        czech = tuple(prefix for prefix in programme.prefixes if prefix.startswith("CZ."))
        of = (programme.code, programme.first_year, programme.last_year)
        yield Item("programme", programme.code, ())  # touches nothing, but by its place among the others
        for name, forms in _phrases(programme):
            yield from (Item(f"programme {name}", repr((*of, bool(czech), form)), together(form)) for form in forms)
        told = repr((*of, czech, programme.funds))
        if programme.code in of_schemes:
            yield Item("programme of a scheme", told)
        elif czech:
            yield Item("programme of numbers", told, either(map(prefix, czech)), numbers=True)


def _funders(vocabulary: Vocabulary) -> Iterator[Item]:
    # a payer's name may stand in another case, and its head then begin with other letters
    heads = frozenset(word.lower() for head in vocabulary.organisation_heads for word in head.nominative.split())
    for funder in vocabulary.funders:
        # of a payer without a code the first form that fits the printed one is taken
        of = (funder.code, True) if funder.fund else funder
        for name, forms in (("label", (funder.label_cs, funder.label_en)), *_phrases(funder)):
            for form in filter(None, forms):
                signs = words(form, heads, NOMINATIVES if " " in form else ())
                yield Item(f"funder {name}", repr((of, form)), signs)


def _phrases(entry: Programme | Funder) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("form", entry.forms), ("abbreviation", entry.abbreviations), ("ambiguous", entry.ambiguous)


def _organisations_and_people(vocabulary: Vocabulary) -> Iterator[Item]:
    for head in vocabulary.organisation_heads:
        yield Item("head", repr(head), either(map(words, (head.nominative, *head.forms))))
    lists = {
        "legal form": vocabulary.legal_forms,
        "organisation word": vocabulary.organisation_words,
        "academic title": vocabulary.academic_titles,
    }
    for kind, forms in lists.items():
        yield from (Item(kind, form, words(form)) for form in forms)
    for form, name in vocabulary.given_names.items():
        yield Item("given name", repr((form, name)), either(map(together, _asked_as(form))))


def _asked_as(form: str) -> Iterable[str]:
    """Yield what a document may print where a given name is asked for: "Pavla" for Pavel, "Pavlu" for Pavla."""
    yield form
    if form.endswith("a"):
        yield form[:-1]
    if form[-2:-1] == "e":
        yield f"{form[:-2]}{form[-1]}a"


def _cue(stem: str) -> Signs | None:
    return either(map(_begun, softened((stem,))))


def _begun(form: str) -> Signs | None:
    """Return the signs of a cue; one that begins with a mark is looked for in other ways, with all of its group."""
    return words(form) if form[:1].isalnum() else None
