"""The destination of the cards, as the signed-in user may write it; what was found of it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wizard.domain.destination import PACKAGE, TARGETS, Destination, Target, destination_of
from wizard.domain.errors import SetupMustChange
from wizard.domain.own_object import Components
from wizard.domain.permission_set import PermissionSet
from wizard.domain.ports import UserDirectory

_LOOKS, _PAUSE = 4, 2.0  # rights just assigned may take seconds to show in describe (salesforce.md §4.3 [I])

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What is there before anything is written: the destination that fits, and how to get the right to it.

    ``reason`` says why it is our own object although the package was looked for: ``package_absent`` or
    ``key_not_external``. ``sets`` are the permission sets of the integration user; of several a person chooses.
    Of our own object: ``whole`` when all of it is to be made, ``parts`` what is, ``gone`` what somebody took away,
    which comes back only by a person's word, as ``parts_again``.
    """

    kind: str
    reason: str = ""
    sets: tuple[PermissionSet, ...] = ()
    parts: Components = field(default_factory=Components)
    gone: tuple[str, ...] = ()
    parts_again: Components = field(default_factory=Components)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the cards will go, and the permission set that allows it (empty when none was found).

    ``state``: the set was ``assigned``, was there ``already``, is ``absent``, or our own object was ``made`` or
    ``completed``. ``reason`` and ``gone`` as in ``Found``.
    """

    kind: str
    destination: Destination
    permission_set: str
    state: str
    reason: str = ""
    gone: tuple[str, ...] = ()


def find_destination(
    directory: UserDirectory,
    kind: str,
    sleep: Sleep | None = None,
    awaited: tuple[str, ...] = (),
    chosen: Mapping[str, str] | None = None,
) -> Destination:
    """Return a destination as the signed-in user may write it.

    ``chosen`` names other fields for some items, or leaves them out. With ``sleep``, looks again for a few seconds, for
    rights that were just given, until the ``awaited`` fields show, too. Raises ``SetupMustChange`` when the object is
    absent or hidden, or its card id is no external id.
    """
    target = TARGETS[kind].choosing(chosen or {})
    destination = _describe(directory, target)
    for _ in range(_LOOKS - 1 if sleep and not _shows(destination, target, awaited) else 0):
        sleep(_PAUSE)  # type: ignore[misc]  # there is one, else there is no round
        destination = _describe(directory, target)
        if _shows(destination, target, awaited):
            break
    return destination or _refuse(directory, target)


def assign(directory: UserDirectory, permission_set: PermissionSet | None, kind: str) -> bool:
    """Assign a set to the signed-in user; say whether it was not so before.

    Where that is refused, an object that can be written already will do. Raises ``SetupMustChange``.
    """
    if permission_set is None:
        return False
    try:
        return directory.assign(permission_set.id)
    except SetupMustChange:
        if _describe(directory, TARGETS[kind]) is None:
            raise
        return False


def prepared(target: Target, found: Destination, permission_set: PermissionSet | None, state: str) -> Prepared:
    """Return what came of it, ``absent`` where there is no set."""
    label = permission_set.label if permission_set else ""
    return Prepared(target.kind, found, label, state if permission_set else "absent")


def _shows(destination: Destination | None, target: Target, awaited: tuple[str, ...]) -> bool:
    missing = {target.fields[item] for item in destination.missing} if destination else set[str]()
    return destination is not None and not missing.intersection(awaited)


def _describe(directory: UserDirectory, target: Target) -> Destination | None:
    described = directory.describe(target.object_name)
    return destination_of(target, described) if described else None


def _refuse(directory: UserDirectory, target: Target) -> Destination:
    described = directory.describe(target.object_name) or {}
    key = described.get(target.key_field)
    if key is None:
        raise SetupMustChange("package_absent" if target.kind == PACKAGE.kind else "own_object_hidden")
    raise SetupMustChange("field_not_writable" if key.external_id else "key_not_external")
