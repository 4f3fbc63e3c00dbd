"""Prepare the destination: the integration user's permission set, and the object the cards go to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wizard.domain.destination import OWN, PACKAGE, TARGETS, Destination, Target, destination_of
from wizard.domain.errors import SetupMustChange
from wizard.domain.permission_set import LABELS, OWN_SET, PermissionSet, integration_sets
from wizard.domain.ports import UserDirectory

_LOOKS, _PAUSE = 4, 2.0  # rights just assigned may take seconds to show in describe (salesforce.md §4.3 [I])
_NO_PACKAGE = ("package_absent", "key_not_external")

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the cards will go, and the permission set that allows it (empty when none was found)."""

    kind: str
    destination: Destination
    permission_set: str


def prepare(directory: UserDirectory, wanted: str, install: Callable[[], None], sleep: Sleep) -> Prepared:
    """Assign the permission set and return the destination; ``install`` makes our own object where it is needed.

    ``wanted`` is ``package``, ``own`` or ``auto``: the package, else our own object. Raises ``SetupMustChange``.
    """
    if wanted == "own":
        return _prepare_own(directory, install, sleep)
    try:
        return _prepare_package(directory, sleep)
    except SetupMustChange as fault:
        if wanted != "auto" or fault.code not in _NO_PACKAGE:
            raise
    return _prepare_own(directory, install, sleep)


def find_permission_set(directory: UserDirectory) -> PermissionSet | None:
    """Return the integration user's permission set, or None. Raises ``SetupMustChange`` when it is ambiguous."""
    found = integration_sets(directory.permission_sets())
    exact = tuple(s for s in found if s.label == LABELS[0])
    best = exact if len(exact) == 1 else found
    if len(best) > 1:
        raise SetupMustChange("several_permission_sets", labels=", ".join(s.label for s in best))
    return best[0] if best else None


def find_destination(directory: UserDirectory, kind: str, sleep: Sleep | None = None) -> Destination:
    """Return a destination as the signed-in user may write it.

    With ``sleep``, looks again for a few seconds, for rights that were just assigned. Raises
    ``SetupMustChange`` when the object is absent or hidden, or its card id is no external id.
    """
    target = TARGETS[kind]
    destination = _look(directory, target)
    for _ in range(_LOOKS - 1 if sleep and not destination else 0):
        sleep(_PAUSE)  # type: ignore[misc]  # there is one, else there is no round
        destination = _look(directory, target)
        if destination:
            break
    return destination or _refuse(directory, target)


def _prepare_package(directory: UserDirectory, sleep: Sleep) -> Prepared:
    permission_set = find_permission_set(directory)
    assigned = directory.assign(permission_set.id) if permission_set else False
    destination = find_destination(directory, PACKAGE.kind, sleep if assigned else None)
    return Prepared(PACKAGE.kind, destination, permission_set.label if permission_set else "")


def _prepare_own(directory: UserDirectory, install: Callable[[], None], sleep: Sleep) -> Prepared:
    """Make or complete our own object only where something of it is missing."""
    permission_set = _own_set(directory)
    if permission_set:
        directory.assign(permission_set.id)
        destination = _look(directory, OWN)
        if destination and not destination.missing:
            return Prepared(OWN.kind, destination, permission_set.label)
    install()
    permission_set = _own_set(directory)
    if permission_set:
        directory.assign(permission_set.id)
    destination = find_destination(directory, OWN.kind, sleep)
    return Prepared(OWN.kind, destination, permission_set.label if permission_set else "")


def _own_set(directory: UserDirectory) -> PermissionSet | None:
    return next((s for s in directory.permission_sets() if s.name == OWN_SET), None)


def _look(directory: UserDirectory, target: Target) -> Destination | None:
    described = directory.describe(target.object_name)
    return destination_of(target, described) if described else None


def _refuse(directory: UserDirectory, target: Target) -> Destination:
    described = directory.describe(target.object_name) or {}
    key = described.get(target.key_field)
    if key is None:
        raise SetupMustChange("package_absent" if target is PACKAGE else "own_object_hidden")
    raise SetupMustChange("field_not_writable" if key.external_id else "key_not_external")
