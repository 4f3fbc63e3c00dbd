"""Checks that every kind of component shares: which elements a type has, and what their values may be."""

from __future__ import annotations

from collections.abc import Collection

from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.xmltree import Element, XmlError, parse

NAMESPACE = "http://soap.sforce.com/2006/04/metadata"
_BOOLEANS = ("true", "false")


def read(data: bytes, root: str) -> Element:
    """Return the root element of a component's file. Raises ComponentError when it cannot be one of that type."""
    try:
        element = parse(data)
    except XmlError as error:
        place = Element("", "", error.line, error.column)
        raise ComponentError(f"Error parsing file: {error.message}", place) from error
    if (element.namespace, element.tag) != (NAMESPACE, root):
        raise ComponentError(f"Error parsing file: Element {_name(element)} invalid at this location", element)
    return element


def check_elements(element: Element, type_name: str, known: Collection[str], stored: Collection[str] = ()) -> None:
    """Refuse elements that are neither handled (``known``) nor kept unread (``stored``).

    An element that the real type has but that is not supported here must be refused by ``unsupported`` before.
    """
    for child in element.children:
        if child.namespace != NAMESPACE or (child.tag not in known and child.tag not in stored):
            text = f"Error parsing file: Element {_name(child)} invalid at this location in type {type_name}"
            raise ComponentError(text, child)


def refuse(element: Element, tags: Collection[str]) -> None:
    """Refuse elements that the real service takes and the stand-in cannot."""
    for child in element.children:
        if child.tag in tags:
            raise ComponentError(f"The element {child.tag} is not supported by the stand-in", child)


def required(element: Element, tag: str) -> str:
    """Return the text of a child that must be there. Raises ComponentError."""
    value = element.value(tag)
    if value is None:
        raise ComponentError(f"Required field is missing: {tag}", element)
    return value


def choice(element: Element, tag: str, enum: str, allowed: Collection[str]) -> str | None:
    """Return the text of a child that must be one of a few; None when it is missing. Raises ComponentError."""
    value = element.value(tag)
    if value is not None and value not in allowed:
        raise ComponentError(
            f"Error parsing file: '{value}' is not a valid value for the enum '{enum}'", element.find(tag)
        )
    return value


def flag(element: Element, tag: str) -> bool:
    """Return the boolean text of a child, False when it is missing. Raises ComponentError."""
    value = element.value(tag)
    if value is not None and value not in _BOOLEANS:
        raise ComponentError(
            f"Error parsing file: '{value}' is not a valid value for the type xsd:boolean", element.find(tag)
        )
    return value == "true"


def number(element: Element, tag: str) -> int | None:
    """Return the whole number of a child, None when it is missing. Raises ComponentError."""
    value = element.value(tag)
    if value is None:
        return None
    if not value.isascii() or not value.removeprefix("-").isdigit() or len(value) > 9:
        raise ComponentError(
            f"Error parsing file: '{value}' is not a valid value for the type xsd:int", element.find(tag)
        )
    return int(value)


def _name(element: Element) -> str:
    return f"{{{element.namespace}}}{element.tag}"
