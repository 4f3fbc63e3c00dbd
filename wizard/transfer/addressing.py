"""Whose card it is in Salesforce: the recipients of the profile, and owners met for the first time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wizard.domain.card import Card, Owner
from wizard.domain.card_filter import CardFilter
from wizard.domain.profile import Profile
from wizard.domain.recipients import Directory, Recipient, match_one, owner_key
from wizard.domain.users import SansanUser


class Recipients:
    """Finds the recipient of each card. New owners are matched by the same rules, never by suggestion.

    ``directory`` reads the Salesforce users, ``look_up`` asks Sansan for an owner's e-mail address; both are asked
    only when an owner is new.
    """

    def __init__(
        self, profile: Profile, directory: Callable[[], Directory], look_up: Callable[[SansanUser], SansanUser]
    ) -> None:
        self._profile, self._read, self._look_up = profile, directory, look_up
        self._directory: Directory | None = None
        self._by_key = {owner_key(r.sansan): r for r in profile.recipients}
        self._keys_by_id = {f"id:{r.sansan.id}": owner_key(r.sansan) for r in profile.recipients if r.sansan.id}
        self._proven = profile.owner_ids_proven
        self._filter = CardFilter(profile.cards)
        self.met: list[Recipient] = []
        self._of: dict[Owner, tuple[str, Recipient]] = {}

    def all(self) -> list[tuple[str, Recipient]]:
        """Return every recipient with the key of the owner."""
        return list(self._by_key.items())

    def stands(self, key: str, user_id: str) -> bool:
        """Whether the cards of an owner still go to this Salesforce user."""
        found = self._by_key.get(key)
        return found is not None and not found.skip and found.user_id == user_id

    def of(self, owner: Owner) -> tuple[str, Recipient]:
        """Return the key of a card's owner, and the recipient."""
        found = self._of.get(owner)
        if found is None:
            found = self._of[owner] = self._find(owner)
        return found

    def _find(self, owner: Owner) -> tuple[str, Recipient]:
        key = owner_key(owner)
        if self._proven:
            key = self._keys_by_id.get(key, key)
        found = self._by_key.get(key)
        return (key, found) if found else self._meet(owner)

    def refusal(self, card: Card, recipient: Recipient) -> str:
        """Return the reason why a card is not sent by the person's choice, empty when it is."""
        if recipient.skip:
            return "owner_excluded"
        return self._filter.why_not(recipient.sansan.email or card.owner.email, card.exchange_date, card.tags)

    def extended(self) -> Profile:
        """Return the profile with what was learned of owners added."""
        recipients = (*self._profile.recipients, *self.met)
        return replace(self._profile, recipients=recipients, owner_ids_proven=self._proven)

    def _meet(self, owner: Owner) -> tuple[str, Recipient]:
        person = self._look_up(SansanUser(owner.id, owner.name, owner.email))
        key = owner_key(person)
        if not owner.email and person.email:
            self._proven = True
            self._of.clear()  # owners met before may have another key now
            self._keys_by_id[owner_key(owner)] = key
        if key not in self._by_key:
            self._directory = self._directory or self._read()
            self._by_key[key] = match_one(person, self._directory, self._profile.default_user)
            self.met.append(self._by_key[key])
        return key, self._by_key[key]
