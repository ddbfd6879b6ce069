"""RTF to a document of one page: control words become plain HTML, which is read like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from pipeline.parse.office import document_of
from pipeline.settings import Settings
from schemas.document import Document, SourceFile
from schemas.errors import Issue, ParseError, ReasonCode, Severity, Stage

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z0-9])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]{1,65536})|[\r\n]{1,65536}|(?P<stray>\\)"
)
# what is in these groups is no text
_SKIPPED = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore", "listtable"),
        *("generator", "listoverridetable", "rsidtbl", "xmlnstbl", "fldinst", "annotation", "bkmkstart", "bkmkend"),
        "latentstyles",
    )
)
_SIGNS = {
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"},
    **{"tab": " ", "emspace": " ", "enspace": " "},
}
_CHARSETS = {"238": "cp1250", "204": "cp1251", "161": "cp1253", "162": "cp1254", "186": "cp1257", "0": ""}
_FONT = re.compile(r"\\f(\d{1,5})\b[^{}\\]{0,200}(?:\\[a-z]{1,32}-?\d{0,10}[^{}\\]{0,200}){0,8}?\\fcharset(\d{1,3})")
_DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group may change and its end undoes."""

    skipped: bool = False
    uc: int = 1
    page: str = "cp1252"
    noted: bool = False


@dataclass(slots=True)
class _Page:
    """HTML as it grows: `words` is the paragraph in hand, `cells` the row."""

    out: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    in_table: bool = False
    row_open: bool = False
    level: int = 0
    notes: list[str] = field(default_factory=list)
    left: tuple[list[str], bool] | None = None

    def begin_note(self) -> None:
        """Leave the paragraph in hand, in whose midst a footnote stands."""
        self.left, self.words, self.in_table = (self.words, self.in_table), [], False

    def end_note(self) -> None:
        """Put the footnote aside, and go on where it was called."""
        if self.left is not None:
            self.notes.append("".join(self.words).strip())
            (self.words, self.in_table), self.left = self.left, None

    def write_notes(self) -> None:
        """Write the footnotes behind the text, as office files have them."""
        self.out += [f"<p>{note}</p>\n" for note in self.notes if note]

    def paragraph(self) -> None:
        if self.left is not None:
            self.words.append("<br>" if self.words else "")
            return
        text = "".join(self.words).strip()
        self.words.clear()
        if not self.in_table and self.row_open:
            self.out.append("</table>")
            self.row_open = False
        if text and self.in_table:
            self.words.append(f"{text}<br>")
        elif text:
            tag = f"h{self.level}" if self.level else "p"
            self.out.append(f"<{tag}>{text}</{tag}>\n")

    def cell(self) -> None:
        if self.left is not None:
            return
        self.cells.append(f"<td>{''.join(self.words).strip().removesuffix('<br>')}</td>")
        self.words.clear()

    def row(self) -> None:
        if self.left is not None:
            return
        if not self.row_open:
            self.out.append("<table>")
            self.row_open = True
        self.out.append(f"<tr>{''.join(self.cells)}</tr>\n")
        self.cells.clear()


def parse_rtf(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document. Raises ParseError: empty_document, too_large."""
    if file.content.count(b"\\") > 20_000_000:
        raise ParseError(ReasonCode.TOO_LARGE, "more than 20 million control words")
    raw = file.content.decode("latin-1")
    found = re.search(r"\\ansicpg(\d{3,5})", raw[:4096])
    page = f"cp{found[1]}" if found and _known(f"cp{found[1]}") else "cp1252"
    fonts = {number: _CHARSETS.get(charset) or page for number, charset in _FONT.findall(raw[:65536])}
    body, whole = _body(raw, _State(page=page), fonts)
    document, issues = document_of(file, settings, [body], "", "rtf/3", page)
    if not whole:
        cut = Issue(ReasonCode.CORRUPT_MEMBER, Stage.PARSE, Severity.ERROR, "the file ends before its groups do")
        issues = (cut, *issues)
    return document, issues


def _known(name: str) -> bool:
    import codecs

    try:
        return bool(codecs.lookup(name))
    except LookupError:
        return False


def _body(raw: str, state: _State, fonts: dict[str, str]) -> tuple[str, bool]:
    """Return the body as HTML, and whether each group that was opened is closed."""
    page = _Page()
    outer: list[_State] = []
    omit = 0
    for token in _TOKEN.finditer(raw):
        kind, piece = token.lastgroup, token.group()
        if kind == "number":
            kind = "word"
        if omit and kind in ("hex", "text"):
            cut = 1 if kind == "hex" else min(omit, len(piece))
            omit -= cut
            piece = "" if kind == "hex" else piece[cut:]
            if not piece:
                continue
        if kind == "brace":
            omit = 0
            if piece == "{" and len(outer) < _DEEPEST:
                outer.append(state)
            elif piece == "}" and outer:
                ended, state = state.noted, outer.pop()
                if ended and not state.noted:
                    page.end_note()
        elif kind == "word":
            omit = 0
            state, omit = _word(token["word"], token["number"] or "", state, page, fonts)
        elif kind == "sign" and piece == "\\*":
            state = replace(state, skipped=True)
        elif not state.skipped:
            page.words += _written(kind or "", piece, state)
    page.end_note()  # one that the end of the file cuts off
    page.in_table = False  # words behind the last row belong to no cell
    page.paragraph()
    page.write_notes()
    return "".join(page.out), not outer


def _written(kind: str, piece: str, state: _State) -> Iterator[str]:
    """Yield text as it is read under the code page in hand."""
    if kind == "hex":
        yield escape(bytes([int(piece[2:], 16)]).decode(state.page, "replace"), quote=False)
    elif kind == "text":
        yield escape(piece.encode("latin-1").decode(state.page, "replace"), quote=False)
    elif kind == "sign":
        yield {"\\~": "\u00a0", "\\_": "-", "\\{": "{", "\\}": "}", "\\\\": "\\"}.get(piece, "")


def _word(name: str, number: str, state: _State, page: _Page, fonts: dict[str, str]) -> tuple[_State, int]:
    """Do what a control word asks for; return the state, and how many signs stand in for a Unicode one."""
    if name in _SKIPPED:
        return replace(state, skipped=True), 0
    if name == "uc" and number.isdigit():
        return replace(state, uc=min(int(number), 10)), 0
    if name == "f":
        return replace(state, page=fonts.get(number, state.page)), 0
    if state.skipped:
        return state, 0
    match name:
        case "footnote" if not state.noted:
            page.begin_note()
            return replace(state, noted=True), 0
        case "u" if number:
            code = int(number) % 65536
            page.words.append(escape(chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd", quote=False))
            return state, state.uc
        case "par" | "page" | "sect":
            page.paragraph()
        case "line":
            page.words.append("<br>")
        case "pard":
            page.in_table, page.level = False, 0
        case "intbl":
            page.in_table = page.left is None
        case "outlinelevel" if number.isdigit() and int(number) < 6:
            page.level = int(number) + 1
        case "cell":
            page.cell()
        case "row":
            page.row()
        case _:
            page.words.append(_SIGNS.get(name, ""))
    return state, 0
