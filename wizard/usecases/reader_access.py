"""Reader access: which recipients cannot see the cards they own, and giving them the reader's permission set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.destination import OWN, PACKAGE, Target
from wizard.domain.permission_set import OWN_READER_SET, PermissionSet
from wizard.domain.ports import UserDirectory


@dataclass(frozen=True, slots=True)
class ReaderAccess:
    """``lacking`` are the ids of users who may not read the card object; ``sets`` would let them, best first."""

    lacking: tuple[str, ...] = ()
    sets: tuple[PermissionSet, ...] = ()

    @property
    def best(self) -> PermissionSet | None:
        """The set to give without asking: our own, or the only one."""
        ours = self.sets[:1] if len(self.sets) == 1 or (self.sets and self.sets[0].name == OWN_READER_SET) else ()
        return ours[0] if ours else None


def lacking(directory: UserDirectory, user_ids: Iterable[str]) -> frozenset[str]:
    """Return who of ``user_ids`` may not read the card object that is there; nobody where that is unknown.

    The package's object counts, else our own. For the recipients table, before anything is made.
    """
    for target in (PACKAGE, OWN):
        readers = directory.readers(target.object_name)
        if readers is not None:
            return frozenset(user_ids) - readers
    return frozenset()


def look(directory: UserDirectory, target: Target, user_ids: Iterable[str]) -> ReaderAccess:
    """Return who of ``user_ids`` may not read the object, and the sets that would help."""
    readers = directory.readers(target.object_name)
    without = sorted(set(user_ids) - readers) if readers is not None else ()
    if not without:
        return ReaderAccess()
    sets = sorted(directory.reader_sets(target.object_name), key=lambda found: found.name != OWN_READER_SET)
    return ReaderAccess(tuple(without), tuple(sets))
