"""Stage 5: from the printed value to the recorded one, by kind of field. What has no normal form becomes an issue."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.language import block_language
from pipeline.normalise import activities, codes, contacts, dates, groups, money, names, numbers, texts
from schemas.document import Document
from schemas.errors import Issue, NormaliseError, ReasonCode, Severity, Stage
from schemas.records import Basis, Fact, Mention
from schemas.values import Value
from schemas.vocabulary import Vocabulary

_DERIVED = frozenset(("years_on", "nearest", "stands_for"))
"""Attributes of what is told from another place: "this year", "the town"."""


def normalise(
    mentions: Iterable[Mention], document: Document, language: str | None, vocabulary: Vocabulary
) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """Return a fact for each mention that has a normal form, in the same order, and an issue for each other."""
    facts: list[Fact] = []
    issues: list[Issue] = []
    printed = tuple(mentions)
    published = _published(printed)
    for mention in printed:
        try:
            value = clean(mention, _language(mention, document, language, vocabulary), vocabulary, published)
            basis = Basis.STATED if _DERIVED.isdisjoint(mention.attributes) else Basis.DERIVED
            facts.append(Fact(mention.field, value, mention.evidence, basis, mention.attributes, mention.named))
        except NormaliseError as error:
            span = mention.evidence.span
            detail = f"{mention.field}: {error.detail}"
            issues.append(Issue(error.code, Stage.NORMALISE, Severity.WARNING, detail, span.page, span.start, span.end))
    return tuple(facts), tuple(issues)


def _published(mentions: tuple[Mention, ...]) -> str | None:
    """Return the day of publication, the surest first, as assembly will: years are told from it."""
    for mention in mentions:
        if mention.field == "published":
            try:
                return dates.clean(mention.attributes)
            except NormaliseError:
                continue
    return None


def _language(mention: Mention, document: Document, language: str | None, vocabulary: Vocabulary) -> str | None:
    """Return the language that the value stands in: "1,234" is read one way in Czech, another in English."""
    if mention.field != "funding" or not money.is_ambiguous(mention.attributes["number"]):
        return language
    span = mention.evidence.span
    page = document.pages[span.page - 1]
    block = page.block_at(span.start)
    return block_language(page, block, language, vocabulary) if block else language


def clean(mention: Mention, language: str | None, vocabulary: Vocabulary, published: str | None = None) -> Value:
    """Return the mention's normal value, "this year" being that of `published`; raises NormaliseError(bad_value)."""
    match mention.field:
        case "registration_number":
            printed = mention.attributes.get("whole", mention.raw)
            return numbers.clean(printed, mention.evidence.rule.partition(".")[2], vocabulary)
        case "start" | "end" | "published":
            return dates.clean(mention.attributes, published)
        case "funding":
            return money.clean(mention.attributes, language, vocabulary)
        case "programme":
            return mention.attributes["codes"]
        case "funders":
            return mention.attributes.get("code") or codes.payer(mention.raw, vocabulary)
        case "beneficiaries" | "partners":
            return names.clean(mention.attributes.get("stands_for", mention.raw), vocabulary)
        case "contacts":
            return contacts.clean(mention.attributes, vocabulary)
        case "activities":
            return activities.clean(mention.attributes, vocabulary)
        case "titles":
            return texts.clean(mention.raw)
        case "target_groups":
            return groups.clean(mention.raw, vocabulary)
    raise NormaliseError(ReasonCode.BAD_VALUE, f"no cleaner for {mention.field}")
