"""Where fuzzing begins: small inputs of every kind that a target knows, and the words that mean something."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from functools import cache

import zstandard
from container_maker import packed, record, tar_of, zip_of
from pdf_maker import At, Frame, Rule, make_pdf

from schemas.vocabulary import load_vocabulary

_TEXTS = (
    "Registrační číslo: CZ.1.07/1.1.00/08.0010\nč. LIFE14 ENV/CZ/000123, TL01000123 a CZ 03.1.51/0.0/0.0/15_009",
    "grant agreement No 101058527, under the codes 2014-1-CZ01-KA204-001 and 2020-1-PL01-KA202-082293",
    "reg. č. CZ.03.02.03/00/23_053/0004169, výzva 03_15_009, č.j. 12345/2014, IČO 00000000, CZ.1.O4/3.1.02/86.00l23",
    "Doba realizace: 1. 1. 2014 – 31. 12. 2015\nod ledna do 30. června 2013\nPublikováno 5. 5. 2014",
    "Duration: 1 September 2022 - 31 August 2025\nfrom May 2012 to 4/2015, 2012–14, 2022/2023, 24 měsíců",
    "Termín: od 09/2019 do 08/2021; školní rok 2013/14; 2014-05-01T10:20:30; letos v květnu; 1.3.–30.11.2014",
    "Celkové náklady: 19 690 868 Kč, z toho dotace 85 % (16 737 237,80 Kč)\nvýše dotace 2.700,- Kč",
    "EUR 2.5 million of which EU contribution 1,234,567 €, k€ 500, CZK 4,000,000, 19,7 mil. Kč, 1,2 MEUR",
    "Rozpočet (v tis. Kč): 3.854,365; pět milionů čtyři sta tisíc korun; dva a půl milionu korun; 12 000,– Kč",
)
_PRESS = (
    '---\ntitle: Škola pro všechny\ndate: 2014-05-01\ntags: [a, "b", {c: d}]\nlong: >-\n  x\n  y\n---\n# B\n\nText *b*',
    '+++\ntitle = "A"\ndate = 2014-05-01T10:20:30Z\n[params]\nx = [1, 2]\n+++\n\n| a | b |\n|---|---|\n| c | d |\n',
    '{\n"title": "A", "list": [1, null, true]\n}\n\n- a\n  - b\n1. c\n\n> d\n\n```\ne\n```\n',
    ";;;\ntitle: A\n;;;\n**b** [c](http://d) ![e](f) <div>g</div>\n\n{{< h >}}\n\n***\n",
    "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\nTerm\n: definition\n\n<table><tr><td>a</table>\n",
)
_PAGES = (
    '<!doctype html><html lang="cs"><head><meta charset="utf-8"><title>A</title><body><nav><a href="b">c</a></nav>'
    "<main><h1>Projekt</h1><p>Text <b>tučně</b><br>dále</p></main><footer>d</footer></body></html>",
    "<table><thead><tr><th>a<th>b<tbody><tr><td rowspan=2>c<td colspan=3>d<tr><td>e<table><td>f</table></table>",
    "<dl><dt>a<dd>b<dd>c</dl><ul><li>d<ul><li>e</ul></ul><pre>f\n g</pre><img alt=h><p hidden>i<p style=display:none>j",
    "<script>a</script><!-- b --><style>c</style><template>d</template><select><option>f</select>&nbsp;&#0;&shy;",
    '<meta http-equiv=content-type content="text/html; charset=cp1250"><p>\u0159e\u010d</p><svg><text>a</text></svg>',
    '<script type="application/ld+json">{"@type": "a", "name": "b"}</script><meta property="og:title" content="b">',
)
_MAIL = (
    b"Received: by a\r\nFrom: a@b.cz\r\nTo: c@d.cz\r\nSubject: =?utf-8?q?P=C5=99?=\r\nMIME-Version: 1.0\r\n"
    b"Date: Thu, 1 May 2014 10:20:30 +0200\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/plain\r\n\r\ntext\r\n--x\r\nContent-Disposition: attachment; filename=a.html\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nPHA+YTwvcD4=\r\n--x--\r\n"
)
_ONE = [("a.html", b"<p>a</p>"), ("b/c.txt", b"text")]


def seeds(target: str) -> list[bytes]:
    """Return the inputs that fuzzing of a target begins with."""
    match target:
        case "front_matter":
            return [text.encode() for text in _PRESS]
        case "html":
            return [*(text.encode() for text in _PAGES), _PAGES[4].encode("cp1250"), _PAGES[0].encode("utf-16")]
        case "pdf":
            return list(_pdfs())
        case "containers":
            return list(_containers())
    return [bytes([48 + place % 3]) + text.encode() for place, text in enumerate(_TEXTS)]


def _pdfs() -> Iterator[bytes]:
    table = [Rule(50, y, 300, y) for y in (100, 130, 160)] + [Rule(x, 100, x, 160) for x in (50, 175, 300)]
    yield make_pdf([[At(60, 100, "Příjemce: Město Žďár"), At(60, 130, "• bod")]])
    yield make_pdf([[*table, At(60, 120, "a"), At(180, 120, "b"), At(60, 150, "c")], [At(60, 100, "d", turn=90)]])
    yield make_pdf(
        [[Frame(50, 50, 200, 100), At(60, 80, "dlou-"), At(60, 95, "hé slovo")]], title="A", more="/Rotate 90"
    )
    yield make_pdf([[At(60, 100, "a")]], locked=True)


def _containers() -> Iterator[bytes]:
    archive, tape = zip_of(_ONE), tar_of(_ONE)
    captures = [record("http://a.cz/", b"<p>a</p>"), record("http://a.cz/", b"", "revisit", day=2)]
    yield from (archive, zip_of(_ONE, 0), zip_of([("a.zip", archive), ("b.tar", tape), ("m.eml", _MAIL)]))
    yield from (tape, gzip.compress(tape, mtime=0), bz2.compress(tape), lzma.compress(tape), zstandard.compress(tape))
    yield from (b"".join(captures), packed(captures), gzip.compress(b"<p>a</p>", mtime=0), _MAIL)
    yield record("http://a.cz/", b"5\r\n<p>a<\r\n0\r\n\r\n", head="HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n")


@cache
def words() -> list[str]:
    """Return what the rules look for: fuzzing puts these words into its inputs."""
    vocabulary = load_vocabulary()
    forms = {form for entry in vocabulary.labels for form in entry.forms}
    numbers = {example for scheme in vocabulary.identifiers for example in scheme.examples}
    marks = {
        "<table>",
        "<td",
        "rowspan=",
        "<li>",
        "</",
        "<!--",
        "---",
        "+++",
        "|---|",
        "WARC/1.0",
        "ustar",
        "PK\x03\x04",
    }
    return sorted(
        forms | numbers | marks | set(vocabulary.currencies) | set(vocabulary.scales) | set(vocabulary.months)
    )
