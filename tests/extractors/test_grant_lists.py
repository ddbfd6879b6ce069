"""Lists of small grants: recipient, project, amount."""

from __future__ import annotations

from factories import items, mentions

from extractors import grant_lists

LIST = (
    "Junák Lhota, Letní tábor, 25 000 Kč",
    "Sokol, z.s., Oprava sálu, 40 000 Kč",
    "Hasiči Mez, Nový stroj, 9 000 Kč",
)


def test_three_items_of_one_shape() -> None:
    found = mentions(grant_lists, "Rada schválila granty:", items(*LIST))
    assert list(dict.fromkeys((m.field, m.raw) for m in found)) == [
        ("beneficiaries", "Junák Lhota"),
        ("titles", "Letní tábor"),
        ("funding", "25 000 Kč"),
        ("beneficiaries", "Sokol, z.s."),
        ("titles", "Oprava sálu"),
        ("funding", "40 000 Kč"),
        ("beneficiaries", "Hasiči Mez"),
        ("titles", "Nový stroj"),
        ("funding", "9 000 Kč"),
    ]
    assert {m.attributes["kind"] for m in found if m.field == "funding"} == {"grant"}


def test_two_items_count_below_words_that_announce_projects() -> None:
    two = ("Spolek Rákos, Mapa studánek, 25 000 Kč", "Sokol, z.s., Oprava sálu, 40 000 Kč")
    assert len(mentions(grant_lists, "Rada schválila granty:", items(*two))) == 6
    assert mentions(grant_lists, "Rada schválila příspěvek.", items(*two)) == []
    nobody = ("Mapa studánek, Lhota, 25 000 Kč", "Oprava sálu, Mez, 40 000 Kč")
    assert mentions(grant_lists, "Rada schválila granty:", items(*nobody)) == []


def test_a_sum_alone_behind_a_title() -> None:
    bare = ("oprava mostku (25 000 Kč)", "nová pumpa – SFŽP, 40 000 Kč", "lavice u kapličky: 9 000 Kč")
    found = mentions(grant_lists, "Letos jsme dostali peníze na tyto akce:", items(*bare))
    assert [m.raw for m in found if m.field == "titles"] == ["oprava mostku", "nová pumpa", "lavice u kapličky"]
    assert mentions(grant_lists, "Dotace pokryje tyto náklady:", items(*bare)) == []
    costs = ("mzdy: 25 000 Kč", "Jihomoravský kraj: 40 000 Kč", "vlastní zdroje: 9 000 Kč")
    assert mentions(grant_lists, "Letos jsme dostali peníze na tyto akce:", items(*costs)) == []


def test_other_pages() -> None:
    assert mentions(grant_lists, "Ceník pro rok 2014:", items(*LIST)) == []
    assert mentions(grant_lists, "Granty:", items(*[f"{line} ročně na osobu" for line in LIST])) == []
