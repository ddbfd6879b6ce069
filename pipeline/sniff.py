"""Tell the media type of bytes by their content; the file's extension is never asked."""

from __future__ import annotations

import codecs
import re

from pipeline.sources.kinds import HEAD, Kind, kind_of, office_of
from schemas.document import MediaType
from schemas.errors import ReadError, ReasonCode

_HEAD = 65536
_PDF_WITHIN = 1024
# Share of control bytes above which bytes are no text: random noise has 0.11, odd honest texts up to 0.02.
_MAX_CONTROL = 0.05
_CONTROL = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MAGIC: dict[bytes, str] = {
    b"PK\x03\x04": "a ZIP or office file",
    b"PK\x05\x06": "an empty ZIP file",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"RIFF": "a RIFF file",
    b"OggS": "an Ogg file",
    b"ID3": "an MP3 file",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"SQLite format 3": "a SQLite database",
    b"%!PS": "PostScript",
    b"\x00\x01\x00\x00": "a font",
    b"wOF": "a font",
}
_OFFICE = {"docx": MediaType.DOCX, "pptx": MediaType.PPTX, "odf": MediaType.ODF}
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body|title|meta)[\s>]", re.I)
_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|br|center|dd|div|dl|dt|em|font|form|h[1-6]|hr|i|iframe|img|li|main|nav|ol|p|"
    r"pre|section|span|strong|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_MARKDOWN = re.compile(
    r"^\#{1,6}[ ]\S|^(?:```|~~~)|^\|[ ]?:?-{3}|"
    r"\*\*[^*\s][^*\n]{0,200}\*\*|(?<![\w*])\*[^\W_][^*\n]{1,200}(?<=\S)\*(?![\w*])|\]\((?:https?:|/|\.|\#|mailto:|\w)",
    re.M,
)
_HEADING = re.compile(r"^\#{1,6}[ ]\S", re.M)
"""One amid a text does not make it Markdown; one at its head, a table, a link or words in bold do."""
_FRONT = re.compile(r"(?:---|\+\+\+|;;;)[ \t]{0,20}\r?\n")
_FRONT_KEY = re.compile(r"""^[ \t]{0,20}["']?[\w.-]{1,80}["']?[ \t]{0,20}[:=]""", re.M)
_JSON_FRONT = re.compile(r'\{\s{0,200}"[\w.-]{1,80}"\s{0,20}:')


def bom_encoding(content: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark names and the mark's length in bytes, or None."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return name, len(mark)
    return None


def utf16_without_bom(content: bytes) -> str | None:
    """Return utf-16-le or utf-16-be where NULs stand in every other byte, as they do in Latin text."""
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    low, high = sorted((even, odd))
    if len(head) < 4 or high < len(head) * 0.2 or low > high * 0.1:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def sniff(content: bytes) -> MediaType:
    """Return what the bytes are.

    Raises ReadError(unsupported_media_type) for binaries and for bytes that are mostly controls.
    """
    head = content[:_HEAD]
    if re.search(rb"%PDF-\d", head[:_PDF_WITHIN]):
        return MediaType.PDF
    if head.startswith(b"{\\rtf"):
        return MediaType.RTF
    if head.startswith(b"PK\x03\x04") and (office := _OFFICE.get(office_of(content))):
        return office
    if kind_of(head[:HEAD]) is Kind.MAIL:
        return MediaType.MAIL
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            raise ReadError(ReasonCode.UNSUPPORTED_MEDIA_TYPE, f"the content is {name}")
    return _text_type(_rough_text(head))


def looks_like_page(text: str) -> bool:
    """Return whether the head of `text` has the tags of a whole HTML page."""
    return bool(_PAGE.search(text[:4096]))


def looks_like_fragment(text: str) -> bool:
    """Return whether `text` is HTML throughout: it opens with a tag and has no mark of Markdown."""
    return bool(_TAG.match(text.lstrip()[:1000])) and not _MARKDOWN.search(text)


def _rough_text(head: bytes) -> str:
    """Decode for the sake of the markup, which is ASCII in every encoding that we meet."""
    mark = bom_encoding(head)
    if mark:
        return head[mark[1] :].decode(mark[0], "replace")
    wide = utf16_without_bom(head)
    if wide:
        return head.decode(wide, "replace")
    controls = len(head) - len(head.translate(None, _CONTROL))
    # A page with a gap of NULs is a damaged page; other bytes with as many are no text.
    nuls = 0 if _PAGE.search(head[:1024].decode("latin-1")) else head.count(0)
    if controls + nuls > len(head) * _MAX_CONTROL:
        raise ReadError(ReasonCode.UNSUPPORTED_MEDIA_TYPE, "mostly control bytes, no text")
    return head.decode("latin-1")


def _text_type(text: str) -> MediaType:
    stripped = text.lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    if has_front_matter(stripped):
        return MediaType.PRESS
    if looks_like_page(text):
        return MediaType.HTML
    tags = len(_TAG.findall(text))
    marks = len(_MARKDOWN.findall(text))
    alone = not tags and (stripped.startswith("#") or not _HEADING.search(text))
    if marks and (marks * 3 >= tags if marks >= 2 else alone or stripped.startswith("# ")):
        return MediaType.PRESS
    return MediaType.HTML if tags >= 2 or _TAG.match(stripped) else MediaType.TEXT


def has_front_matter(text: str) -> bool:
    """Return whether `text` opens with front matter: a fence and a key, or a JSON object and more."""
    fence = _FRONT.match(text)
    if fence:
        return bool(_FRONT_KEY.search(text, fence.end(), fence.end() + 4000)) or ";;;" in fence.group()
    return bool(_JSON_FRONT.match(text)) and "\n}" in text and text.rstrip()[-1:] not in "}]"
