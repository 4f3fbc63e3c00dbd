"""What the page of the fields says of a field, and of a value in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wizard.domain.destination import Field
from wizard.domain.fieldmap import Note
from wizard.gui.texts import number, with_note

_LONG = 255  # characters up to which a text area is a short one


def columns() -> list[str]:
    """Return the titles of the columns."""
    translate = QCoreApplication.translate
    return [
        translate("Fields", "On the card"),
        translate("Fields", "Field in Salesforce"),
        translate("Fields", "What the field takes"),
        translate("Fields", "Value of this card"),
    ]


def not_sent() -> str:
    """Say that an item does not go."""
    return QCoreApplication.translate("Fields", "Not transferred")


def field_name(field: Field, *, usual: bool) -> str:
    """Return what to call a field in a list."""
    words = with_note(field.label or field.name, field.name)
    return QCoreApplication.translate("Fields", "{field} – as usual").format(field=words) if usual else words


def about(field: Field) -> str:
    """Return what a field takes: its type, its length, whether it is required."""
    parts = [_type(field)]
    if field.type in ("picklist", "multipicklist", "combobox"):
        parts.append(_values(field))
    elif field.length:
        words = QCoreApplication.translate("Fields", "up to {count} characters")
        parts.append(words.format(count=number(field.length)))
    if field.required:
        parts.append(QCoreApplication.translate("Fields", "required"))
    return QCoreApplication.translate("Fields", ", ").join(parts)


def value(raw: str, text: str, notes: list[Note]) -> str:
    """Return a card's value as the field holds it, and what becomes of it there."""
    translate = QCoreApplication.translate
    for note in notes:
        if note.kind == "shortened":
            words = translate("Fields", "shortened to {count} characters").format(count=number(note.limit))
            return with_note(text, words)
        return with_note(raw, translate("Fields", "left out: the field does not take this value"))
    return text or translate("Fields", "(empty)")


def _type(field: Field) -> str:
    translate = QCoreApplication.translate
    if field.type == "textarea":
        return translate("Fields", "Long text") if field.length > _LONG else translate("Fields", "Text area")
    return {
        "string": translate("Fields", "Text"),
        "email": translate("Fields", "E-mail"),
        "phone": translate("Fields", "Phone"),
        "url": translate("Fields", "URL"),
        "date": translate("Fields", "Date"),
        "picklist": translate("Fields", "Picklist"),
        "multipicklist": translate("Fields", "Picklist (multi-select)"),
        "combobox": translate("Fields", "Text with suggestions"),
        "encryptedstring": translate("Fields", "Encrypted text"),
    }.get(field.type, field.type)


def _values(field: Field) -> str:
    translate = QCoreApplication.translate
    words = (
        translate("Fields", "{count} values and no others") if field.closed else translate("Fields", "{count} values")
    )
    return words.format(count=number(len(field.values)))
