"""Press releases: front matter in YAML, TOML and JSON, whole and broken; bodies in Markdown and HTML."""

from __future__ import annotations

import pytest
from parsing import check_page, label_of, page_of, parsed, shown, text_of

from pipeline.parse.front_matter import split_front_matter
from schemas.document import BlockKind, Page, Region
from schemas.errors import ReasonCode, Severity

F, H, P, L, A = (
    BlockKind.FRONT_MATTER,
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.ALT,
)


def _front(page: Page) -> list[tuple[str, str]]:
    return [(b.key, text_of(page, b)) for b in page.blocks if b.kind is F]


FRONTS = [
    (
        "yaml",
        "---\ntitle: 'Projekt: nový'\ndate: 2016-04-12 10:00\ntags: [a, b]\n---\n",
        [("title", "Projekt: nový"), ("date", "2016-04-12 10:00"), ("tags", "a"), ("tags", "b")],
    ),
    (
        "nested",
        "---\ntaxonomy:\n  category: [x]\n  author: {name: Jan}\n---\n",
        [("taxonomy.category", "x"), ("taxonomy.author.name", "Jan")],
    ),
    (
        "folded",
        "---\ntitle: Návrh\n  na dvou řádcích\nperex: |\n  a\n  b\n---\n",
        [("title", "Návrh na dvou řádcích"), ("perex", "a\nb")],
    ),
    ("dots close", "---\ntitle: A\n...\n", [("title", "A")]),
    ("an impossible date is text", "---\ndate: 2014-13-45\n---\n", [("date", "2014-13-45")]),
    (
        "toml",
        '+++\ntitle = "A"\ndate = 2016-04-12\n[taxonomy]\ntags = ["b"]\n+++\n',
        [("title", "A"), ("date", "2016-04-12"), ("taxonomy.tags", "b")],
    ),
    ("json", '{\n"title": "A",\n"n": 1\n}\n', [("title", "A"), ("n", "1")]),
    ("json in fences", ';;;\n{"title": "A"}\n;;;\n', [("title", "A")]),
]


@pytest.mark.parametrize(("name", "front", "expected"), FRONTS, ids=[row[0] for row in FRONTS])
def test_front_matter(name: str, front: str, expected: list[tuple[str, str]]) -> None:
    document, issues = parsed(front + "\nTělo zprávy.")
    page = document.pages[0]
    check_page(page)
    assert _front(page) == expected
    assert shown(page, Region.MAIN) == [(P, "Tělo zprávy.")]
    assert issues == ()


BROKEN = [
    ("colon in a value", "---\ntitle: Projekt: nový: ano\n---\n", [("title", "Projekt: nový: ano")]),
    ("tab", "---\ntitle:\tA\n\tb: c\n---\n", [("title", "A"), ("b", "c")]),
    ("quote left open", '---\ntitle: "A\ndate: 2016\n---\n', [("title", '"A'), ("date", "2016")]),
    ("key twice", "---\ntitle: A\ntitle: B\n---\n", [("title", "A"), ("title", "B")]),
    ("anchors", "---\na: &x [b]\nc: *x\n---\n", [("a", "&x [b]"), ("c", "*x")]),
    (
        "a tag",
        "---\na: !!python/object/apply:os.system [x]\n---\n",
        [("a", "!!python/object/apply:os.system [x]")],
    ),
    ("deep", "---\ntitle: A\nx: " + "[" * 5000 + "\n---\n", None),
    ("broken toml", "+++\ntitle = A\n+++\n", [("title", "A")]),
    ("not closed", "---\ntitle: A\ndate: 2016\n\n", [("title", "A"), ("date", "2016")]),
]


@pytest.mark.parametrize(("name", "front", "expected"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_front_matter_is_read_by_line_with_a_warning(
    name: str, front: str, expected: list[tuple[str, str]] | None
) -> None:
    document, issues = parsed(front + "Tělo zprávy.")
    page = document.pages[0]
    check_page(page)
    assert _front(page)[0] == ("title", "A") if expected is None else _front(page) == expected
    assert shown(page, Region.MAIN) == [(P, "Tělo zprávy.")]
    assert [(issue.code, issue.severity) for issue in issues] == [(ReasonCode.BAD_FRONT_MATTER, Severity.WARNING)]


def test_the_value_alone_is_the_block() -> None:
    page = page_of("---\ntitle: 'Nový projekt'\n---\nTělo.")
    assert page.text == "title: Nový projekt\n\nTělo."


def test_a_ruler_is_no_front_matter() -> None:
    assert split_front_matter("---\n\nText\n\n---\n").entries == ()


BODIES = [
    (
        "marks vanish",
        "**Příjemce:** Město\\_Brno a [web](https://x.cz) *ano*",
        [(P, "Příjemce: Město_Brno a web ano")],
    ),
    ("heading and list", "## Cíl\n\n- a\n- b", [(H, "Cíl"), (L, "a"), (L, "b")]),
    ("a line end is a blank", "jeden\nodstavec", [(P, "jeden odstavec")]),
    ("HTML in it", "Text\n\n<div>a<br>b</div>\n\n**c**", [(P, "Text"), (P, "a\nb"), (P, "c")]),
    ("an HTML body", "<p>2 * 3 * 4</p>\n\n    <p>odsazeno</p>", [(P, "2 * 3 * 4"), (P, "odsazeno")]),
    ("struck", "~~a~~ b", [(P, "a b")]),
    ("a picture", "![Logo projektu](a.png)", [(A, "Logo projektu")]),
    ("a picture without a place", '![EU OPZ]( "EU OPZ")', [(A, "EU OPZ")]),
    (
        "a Hugo shortcode",
        'a {{< figure src="x.png" title="Podpora EU" >}} b',
        [(P, "a b"), (A, "Podpora EU")],
    ),
    ("a Liquid tag", "a {% include x.html %} b {{ site.url }} c", [(P, "a b c")]),
    ("attributes", "## Cíl {#cil .velky}\n\nText{: .lead}", [(H, "Cíl"), (P, "Text")]),
    ("braces of a text", "Skupina {a, b} a {c}", [(P, "Skupina {a, b} a {c}")]),
]


@pytest.mark.parametrize(("name", "body", "expected"), BODIES, ids=[row[0] for row in BODIES])
def test_bodies(name: str, body: str, expected: list[tuple[BlockKind, str]]) -> None:
    page = page_of(f"---\ntitle: A\n---\n{body}")
    check_page(page)
    assert shown(page, Region.MAIN) == expected


PIPE = "| Název | Částka |\n|---|---|\n| mzdy | 100 Kč |\n"
SIMPLE = "Název      Částka\n---------  -------\nmzdy       100 Kč\nnájem      5 Kč\n\n"
GRID = (
    "+----------+--------+\n| **Název** | Částka |\n+==========+========+\n"
    "| mzdy     | 100 Kč |\n| a odvody |        |\n"
    "+----------+--------+\n| nájem    | 5 Kč   |\n|          |        |\n"
    "| & voda   |        |\n+----------+--------+\n"
)
MULTILINE = (
    "-------------------------\nNázev         Částka\n------------  --------\n"
    "mzdy          100 Kč\na odvody\n\nnájem         5 Kč\n-------------------------\n"
)


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        (PIPE, ["Název", "Částka", "mzdy", "100 Kč"]),
        (SIMPLE, ["Název", "Částka", "mzdy", "100 Kč", "nájem", "5 Kč"]),
        (GRID, ["Název", "Částka", "mzdy a odvody", "100 Kč", "nájem\n& voda", "5 Kč"]),
        (MULTILINE, ["Název", "Částka", "mzdy a odvody", "100 Kč", "nájem", "5 Kč"]),
    ],
)
def test_tables(table: str, cells: list[str]) -> None:
    page = page_of(f"---\ntitle: A\n---\nPřed.\n\n{table}\nPo.")
    found = [b for b in page.blocks if b.kind is BlockKind.TABLE_CELL]
    assert [text_of(page, b) for b in found] == cells
    assert label_of(page, found[3]) == "Částka"
    assert [text for _, text in shown(page, Region.MAIN)][-1] == "Po."


@pytest.mark.parametrize(
    "text",
    [
        "+----+\n\nText",
        "+-----+-----+\n| a | b |\nmore",
        "```\n+---+---+\n| a | b |\n+---+---+\n```\n",
        "+420 777 123 456\n+-\n",
        "+--+\n" * 2 + "|\n" * 3,
    ],
)
def test_what_is_no_grid(text: str) -> None:
    page = page_of(f"---\ntitle: A\n---\nPřed.\n\n{text}\nPo.")
    assert not [b for b in page.blocks if b.kind is BlockKind.TABLE_CELL]
    assert "<" not in page.text


def test_title_and_parser() -> None:
    document, _ = parsed("---\ntitle: Nový  projekt\n---\nTělo.")
    assert document.metadata["title"] == "Nový projekt"
    assert document.parser.startswith("press/1 markdown-it-py ")
