"""benchmarks/newly_read.py: what one version of the rules reads and another does not."""

from __future__ import annotations

from pathlib import Path

from benchmarks.newly_read import changed, mentions

NUMBER = "CZ.1.07/1.2.00/47.0009"
TEXT = f"Projekt „Nová cesta“ (reg. č. {NUMBER}) podpořila Evropská unie.\n"


def test_mentions_have_their_place_rule_and_words(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" ", encoding="utf-8")
    found = mentions(tmp_path)
    place = TEXT.index(NUMBER)
    shown = found[f"a/page.txt 1:{place}-{place + len(NUMBER)} registration_number"]
    assert shown.startswith("registration_numbers.") and f"(reg. č. ⟦{NUMBER}⟧) podpořila" in shown
    assert all(key.startswith("a/page.txt") for key in found)


def test_only_what_differs_is_told() -> None:
    before = {"a 1:0-5 titles": "titles.quoted ⟦Nová⟧", "b 1:0-3 funders": "funders.label ⟦ESF⟧"}
    after = {"b 1:0-3 funders": "funders.sentence ⟦ESF⟧", "b 1:9-12 partners": "organisations.label ⟦Dům⟧"}
    assert list(changed(before, after)) == [
        "- a 1:0-5 titles titles.quoted ⟦Nová⟧",
        "+ b 1:9-12 partners organisations.label ⟦Dům⟧",
    ]
