"""Objects and fields of a file put into the draft; each call returns id, whether it is new, whether it changed."""

from __future__ import annotations

from wizard.standin.salesforce.metadata.custom_field import read_field
from wizard.standin.salesforce.metadata.custom_object import new_object, relabelled
from wizard.standin.salesforce.metadata.draft import Draft
from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.xmltree import Element

Saved = tuple[str, bool, bool]


def save_object(draft: Draft, name: str, element: Element) -> Saved:
    """Make an object, or change the labels of one that is there. Raises ComponentError."""
    content = Element("", "", 0, 0, children=[child for child in element.children if child.tag != "fields"]).content()
    kind = draft.object(name)
    if kind is None:
        draft.add_object(new_object(name, draft.free_prefix(), element))
        return draft.keep("CustomObject", name, content)
    ours = ("CustomObject", kind.name) in draft.components
    if ours:
        draft.schema.put(relabelled(kind, element))
    saved = draft.keep("CustomObject", kind.name, content)
    return saved if ours else (saved[0], False, False)


def save_field(draft: Draft, object_name: str, element: Element) -> Saved:
    """Make a field or change it. Raises ComponentError."""
    kind = draft.object(object_name)
    if kind is None:
        raise ComponentError(f"In field: fullName - no CustomObject named {object_name} found", element)
    field = read_field(element)
    for target in field.reference_to:
        if draft.schema.get(target) is None:
            text = f"In field: referenceTo - no CustomObject named {target} found"
            raise ComponentError(text, element.find("referenceTo"))
    draft.put_field(kind, field)
    return draft.keep("CustomField", f"{kind.name}.{field.name}", element.content())
