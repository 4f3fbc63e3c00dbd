"""Our own object for the cards: what of it is there, and what is to be made. Pure rules.

What a newer program adds is made in an object of an older one; what an administrator changed or took away stays so.
To tell "never made" from "taken away", our permission sets note in their description which generation of parts they
were made with. Where nothing is noted, all that is absent counts as never made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wizard.domain.destination import OWN, OWN_LATER, OWN_LOOKUPS
from wizard.domain.permission_set import OWN_READER_SET, OWN_SET

SINCE: Mapping[str, int] = {
    **dict.fromkeys(OWN_LOOKUPS.values(), 2),
    **{OWN.fields[item]: generation for item, generation in OWN_LATER.items()},
}
"""The generation a field came with; the first where it is not named."""

PARTS = max(SINCE.values())
"""The generation of this program's parts."""

FIELDS = (OWN.key_field, *(name for name in OWN.fields.values() if name.endswith("__c")), *OWN_LOOKUPS.values())
SETS = (OWN_SET, OWN_READER_SET)

_NOTE = re.compile(r" ?\(parts: (\d+)\)")
_LONGEST = 255  # of a permission set's description (object reference [C])


@dataclass(frozen=True, slots=True)
class HeldSet:
    """One of our permission sets as it is; ``fields`` are those it opens."""

    id: str
    description: str = ""
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ObjectState:
    """What is there. ``fields``: all custom ones, hidden ones too; None where the signed-in user may not look."""

    exists: bool
    fields: frozenset[str] | None = None
    sets: Mapping[str, HeldSet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Components:
    """What is to be made: the ``whole`` object or some ``fields``, permission sets, and rights in sets that are there.

    ``granted`` are the fields that a set made now opens; ``rights`` those that a set there is to open, too.
    """

    whole: bool = False
    fields: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    rights: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.whole or self.fields or self.sets or self.rights)


EVERYTHING = Components(whole=True, fields=FIELDS, sets=SETS, granted=FIELDS)


def to_make(there: ObjectState, *, again: bool = False) -> Components:
    """Return what is to be made; with ``again`` also what somebody took away, but for rights, which stay as they are.

    The writer's set is made whenever it is absent, as nobody could write the cards without it.
    """
    if not there.exists:
        return _whole(there)
    known = 0 if again else _known(there)
    fields = tuple(name for name in _absent(there) if _since(name) > known)
    sets = tuple(name for name in SETS if name not in there.sets and (name == OWN_SET or not known))
    opened = (there.fields if there.fields is not None else frozenset(FIELDS)) | set(fields)
    rights = {name: _rights(there, held, fields) for name, held in there.sets.items()}
    granted = tuple(name for name in FIELDS if name in opened) if sets else ()
    return Components(False, fields, sets, granted, {name: some for name, some in rights.items() if some})


def taken_away(there: ObjectState) -> tuple[str, ...]:
    """Return the fields and sets (API names) that are absent though the object was made with them."""
    if not there.exists:
        return ()
    made = to_make(there)
    absent = (*_absent(there), *(name for name in SETS if name not in there.sets))
    return tuple(name for name in absent if name not in (*made.fields, *made.sets))


def noted(description: str) -> str:
    """Return a set's description with a note of this program's parts; never of older ones than were noted."""
    note = f" (parts: {max(PARTS, _generation(description))})"
    return (_NOTE.sub("", description)[: _LONGEST - len(note)] + note).lstrip()


def _whole(there: ObjectState) -> Components:
    absent = tuple(name for name in SETS if name not in there.sets)
    return Components(True, FIELDS, absent, FIELDS if absent else (), dict.fromkeys(there.sets, FIELDS))


def _rights(there: ObjectState, held: HeldSet, made: Iterable[str]) -> tuple[str, ...]:
    """The rights to fields just made, and to those that came after the set was made."""
    known, present = _known(there), there.fields or frozenset()
    later = {name for name in present if _since(name) > known}
    return tuple(name for name in FIELDS if name in {*made, *later} and name not in held.fields)


def _absent(there: ObjectState) -> tuple[str, ...]:
    return () if there.fields is None else tuple(name for name in FIELDS if name not in there.fields)


def _known(there: ObjectState) -> int:
    return max((_generation(held.description) for held in there.sets.values()), default=0)


def _generation(description: str) -> int:
    found = _NOTE.search(description)
    return int(found[1]) if found else 0


def _since(name: str) -> int:
    return SINCE.get(name, 1)
