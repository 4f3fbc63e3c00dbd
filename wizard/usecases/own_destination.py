"""Our own object as the destination: what is missing of it is made, and nothing that is there is touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wizard.domain.destination import OWN
from wizard.domain.errors import SetupMustChange
from wizard.domain.own_object import Components, ObjectState, taken_away, to_make
from wizard.domain.permission_set import OWN_SET, PermissionSet
from wizard.domain.ports import OwnObject, UserDirectory
from wizard.usecases.destination import Found, Prepared, Sleep, assign, find_destination, prepared

Tell = Callable[[Components], None]


def look_for_own(directory: UserDirectory, own: OwnObject) -> Found:
    """Find out what is to be made; writes nothing. Raises as ``prepare_own``."""
    there, held = _object_state(own), _set(directory)
    sets = (held,) if held else ()
    again = to_make(there, again=True)
    return Found(OWN.kind, "", sets, to_make(there), taken_away(there), again)


def prepare_own(directory: UserDirectory, own: OwnObject, sleep: Sleep, *, again: bool, tell: Tell) -> Prepared:
    """Make what is missing, ``again`` also what somebody took away, and assign the writer's set.

    ``tell`` is called with what will be made, before it is. Raises ``SetupMustChange`` (``own_key_gone`` where the
    object has no card id any more: made anew it would be empty, and every card would be doubled), ``PassingFault``
    (``deploy_waits``).
    """
    there = _object_state(own)
    parts = to_make(there, again=again)
    if parts:
        own.settle()  # what was begun before may be among it
        there = _object_state(own)
        parts = to_make(there, again=again)
    if parts:
        tell(parts)
        own.make(parts)
    held = _set(directory)
    assigned = assign(directory, held, OWN.kind)
    destination = find_destination(directory, OWN.kind, sleep if parts or assigned else None, parts.fields)
    state = "made" if parts.whole else "completed" if parts else "assigned" if assigned else "already"
    return replace(prepared(OWN, destination, held, state), gone=() if again else taken_away(there))


def _object_state(own: OwnObject) -> ObjectState:
    there = own.object_state()
    if there.exists and there.fields is not None and OWN.key_field not in there.fields:
        raise SetupMustChange("own_key_gone", object=OWN.object_name, field=OWN.key_field)
    return there


def _set(directory: UserDirectory) -> PermissionSet | None:
    return next((s for s in directory.permission_sets() if s.name == OWN_SET), None)
