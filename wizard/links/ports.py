"""What a link run needs of Salesforce. All may raise the errors of ``wizard.domain.errors``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from wizard.domain.links import Kind, LinkedCard, Person
from wizard.domain.results import RowResult
from wizard.links.plan import FieldWrite, LinkWrite, Made, NewPerson


class LinkSource(Protocol):
    """Stored cards, and the people who might be on them, as the signed-in user sees them."""

    def all_cards(self) -> Iterator[LinkedCard]:
        """Every stored card, with the values by which cards and people are compared, and the date of exchange."""

    def cards(self, record_ids: Sequence[str]) -> Iterator[LinkedCard]:
        """The stored cards of these records; deleted ones are left out."""

    def cards_with(self, addresses: Iterable[str]) -> Iterator[LinkedCard]:
        """The stored cards on which one of these addresses stands."""

    def everybody(self, kind: Kind) -> Iterator[Person]:
        """Every contact, or every lead that is not converted."""

    def people(self, kind: Kind, cards: Sequence[LinkedCard]) -> Iterator[Person]:
        """The contacts or leads that may be on one of a few cards; more may come."""

    def accounts(self) -> Iterator[tuple[str, str]]:
        """Id and name of every account."""

    def accounts_in_use(self, ids: Sequence[str]) -> Iterator[str]:
        """Those of these accounts under which a contact, an opportunity or a case is left."""

    def records(self, kind: Kind, ids: Sequence[str], fields: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """These records with these fields; deleted ones are left out."""


class LinkTarget(Protocol):
    """Writes links, and contacts, leads and accounts."""

    @property
    def object_name(self) -> str:
        """The object of the cards."""

    def link(self, writes: Sequence[LinkWrite]) -> list[RowResult]:
        """Set or clear the links of up to 200 cards; safe to repeat."""

    def link_many(self, writes: Sequence[LinkWrite], began: Callable[[str], None]) -> list[RowResult]:
        """Set or clear the links of up to 5,000 cards by one job; return the fate of the rows it dealt with.

        ``began`` is told the job's id before anything is uploaded. Raises ``BulkSwitchedOff``.
        """

    def end_job(self, job: str) -> None:
        """Let a job that was left behind come to its end, or stop it."""

    def write(self, writes: Sequence[FieldWrite]) -> list[RowResult]:
        """Write fields of up to 200 contacts or leads; safe to repeat."""

    def create(self, people: Sequence[NewPerson]) -> list[Made]:
        """Make up to 75 people and link a card to each; sent once."""

    def delete(self, ids: Sequence[str]) -> list[RowResult]:
        """Delete up to 200 records; safe to repeat."""

    def clock(self) -> datetime:
        """Salesforce's own time at its last answer."""
