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


def test_fewer_items_or_other_pages() -> None:
    assert mentions(grant_lists, "Rada schválila granty:", items(*LIST[:2])) == []
    assert mentions(grant_lists, "Ceník pro rok 2014:", items(*LIST)) == []
    assert mentions(grant_lists, "Granty:", items(*[f"{line} ročně na osobu" for line in LIST])) == []
