"""What the use cases and the transfer need of the outside world. All may raise the errors of ``errors``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, Protocol

from wizard.domain.card import Card, Page
from wizard.domain.destination import Field
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.own_object import Components, ObjectState
from wizard.domain.permission_set import PermissionSet
from wizard.domain.plan import Change
from wizard.domain.results import Allowance, RowResult, StoredRecord
from wizard.domain.schedule import Schedule
from wizard.domain.users import Account, SalesforceUser, SansanUser

Operation = Literal["upsert", "update", "delete"]
NONE: Mapping[str, str] = MappingProxyType({})


class CardSource(Protocol):
    """Sansan, as one key sees it."""

    def page(self, since: datetime, until: datetime, token: str = "") -> Page:
        """Cards updated in a window, both ends included, oldest update first."""

    def newest(self) -> datetime | None:
        """The latest update of any card; None when there is none, or Sansan does not say."""

    def card(self, card_id: str) -> Card | None:
        """One card; None when there is none to be seen. Raises ``Refused`` when the source does not say so."""

    def tags(self) -> Mapping[str, Sequence[str]] | None:
        """The ids of all tags by their name; None when the key may not list them."""

    def tagged(self, tag_ids: Sequence[str], token: str = "") -> Page:
        """The cards that have one of these tags. Raises ``Refused`` when the key may not search."""

    def search(self, condition: str, value: str) -> Page:
        """The first cards that meet a condition of Sansan's search. Raises ``Refused`` when the key may not search."""

    def users(self) -> list[SansanUser] | None:
        """All Sansan users; None when the key may not list them."""

    def user(self, user_id: str) -> SansanUser | None:
        """One Sansan user; None when it is not told."""


class UserDirectory(Protocol):
    """Salesforce's people, rights and objects, as the signed-in user sees them."""

    def account(self) -> Account:
        """Who is signed in to which organisation."""

    def users(self) -> tuple[SalesforceUser, ...]:
        """The active users who can own records."""

    def everyone(self) -> tuple[SalesforceUser, ...]:
        """The users of the company, those too who cannot own records (``barred``)."""

    def hidden_fields(self) -> tuple[str, ...]:
        """The fields of users that may not be read, as far as users were read before."""

    def permission_sets(self) -> tuple[PermissionSet, ...]:
        """All permission sets that are no profile's own; none where that may not be looked at."""

    def assign(self, permission_set_id: str) -> bool:
        """Assign to the signed-in user; False when assigned already."""

    def assign_each(self, permission_set_id: str, user_ids: Sequence[str]) -> dict[str, SetupMustChange]:
        """Assign to many users who lack it; return who was refused, and why."""

    def readers(self, object_name: str) -> frozenset[str] | None:
        """The ids of all users who may read an object; None where that cannot be learned."""

    def reader_sets(self, object_name: str) -> tuple[PermissionSet, ...]:
        """The permission sets, no profile's own, that let read an object and change nothing of it."""

    def describe(self, object_name: str) -> dict[str, Field] | None:
        """The fields that can be seen; None when the object is absent or hidden."""


class OwnObject(Protocol):
    """Our own object for the cards, as the signed-in user may see and make it."""

    def object_state(self) -> ObjectState:
        """What of it is there."""

    def settle(self) -> None:
        """Wait until what this user began before has been made."""

    def make(self, parts: Components) -> None:
        """Make these parts, nothing else; safe to repeat."""


class RecordStore(Protocol):
    """The card records of the destination, in small numbers."""

    def any(self) -> bool:
        """Whether there is any."""

    def count(self) -> int:
        """How many there are."""

    def ids(self) -> Iterator[tuple[str, str]]:
        """Of each the card's id and its own."""

    def allowance(self) -> Allowance:
        """What Salesforce still allows."""

    def read(self, card_ids: Sequence[str], known: Mapping[str, str] = NONE) -> dict[str, StoredRecord]:
        """What is stored for these cards; where the ids of their records are known, in fewer calls."""

    def find(self, text: str, most: int) -> list[StoredRecord]:
        """The first records that fit a text: a card's id, a name, a company or an address."""

    def upsert(self, changes: Sequence[Change]) -> list[RowResult]:
        """Write up to 200 rows; safe to repeat."""

    def restore(self, images: Sequence[StoredRecord]) -> list[RowResult]:
        """Put up to 200 records back to what they held; safe to repeat."""

    def delete(self, records: Sequence[StoredRecord]) -> list[RowResult]:
        """Delete up to 200 records; safe to repeat."""

    def clock(self) -> datetime:
        """Salesforce's own time at its last answer."""


class BulkJobs(Protocol):
    """The card records of the destination, in large numbers."""

    def start(self, operation: Operation = "upsert") -> str:
        """Create a job and return its id. Raises ``BulkSwitchedOff`` where the object takes none."""

    def upload(self, job_id: str, changes: Sequence[Change]) -> None:
        """Send the rows of a job that upserts, once, and close it."""

    def upload_records(self, job_id: str, operation: Operation, held: Sequence[StoredRecord]) -> None:
        """Send the records that a job deletes, or updates to what these hold, once, and close it."""

    def abort(self, job_id: str) -> None:
        """Stop a job."""

    def state(self, job_id: str) -> Mapping[str, Any] | None:
        """The status of a job; None when it is gone, or not for this user to see."""

    def wait(self, job_id: str) -> Mapping[str, Any]:
        """Wait for the end of a job; raises ``Interrupted`` "job_stalled" when it makes no progress for long."""

    def results(self, job_id: str) -> Iterator[RowResult]:
        """The fate of each row dealt with, as far as it can be learned."""

    def results_of(self, job_id: str, held: Sequence[StoredRecord]) -> Iterator[RowResult]:
        """The same of a job that deletes or updates these records."""


class Secrets(Protocol):
    """The keyring."""

    def get(self, name: str) -> str:
        """A secret, empty when there is none."""

    def has(self, name: str) -> bool:
        """Whether a secret is there, without waiting for a person."""

    def set(self, name: str, value: str) -> None:
        """Store a secret."""

    def delete(self, name: str) -> None:
        """Forget a secret."""

    def check(self) -> None:
        """Make sure that secrets can be kept at all, and overwritten."""

    def notices(self) -> tuple[AppError, ...]:
        """What a person should know of the keyring after what was done."""

    def give_up(self) -> None:
        """Wait for the keyring's person no longer."""


class Scheduler(Protocol):
    """The system's own scheduler, as far as our recurring transfers go."""

    name: str

    def get(self, profile: str) -> Schedule | None:
        """When a profile's transfer recurs, and whether the system starts it; None when there is no schedule.

        Raises ``SetupMustChange`` where the system cannot be asked, or its answer not be understood.
        """

    def set(self, profile: str, schedule: Schedule) -> None:
        """Let it recur, in place of what was set before, which stays where the system refuses.

        Raises ``SetupMustChange``, and ``Interrupted`` (``busy``) where the system would end a run that is under way.
        """

    def remove(self, profile: str) -> None:
        """Let it recur no more. Raises as ``set`` does; it then recurs still."""

    def repair(self, profile: str) -> bool:
        """Set it anew where this program was moved since; say whether it was."""
