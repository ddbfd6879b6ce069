"""The tree of a page: its walk, what is counted in an element, and BeautifulSoup's tree of a table."""

from __future__ import annotations

from pipeline.parse.element import Element, Unread
from pipeline.parse.soup import below, soup_of
from pipeline.parse.tree import Tree, make_tree

PAGE = (
    "<head><title>Obec</title></head><body><ul>\n <li><a href='/a'>Úřad obce</a> <b>2020</b></li>\n</ul>"
    "<script>no()</script><p hidden>Nic <!-- nic --> tu</p><p>Konec</p></body>"
)


def named(tree: Tree, name: str) -> Element:
    return next(tree.root.below((name,)))


def test_letters_and_links_are_counted_where_they_stand() -> None:
    tree = make_tree(PAGE)
    item, link = named(tree, "li"), named(tree, "a")
    assert (item.letters, item.linked, item.links) == (12, 8, 1)
    assert (link.letters, link.linked, link.links, link.density) == (8, 8, 1, 1.0)
    assert tree.root.letters == 12 + 5 + 5


def test_walk_has_each_text_once_and_no_script() -> None:
    tree = make_tree(PAGE)
    texts = [step for step in tree.root.steps if isinstance(step, str)]
    assert texts == ["Obec", "Úřad obce", " ", "2020", "Nic ", " tu", "Konec"]
    assert [text for text in texts if isinstance(text, Unread)] == ["Obec"]
    assert not tree.root.holds(("script",))


def test_children_are_what_stands_right_in_an_element() -> None:
    item = named(make_tree(PAGE), "li")
    parts = [part if isinstance(part, str) else part.name for part in item.children]
    assert parts == ["a", " ", "b"]
    assert [parent.name for parent in item.parents] == ["ul", "body", "html", "[document]"]
    assert item.text("|") == "Úřad obce| |2020"
    assert item.stands_in(("ul",)) and not item.stands_in(("ol",))


def test_lists_name_what_later_steps_ask() -> None:
    tree = make_tree(PAGE)
    assert [tag.name for tag in tree.boxes] == ["ul", "p", "p"]
    assert [tag.name for tag in tree.stated] == ["html", "title"]
    assert [tag.text() for tag in tree.bold] == ["2020"]


def test_steps_without_an_element_are_whole() -> None:
    tree = make_tree(PAGE)
    steps = tree.steps_without([named(tree, "p")])
    starts = sum(isinstance(step, Element) for step in steps)
    assert starts == steps.count(None)
    assert "Nic " not in steps and "Konec" in steps


def test_deep_nesting_loses_no_text() -> None:
    tree = make_tree("<div>" * 3000 + "dno" + "</div>" * 3000)
    assert tree.root.text() == "dno"


def test_soup_of_a_table_has_its_rows_and_texts() -> None:
    table = named(make_tree("<table><tr><td>A <b>1</b></td><td>B</td></tr><tr><td>C</td></tr></table>"), "table")
    soup = soup_of(table)[id(table)]
    assert [row.get_text() for row in below(soup, ("tr",))] == ["A 1B", "C"]
    assert [cell.get_text() for cell in soup.find_all("td")] == ["A 1", "B", "C"]
