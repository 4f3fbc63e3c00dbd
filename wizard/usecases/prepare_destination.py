"""Prepare the destination: the integration user's permission set, and the object the cards go to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from wizard.domain.destination import OWN, PACKAGE, TARGETS, Destination, Target, destination_of
from wizard.domain.errors import SetupMustChange
from wizard.domain.permission_set import LABELS, OWN_SET, PermissionSet, integration_sets
from wizard.domain.ports import UserDirectory

_LOOKS, _PAUSE = 4, 2.0  # rights just assigned may take seconds to show in describe (salesforce.md §4.3 [I])
_NO_PACKAGE = ("package_absent", "key_not_external")

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What is there before anything is written: the destination that fits, and how to get the right to it.

    ``reason`` says why it is our own object although the package was looked for: ``package_absent`` or
    ``key_not_external``. ``sets`` are the permission sets of the integration user; of several a person chooses.
    ``complete``: nothing of the object has to be made.
    """

    kind: str
    reason: str = ""
    sets: tuple[PermissionSet, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the cards will go, and the permission set that allows it (empty when none was found).

    ``state``: the set was ``assigned``, was there ``already``, is ``absent``, or our own object was ``made``.
    ``reason`` as in ``Found``.
    """

    kind: str
    destination: Destination
    permission_set: str
    state: str
    reason: str = ""


def look(directory: UserDirectory, wanted: str) -> Found:
    """Find out what fits; writes nothing. ``wanted`` is ``package``, ``own`` or ``auto``: the package, else our own.

    A package whose object is hidden shows itself by its permission set.
    """
    if wanted == "own":
        return _look_for_own(directory)
    sets = integration_sets(directory.permission_sets())
    described = directory.describe(PACKAGE.object_name)
    key = (described or {}).get(PACKAGE.key_field)
    reason = "key_not_external" if key and not key.external_id else "" if described or sets else "package_absent"
    if reason and wanted == "auto":
        return replace(_look_for_own(directory), reason=reason)
    return Found(PACKAGE.kind, reason, sets)


def prepare(
    directory: UserDirectory, wanted: str, install: Callable[[], None], sleep: Sleep, permission_set_id: str = ""
) -> Prepared:
    """Assign the permission set and return the destination; ``install`` makes our own object where it is needed.

    ``wanted`` as in ``look``; ``permission_set_id`` is a person's choice among several of the package. Raises
    ``SetupMustChange``.
    """
    if wanted == "own":
        return _prepare_own(directory, install, sleep)
    try:
        return _prepare_package(directory, sleep, permission_set_id)
    except SetupMustChange as fault:
        if wanted != "auto" or fault.code not in _NO_PACKAGE:
            raise
        reason = fault.code
    return replace(_prepare_own(directory, install, sleep), reason=reason)


def find_permission_set(directory: UserDirectory, permission_set_id: str = "") -> PermissionSet | None:
    """Return the chosen or the only set of the integration user, or None. Raises ``SetupMustChange`` for several."""
    found = integration_sets(directory.permission_sets())
    chosen = tuple(s for s in found if s.id == permission_set_id)
    exact = tuple(s for s in found if s.label == LABELS[0])
    best = chosen or (exact if len(exact) == 1 else found)
    if len(best) > 1:
        raise SetupMustChange("several_permission_sets", labels=", ".join(s.label for s in best))
    return best[0] if best else None


def find_destination(directory: UserDirectory, kind: str, sleep: Sleep | None = None) -> Destination:
    """Return a destination as the signed-in user may write it.

    With ``sleep``, looks again for a few seconds, for rights that were just assigned. Raises
    ``SetupMustChange`` when the object is absent or hidden, or its card id is no external id.
    """
    target = TARGETS[kind]
    destination = _describe(directory, target)
    for _ in range(_LOOKS - 1 if sleep and not destination else 0):
        sleep(_PAUSE)  # type: ignore[misc]  # there is one, else there is no round
        destination = _describe(directory, target)
        if destination:
            break
    return destination or _refuse(directory, target)


def _prepare_package(directory: UserDirectory, sleep: Sleep, permission_set_id: str) -> Prepared:
    permission_set = find_permission_set(directory, permission_set_id)
    assigned = directory.assign(permission_set.id) if permission_set else False
    destination = find_destination(directory, PACKAGE.kind, sleep if assigned else None)
    return _prepared(PACKAGE, destination, permission_set, "assigned" if assigned else "already")


def _prepare_own(directory: UserDirectory, install: Callable[[], None], sleep: Sleep) -> Prepared:
    """Make our own object only where it is absent: what an administrator changed since stays as it is."""
    permission_set = _own_set(directory)
    if permission_set and _is_made(directory):
        assigned = directory.assign(permission_set.id)
        destination = find_destination(directory, OWN.kind, sleep if assigned else None)
        return _prepared(OWN, destination, permission_set, "assigned" if assigned else "already")
    install()
    permission_set = _own_set(directory)
    if permission_set:
        directory.assign(permission_set.id)
    return _prepared(OWN, find_destination(directory, OWN.kind, sleep), permission_set, "made")


def _prepared(target: Target, found: Destination, permission_set: PermissionSet | None, state: str) -> Prepared:
    label = permission_set.label if permission_set else ""
    return Prepared(target.kind, found, label, state if permission_set else "absent")


def _look_for_own(directory: UserDirectory) -> Found:
    permission_set = _own_set(directory)
    complete = permission_set is not None and _is_made(directory)
    return Found(OWN.kind, "", (permission_set,) if permission_set else (), complete)


def _is_made(directory: UserDirectory) -> bool:
    """Who lacks the rights does not see the object, so the rights that others have tell of it."""
    return bool(directory.describe(OWN.object_name)) or directory.readers(OWN.object_name) is not None


def _own_set(directory: UserDirectory) -> PermissionSet | None:
    return next((s for s in directory.permission_sets() if s.name == OWN_SET), None)


def _describe(directory: UserDirectory, target: Target) -> Destination | None:
    described = directory.describe(target.object_name)
    return destination_of(target, described) if described else None


def _refuse(directory: UserDirectory, target: Target) -> Destination:
    described = directory.describe(target.object_name) or {}
    key = described.get(target.key_field)
    if key is None:
        raise SetupMustChange("package_absent" if target is PACKAGE else "own_object_hidden")
    raise SetupMustChange("field_not_writable" if key.external_id else "key_not_external")
