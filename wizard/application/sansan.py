"""Sansan keys: testing, keeping and forgetting them, and counting the cards of one."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from wizard.application.command import Command, Report, ignore
from wizard.application.setup_session import SetupSession
from wizard.domain.card import BEGINNING, Card, Owner
from wizard.domain.card_filter import CardGroup
from wizard.domain.errors import Refused, SetupMustChange
from wizard.domain.persons import of_owner, owner_key
from wizard.domain.profile import SANSAN_KEY, SansanAccess, secret_name
from wizard.domain.users import SansanUser
from wizard.flow.answers import Connection
from wizard.services.secrets import use_memory
from wizard.transfer.reading import pages
from wizard.usecases.connect_sansan import connect
from wizard.wiring import Services

_FEW = 5_000  # groups of cards


@dataclass(frozen=True, slots=True)
class ConnectSansan(Command[Connection]):
    """Test a key with one page of cards, and put it into the keyring."""

    name: str
    key: str = field(repr=False)

    def run(self, services: Services, report: Report = ignore) -> Connection:
        """Return what the key sees."""
        if not (self.key.isascii() and self.key.isprintable()):
            raise SetupMustChange("sansan_key_missing", where=self.name)
        _, look = connect(services.sansan(SansanAccess(self.name), self.key))
        secret = secret_name(uuid.uuid4().hex, SANSAN_KEY)
        services.secrets.set(secret, self.key)
        return Connection(self.name, secret, look.version, len(look.cards), look.more, look.owners)


@dataclass(frozen=True, slots=True)
class ForgetSansan(Command[None]):
    """Take a key out of the keyring, unless a saved set-up uses it."""

    connection: Connection

    def run(self, services: Services, report: Report = ignore) -> None:
        """Delete it."""
        if self.connection.secret not in SetupSession(services).used_secrets():
            services.secrets.delete(self.connection.secret)


@dataclass(frozen=True, slots=True)
class KeepSecretsInMemory(Command[None]):
    """Keep every secret of this program until it ends, and nowhere else."""

    def run(self, services: Services, report: Report = ignore) -> None:
        """Take the keyring in memory."""
        use_memory()


@dataclass(frozen=True, slots=True)
class CardsSeen:
    """What counting has found so far: cards by ``persons.owner_key``, and who the owners are.

    ``groups`` counts them by what a choice of cards goes by; while many are counted it may lag behind.
    """

    cards: int = 0
    by_owner: Mapping[str, int] = field(default_factory=dict)
    owners: tuple[SansanUser, ...] = ()
    complete: bool = False
    groups: Mapping[CardGroup, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountCards(Command[CardsSeen]):
    """Count all cards of a key, each once; reports ``CardsSeen`` after every page."""

    connection: Connection

    def run(self, services: Services, report: Report = ignore) -> CardsSeen:
        """Read every page."""
        tally, source = _Tally(), SetupSession(services).source(self.connection)
        for cards, _ in pages(source, BEGINNING, datetime.now(UTC)):
            services.control.checkpoint()
            tally.take(cards)
            report(tally.seen(complete=False))
        return tally.seen(complete=True)


@dataclass(frozen=True, slots=True)
class TagsFound:
    """The names of all tags in Sansan, None where the key may not list them; whether it may search cards by tag."""

    names: tuple[str, ...] | None
    searchable: bool = True


@dataclass(frozen=True, slots=True)
class FindTags(Command[TagsFound]):
    """Find the tags by which cards may be chosen; tries one of them, to learn whether the key may search."""

    connection: Connection

    def run(self, services: Services, report: Report = ignore) -> TagsFound:
        """Ask Sansan."""
        source = SetupSession(services).source(self.connection)
        known = source.tags()
        if not known:
            return TagsFound(None if known is None else ())
        names = tuple(sorted(known))
        try:
            source.tagged(known[names[0]])
        except Refused:
            return TagsFound(names, searchable=False)
        return TagsFound(names)


class _Tally:
    """Counts cards by owner, exchange date and tags; holds nothing else of them."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._by_owner: Counter[str] = Counter()
        self._owners: dict[str, SansanUser] = {}
        self._keys: dict[Owner, tuple[str, set[str]]] = {}
        self._groups: Counter[CardGroup] = Counter()
        self._told: dict[CardGroup, int] = {}

    def take(self, cards: list[Card]) -> None:
        """Count cards not met before."""
        for card in cards:
            if card.id not in self._met:
                self._met.add(card.id)
                key, keys = self._keys.get(card.owner) or self._meet(card.owner)
                self._by_owner.update(keys)
                self._groups[CardGroup(key, card.owner.email, card.exchange_date, card.tags)] += 1

    def _meet(self, owner: Owner) -> tuple[str, set[str]]:
        """Return the owner's key, and by which he may be asked for: a user of a list may be known by address only."""
        person = of_owner(owner)
        key = owner_key(person)
        self._owners.setdefault(key, person)
        self._keys[owner] = key, {key, owner_key(replace(person, owner_id=""))}
        return self._keys[owner]

    def seen(self, *, complete: bool) -> CardsSeen:
        """Return what was counted."""
        if complete or len(self._groups) < _FEW:  # a copy of many after each page would take long
            self._told = dict(self._groups)
        return CardsSeen(len(self._met), dict(self._by_owner), tuple(self._owners.values()), complete, self._told)
