"""One value where one is due; what lost is kept with the reason."""

from __future__ import annotations

from decimal import Decimal

from factories import make_fact, make_page

from pipeline.resolve.anchors import Cluster
from pipeline.resolve.choose import statements
from schemas.records import Fact, Statement
from schemas.values import Contact, Money
from schemas.vocabulary import load_vocabulary

TEXT = (
    "Nová cesta, Cesta; 2014-01-01, 2014-03-03 a 2014-02-02, ESF, Evropská unie, EU, Město Brno, Město Brno, "
    "Obec Lhota, Jana Malá, jana@obec.cz, 5 Kč, 9 Kč"
)
PAGE = make_page(TEXT)


def _fact(field: str, words: str, rule: str = "test.rule", nth: int = 0, value: object = None) -> Fact:
    return make_fact(PAGE, field, words, rule, value, nth)  # type: ignore[arg-type]


def _choose(*facts: Fact) -> list[Statement]:
    titles = [fact for fact in facts if fact.field == "titles"]
    others = [fact for fact in facts if fact.field != "titles"]
    found = Cluster(titles=titles, facts=others)
    return list(statements(found, "p-1", [], load_vocabulary()))


def _brief(found: list[Statement]) -> list[tuple[object, bool]]:
    return [(s.value, s.accepted) for s in found]


def test_the_surer_rule_wins_and_the_other_is_kept_with_a_note() -> None:
    found = _choose(
        _fact("start", "2014-03-03", "periods.sentence_date"), _fact("start", "2014-01-01", "periods.label_range")
    )
    assert _brief(found) == [("2014-01-01", True), ("2014-03-03", False)]
    assert found[1].note


def test_of_equal_rules_the_first_wins_unless_another_stands_more_often() -> None:
    rule = "periods.sentence_range"
    first, second = _fact("start", "2014-01-01", rule), _fact("start", "2014-03-03", rule)
    assert _brief(_choose(second, first))[0] == ("2014-01-01", True)
    again = _fact("start", "2014-02-02", rule, value="2014-03-03")
    assert _brief(_choose(first, second, again))[0] == ("2014-03-03", True)


def test_one_value_twice_has_two_pieces_of_evidence() -> None:
    (found,) = _choose(_fact("beneficiaries", "Město Brno"), _fact("beneficiaries", "Město Brno", nth=1))
    assert [piece.quote for piece in found.evidence] == ["Město Brno", "Město Brno"]


def test_the_union_is_dropped_beside_its_fund() -> None:
    found = _choose(_fact("funders", "ESF"), _fact("funders", "Evropská unie", value="EU"))
    assert _brief(found) == [("ESF", True), ("EU", False)]
    assert "ESF" in found[1].note
    assert _brief(_choose(_fact("funders", "EU"))) == [("EU", True)]


def test_a_beneficiary_is_no_partner_by_a_sentence_alone() -> None:
    lead, other = _fact("beneficiaries", "Město Brno"), _fact("partners", "Obec Lhota")
    found = _choose(lead, _fact("partners", "Město Brno", "organisations.sentence_by", nth=1), other)
    assert _brief(found) == [("Město Brno", True), ("Město Brno", False), ("Obec Lhota", True)]
    assert found[1].note


def test_an_end_before_the_start_is_none() -> None:
    found = _choose(_fact("start", "2014-03-03"), _fact("end", "2014-02-02"))
    assert _brief(found) == [("2014-03-03", True), ("2014-02-02", False)]
    assert "2014-03-03" in found[1].note
    # a year alone may be that of the start
    same = _choose(_fact("start", "2014-03-03"), _fact("end", "2014-02-02", value="2014"))
    assert _brief(same) == [("2014-03-03", True), ("2014", True)]


def test_a_guessed_title_yields_to_a_sure_one() -> None:
    found = _choose(_fact("titles", "Nová cesta", "titles.quoted"), _fact("titles", "Brno", "titles.after_project"))
    assert _brief(found) == [("Nová cesta", True), ("Brno", False)]
    assert _brief(_choose(_fact("titles", "Brno", "titles.after_project"))) == [("Brno", True)]


def test_forms_of_one_title_are_one_value() -> None:
    found = _choose(
        _fact("titles", "Nová cesta", "titles.labelled"),
        _fact("titles", "Cesta", "titles.quoted", value="NOVÁ CESTA"),
    )
    assert _brief(found) == [("Nová cesta", True), ("NOVÁ CESTA", False)]


def test_two_amounts_are_both_kept() -> None:
    five, nine = Money("grant", Decimal(5), "CZK"), Money("total", Decimal(9), "CZK")
    found = _choose(_fact("funding", "5 Kč", value=five), _fact("funding", "9 Kč", value=nine))
    assert _brief(found) == [(five, True), (nine, True)]


def test_the_parts_of_one_person_come_together() -> None:
    found = _choose(
        _fact("contacts", "Jana Malá", value=Contact("Jana Malá", "jana@obec.cz")),
        _fact("contacts", "jana@obec.cz", value=Contact(None, "jana@obec.cz", "+420296325346")),
    )
    assert _brief(found) == [(Contact("Jana Malá", "jana@obec.cz", "+420296325346"), True)]
    assert len(found[0].evidence) == 2


def test_two_people_are_two() -> None:
    found = _choose(
        _fact("contacts", "Jana Malá", value=Contact("Jana Malá")),
        _fact("contacts", "jana@obec.cz", value=Contact("Jan Novák", "jana@obec.cz")),
    )
    assert len(found) == 2


def test_statements_stand_in_the_order_of_the_fields() -> None:
    found = _choose(_fact("funders", "ESF"), _fact("start", "2014-01-01"), _fact("titles", "Nová cesta"))
    assert [s.field for s in found] == ["titles", "start", "funders"]
