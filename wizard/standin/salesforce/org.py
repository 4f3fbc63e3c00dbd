"""One organisation: its records, rights, tokens, jobs and counters."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Literal

from wizard.standin.salesforce import package
from wizard.standin.salesforce.bulk.book import JobBook
from wizard.standin.salesforce.bulk.query_job import QueryBook
from wizard.standin.salesforce.ids import IdMaker
from wizard.standin.salesforce.metadata.book import DeployBook
from wizard.standin.salesforce.oauth.tokens import TokenBook
from wizard.standin.salesforce.rights import RightsBook
from wizard.standin.salesforce.sandbox import in_sandbox
from wizard.standin.salesforce.schema import Schema
from wizard.standin.salesforce.seed import Seeder
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.soql.answer import Queries
from wizard.standin.salesforce.store import Store
from wizard.standin.salesforce.writing.writer import Writer
from wizard.standin.world import World

Package = Literal["present", "absent", "no-external-id", "no-lookups"]
"""Whether Sansan_CI is installed; in the third case its field of the card id is no external id."""


class Org:
    """Everything behind the addresses. ``url`` is set once the server listens."""

    def __init__(self, world: World, package_kind: Package = "present", *, sandbox: bool = False) -> None:
        self.world, self.sandbox = in_sandbox(world) if sandbox else world, sandbox
        self.url = ""
        self.settings = Settings()
        self.schema = Schema(package_kind)
        self.ids = IdMaker()
        self.store = Store(self.schema)
        self.seeder = seeder = Seeder(self.schema, self.store, self.ids, self.world, sandbox=sandbox)
        self._integration_user, self._lock = "", threading.Lock()
        self.id = seeder.organization_id
        seeder.run()
        if package_kind != "absent":
            with self.store.transaction():
                package.install(seeder)
        self.rights = RightsBook(self.schema, self.store, self.settings)
        self.tokens = TokenBook(self.id, self.settings)
        self.queries = Queries(self.store)
        self.writer = Writer(self.store, self.ids, self.rights, self.settings)
        self.jobs = JobBook(self.store, self.ids, self.rights, self.writer, self.settings)
        self.query_jobs = QueryBook(self.ids, self.queries)
        self.deploys = DeployBook(self.store, self.ids, self.rights, seeder, self.settings, sandbox=self.sandbox)
        self.usage = Usage()

    def integration_user(self) -> str:
        """Return the id of the user as whom the app acts by itself; made when it is first asked for."""
        with self._lock:
            if not self._integration_user:
                self._integration_user = self.seeder.integration_user()
                self.rights.forget()
            return self._integration_user

    def person_account(self, family: str, given: str, email: str) -> tuple[str, str]:
        """Make an account of a person, and return its id and that of the contact within it."""
        owner = self.seeder.author
        with self.store.transaction():
            name, kept = f"{family} {given}".strip(), {"OwnerId": owner, "IsPersonAccount": True}
            contact = self.ids.make("003")
            account = self.seeder.add("Account", Name=name, PersonContactId=contact, **kept)
            names = {"Name": name, "LastName": family, "FirstName": given or None, "Email": email or None}
            self.seeder.add("Contact", Id=contact, AccountId=account, **names, **kept)
        return account, contact

    def close(self) -> None:
        """Stop the running job and deploy, and drop every record."""
        self.jobs.close()
        self.deploys.close()
        self.store.close()


class Usage:
    """Counts requests by method and group, and the API calls of the day."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str]] = Counter()
        self.api_calls = 0

    def count(self, method: str, group: str, *, api: bool) -> None:
        """Count one request."""
        with self._lock:
            self._requests[method, group] += 1
            self.api_calls += api

    def by_method(self) -> dict[str, dict[str, int]]:
        """Return the counts, e.g. ``{"GET": {"query": 3}}``."""
        counts: dict[str, dict[str, int]] = {}
        with self._lock:
            for (method, group), number in sorted(self._requests.items()):
                counts.setdefault(method, {})[group] = number
        return counts
