"""Prepare the destination: the integration user's permission set, and the object the cards go to."""

from __future__ import annotations

from dataclasses import replace

from wizard.domain.destination import PACKAGE
from wizard.domain.errors import SetupMustChange
from wizard.domain.own_object import Components
from wizard.domain.permission_set import LABELS, PermissionSet, integration_sets
from wizard.domain.ports import OwnObject, UserDirectory
from wizard.usecases.destination import Found, Prepared, Sleep, assign, find_destination, prepared
from wizard.usecases.own_destination import Tell, look_for_own, prepare_own

_NO_PACKAGE = ("package_absent", "key_not_external")


def _silent(_parts: Components) -> None:
    """Tell nobody."""


def look(directory: UserDirectory, own: OwnObject, wanted: str) -> Found:
    """Find out what fits; writes nothing. ``wanted`` is ``package``, ``own`` or ``auto``: the package, else our own.

    A package whose object is hidden shows itself by its permission set.
    """
    if wanted == "own":
        return look_for_own(directory, own)
    sets = integration_sets(directory.permission_sets())
    described = directory.describe(PACKAGE.object_name)
    key = (described or {}).get(PACKAGE.key_field)
    reason = "key_not_external" if key and not key.external_id else "" if described or sets else "package_absent"
    if reason and wanted == "auto":
        return replace(look_for_own(directory, own), reason=reason)
    return Found(PACKAGE.kind, reason, sets)


def prepare(
    directory: UserDirectory,
    own: OwnObject,
    wanted: str,
    sleep: Sleep,
    permission_set_id: str = "",
    *,
    again: bool = False,
    tell: Tell = _silent,
) -> Prepared:
    """Assign the permission set and return the destination; what is missing of our own object is made where it is it.

    ``wanted`` as in ``look``; ``permission_set_id`` is a person's choice among several of the package; ``again`` and
    ``tell`` as in ``prepare_own``. Raises ``SetupMustChange``.
    """
    if wanted == "own":
        return prepare_own(directory, own, sleep, again=again, tell=tell)
    try:
        return _prepare_package(directory, sleep, permission_set_id)
    except SetupMustChange as fault:
        if wanted != "auto" or fault.code not in _NO_PACKAGE:
            raise
        reason = fault.code
    return replace(prepare_own(directory, own, sleep, again=again, tell=tell), reason=reason)


def find_permission_set(directory: UserDirectory, permission_set_id: str = "") -> PermissionSet | None:
    """Return the chosen or the only set of the integration user, or None. Raises ``SetupMustChange`` for several."""
    found = integration_sets(directory.permission_sets())
    chosen = tuple(s for s in found if s.id == permission_set_id)
    exact = tuple(s for s in found if s.label == LABELS[0])
    best = chosen or (exact if len(exact) == 1 else found)
    if len(best) > 1:
        raise SetupMustChange("several_permission_sets", labels=", ".join(s.label for s in best))
    return best[0] if best else None


def _prepare_package(directory: UserDirectory, sleep: Sleep, permission_set_id: str) -> Prepared:
    permission_set = find_permission_set(directory, permission_set_id)
    assigned = assign(directory, permission_set, PACKAGE.kind)
    destination = find_destination(directory, PACKAGE.kind, sleep if assigned else None)
    return prepared(PACKAGE, destination, permission_set, "assigned" if assigned else "already")
