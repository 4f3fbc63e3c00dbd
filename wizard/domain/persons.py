"""Who is who among Sansan users: by Sansan's id wherever there is one, by e-mail address only where there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from wizard.domain.card import Owner
from wizard.domain.text import fold
from wizard.domain.users import SansanUser


def of_owner(owner: Owner) -> SansanUser:
    """Return the owner of a card as a user."""
    return SansanUser(owner.id, owner.name, owner.email, owner.id)


def owner_key(owner: Owner | SansanUser) -> str:
    """Return what identifies a Sansan user over time: the id that cards name, else the address, else id or name."""
    named = owner.id if isinstance(owner, Owner) else owner.owner_id
    if named or not owner.email:
        known = named or owner.id
        return f"id:{known}" if known else f"name:{owner.name}"
    return fold(owner.email)


def earlier_keys(users: Iterable[SansanUser]) -> Mapping[str, str]:
    """Return the key of each user by the one he had as long as only his address was known."""
    found: dict[str, str] = {}
    for user in users:
        if user.owner_id and user.email:
            found.setdefault(fold(user.email), owner_key(user))
    return found


class Persons:
    """Finds the one of some Sansan users who somebody is.

    The same id is the same person, whatever the address; an address joins only who has no other id of the same kind:
    people swap addresses, and an address passes to a new user.
    """

    def __init__(self, users: Iterable[SansanUser] = ()) -> None:
        self._by_key: dict[str, SansanUser] = {}
        self._by_listed: dict[str, SansanUser] = {}
        self._by_address: defaultdict[str, list[SansanUser]] = defaultdict(list)
        for user in users:
            self.add(user)

    def add(self, user: SansanUser) -> None:
        """Add a user; the first of the same person stays."""
        if self._by_key.setdefault(owner_key(user), user) is not user:
            return
        if listed := _listed(user):
            self._by_listed.setdefault(listed, user)
        if user.email:
            self._by_address[fold(user.email)].append(user)

    def replace(self, user: SansanUser, known: SansanUser) -> None:
        """Put what is known of a user now in the place of what was."""
        del self._by_key[owner_key(user)]
        self._by_listed.pop(_listed(user), None)
        self._by_address[fold(user.email)] = [each for each in self._by_address[fold(user.email)] if each != user]
        self.add(known)

    def find(self, who: SansanUser) -> SansanUser | None:
        """Return the user who this is, None where there is none."""
        found = self._by_key.get(owner_key(who)) or self._by_listed.get(_listed(who))
        alike = self._by_address.get(fold(who.email), ()) if who.email else ()
        return found or next((user for user in alike if not _differ(user, who)), None)


def _listed(user: SansanUser) -> str:
    """The id of a list whose ids are not those that cards name; empty where there is none."""
    return user.id if user.id != user.owner_id else ""


def _differ(one: SansanUser, other: SansanUser) -> bool:
    """Whether two users of one address have different ids of one kind."""
    pairs = ((one.owner_id, other.owner_id), (_listed(one), _listed(other)))
    return any(a and b and a != b for a, b in pairs)
