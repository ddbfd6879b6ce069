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
        "a head of a year",
        "<tr><th>Kdo<th>Na co<th>Dotace 2021</tr><tr><td>A<td>B<td>5 000 Kč</tr>",
        ["", "", "", "Kdo", "Na co", "Dotace 2021"],
    ),
    (
        "years and names are no heads",
        "<thead><tr><th>2021<th>Dub<th>2022</tr></thead><tr><td>2023<td>Lom<td>2024</tr>",
        ["", "", "", "", "", ""],
    ),
    (
        "spans",
        "<tr><th>A<th colspan=2>B<th>C</tr><tr><td rowspan=2>1<td>2<td>3<td>4</tr><tr><td>5<td>6<td>7</tr>",
        ["", "", "", "A", "B", "B", "C", "B", "B", "C"],
    ),
    (
        "a label over two rows",
        "<tr><td rowspan=2>Partneři<td>Město</tr><tr><td>Kraj</tr><tr><td>Od<td>2014</tr>",
        ["", "Partneři", "Partneři", "", "Od"],
    ),
    (
        "a column held from above",
        "<tr><th>Projekt<th>Rok<th>Výše</tr><tr><td rowspan=2>A<td>2014<td>5</tr><tr><td>2015<td>6</tr>",
        ["", "", "", "Projekt", "Rok", "Výše", "Rok", "Výše"],
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


LINKS = "<p><a>Čistá řeka</a></p><p><a>Zelená obec</a> CZ.1.02/3.1.00/10.09999</p>"

ASIDES = [
    (
        "a section of related pages",
        f"<div>{PROSE}<h3>Související projekty</h3>{LINKS}<h3>Kontakt</h3><p>Odkaz 2</p></div>",
    ),
    ("a section of other projects", f"{PROSE}<h2>Další projekty</h2><div>{LINKS}</div>"),
    ("a box called related", f"{PROSE}<div class='card related-projects'>{LINKS}</div>"),
    ("a widget", f"{PROSE}<div id='x' class='widget widget_recent_entries'>{LINKS}</div>"),
    ("a right column", f"{PROSE}<div class='right'>{LINKS}</div>"),
    ("a column in Czech", f"{PROSE}<td id='pravy-sloupec'>{LINKS}</td>"),
    ("camel case", f"{PROSE}<div class='relatedPosts'>{LINKS}</div>"),
]


@pytest.mark.parametrize(("name", "body"), ASIDES, ids=[row[0] for row in ASIDES])
def test_asides_are_none_of_the_content(name: str, body: str) -> None:
    page = page_of(_page(body))
    check_page(page)
    regions = {text_of(page, b): b.region for b in page.blocks}
    aside = (Region.ASIDE, Region.NAVIGATION)
    assert all(region in aside for text, region in regions.items() if "řeka" in text or "Zelená" in text)
    assert all(region is Region.MAIN for text, region in regions.items() if "pomáhá" in text or "Odkaz" in text)


CONTENT = [
    ("a section without links", f"{PROSE}<h2>Další projekty</h2><p>Odkaz 1 běží do roku 2015.</p>{PROSE}"),
    ("a page builder's box", f"<div class='elementor-widget elementor-widget-heading'><h1>Odkaz 1</h1></div>{PROSE}"),
    ("a heading called header", f"<div class='page-header'><h1>Odkaz 1</h1></div>{PROSE}"),
    ("a header with the page's heading", f"<header><h1>Odkaz 1</h1></header>{PROSE}"),
    ("a text set to the left", f"<div class='left'>Odkaz 1</div>{PROSE}"),
    (
        "two partners with links",
        f"<div><h1>A</h1>{PROSE}<ul><li><a>Odkaz 1</a></li><li><a>Město Lipá</a></li></ul></div>",
    ),
    ("a table of links", "<table>" + "<tr><td><a>Odkaz 1</a></td><td><a>2</a></td></tr>" * 3 + f"</table>{PROSE}"),
]


@pytest.mark.parametrize(("name", "body"), CONTENT, ids=[row[0] for row in CONTENT])
def test_content_that_looks_like_something_else(name: str, body: str) -> None:
    page = page_of(_page(body))
    found = page.block_at(page.text.index("Odkaz 1"))
    assert found is not None
    assert found.region is Region.MAIN


def test_a_table_with_a_menu_in_it_is_no_table_of_data() -> None:
    menu = "".join(f"<p><a>Odkaz {n}</a></p>" for n in range(5))
    page = page_of(_page(f"<table><tr><td>{menu}</td><td>{PROSE}</td></tr></table>"))
    assert {b.region for b in page.blocks if text_of(page, b).startswith("Odkaz")} == {Region.NAVIGATION}
    assert [b.region for b in page.blocks if "pomáhá" in text_of(page, b)] == [Region.MAIN]
    assert not [b for b in page.blocks if b.table]


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


def test_linked_data_of_a_project_and_its_grant() -> None:
    head = (
        '<meta property="og:site_name" content="Město Lipá">'
        '<script type="application/ld+json">{"@type": "ResearchProject", "name": "Čistá voda",'
        ' "startDate": "2019-01-01",'
        ' "endDate": "2021-12-31", "identifier": {"@type": "PropertyValue", "value": "TJ09000001"},'
        ' "funding": {"@type": "MonetaryGrant", "funder": [{"@type": "Organization", "name": "TA ČR"}],'
        ' "amount": {"@type": "MonetaryAmount", "value": 2500000, "currency": "CZK"}}}</script>'
    )
    page = page_of(_page("<p>Text <meta itemprop='startDate' content='1. 1. 2019'></p>", head))
    found = [(b.key, text_of(page, b)) for b in page.blocks if b.region is Region.HEAD]
    assert found[1:] == [
        ("og:site_name", "Město Lipá"),
        ("startDate", "1. 1. 2019"),
        ("name", "Čistá voda"),
        ("identifier", "TJ09000001"),
        ("startDate", "2019-01-01"),
        ("endDate", "2021-12-31"),
        ("funder", "TA ČR"),
        ("amount", "2500000 CZK"),
    ]


@pytest.mark.parametrize(
    "script",
    [
        '{"name": {"name": {"name": 1}}, "funder": [[["x"]], null, 3]}',
        "[" * 100_000,
        '{"@graph": "text", "funding": 7}',
        '"text"',
        "{'name': 'x'}",
    ],
)
def test_odd_linked_data_gives_nothing(script: str) -> None:
    page = page_of(_page("<p>Text</p>", f'<script type="application/ld+json">{script}</script>'))
    assert [b.key for b in page.blocks if b.region is Region.HEAD] == ["title"]


OLD_MARKUP = [
    ("Word's islands", "<xml><w:View>Normal</w:View></xml><p class=MsoNormal>Text<o:p>&nbsp;</o:p></p>", [(P, "Text")]),
    ("Word's hidden text", "<p>Text <span style='mso-hide:all'>osnova</span></p>", [(P, "Text")]),
    ("conditional comments", "<![if !supportLists]>·<![endif]><p>Text</p><!--[if mso]><p>x</p><![endif]-->", None),
    ("frames", "<frameset cols='20%,*'><frame src='a.htm'><noframes><p>Text</p></noframes></frameset>", [(P, "Text")]),
    ("no end tags", "<ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e<td>f</table>", None),
    ("end tags too many", "</div></p><p>a</b></p></td></div><p>b", [(P, "a"), (P, "b")]),
    ("twenty boxes", "<div>" * 20 + "<p>Text</p>" + "</div>" * 20, [(P, "Text")]),
    ("scripts that look like markup", "<script>document.write('<p>a</p>')</script><p>b</p>", [(P, "b")]),
    ("blanks between inline tags", "<p><b>a</b> <i>b</i>\n<u>c</u></p>", [(P, "a b c")]),
    ("blanks round dropped tags", "<p>a <svg><text>x</text></svg> b<!-- c -->c</p>", [(P, "a bc")]),
    ("preformatted", "<pre>a\n  b</pre>", [(P, "a\nb")]),
]


@pytest.mark.parametrize(("name", "body", "expected"), OLD_MARKUP, ids=[row[0] for row in OLD_MARKUP])
def test_old_and_broken_markup(name: str, body: str, expected: list[tuple[BlockKind, str]] | None) -> None:
    page = page_of(_page(body))
    check_page(page)
    found = shown(page, Region.MAIN)
    words = sorted(" ".join(text for _, text in found).replace("·", "").split())
    assert found == expected if expected else words in (["Text"], list("abcdef"))


def test_a_million_breaks_are_one_gap() -> None:
    """As many elements take half a gigabyte; breaks that others follow print nothing."""
    page = page_of(_page("<p>Začátek</p>" + "<br>" * 300_000 + "<BR/>" * 300_000 + "<p>Konec</p>"))
    check_page(page)
    assert shown(page)[1:] == [(P, "Začátek"), (P, "Konec")]


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(ParseError) as caught:
        page_of(_page("<i>a</i>" * 250_001))
    assert caught.value.code is ReasonCode.TOO_LARGE
