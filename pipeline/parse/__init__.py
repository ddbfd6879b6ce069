"""Parse: bytes to pages of final text, cut into blocks. One module for each media type."""

from __future__ import annotations

from pipeline.settings import Settings
from schemas.document import Document, MediaType, SourceFile
from schemas.errors import Issue


def parse(file: SourceFile, settings: Settings) -> tuple[Document, tuple[Issue, ...]]:
    """Return the document and what went wrong with parts of it.

    An issue of severity error says that a part is lost, a warning that nothing is. Raises
    ParseError (encrypted_pdf, corrupt_pdf, no_text_layer, bad_encoding, empty_document,
    too_many_pages, too_large) where there is no document to return. Imports are late: each of
    the parsers costs 0.1 to 0.2 s to import.
    """
    match file.media_type:
        case MediaType.HTML:
            from pipeline.parse.html import parse_html

            return parse_html(file, settings)
        case MediaType.PRESS:
            from pipeline.parse.press import parse_press

            return parse_press(file, settings)
        case MediaType.TEXT:
            from pipeline.parse.text import parse_text

            return parse_text(file, settings)
        case MediaType.PDF:
            from pipeline.parse.pdf import parse_pdf

            return parse_pdf(file, settings)
        case MediaType.MAIL:
            from pipeline.parse.mail import parse_mail

            return parse_mail(file, settings)
        case MediaType.RTF:
            from pipeline.parse.rtf import parse_rtf

            return parse_rtf(file, settings)
        case MediaType.DOCX | MediaType.PPTX | MediaType.ODF:
            from pipeline.parse.office import parse_office

            return parse_office(file, settings)
