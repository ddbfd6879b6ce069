"""Contacts: name without titles in the nominative, e-mail in lower case, phone in E.164."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.persons.contact_parts import AT, DOT, of_country
from pipeline.normalise import people
from schemas.errors import NormaliseError, ReasonCode
from schemas.values import Contact
from schemas.vocabulary import Vocabulary


def clean(parts: Mapping[str, str], vocabulary: Vocabulary) -> Contact:
    """Return the contact from its printed parts; raises NormaliseError(bad_value) if none can be read."""
    name = people.person(parts["name"], vocabulary, parts.get("email", "")) if "name" in parts else None
    mail = email(parts["email"]) if "email" in parts else None
    contact = Contact(name, mail, phone(parts["phone"]) if "phone" in parts else None)
    if contact == Contact():
        raise NormaliseError(ReasonCode.BAD_VALUE, f"no contact in {dict(parts)}")
    return contact


def email(raw: str) -> str:
    """Return the address in lower case, "(at)", "[zavináč]" and "(dot)" read as the signs."""
    return re.sub(DOT, ".", re.sub(AT, "@", raw)).lower().rstrip(".")


def phone(raw: str) -> str | None:
    """Return E.164; nine digits without a prefix are Czech. None for what is no phone number."""
    text = re.sub(r"\((?:0)\)", "", raw)
    digits = re.sub(r"\D", "", text)
    if text.lstrip(" (").startswith("00"):
        digits = digits[2:]
    elif "+" not in text and not of_country(text):
        return f"+420{digits}" if len(digits) == 9 else None
    return f"+{digits}" if 9 <= len(digits) <= 15 else None
