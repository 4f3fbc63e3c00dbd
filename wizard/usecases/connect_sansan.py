"""Connect Sansan: try the key with one page of cards, and learn who owns them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wizard.domain.card import BEGINNING, Card
from wizard.domain.errors import Refused, SetupMustChange
from wizard.domain.persons import of_owner, owner_key
from wizard.domain.ports import CardSource
from wizard.domain.users import SansanUser

VERSIONS = ("6.0", "3.2")  # tried in this order (sansan.md §1.1)


@dataclass(frozen=True, slots=True)
class ConnectionProbe:
    """What one page of cards tells: it works, at least these cards are there, these owners so far."""

    version: str
    cards: tuple[Card, ...]
    more: bool

    @property
    def owners(self) -> tuple[SansanUser, ...]:
        """The owners of the cards seen, each once."""
        found = {owner_key(card.owner): card.owner for card in self.cards}
        return tuple(map(of_owner, found.values()))


def connect(
    open_source: Callable[[str], CardSource], versions: Sequence[str] = VERSIONS
) -> tuple[CardSource, ConnectionProbe]:
    """Read one page under the first API version that is there.

    Raises ``SignInNeeded`` (key refused), ``SetupMustChange`` (no version, or the request refused),
    ``PassingFault``.
    """
    until = datetime.now(UTC) + timedelta(days=1)
    for version in versions:
        source = open_source(version)
        try:
            page = source.page(BEGINNING, until)
        except Refused as refusal:
            if refusal.status == 404:
                continue
            raise SetupMustChange("sansan_refused", status=refusal.status) from None
        if page.until:  # Sansan wants shorter windows: the newest tells more than the first
            page = source.page(until - (page.until - BEGINNING), until)._replace(more=True)
        return source, ConnectionProbe(version, page.cards, page.more)
    raise SetupMustChange("sansan_no_version", versions=", ".join(versions))
