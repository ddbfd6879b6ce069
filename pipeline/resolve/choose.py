"""From a cluster's facts to statements: one value for single fields, all for lists; what lost is kept, with why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.resolve import programme
from pipeline.resolve.anchors import LISTED, OUTRIGHT, Cluster, alike, one_title, plain
from pipeline.resolve.places import order
from schemas.fields import BY_NAME, FIELDS
from schemas.records import Basis, Fact, Statement
from schemas.spans import Evidence
from schemas.values import Contact, Money, Value
from schemas.vocabulary import Vocabulary

# The surer rule wins where a field takes one value; equal rules: the value printed more often, then first.
_RANK = {
    "registration_numbers.EDS": 9,
    "periods.label_range": 0, "periods.label_date": 1, "periods.label_two": 1, "periods.label_year": 2,
    "periods.label_planned": 2, "periods.sentence_range": 3, "periods.sentence_date": 4, "periods.sentence_relative": 4,
    "periods.beside": 5, "periods.sentence_work": 5, "periods.sentence_year": 6, "periods.entry_year": 5,
    "periods.entry_open": 6, "periods.key_year": 6, "periods.sentence_moved": 2, "periods.sentence_span": 6,
    "periods.sentence_covered": 5,
    "programmes.labelled": 1, "programmes.call": 2, "programmes.financed": 2, "programmes.head": 3,
    "programmes.footer": 3, "programmes.picture": 3,
    "programmes.named": 4,
    "titles.labelled": 0, "titles.quoted": 1, "titles.listed": 1, "titles.beside_number": 1, "titles.named": 2,
    "titles.emphasised": 2, "titles.within": 2, "titles.line": 3, "titles.heading": 3, "titles.long_form": 3,
    "titles.page": 3, "titles.card": 3, "titles.subject": 3, "titles.short_name": 3, "titles.in_sentence": 3,
    "titles.signed": 3, "titles.bracketed": 3,
    "titles.after_project": 4, "titles.before_project": 5,
}  # fmt: skip
STEM = 3
"""Two forms of a word begin with so many letters that are the same."""
REQUESTED = "requested"
"""The kind of what was asked for, until it is known whether a grant is told too."""
_NARROW_FUNDS = frozenset(
    ("ESF", "ESF+", "ERDF", "CF", "YEI", "NEXTGENEU", "JTF", "EAFRD", "AMIF", "ISF", "BMVI", "FEAD", "EMFF")
)
"""Where one of these is named, the European Union behind it is not named again.  Source: labelling guide."""


def rank(fact: Fact) -> int:
    """Return the place of the fact's rule among the rules of its field; lower is surer."""
    return _RANK.get(fact.evidence.rule, 3)


def statements(cluster: Cluster, project_id: str, years: list[int], vocabulary: Vocabulary) -> list[Statement]:
    """Return the project's statements in the order of the fields."""
    facts = [*cluster.numbers, *cluster.titles, *_granted(cluster.facts)]
    grouped = {item.name: sorted((f for f in facts if f.field == item.name), key=order) for item in FIELDS}
    result: list[Statement] = []
    for item in FIELDS:
        found = grouped[item.name]
        if item.name == "programme":
            result += _programme(cluster, found, project_id, years, vocabulary)
        elif item.name == "titles":
            result += _titles(found, project_id)
        elif item.name == "funders":
            result += _funders(found, project_id)
        elif item.name == "contacts":
            result += _contacts(found, project_id)
        elif item.name in ("beneficiaries", "partners", "target_groups"):
            result += _texts(item.name, found, project_id)
        else:
            result += _plain(item.name, found, project_id, _start(result))
    return _without_clash(result)


def _granted(facts: list[Fact]) -> list[Fact]:
    """What was asked for counts as the grant of a project of which no grant is told."""
    told = any(isinstance(f.value, Money) and f.value.kind == "grant" for f in facts)
    kind = "other" if told else "grant"
    return [
        replace(f, value=replace(f.value, kind=kind)) if isinstance(f.value, Money) and f.value.kind == REQUESTED else f
        for f in facts
    ]


def _state(
    project_id: str, field: str, value: Value, evidence: Iterable[Evidence], accepted: bool = True, note: str = "",
    basis: Basis = Basis.STATED,
) -> Statement:  # fmt: skip
    return Statement(project_id, field, value, tuple(evidence), basis, None, accepted, note)


def _start(result: list[Statement]) -> str:
    return next((str(s.value) for s in result if s.field == "start" and s.accepted), "")


def _plain(field: str, facts: list[Fact], project_id: str, start: str = "") -> list[Statement]:
    values: dict[Value, list[Fact]] = {}
    for fact in facts:
        values.setdefault(fact.value, []).append(fact)
    if BY_NAME[field].many:
        return [_state(project_id, field, value, (f.evidence for f in same)) for value, same in values.items()]
    ordered = sorted(values.items(), key=lambda v: (min(map(rank, v[1])), -len(v[1]), order(v[1][0])))
    if field in ("start", "end"):
        ordered = _precise_first(_precise_first(ordered))
    if field == "end":  # one that is before the start is another project's
        ordered.sort(key=lambda item: str(item[0]) < start[: len(str(item[0]))])
    return [
        _state(
            *(project_id, field, value, (f.evidence for f in same), not index),
            *(_why_lost(ordered[0], index) or _mended(same), _basis(same)),
        )
        for index, (value, same) in enumerate(ordered)
    ]


def _precise_first(ordered: list[tuple[Value, list[Fact]]]) -> list[tuple[Value, list[Fact]]]:
    """The month within the year that won, and the day within that month, tell the same more precisely."""
    within = f"{ordered[0][0]}-" if ordered else ""
    return sorted(ordered, key=lambda item: not str(item[0]).startswith(within))


def _basis(facts: list[Fact]) -> Basis:
    """A date told from the day of publication is derived, unless another fact states it."""
    return Basis.DERIVED if all(fact.basis is Basis.DERIVED for fact in facts) else Basis.STATED


def _mended(facts: list[Fact]) -> str:
    """Name the typing errors of a number, so that the printed form can be held against the mended one."""
    codes = dict.fromkeys(code for fact in facts for code in fact.attributes.get("repairs", "").split(",") if code)
    return f"mended: {', '.join(codes).replace('_', ' ')}" if codes else ""


def _why_lost(winner: tuple[Value, list[Fact]], index: int) -> str:
    return f"{winner[0]} stands by a surer rule, more often, or first" if index else ""


def _programme(
    cluster: Cluster, facts: list[Fact], project_id: str, years: list[int], vocabulary: Vocabulary
) -> list[Statement]:
    own = programme.from_number(cluster.numbers[0], vocabulary) if cluster.numbers else None
    settled: dict[str, list[Fact]] = {}
    periods = programme.printed_period(facts, years, vocabulary)
    for fact in facts:
        known = own and own in str(fact.value).split("|")
        code = own if known else programme.settle_alike(fact, periods, years, vocabulary)
        if code:
            settled.setdefault(code, []).append(fact)
    ordered = sorted(settled.items(), key=lambda v: (min(map(rank, v[1])), -len(v[1]), order(v[1][0])))
    result: list[Statement] = []
    if own:
        stated = settled.pop(own, [])
        if stated:
            result.append(_state(project_id, "programme", own, (f.evidence for f in stated)))
        else:
            evidence = (f.evidence for f in cluster.numbers)
            result.append(_state(project_id, "programme", own, evidence, basis=Basis.DERIVED))
        ordered = [item for item in ordered if item[0] != own]
    for index, (code, same) in enumerate(ordered):
        lost = bool(own) or index > 0
        note = f"{own or ordered[0][0]} follows from the number or a surer rule" if lost else ""
        result.append(_state(project_id, "programme", code, (f.evidence for f in same), not lost, note))
    return result


def _titles(facts: list[Fact], project_id: str) -> list[Statement]:
    """All titles of sure rules; a guess only where nothing surer stands. Of two that are alike the surer is kept."""
    best = min((rank(fact) for fact in facts), default=9)
    outright = any(fact.evidence.rule in OUTRIGHT for fact in facts)
    groups: list[list[Fact]] = []
    for fact in sorted(facts, key=lambda f: (rank(f), order(f))):
        group = next((g for g in groups if one_title(g[0].value, fact.value)), None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    result = []
    for group in sorted(groups, key=lambda g: min(map(order, g))):
        longer = any(str(fact.value).startswith(f"{group[0].value} ") for fact in facts)
        listed = (outright or longer) and all(fact.evidence.rule in (LISTED, "titles.heading") for fact in group)
        guessed = listed or (min(map(rank, group)) >= 4 and best < 4)
        value = group[0].value
        exact = [f.evidence for f in group if f.value == value]
        result.append(
            _state(
                project_id,
                "titles",
                value,
                exact,
                not guessed,
                "a surer rule gives another title" if guessed else "",
            )
        )
        for fact in group:
            if fact.value != value:
                result.append(
                    _state(project_id, "titles", fact.value, (fact.evidence,), False, f"another form of {value}")
                )
    return result


def _funders(facts: list[Fact], project_id: str) -> list[Statement]:
    narrow = sorted({str(f.value) for f in facts} & _NARROW_FUNDS)
    result = []
    for statement in _texts("funders", facts, project_id):
        if statement.value == "EU" and narrow:
            result.append(_lose(statement, f"{narrow[0]} names the fund"))
        else:
            result.append(statement)
    return result


def _texts(field: str, facts: list[Fact], project_id: str) -> list[Statement]:
    """Values that are alike are one: the first printed is kept, the others are forms of it."""
    groups: list[list[Fact]] = []
    for fact in facts:
        group = next((g for g in groups if _one_name(fact, g[0])), None)
        if group is None:
            groups.append([fact])
        else:
            group.append(fact)
    result = []
    for group in groups:
        value = _spelled_out(group)
        same = [fact for fact in group if fact.value == value]
        proofs = dict.fromkeys(piece for fact in same for piece in fact.proofs)
        result.append(_state(project_id, field, value, proofs, basis=_basis(same)))
        for fact in group:
            if fact.value != value:
                result.append(_state(project_id, field, fact.value, fact.proofs, False, f"another form of {value}"))
    return result


def _spelled_out(group: list[Fact]) -> Value:
    """The first form of a name; of a known payer that begins as an acronym, the first that is spelled out."""
    names = [fact.value for fact in group if " " in str(fact.value) and not str(fact.value).isupper()]
    short = group[0].attributes.get("known") and group[0].value not in names
    return names[0] if short and names else group[0].value


def _one_name(fact: Fact, other: Fact) -> bool:
    """Equal or alike, or two forms of one known payer: "Technologická agentura ČR", "TA ČR"."""
    first, second = plain(fact.value), plain(other.value)
    known = fact.attributes.get("known")
    if known and known == other.attributes.get("known"):
        return True
    return first == second or (len(first) > 6 and alike(first, second) and _of_one_body(first, second))


def _of_one_body(first: str, second: str) -> bool:
    """Say whether names of as many words differ in endings alone: "Dolní Lhota" and "Horní Lhota" are two places."""
    words, others = first.split(), second.split()
    if len(words) != len(others):
        return True
    return all(word[:STEM] == other[:STEM] for word, other in zip(words, others, strict=True))


def _contacts(facts: list[Fact], project_id: str) -> list[Statement]:
    """One person mentioned twice is one contact with all parts; a part of another is no contact of its own."""
    merged: list[tuple[Contact, list[Fact]]] = []
    for fact in facts:
        contact = fact.value
        if not isinstance(contact, Contact):
            continue
        for index, (known, same) in enumerate(merged):
            if _same_person(known, contact):
                both = Contact(known.name or contact.name, known.email or contact.email, known.phone or contact.phone)
                merged[index] = (both, [*same, fact])
                break
        else:
            merged.append((contact, [fact]))
    return [_state(project_id, "contacts", contact, (f.evidence for f in same)) for contact, same in merged]


def _same_person(first: Contact, second: Contact) -> bool:
    if first.name and second.name:
        return first.name == second.name
    return bool((first.email and first.email == second.email) or (first.phone and first.phone == second.phone))


def _without_clash(result: list[Statement]) -> list[Statement]:
    """The beneficiary is no partner, though a list of all that take part names it too; an end before the start is none.

    A sentence that calls it a partner may mean another of the name: "the Office of X (Slovakia)".
    """
    leads = {plain(s.value) for s in result if s.field == "beneficiaries" and s.accepted}
    marked = {plain(s.value) for s in result if any(e.rule == "organisations.marked" for e in s.evidence)}
    start = _start(result)
    checked = []
    for statement in result:
        named = plain(statement.value)
        listed = all(e.rule != "organisations.sentence_is" for e in statement.evidence)
        if statement.field == "partners" and (named in marked or (listed and named in leads)):
            statement = _lose(statement, "named as the beneficiary")
        elif statement.field == "end" and start and str(statement.value) < start[: len(str(statement.value))]:
            statement = _lose(statement, f"before the start, {start}")
        checked.append(statement)
    return checked


def _lose(statement: Statement, note: str) -> Statement:
    return Statement(
        statement.project_id, statement.field, statement.value, statement.evidence, statement.basis,
        statement.confidence, False, note,
    )  # fmt: skip
