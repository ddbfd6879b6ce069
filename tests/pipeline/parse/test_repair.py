"""Repair: what is garbled beyond doubt is made good and recorded; what merely looks odd stays."""

from __future__ import annotations

import hashlib
import re

import pytest

from benchmarks.old_text import misread, paged, repairs
from pipeline.parse import parse
from pipeline.parse.beyond_ascii import beyond_ascii
from pipeline.parse.clean import final
from pipeline.parse.lookalikes import ODD
from pipeline.parse.mojibake import _PROOFS, _leads
from pipeline.parse.repair import _ANY_ODD, repair
from pipeline.settings import Settings
from schemas.document import Document, MediaType, SourceFile
from schemas.errors import Issue, ReasonCode, Severity

CZECH = "Příjemce: Město Žďár nad Sázavou – „Šťastná škola“, částka 1 250 000 Kč, účast dětí, Říčany, Ňaňa, Ústí."
PLAIN = CZECH.replace("–", "-").replace("„", '"').replace("“", '"')
# Per cent of passages that must come out exact. Where a byte is lost, or a passage has two or three wrong letters,
# there is not always certainty.
FLOORS = {
    "utf-8 read as cp1252, lacking bytes lost": 60,
    "cp1250 read as cp1252": 90,
    "iso-8859-2 read as cp1252": 90,
    "iso-8859-2 read as cp1250": 90,
    "cp852 read as cp1250": 90,
}


@pytest.mark.parametrize(("kind", "cases"), repairs(200).items(), ids=list(repairs(1)))
def test_passages_are_made_good(kind: str, cases: list[tuple[str, str]]) -> None:
    wrong = [seen for seen, right in cases if final(repair(seen, markup=False)[0]) != right]
    assert 100 * len(wrong) <= len(cases) * (100 - FLOORS.get(kind, 97.5)), wrong[:2]


MOJIBAKE = [
    ("once", misread(CZECH, "cp1250"), CZECH, "utf-8 read as cp1250"),
    ("twice", misread(misread(CZECH, "cp1252"), "cp1252"), CZECH, "utf-8 read as cp1252"),
    ("lost bytes", CZECH.encode().decode("cp1250", "replace"), CZECH, "utf-8 read as cp1250"),
    ("an apostrophe", "We donâ€™t know.", "We don’t know.", "1 characters of utf-8 read as cp1252"),
    ("a name", "CafÃ© Central", "Café Central", "1 characters of utf-8 read as cp1252"),
    ("degrees", "10 Â°C", "10 °C", "1 characters of utf-8 read as cp1252"),
    (
        "a dash in clean text",
        "Žďár nad Sázavou, 2012 â€“ 2014",
        "Žďár nad Sázavou, 2012 – 2014",
        "utf-8 read as cp1252",
    ),
    ("capitals", "MÄšSTO Å½ATEC, ÃšÅ˜AD", "MĚSTO ŽATEC, ÚŘAD", "4 characters of utf-8 read as cp1252"),
    ("a blank for a byte", "Å koda, dÄ›ti, Å¡kola, kÅ¯Å\x88", "Škoda, děti, škola, kůň", "utf-8 read as cp1252"),
    ("one column", f"<p>Žďár</p><p>{misread(CZECH, 'cp1250')}</p>", f"<p>Žďár</p><p>{CZECH}</p>", "read as cp1250"),
    ("a mark", "ï»¿Město Žďár", "Město Žďár", "a byte order mark of utf-8 read as cp1252"),
    ("cp1250 as cp1252", paged(CZECH, "cp1250", "cp1252")[0], CZECH, "cp1250 read as cp1252"),
    ("iso as cp1250", paged(PLAIN * 2, "iso-8859-2", "cp1250")[0], PLAIN * 2, "iso-8859-2 read as cp1250"),
]


@pytest.mark.parametrize(("name", "seen", "right", "kind"), MOJIBAKE, ids=[row[0] for row in MOJIBAKE])
def test_mojibake_is_made_good_and_recorded(name: str, seen: str, right: str, kind: str) -> None:
    text, issues = repair(seen, markup=True)
    assert text == right
    assert [(issue.code, issue.severity) for issue in issues if issue.code is ReasonCode.MOJIBAKE] == [
        (ReasonCode.MOJIBAKE, Severity.WARNING)
    ]
    assert kind in issues[0].detail
    assert repair(text, markup=True)[0] == text


CLEAN = """
    São Paulo, NÃO PISE NA GRAMA, IRMÃ DULCE, a maçã “MAÇÔ, CORAÇÃO
    as letras “Ô e “Õ”, ‘Ã’ — Ã, Õ; „Ä“, „Ö“, „Å“; Å är en ö; Åland, Ärla “Å”
    Bjørn Ørsted og Søren på Ærø; København, sø, ø, å, før, først, grønne, kød, støtte
    Citroën, naïve, façade, Noël; où est-il? Là-bas, près de l'île; très, où, à, è, ù, élève, père, frère
    Perché è così? È già più tardi; caffè, lunedì, virtù, né, però, qualità; Dell’Acquà, così, più, già
    Ăştia sunt băieţii; ŢARA, BĂRBAŢI, ÎNVĂŢĂMÂNT, Ăsta
    Ľubica Ďurišová, ľad, ľudia, kôň, päť, sľub, oľutoval, ľahko, koľko; školy, žiaľ, ľúto, väčší
    Veľvyslanec Ľubomír Kráľ, Poľsko, Ľvov; priateľ z Prahy řekl, že přijede
    Pan Ľuboš Kráľ a paní Ľudmila Veľká přijeli do Žďáru; ředitel Daniel Kováľ je přivítal
    Łódź, ąę, dąb, książka, wąż, są, mają, będą, pańska, dłoń, KOŃCZY
    © 2015 Město Žďár » Úvod » Kontakt »Projekt« a »Škola«, § 14, 10 °C, ½, m², 3 × 4, ± 2 °, ®Značka
    Jiří ©Kolář ©Novák ®Žák; poznámka¹ a druhá² a třetí³ věta
    Místo „á“ se zobrazí „Ã¡“ a místo „Příjemce“ „MÄ›sto“.
    It shows as "cafÃ©" and (donâ€™t) instead of “café”.
    s = "MÄ›stskĂ˝".encode("cp1250"); `Ã©` a `Ã¡`
    Vložte &nbsp; nebo „&amp;“ či (&lt;) do kódu; a &lt;b&gt; c; `&ndash;`
    AT&T; R&D; a&b; x&y; ?a=1&copy=2&reg=3
    Δx = ∑ √2 ≈ 1.41 ├── src │ └─┬ lib ├─ item ─┐ ┼ ═╗
    ŒUVRE, Ægir, Þór; ÂGE, Â, Âme, PÂTE, CÂBLE; Đà Nẵng, TÂN SƠN, CÂY
    İstanbul, ığdır, şeker, çağ, Türkiye, Muğla
    Größe, Äpfel, Öl, Übung; Straße “Ä” „Ä“ Ä… Ö…; Rüdiger Müller, Győr, Székesfehérvár, Erdőkövesd
    Gàidhlig: tìr, mòr, cùm, sgrìobh, tèid, dòigh, ùr, ìm, òl, cànan, fìor, sìth, bùth, pàirt
    日本語、ＡＢＣではない！テスト（テスト）
    Проект финансируется; Ελλάδα, δράση; 10 % – 20 %; “quote”; it’s; € 5
"""


@pytest.mark.parametrize("text", [line.strip() for line in CLEAN.strip().splitlines()])
@pytest.mark.parametrize("markup", [False, True])
def test_clean_text_stays(text: str, markup: bool) -> None:
    assert repair(text, markup) == (text, ())


ENTITIES: list[tuple[str, bool, str]] = [
    ("Věda &amp; výzkum", False, "Věda & výzkum"),
    ("1&nbsp;250&nbsp;000&nbsp;K&#269;, reg. &#269;. 7", False, "1\u00a0250\u00a0000\u00a0Kč, reg. č. 7"),
    ("&bdquo;Projekt&ldquo; 2012&amp;ndash;2014", False, "„Projekt“ 2012–2014"),
    ("2012 &ndash; 2014", False, "2012 – 2014"),
    ("&#x17d;ďár &Scaron;koda", False, "Žďár Škoda"),
    ("Věda &amp; výzkum, 5&nbsp;Kč", True, "Věda &amp; výzkum, 5&nbsp;Kč"),
    ("Věda &amp;amp; výzkum, 5&amp;nbsp;Kč", True, "Věda &amp; výzkum, 5&nbsp;Kč"),
    ("<code>&amp;nbsp;</code> a &amp;lt;b&amp;gt;", True, "<code>&amp;nbsp;</code> a &amp;lt;b&amp;gt;"),
]


@pytest.mark.parametrize(("seen", "markup", "right"), ENTITIES)
def test_entities(seen: str, markup: bool, right: str) -> None:
    text, issues = repair(seen, markup)
    assert text == right
    assert [issue.code for issue in issues] == [ReasonCode.REPAIRED_TEXT] * (seen != right)


def parsed(content: str, media_type: MediaType) -> tuple[Document, list[Issue]]:
    """Return the document of the content, and its issues."""
    data = content.encode()
    file = SourceFile("x", data, hashlib.sha256(data).hexdigest(), media_type)
    document, issues = parse(file, Settings())
    return document, list(issues)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (MediaType.TEXT, "{}\n"),
        (MediaType.HTML, "<html><body><p>{}</p></body></html>"),
        (MediaType.PRESS, "---\ntitle: Zpráva\n---\n\n{}\n"),
    ],
)
def test_repairs_reach_the_page_and_the_issues(media_type: MediaType, content: str) -> None:
    odd = "Projekt ＣＺ．１．０４ ško\u00adly, dě\u200bti, \u202ekůň\u202c, ﬁnance, r\u030ceky; V&amp;amp;V"
    document, issues = parsed(content.format(odd), media_type)
    assert "Projekt CZ.1.04 školy, děti, kůň, finance, řeky;" in document.pages[0].text
    assert "V&V" in document.pages[0].text
    details = [issue.detail for issue in issues if issue.code is ReasonCode.REPAIRED_TEXT]
    assert len(details) == 1
    assert re.findall(r"(?:\d+ )([^,]+)", details[0]) == [
        "escaped entities",
        "letters put together",
        "soft hyphens",
        "zero-width characters",
        "bidirectional controls",
        "wide or joined letters",
    ]


def test_front_matter_is_plain_text() -> None:
    document, _ = parsed("---\ntitle: Věda &amp; výzkum\n---\n\nText zprávy.\n", MediaType.PRESS)
    assert document.metadata["title"] == "Věda & výzkum"
    assert "Věda & výzkum" in document.pages[0].text


@pytest.mark.parametrize(
    "bait", ["Ã¡", "Ã", "Å�", "&amp;", "&amp;amp;nbsp;", "è", "©a", "\u00ad", "Ａ", "─", "a&#269;"]
)
def test_long_baits_end(bait: str) -> None:
    text = bait * 20_000
    assert len(final(repair(text, markup=False)[0])) <= len(text)


def test_characters_beyond_ascii_are_told_once() -> None:
    assert sorted(beyond_ascii("Žďár, žďár\u00ad \ud800 100 %")) == sorted("Žďáž\u00ad\ud800")


def test_whatever_is_repaired_is_beyond_ascii() -> None:
    """Only among these characters are signs of damage looked for."""
    leads = {lead for page in _PROOFS for lead in _leads(page)}
    assert not any(map(str.isascii, leads))
    assert not any(pattern.search(chr(code)) for pattern in (ODD, _ANY_ODD) for code in range(128))
