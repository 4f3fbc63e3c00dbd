"""What a destructive manifest takes away."""

from __future__ import annotations

from wizard.standin.salesforce.metadata.draft import Draft
from wizard.standin.salesforce.metadata.manifest import Member
from wizard.standin.salesforce.metadata.permission_set import drop_permission_set
from wizard.standin.salesforce.metadata.problems import ComponentError, Message, failure


def destroy(draft: Draft, members: list[Member], file: str) -> list[Message]:
    """Delete the components a manifest names; what is not there is a warning, as on the real service [C2]."""
    return [_destroy(draft, member, file) for member in members]


def _destroy(draft: Draft, member: Member, file: str) -> Message:
    kind, name, at = member.kind, member.name, member.at
    try:
        there = _drop(draft, kind, name)
    except ComponentError as problem:
        return failure(kind, name, file, problem)
    if there:
        component = draft.forget(kind, name)
        return Message(kind, name, file, component.id if component else None, changed=True, deleted=True)
    text = f"No {kind} named: {name} found"
    return Message(kind, name, file, problem=text, problem_type="Warning", line=at.line, column=at.column)


def _drop(draft: Draft, kind: str, name: str) -> bool:
    """Delete a component; return whether it was there. Only what a deploy has made can be deleted [I]."""
    if (kind, name) not in draft.components:
        return False
    if kind == "CustomObject":
        draft.drop_object(name)
    elif kind == "CustomField":
        draft.drop_field(*name.split(".", 1))
    elif kind == "PermissionSet":
        drop_permission_set(draft, name)
    return True
