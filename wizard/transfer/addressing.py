"""Whose card it is in Salesforce: the recipients of the profile, and owners met for the first time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from wizard.domain.card import Card, Owner
from wizard.domain.card_filter import CardFilter
from wizard.domain.persons import Persons, earlier_keys, of_owner, owner_key
from wizard.domain.profile import Profile
from wizard.domain.recipients import Directory, Recipient, match_one
from wizard.domain.users import SansanUser


class Recipients:
    """Finds the recipient of each card. New owners are matched by the same rules, never by suggestion.

    ``directory`` reads the Salesforce users, ``look_up`` asks Sansan for an owner's e-mail address; both are asked
    only when an owner is new. ``met`` are the new ones; ``learned``: the profile is to be kept as ``extended``.
    """

    def __init__(
        self, profile: Profile, directory: Callable[[], Directory], look_up: Callable[[SansanUser], SansanUser]
    ) -> None:
        self._profile, self._read, self._look_up = profile, directory, look_up
        self._directory: Directory | None = None
        self._by_key: dict[str, Recipient] = {}
        for recipient in profile.recipients:
            self._by_key.setdefault(owner_key(recipient.sansan), recipient)
        self._persons = Persons(recipient.sansan for recipient in self._by_key.values())
        self._filter = CardFilter(profile.cards)
        self._of: dict[Owner, tuple[str, Recipient]] = {}
        self._identified: dict[str, str] = {}
        self.met: list[Recipient] = []
        self.learned = False

    def all(self) -> list[tuple[str, Recipient]]:
        """Return every recipient with the key of the owner."""
        return list(self._by_key.items())

    def stands(self, key: str, user_id: str) -> bool:
        """Whether the cards of an owner still go to this Salesforce user."""
        found = self._by_key.get(key)
        return found is not None and not found.skip and found.user_id == user_id

    def earlier_keys(self) -> Mapping[str, str]:
        """Return the key of each owner by the one he had as long as only his address was known."""
        return earlier_keys(recipient.sansan for recipient in self._by_key.values())

    def now(self, key: str) -> str:
        """Return an owner's key, where this one was his until his id was met."""
        return self._identified.get(key, key)

    def of(self, owner: Owner) -> tuple[str, Recipient]:
        """Return the key of a card's owner, and the recipient."""
        found = self._of.get(owner)
        if found is None:
            found = self._of[owner] = self._find(owner)
        return found

    def refusal(self, card: Card, recipient: Recipient) -> str:
        """Return the reason why a card is not sent by the person's choice, empty when it is."""
        if recipient.skip:
            return "owner_excluded"
        return self._filter.why_not(recipient.sansan.email or card.owner.email, card.exchange_date, card.tags)

    def extended(self) -> Profile:
        """Return the profile with what was learned of owners added."""
        return replace(self._profile, recipients=tuple(self._by_key.values()))

    def _find(self, owner: Owner) -> tuple[str, Recipient]:
        person = of_owner(owner)
        known = self._persons.find(person)
        if known is None:
            person = self._look_up(person)
            known = self._persons.find(person)
        if known is None:
            known = self._meet(person)
        elif owner.id and not known.owner_id:
            known = self._identify(known, owner.id)
        key = owner_key(known)
        return key, self._by_key[key]

    def _meet(self, person: SansanUser) -> SansanUser:
        self._directory = self._directory or self._read()
        self.met.append(match_one(person, self._directory, self._profile.default_user))
        self._keep(self.met[-1])
        return person

    def _identify(self, known: SansanUser, owner_id: str) -> SansanUser:
        """Know from now on by which id cards name somebody who was known by address only."""
        person = replace(known, owner_id=owner_id)
        recipient = self._by_key.pop(owner_key(known))
        self._persons.replace(known, person)
        self._of.clear()  # cards that do not tell the id gave the earlier key
        self._keep(replace(recipient, sansan=person))
        self._identified[owner_key(known)] = owner_key(person)
        return person

    def _keep(self, recipient: Recipient) -> None:
        self._by_key[owner_key(recipient.sansan)] = recipient
        self._persons.add(recipient.sansan)
        self.learned = True
