"""Sansan for the window: keys and counting."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from wizard.app.part import Part
from wizard.domain.card import BEGINNING, Card
from wizard.domain.control import Control
from wizard.domain.errors import SetupMustChange
from wizard.domain.profile import SANSAN_KEY, SansanAccess, secret_name
from wizard.domain.recipients import owner_key
from wizard.domain.users import SansanUser
from wizard.flow.answers import Connection
from wizard.gui.backend import CardsSeen
from wizard.services.secrets import use_memory
from wizard.transfer.reading import pages
from wizard.usecases.connect_sansan import connect


class SansanPart(Part):
    """Tests, keeps, counts."""

    def connect_sansan(self, name: str, key: str, control: Control) -> Connection:
        """Test a key with one page of cards, and put it into the keyring."""
        if not (key.isascii() and key.isprintable()):
            raise SetupMustChange("sansan_key_missing", where=name)
        _, look = connect(self._with(control).sansan(SansanAccess(name), key))
        secret = secret_name(uuid.uuid4().hex, SANSAN_KEY)
        self._services.secrets.set(secret, key)
        return Connection(name, secret, look.version, len(look.cards), look.more, look.owners)

    def keep_secrets_in_memory(self) -> None:
        """Keep every secret of this window until it closes, and nowhere else."""
        use_memory()

    def forget_sansan(self, connection: Connection) -> None:
        """Take a key out of the keyring, unless a saved set-up uses it."""
        if connection.secret not in self._used_secrets():
            self._services.secrets.delete(connection.secret)

    def count_cards(self, connection: Connection, report: Callable[[CardsSeen], None], control: Control) -> CardsSeen:
        """Count all cards, each once, reporting after every page."""
        tally = _Tally()
        for cards, _ in pages(self._source(connection, control), BEGINNING, datetime.now(UTC)):
            control.checkpoint()
            tally.take(cards)
            report(tally.seen(complete=False))
        return tally.seen(complete=True)


class _Tally:
    """Counts cards by owner; holds no contents."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._by_owner: Counter[str] = Counter()
        self._owners: dict[str, SansanUser] = {}

    def take(self, cards: list[Card]) -> None:
        """Count cards not met before."""
        for card in cards:
            if card.id not in self._met:
                self._met.add(card.id)
                key = owner_key(card.owner)
                self._by_owner[key] += 1
                self._owners.setdefault(key, SansanUser(card.owner.id, card.owner.name, card.owner.email))

    def seen(self, *, complete: bool) -> CardsSeen:
        """Return what was counted."""
        return CardsSeen(len(self._met), dict(self._by_owner), tuple(self._owners.values()), complete)
