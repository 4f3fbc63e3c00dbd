"""Whose card it is in Salesforce: the recipients of the profile, and owners met for the first time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wizard.domain.card import Card, Owner
from wizard.domain.profile import Profile
from wizard.domain.recipients import Directory, Recipient, match_one, owner_key
from wizard.domain.text import fold
from wizard.domain.users import SansanUser


class Recipients:
    """Finds the recipient of each card. New owners are matched by the same rules, never by suggestion.

    ``directory`` reads the Salesforce users; it is asked only when an owner is new.
    """

    def __init__(self, profile: Profile, directory: Callable[[], Directory]) -> None:
        self._profile, self._read, self._directory = profile, directory, None
        self._by_key = {owner_key(r.sansan): r for r in profile.recipients}
        self._by_id = {r.sansan.id: r for r in profile.recipients if r.sansan.id}
        self._excluded = {fold(email) for email in profile.cards.exclude_owners}
        self.met: list[Recipient] = []

    _directory: Directory | None

    def all(self) -> list[tuple[str, Recipient]]:
        """Return every recipient with the key of the owner."""
        return list(self._by_key.items())

    def of(self, owner: Owner) -> tuple[str, Recipient]:
        """Return the key of a card's owner, and the recipient."""
        key = owner_key(owner)
        found = self._by_key.get(key)
        if found is None and not owner.email and self._profile.owner_ids_proven:
            found = self._by_id.get(owner.id)
            key = owner_key(found.sansan) if found else key
        return key, found or self._meet(key, owner)

    def refusal(self, card: Card, recipient: Recipient) -> str:
        """Return the reason why a card is not sent by the person's choice, empty when it is."""
        choice = self._profile.cards
        if recipient.skip or fold(recipient.sansan.email or card.owner.email) in self._excluded:
            return "owner_excluded"
        if choice.exchanged_from and card.exchange_date and card.exchange_date < choice.exchanged_from:
            return "exchanged_before"
        return ""

    def extended(self) -> Profile:
        """Return the profile with the owners met added."""
        return replace(self._profile, recipients=(*self._profile.recipients, *self.met))

    def _meet(self, key: str, owner: Owner) -> Recipient:
        if self._directory is None:
            self._directory = self._read()
        person = SansanUser(owner.id, owner.name, owner.email)
        recipient = match_one(person, self._directory, self._profile.default_user)
        self._by_key[key] = recipient
        self.met.append(recipient)
        return recipient
