"""Prepare the destination: the integration user's permission set, and the object the cards go to."""

from __future__ import annotations

from collections.abc import Callable

from wizard.domain.destination import PACKAGE_KEY, PACKAGE_OBJECT, Destination, package_destination
from wizard.domain.errors import SetupMustChange
from wizard.domain.permission_set import LABELS, PermissionSet, integration_sets
from wizard.domain.ports import UserDirectory

_LOOKS, _PAUSE = 4, 2.0  # rights just assigned may take seconds to show in describe (salesforce.md §4.3 [I])


def find_permission_set(directory: UserDirectory) -> PermissionSet | None:
    """Return the integration user's permission set, or None. Raises ``SetupMustChange`` when it is ambiguous."""
    found = integration_sets(directory.permission_sets())
    exact = tuple(s for s in found if s.label == LABELS[0])
    best = exact if len(exact) == 1 else found
    if len(best) > 1:
        raise SetupMustChange("several_permission_sets", labels=", ".join(s.label for s in best))
    return best[0] if best else None


def find_destination(
    directory: UserDirectory, wanted: str, sleep: Callable[[float], None] | None = None
) -> Destination:
    """Return the destination as the signed-in user may write it.

    With ``sleep``, looks again for a few seconds, for rights that were just assigned. Raises
    ``SetupMustChange`` when the package is absent or hidden, or its card id is no external id.
    """
    if wanted == "own":
        raise SetupMustChange("own_object_not_yet")
    for look in range(1, _LOOKS + 1):
        described = directory.describe(PACKAGE_OBJECT)
        destination = package_destination(described) if described else None
        if destination or sleep is None or look == _LOOKS:
            break
        sleep(_PAUSE)
    if described is None or PACKAGE_KEY not in described:
        raise SetupMustChange("package_absent")
    if destination is None:
        external = described[PACKAGE_KEY].external_id
        raise SetupMustChange("field_not_writable" if external else "key_not_external")
    return destination
