"""HTML to blocks: text once, in order, with regions, tables and labels."""

from __future__ import annotations

import pytest
from parsing import check_page, label_of, page_of, parsed, shown, text_of

from schemas.document import BlockKind, Region
from schemas.errors import ParseError, ReasonCode

MENU = "<ul>" + "".join(f'<li><a href="/{n}">Odkaz {n}</a></li>' for n in range(6)) + "</ul>"
PROSE = "<p>" + "Projekt pomáhá obcím s komunikací a s mapováním procesů. " * 6 + "</p>"


def _page(body: str, head: str = "") -> str:
    head = f"<head><title>Název stránky</title>{head}</head>"
    return f"<!DOCTYPE html><html lang='cs'>{head}<body>{body}</body></html>"


H, P, L, C, T, D, A = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_CELL,
    BlockKind.TERM,
    BlockKind.DEFINITION,
    BlockKind.ALT,
)

BODIES = [
    ("inline tags do not part words", "<p>Pro<b>jekt</b> <i>obce</i></p>", [(P, "Projekt obce")]),
    ("blanks are folded", "<p>19&nbsp;690\u202f868\n   Kč</p>", [(P, "19 690 868 Kč")]),
    ("what is not seen is not there", "<p>so&shy;ciál&#8203;ní</p>", [(P, "sociální")]),
    ("NFC", "<p>C\u030ci\u0301slo</p>", [(P, "Číslo")]),
    (
        "a break is a line",
        "<p>Město Brno<br>Dominikánské nám. 1</p>",
        [(P, "Město Brno\nDominikánské nám. 1")],
    ),
    ("two breaks are a paragraph", "<p>První.<br><br/>Druhý.</p>", [(P, "První."), (P, "Druhý.")]),
    ("heading and text", "<h2>Cíl</h2>Text bez odstavce", [(H, "Cíl"), (P, "Text bez odstavce")]),
    (
        "nested lists",
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>",
        [(L, "a"), (L, "b"), (L, "c")],
    ),
    ("scripts and comments", "<p>a<script>b</script><!-- c --></p><style>d</style>", [(P, "a")]),
    (
        "hidden text",
        "<p>a<span style='display: none'>b</span></p><p hidden>c</p><p>dlouhý text</p>",
        [(P, "a"), (P, "dlouhý text")],
    ),
    (
        "an address in a link",
        "<p><a href='mailto:jan%40x.cz?subject=a'>Jan Novák</a>!</p>",
        [(P, "Jan Novák <jan@x.cz>!")],
    ),
    ("an address that is shown", "<p><a href='mailto:Jan@x.cz'>jan@x.cz</a></p>", [(P, "jan@x.cz")]),
    ("a protected address", "<p><a data-cfemail='422302206c213a'>x</a></p>", [(P, "x <a@b.cx>")]),
    (
        "alternative texts",
        "<p>a <img alt='Logo EU'> b</p><img alt='logo'><img alt='x.png'><img alt='Logo EU'>",
        [(P, "a b"), (A, "Logo EU")],
    ),
    ("text after the end", "<p>a</p></body></html><p>b</p>", [(P, "a"), (P, "b")]),
    ("terms", "<dl><dt>Příjemce</dt><dd>Město</dd></dl>", [(T, "Příjemce"), (D, "Město")]),
    ("a layout table", "<table><tr><td><h2>A</h2></td><td><p>b</p></td></tr></table>", [(H, "A"), (P, "b")]),
]


@pytest.mark.parametrize(("name", "body", "expected"), BODIES, ids=[row[0] for row in BODIES])
def test_blocks(name: str, body: str, expected: list[tuple[BlockKind, str]]) -> None:
    page = page_of(_page(body))
    check_page(page)
    assert shown(page, Region.MAIN) == expected


def test_separators() -> None:
    page = page_of(_page("<h1>A</h1><p>b</p><ul><li>c</li><li>d</li></ul><table><tr><td>e</td><td>f</td></tr></table>"))
    assert page.text == "Název stránky\n\nA\n\nb\n\nc\nd\n\ne\tf"


def test_levels() -> None:
    page = page_of(_page("<h3>x</h3><ol><li>a<ol><li>b</ol></ol>"))
    assert [(text_of(page, b), b.level) for b in page.blocks if b.region is Region.MAIN] == [
        ("x", 3),
        ("a", 1),
        ("b", 2),
    ]


TABLES = [
    (
        "a row of two",
        "<tr><td>Příjemce</td><td>Město</td></tr><tr><th>Od</th><td>2014</td></tr>",
        ["", "Příjemce", "", "Od"],
    ),
    (
        "heads",
        "<tr><th>Projekt</th><th>Výše</th></tr><tr><td>A</td><td>5 Kč</td></tr>",
        ["", "", "Projekt", "Výše"],
    ),
    (
        "bold heads",
        "<tr><td><b>A</b><td><b>B</b><td><b>C</b></tr><tr><td>1<td>2<td>3</tr>",
        ["", "", "", "A", "B", "C"],
    ),
    (
        "a bold label is no head",
        "<tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td>C</td><td>D</td></tr>",
        ["", "A", "", "C"],
    ),
    (
        "values are no heads",
        "<thead><tr><th>Výše<th>1 250 000 Kč</thead><tr><td>Od<td>2014</tr>",
        ["", "Výše", "", "Od"],
    ),
    (
        "spans",
        "<tr><th>A<th colspan=2>B<th>C</tr><tr><td rowspan=2>1<td>2<td>3<td>4</tr><tr><td>5<td>6<td>7</tr>",
        ["", "", "", "A", "B", "", "C", "B", "", "C"],
    ),
]


@pytest.mark.parametrize(("name", "rows", "labels"), TABLES, ids=[row[0] for row in TABLES])
def test_table_labels(name: str, rows: str, labels: list[str]) -> None:
    page = page_of(_page(f"<table>{rows}</table>"))
    check_page(page)
    cells = [block for block in page.blocks if block.kind is C]
    assert [label_of(page, cell) for cell in cells] == labels
    assert {cell.table for cell in cells} == {1}


def test_rows_and_columns_are_numbered() -> None:
    page = page_of(
        _page("<table><tr><td>a</td><td></td><td>c</td></tr><tr><td>d</td><td><p>e</p><p>f</p></td></tr></table>")
    )
    places = [(text_of(page, b), b.row, b.column) for b in page.blocks if b.kind is C]
    assert places == [("a", 1, 1), ("c", 1, 3), ("d", 2, 1), ("e\nf", 2, 2)]


def test_a_definition_names_its_term() -> None:
    page = page_of(_page("<dl><dt>Příjemce</dt><dd>Město</dd><dt>Od</dt><dd><p>2014</p><p>2015</p></dd></dl>"))
    found = [(text_of(page, b), label_of(page, b)) for b in page.blocks if b.kind is D]
    assert found == [("Město", "Příjemce"), ("2014", "Od"), ("2015", "Od")]


REGIONS = [
    ("nav", f"<nav>{MENU}</nav>{PROSE}", Region.NAVIGATION),
    ("class", f"<div class='left-menu'>{MENU}</div>{PROSE}", Region.NAVIGATION),
    ("link list", MENU + PROSE, Region.NAVIGATION),
    ("role", f"<div role='navigation'>{MENU}</div>{PROSE}", Region.NAVIGATION),
    (
        "outside main",
        f"<div><div><a>Odkaz 1</a> <a>Odkaz 2</a></div><main>{PROSE}</main></div>",
        Region.NAVIGATION,
    ),
    ("aside", f"<aside>Odkaz 1</aside>{PROSE}", Region.ASIDE),
    ("sidebar", f"<div id='sidebar'>Odkaz 1 a krátký text</div>{PROSE}", Region.ASIDE),
    ("footer", f"{PROSE}<footer>Odkaz 1</footer>", Region.FOOTER),
    ("footer class", f"{PROSE}<div class='page-footer'>Odkaz 1</div>", Region.FOOTER),
    ("content called a menu", f"<div id='menu-content'><p>Odkaz 1</p>{PROSE}</div>", Region.MAIN),
    ("menu with prose", f"<div class='menu'>Odkaz 1: {PROSE}</div>{PROSE}{PROSE}", Region.MAIN),
    ("three links in a text", f"<p><a>Odkaz 1</a>, <a>b</a>, <a>c</a></p>{PROSE}", Region.MAIN),
]


@pytest.mark.parametrize(("name", "body", "region"), REGIONS, ids=[row[0] for row in REGIONS])
def test_regions(name: str, body: str, region: Region) -> None:
    page = page_of(_page(body))
    check_page(page)
    found = page.block_at(page.text.index("Odkaz 1"))
    assert found is not None
    assert found.region is region
    prose = page.block_at(page.text.index("Projekt pomáhá"))
    assert prose is not None
    assert prose.region is Region.MAIN


def test_head_values_stand_once_with_their_keys() -> None:
    head = (
        '<meta property="og:title" content="Název stránky"><meta name="description" content="Popis projektu">'
        '<meta property="article:published_time" content="2016-04-12T10:00:00+02:00">'
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "Titulek",'
        ' "name": "J", "datePublished": "2016-04-13", "funder": {"name": "ESF"}},'
        ' {"@type": "Organization", "name": "Web"}]}</script>'
    )
    page = page_of(_page("<p>Text <time datetime='2016-04-14'>14. dubna</time></p>", head))
    found = [(b.key, text_of(page, b)) for b in page.blocks if b.region is Region.HEAD]
    assert found == [
        ("title", "Název stránky"),
        ("description", "Popis projektu"),
        ("article:published_time", "2016-04-12T10:00:00+02:00"),
        ("time", "2016-04-14"),
        ("headline", "Titulek"),
        ("datePublished", "2016-04-13"),
        ("name", "J"),
        ("funder", "ESF"),
    ]


def test_metadata() -> None:
    document, issues = parsed(_page("<p>ř</p>").encode("cp1250"))
    assert dict(document.metadata) == {"encoding": "cp1250", "title": "Název stránky", "language": "cs"}
    assert document.parser.startswith("html/1 beautifulsoup4 4.")
    assert issues == ()


def test_deep_nesting_is_no_recursion() -> None:
    page = page_of(_page("<div>" * 20000 + "dno" + "</div>" * 20000))
    assert page.text.endswith("dno")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html><body><script>a</script></body></html>", ReasonCode.EMPTY_DOCUMENT),
        ("<p>" * 500_001, ReasonCode.TOO_LARGE),
    ],
)
def test_what_is_no_document(content: str, code: ReasonCode) -> None:
    with pytest.raises(ParseError) as caught:
        parsed(content)
    assert caught.value.code is code
