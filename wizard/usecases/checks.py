"""Checks before a set-up goes on: what must be, what should be, and how each thing is now. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from wizard.domain.destination import Field, Target
from wizard.domain.errors import AppError
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, CheckState, Requirement
from wizard.domain.results import RECORDS_A_MEGABYTE
from wizard.domain.users import Account

_SKEW = timedelta(minutes=5)
FIRST_CARDS = 10  # after which what the package does with tags can be seen
_OLDEST_SUPPORTED = (1, 58)  # of Sansan_CI, since 31 December 2025 [C]
_RIGHTS = ("AssignPermissionSets", "CustomizeApplication", "ModifyAllData")


class OrgFacts(Protocol):
    """What an organisation tells of itself. Each may raise ``AppError``; then that check is unknown."""

    def rights(self) -> dict[str, bool]:
        """The user permissions of the signed-in user, without the word Permissions."""

    def hidden_user_fields(self) -> tuple[str, ...]:
        """The fields of users that cannot be read."""

    def has_other_administrator(self) -> bool:
        """Whether another active user may manage users."""

    def package_version(self) -> tuple[int, int] | None:
        """Major and minor version of Sansan's package; None where it is not listed."""

    def limits(self) -> dict[str, tuple[int, int]]:
        """What is left of how much, by the name of the limit."""

    def identity(self) -> tuple[str, str]:
        """The ids of user and organisation as the identity service tells them."""

    def clock(self) -> datetime:
        """Salesforce's own time at its last answer."""

    def describe(self, object_name: str) -> dict[str, Field] | None:
        """The fields that can be seen; None when the object is absent or hidden."""

    def tags_in_picklist(self) -> bool | None:
        """Whether the package fills its picklist of tags from what is written; None where no card tells."""

    def rules(self, object_name: str) -> tuple[list[str], list[str]]:
        """The names of the active duplicate rules and validation rules."""

    def count(self, object_name: str) -> int:
        """How many records there are."""

    def linking(self) -> bool | None:
        """Whether the package links cards with contacts and leads; None where it has no such setting."""


def of_connection(
    facts: OrgFacts, account: Account, environment: str, try_key: Callable[[], object], now: datetime
) -> tuple[Requirement, ...]:
    """Check what both sides allow, before anything is chosen. ``try_key`` asks Sansan; it may raise ``AppError``."""
    return (
        _key(try_key),
        *_guarded(("api", "rights"), lambda: _rights(facts.rights())),
        *_guarded((), lambda: _only_administrator(facts.has_other_administrator())),
        *_guarded((), lambda: _user_fields(facts.hidden_user_fields())),
        *_edition(account.organization.edition),
        *_guarded(("calls", "storage"), lambda: _limits(facts.limits())),
        _environment(account, environment),
        *_guarded(("identity",), lambda: [_identity(facts.identity(), account)]),
        _clock(facts.clock(), now),
    )


def of_destination(facts: OrgFacts, target: Target, sent: int) -> tuple[Requirement, ...]:
    """Check the object the cards go to. ``sent`` are the cards this set-up has brought there."""
    return (
        *_guarded(("fields",), lambda: [_fields(target, facts.describe(target.object_name))]),
        *_guarded(("duplicate_rules", "validation_rules"), lambda: _rules(*facts.rules(target.object_name))),
        *_guarded(("others_cards",), lambda: [_others(facts.count(target.object_name), sent)]),
        *(_package(facts, sent) if target.kind == "package" else ()),
    )


def _guarded(codes: Iterable[str], check: Callable[[], list[Requirement]]) -> list[Requirement]:
    """Return the checks, or that they could not be made: an answer that is not understood tells nothing."""
    try:
        return check()
    except (AppError, LookupError, TypeError, ValueError, AttributeError):
        return [Requirement(code, UNKNOWN) for code in codes]


def _key(try_key: Callable[[], object]) -> Requirement:
    try:
        try_key()
    except AppError:
        return Requirement("key", PROBLEM, required=True)
    return Requirement("key", OK, required=True)


def _rights(held: dict[str, bool]) -> list[Requirement]:
    missing = [right for right in _RIGHTS if not held.get(right)]
    manages = held.get("ModifyAllData") or not missing
    return [
        Requirement("api", OK if held.get("ApiEnabled") else PROBLEM, required=True),
        Requirement("rights", OK if manages else PROBLEM, details={"missing": ", ".join(missing)}),
    ]


def _only_administrator(others: bool) -> list[Requirement]:
    return [] if others else [Requirement("only_administrator", PROBLEM)]


def _user_fields(hidden: tuple[str, ...]) -> list[Requirement]:
    """Only what is hidden is worth a word."""
    return [Requirement("user_fields", PROBLEM, details={"fields": ", ".join(hidden)})] if hidden else []


def _edition(edition: str) -> list[Requirement]:
    """Tell which it is: that its API can be used is proven by then. An older set-up does not know it."""
    return [Requirement("edition", OK, details={"edition": edition})] if edition else []


def _limits(left: dict[str, tuple[int, int]]) -> list[Requirement]:
    checks = [Requirement("calls", UNKNOWN), Requirement("storage", UNKNOWN)]
    if calls := left.get("DailyApiRequests"):
        checks[0] = Requirement("calls", _enough(calls[0]), True, {"left": calls[0], "limit": calls[1]})
    if storage := left.get("DataStorageMB"):
        details = {"left": storage[0], "cards": max(0, storage[0]) * RECORDS_A_MEGABYTE}
        checks[1] = Requirement("storage", _enough(storage[0]), True, details)
    return checks


def _enough(left: int) -> CheckState:
    return OK if left > 0 else PROBLEM


def _environment(account: Account, environment: str) -> Requirement:
    """Salesforce's own hosts never mix them up; an address given by hand may."""
    sandbox = account.organization.sandbox
    fits = environment not in ("production", "sandbox") or sandbox == (environment == "sandbox")
    code = "is_sandbox" if sandbox else "is_production"
    return Requirement(code, OK if fits else PROBLEM, details={"organization": account.organization.name})


def _identity(told: tuple[str, str], account: Account) -> Requirement:
    same = (told[0][:15], told[1][:15]) == (account.user.id[:15], account.organization.id[:15])
    return Requirement("identity", OK if same else PROBLEM)


def clock_notices(there: datetime, here: datetime) -> tuple[AppError, ...]:
    """Return what to tell of this computer's clock where it is off a service's."""
    minutes = round(abs(there - here).total_seconds() / 60)
    return (AppError("clock_wrong", minutes=minutes),) if abs(there - here) > _SKEW else ()


def _clock(there: datetime, here: datetime) -> Requirement:
    minutes = round(abs(there - here).total_seconds() / 60)
    return Requirement("clock", OK if abs(there - here) <= _SKEW else PROBLEM, details={"minutes": minutes})


def _fields(target: Target, described: dict[str, Field] | None) -> Requirement:
    if described is None:
        return Requirement("object", PROBLEM, True, {"object": target.object_name})
    key = described.get(target.key_field)
    if key is None or not key.writable:
        return Requirement("key_field", PROBLEM, True, {"field": target.key_field})
    closed = [name for name in target.fields.values() if name not in described or not described[name].writable]
    return Requirement("fields", PROBLEM if closed else OK, details={"fields": ", ".join(closed)})


def _rules(duplicate: list[str], validation: list[str]) -> list[Requirement]:
    return [
        Requirement("duplicate_rules", PROBLEM if duplicate else OK, details={"names": ", ".join(duplicate)}),
        Requirement("validation_rules", PROBLEM if validation else OK, details={"names": ", ".join(validation)}),
    ]


def _others(there: int, sent: int) -> Requirement:
    return Requirement("others_cards", PROBLEM if there > sent else OK, details={"count": max(0, there - sent)})


def _package(facts: OrgFacts, sent: int) -> Iterable[Requirement]:
    yield from _guarded((), lambda: _version(facts.package_version()))
    yield from _guarded(("linking",), lambda: _linking(facts.linking()))
    yield Requirement("data_hub", OK)
    if sent >= FIRST_CARDS:
        yield from _guarded((), lambda: _tags(facts.tags_in_picklist()))


def _version(version: tuple[int, int] | None) -> list[Requirement]:
    if version is None:
        return []
    said = ".".join(map(str, version))
    return [Requirement("package_version", PROBLEM if version < _OLDEST_SUPPORTED else OK, details={"version": said})]


def _tags(filled: bool | None) -> list[Requirement]:
    return [] if filled is None else [Requirement("tags", OK if filled else PROBLEM)]


def _linking(on: bool | None) -> list[Requirement]:
    return [] if on is None else [Requirement("linking", PROBLEM if on else OK)]
