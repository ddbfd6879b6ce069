"""The fields of a project record: name, kind of value, one or many.  Source: the labelling guide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """Which cleaner and which comparison a field's values take."""

    NUMBER = "number"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    MONEY = "money"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record; `many` fields are lists in the published JSON."""

    name: str
    kind: ValueKind
    many: bool


FIELDS: tuple[Field, ...] = (
    Field("registration_number", ValueKind.NUMBER, False),
    Field("titles", ValueKind.TEXT, True),
    Field("programme", ValueKind.CODE, False),
    Field("start", ValueKind.DATE, False),
    Field("end", ValueKind.DATE, False),
    Field("funding", ValueKind.MONEY, True),
    Field("funders", ValueKind.CODE, True),
    Field("beneficiaries", ValueKind.ORGANISATION, True),
    Field("partners", ValueKind.ORGANISATION, True),
    Field("contacts", ValueKind.CONTACT, True),
    Field("target_groups", ValueKind.TEXT, True),
    Field("activities", ValueKind.ACTIVITY, True),
)
BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
