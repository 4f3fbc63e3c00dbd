"""Components that are checked and kept, and change nothing else: tabs, layouts, labels, translations, applications."""

from __future__ import annotations

from collections.abc import Callable

from wizard.standin.salesforce.metadata.draft import Draft
from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.typed import check_elements, flag, read, required
from wizard.standin.salesforce.metadata.xmltree import Element
from wizard.standin.salesforce.schema import ObjectType

Check = Callable[[Draft, str, Element], None]


def deploy_stored(draft: Draft, kind: str, name: str, data: bytes) -> tuple[str, bool, bool]:
    """Check and keep a component; return its id, whether it is new, and whether it changed. Raises ComponentError."""
    element = read(data, kind)
    _CHECKS[kind](draft, name, element)
    return draft.keep(kind, name, element.content())


def _tab(draft: Draft, name: str, element: Element) -> None:
    known = ("fullName", "customObject", "motif", "description", "icon", "label", "hasSidebar", "actionOverrides")
    check_elements(element, "CustomTab", known)
    if not flag(element, "customObject"):
        raise ComponentError("A tab that shows no custom object is not supported by the stand-in", element)
    required(element, "motif")
    _object(draft, name, element)


def _layout(draft: Draft, name: str, element: Element) -> None:
    """Fields must be there, and the required ones in the layout."""
    kind = _object(draft, name.partition("-")[0], element)
    placed = set[str]()
    for item in _items(element):
        field = item.value("field")
        if field is None:
            continue
        if field.endswith("__c") and not kind.has(field):
            raise ComponentError(f"In field: field - no CustomField named {kind.name}.{field} found", item)
        placed.add(field.lower())
    needed = [f.name for f in kind.fields if f.name == "Name" and f.createable]
    needed += [f.name for f in kind.fields if f.custom and f.required and not f.permissionable]
    for lacking in needed:
        if lacking.lower() not in placed:
            raise ComponentError(f"Layout must contain an item for required layout field: {lacking}", element)


def _items(element: Element) -> list[Element]:
    columns = [column for section in element.all("layoutSections") for column in section.all("layoutColumns")]
    return [item for column in columns for item in column.all("layoutItems")]


def _object_translation(draft: Draft, name: str, element: Element) -> None:
    kind = _object(draft, name.rpartition("-")[0], element)
    for translated in element.all("fields"):
        field = required(translated, "name")
        if not kind.has(field):
            raise ComponentError(f"In field: field - no CustomField named {kind.name}.{field} found", translated)


def _labels(draft: Draft, _name: str, element: Element) -> None:
    for label in element.all("labels"):
        known = ("fullName", "categories", "language", "protected", "shortDescription", "value")
        check_elements(label, "CustomLabel", known)
        for tag in ("fullName", "language", "protected", "shortDescription", "value"):
            required(label, tag)
        draft.keep("CustomLabel", required(label, "fullName"), label.content())


def _translations(draft: Draft, _name: str, element: Element) -> None:
    for tab in element.all("customTabs"):
        if ("CustomTab", required(tab, "name")) not in draft.components:
            raise ComponentError(f"In field: tab - no CustomTab named {tab.value('name')} found", tab)


def _application(_draft: Draft, _name: str, element: Element) -> None:
    required(element, "label")


def _object(draft: Draft, name: str, element: Element) -> ObjectType:
    kind = draft.object(name)
    if kind is None:
        raise ComponentError(f"In field: customObject - no CustomObject named {name} found", element)
    return kind


_CHECKS: dict[str, Check] = {
    "CustomTab": _tab,
    "Layout": _layout,
    "CustomLabels": _labels,
    "Translations": _translations,
    "CustomObjectTranslation": _object_translation,
    "CustomApplication": _application,
}
