"""The product and both stand-ins for the model's test: every change is made as its people would make it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from tests.journeys.model import Content, Recipient
from wizard.services.home import Home
from wizard.services.profiles import Profiles
from wizard.services.sansan.client import SansanClient
from wizard.standin.salesforce import SalesforceStandin, clock
from wizard.standin.services import Standins
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.database import Database

_CONTENT = ("Sansan_CI__Title__c", "Sansan_CI__Note__c", "Sansan_CI__OwnerId_Original__c")
_FIELDS = f"Id, OwnerId, Sansan_CI__BizCardId__c, {', '.join(_CONTENT)}"
_MOMENT = timedelta(seconds=5)  # Salesforce shows whole seconds; what people do lies further apart


class Killed(BaseException):
    """The process ends."""


@dataclass(frozen=True)
class Side:
    """One set-up: who works with it, and the organisation it goes to."""

    admin: HastyAdministrator
    salesforce: Salesforce
    faults: Faults


class SmallWorld:
    """Set-ups with few cards, one at work at a time: ``production``, and after ``use`` others. ``close`` ends it."""

    def __init__(self, *, addresses: bool = True, page_size: int = 0, page_tokens: str = "opaque") -> None:
        self._opened = ExitStack()
        self._folder = self._opened.enter_context(TemporaryDirectory())
        self._clock = self._opened.enter_context(closing(ShiftedClock()))
        self._standins = self._opened.enter_context(closing(Standins(cards=20, users=6)))
        ready = self._standins.ready()
        self.sansan, self._sansan_faults = Sansan(ready), Faults(ready["sansan_url"])
        self.sansan.settings(
            rate_limit={"per_second": 0, "per_minute": 0},
            owner_email=addresses,
            page_size=page_size,
            page_tokens=page_tokens,
        )
        self._sides: dict[str, Side] = {}
        self._open("production", ready)
        self._profiles = Profiles(Home(Path(self._folder) / "home"))

    def close(self) -> None:
        """End everything."""
        self._opened.close()

    def use(self, name: str) -> None:
        """Work with another set-up of the same home and the same Sansan; the first time it is made, with a sandbox."""
        if name not in self._sides:
            sandbox = self._opened.enter_context(closing(SalesforceStandin(self._standins.world, 0, sandbox=True)))
            self._open(name, {**self._standins.ready(), "salesforce_url": sandbox.url, "username": sandbox.username})
        self.name = name

    @property
    def salesforce(self) -> Salesforce:
        """The organisation of the set-up at work."""
        return self._sides[self.name].salesforce

    @property
    def faults(self) -> dict[str, Faults]:
        """What goes wrong at both services of the set-up at work."""
        return {"sansan": self._sansan_faults, "salesforce": self._sides[self.name].faults}

    def _open(self, name: str, ready: dict[str, str]) -> None:
        admin = HastyAdministrator(Path(self._folder), ready)
        answer = admin.type("setup", admin.setup_file(production=name), "--json", "--lang", "en")
        assert answer.code == 0, answer.stderr
        self._sides[name] = Side(admin, Salesforce(ready), Faults(ready["salesforce_url"]))
        self.name = name

    def later(self) -> None:
        """Let some time pass in Salesforce."""
        self._clock.shift += _MOMENT

    def recipients(self) -> dict[str, Recipient]:
        """Return who gets whose cards, by the owner's id."""
        return {r.sansan.id: Recipient(r.user_id, r.skip) for r in self._profiles.pick(self.name).recipients}

    def choose(self, owner: str, chosen: Recipient) -> None:
        """Choose another recipient, as the wizard's table does."""
        profile = self._profiles.pick(self.name)
        recipients = (
            replace(r, user_id=chosen.user_id, skip=chosen.skip) if r.sansan.id == owner else r
            for r in profile.recipients
        )
        self._profiles.save(replace(profile, recipients=tuple(recipients)))

    def records(self) -> dict[str, tuple[Content, str]]:
        """Return what Salesforce holds: content and owner of each card, none twice."""
        found = self.salesforce.query(f"SELECT {_FIELDS} FROM {CARD}")
        by_card = {r["Sansan_CI__BizCardId__c"]: (_content(r), r["OwnerId"]) for r in found}
        assert len(by_card) == len(found)
        return by_card

    def record_id(self, card_id: str) -> str:
        """Return the id of a card's record."""
        soql = f"SELECT Id FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card_id}'"
        return str(self.salesforce.query(soql)[0]["Id"])

    def command(self, *words: str) -> tuple[int, dict[str, Any]]:
        """Type a command; return its exit code and answer."""
        self.later()
        admin = self._sides[self.name].admin
        answer = admin.type(*words, "--profile", self.name, "--json", "--lang", "en")
        assert "Traceback" not in answer.stderr
        self.later()
        return answer.code, answer.json

    def forbid(self, title: str) -> None:
        """Let a rule of the organisation refuse a title; an empty one ends it."""
        rule = {"object": CARD, "field": _CONTENT[0], "when": "equals", "value": title, "message": "not this title"}
        self.faults["salesforce"].post("settings", {"validation_rules": [rule] if title else []})

    def protect(self, record_id: str) -> None:
        """Let nobody delete a record; an empty id ends it."""
        held = {record_id[:15]: "DELETE_FAILED"} if record_id else {}
        self.faults["salesforce"].post("settings", {"undeletable": held})

    @contextmanager
    def killed_after(self, statements: int) -> Iterator[None]:
        """Let the process end where the ledger would carry out one more statement."""
        execute, done = Database.execute, count(1)

        def counted(database: Database, sql: str, parameters: Any = (), /) -> Any:
            if next(done) > statements:
                raise Killed
            return execute(database, sql, parameters)

        with mock.patch.object(Database, "execute", counted), suppress(Killed):
            yield

    @contextmanager
    def meanwhile(self, page: int, change: Callable[[], None]) -> Iterator[None]:
        """Let somebody change something in Sansan before this page of cards is answered."""
        ask, asked = SansanClient._page, count(1)

        def changed(client: SansanClient, *arguments: Any) -> Any:
            if next(asked) == page:
                change()
            return ask(client, *arguments)

        with mock.patch.object(SansanClient, "_page", changed):
            yield

    def in_doubt(self) -> set[str]:
        """Return the cards whose update was on its way when a run stopped."""
        with Ledger(Path(self._folder) / "home" / "profiles" / self.name, only_read=True) as ledger:
            jobs = [job.id for job in ledger.jobs.left_open()]
            return {change.card_id for job in jobs for change in ledger.jobs.changes(job) if not change.creates}

    def lose_the_ledger(self) -> None:
        """Lose what is remembered of earlier transfers."""
        for file in (Path(self._folder) / "home" / "profiles" / self.name).glob("*.sqlite*"):
            file.unlink()

    @contextmanager
    def bad_day(self, service: str, **rule: object) -> Iterator[None]:
        """Let requests fail for a while."""
        self.faults[service].order(rule)
        try:
            yield
        finally:
            self.faults[service].clear()


def _content(record: dict[str, Any]) -> Content:
    title, memo, owner = (record[name] or "" for name in _CONTENT)
    return title, memo, owner


class ShiftedClock:
    """Salesforce's clock, ahead of ours by ``shift``."""

    def __init__(self) -> None:
        self.shift = timedelta()
        shifted = self

        class Datetime(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + shifted.shift

        plainly = BaseHTTPRequestHandler.date_time_string

        def date_header(handler: BaseHTTPRequestHandler, timestamp: float | None = None) -> str:
            return plainly(handler, timestamp or Datetime.now().timestamp())

        self._patches = [
            mock.patch.object(clock, "datetime", Datetime),
            mock.patch.object(BaseHTTPRequestHandler, "date_time_string", date_header),
        ]
        for patch in self._patches:
            patch.start()

    def close(self) -> None:
        """Put the real clock back."""
        for patch in self._patches:
            patch.stop()
