"""Everything that reads an answer of Sansan or Salesforce, and the type of what it gives."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.domain.card import BEGINNING, Card, Page
from wizard.domain.destination import OWN, PACKAGE, Destination, Field
from wizard.domain.links import Kind, LinkedCard, Person
from wizard.domain.own_object import ObjectState
from wizard.domain.permission_set import PermissionSet
from wizard.domain.plan import Change
from wizard.domain.results import Allowance, RowResult, StoredRecord
from wizard.domain.users import Account, SalesforceUser, SansanUser
from wizard.links.fields import ObjectFields, object_fields
from wizard.links.plan import LinkWrite, Made, NewPerson
from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.bulk import Bulk
from wizard.services.salesforce.deployment import Deploys
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.links.reading import LinkReader, describe
from wizard.services.salesforce.links.writing import LinkWriter
from wizard.services.salesforce.oauth import CALLBACKS, Grant, OAuth
from wizard.services.salesforce.org_facts import SalesforceFacts
from wizard.services.salesforce.own_object import OwnObject
from wizard.services.salesforce.records import Records
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.tokens import Tokens
from wizard.services.sansan.client import SansanClient

UNTIL = datetime(2099, 1, 1, tzinfo=UTC)
PATIENCE = RetryPolicy(lambda _: None, seconds=1)  # two tries
FIELDS = {
    "last_name": Field("Sansan_CI__LastName__c", "string", 80),
    "memo": Field("Sansan_CI__Note__c", "textarea", 99),
}
LOOKUPS = {Kind.LEAD: "Sansan_CI__Lead__c"}
CARDS = Destination(PACKAGE.object_name, PACKAGE.key_field, FIELDS)


@dataclass(frozen=True)
class Place:
    """Where the services are, and how to enter."""

    sansan: str
    salesforce: str
    key: str
    consumer_key: str
    token: str
    refresh_token: str
    organization_id: str
    user_id: str
    record_ids: tuple[str, ...]
    card_id: str
    owner_id: str
    job_id: str
    set_id: str

    def client(self) -> SansanClient:
        return SansanClient(self.sansan, self.key, "6.0", RateLimiter(0, 0), PATIENCE)

    def oauth(self) -> OAuth:
        return OAuth(self.salesforce, self.consumer_key, PATIENCE)

    def tokens(self) -> Tokens:
        grant = Grant(self.token, self.refresh_token, self.salesforce, self.organization_id, self.user_id)
        return Tokens(self.oauth(), lambda: self.refresh_token, lambda _: None, nullcontext(), grant)

    def api(self) -> Api:
        return Api(self.tokens(), PATIENCE, "67.0")

    def directory(self) -> SalesforceDirectory:
        return SalesforceDirectory(self.api(), self.user_id)

    def facts(self) -> SalesforceFacts:
        return SalesforceFacts(self.api(), self.directory())

    def own(self) -> OwnObject:
        api = self.api()
        return OwnObject(api, SalesforceDirectory(api, self.user_id), Deploys(api, self.user_id), "en")

    def links(self) -> LinkReader:
        return LinkReader(self.api(), CARDS, LOOKUPS)

    def link_writer(self) -> LinkWriter:
        return LinkWriter(self.api(), CARDS, LOOKUPS)

    def records(self) -> Records:
        return Records(self.api(), CARDS)

    def bulk(self) -> Bulk:
        return Bulk(self.api(), CARDS)

    def images(self) -> list[StoredRecord]:
        return [StoredRecord(f"c{n}", x, "", "", {FIELDS["memo"].name: "x"}) for n, x in enumerate(self.record_ids)]


def changes() -> list[Change]:
    rows = [("A1", ("佐藤", "memo")), ("A2", ("", "")), ("A3", ("x" * 90, ""))]
    return [Change(card_id, values, "", "", "", b"", creates=True) for card_id, values in rows]


def linked() -> list[LinkedCard]:
    values = {"email": "a@b.example", "last_name": "佐藤", "first_name": "花子", "company": "株式会社さくら"}
    return [LinkedCard("A1", "a01", "", "", "", "", values)]


def links(at: Place) -> list[LinkWrite]:
    return [LinkWrite(x, x, {Kind.LEAD: ""}) for x in at.record_ids]


def new_people(at: Place) -> list[NewPerson]:
    return [NewPerson("A1", at.record_ids[0], Kind.LEAD, {"LastName": "佐藤", "Company": "株式会社さくら"}, at.user_id)]


Operation = tuple[str, Callable[[Place], Any], Any]  # which service, what is done, the type of what it gives

OPERATIONS: dict[str, Operation] = {
    "cards": ("sansan", lambda at: at.client().page(BEGINNING, UNTIL), Page),
    "newest card": ("sansan", lambda at: at.client().newest(), datetime | None),
    "one card": ("sansan", lambda at: at.client().card(at.card_id), Card | None),
    "users": ("sansan", lambda at: at.client().users(), list[SansanUser] | None),
    "one user": ("sansan", lambda at: at.client().user(at.owner_id), SansanUser | None),
    "refresh": ("salesforce", lambda at: at.oauth().refresh(at.refresh_token), Grant),
    "versions": ("salesforce", lambda at: Api(at.tokens(), PATIENCE).version, str),
    "sign-in page": ("salesforce", lambda at: at.oauth().check(at.oauth().start(CALLBACKS[0]).url), type(None)),
    "revoke": ("salesforce", lambda at: at.oauth().revoke("x"), type(None)),
    "account": ("salesforce", lambda at: at.directory().account(), Account),
    "users who own": ("salesforce", lambda at: at.directory().users(), tuple[SalesforceUser, ...]),
    "permission sets": ("salesforce", lambda at: at.directory().permission_sets(), tuple[PermissionSet, ...]),
    "readers": ("salesforce", lambda at: at.directory().readers(PACKAGE.object_name), frozenset[str] | None),
    "reader sets": (
        "salesforce", lambda at: at.directory().reader_sets(PACKAGE.object_name), tuple[PermissionSet, ...],
    ),
    "assign": ("salesforce", lambda at: at.directory().assign(at.set_id), bool),
    "assign each": ("salesforce", lambda at: at.directory().assign_each(at.set_id, [at.user_id]), dict[str, Exception]),
    "tags": ("sansan", lambda at: at.client().tags(), dict[str, list[str]] | None),
    "tagged cards": ("sansan", lambda at: at.client().tagged(["t1"]), Page),
    "searched cards": ("sansan", lambda at: at.client().search("companyName", "株"), Page),
    "found records": ("salesforce", lambda at: at.records().find("佐藤", 9), list[StoredRecord]),
    "linked cards": ("salesforce", lambda at: list(at.links().cards(at.record_ids)), list[LinkedCard]),
    "all cards": ("salesforce", lambda at: list(at.links().all_cards()), list[LinkedCard]),
    "people": ("salesforce", lambda at: list(at.links().everybody(Kind.LEAD)), list[Person]),
    "some people": ("salesforce", lambda at: list(at.links().people(Kind.CONTACT, linked())), list[Person]),
    "facts": ("salesforce", lambda at: list(at.links().facts(Kind.LEAD, at.record_ids)), list[dict[str, str]]),
    "accounts": ("salesforce", lambda at: list(at.links().accounts()), list[tuple[str, str]]),
    "accounts in use": ("salesforce", lambda at: list(at.links().accounts_in_use(at.record_ids)), list[str]),
    "links": ("salesforce", lambda at: at.link_writer().link(links(at)), list[RowResult]),
    "unmade": ("salesforce", lambda at: at.link_writer().delete(at.record_ids), list[RowResult]),
    "made people": ("salesforce", lambda at: at.link_writer().create(new_people(at)), list[Made]),
    "whole describe": (
        "salesforce", lambda at: object_fields(Kind.LEAD, describe(at.api(), "Lead")), ObjectFields | None,
    ),
    "describe": ("salesforce", lambda at: at.directory().describe(PACKAGE.object_name), dict[str, Field] | None),
    "describe nothing": ("salesforce", lambda at: at.directory().describe(OWN.object_name), dict[str, Field] | None),
    "api calls": ("salesforce", lambda at: at.directory().api_calls(), tuple[int, int] | None),
    "rights": ("salesforce", lambda at: at.facts().rights(), dict[str, bool]),
    "identity": ("salesforce", lambda at: at.facts().identity(), tuple[str, str]),
    "rules": ("salesforce", lambda at: at.facts().rules(PACKAGE.object_name), tuple[list[str], list[str]]),
    "linking": ("salesforce", lambda at: at.facts().linking(), bool | None),
    "object_state": ("salesforce", lambda at: at.own().object_state(), ObjectState),
    "earlier deploys": ("salesforce", lambda at: at.own().settle(), type(None)),
    "deploy": ("salesforce", lambda at: Deploys(at.api(), at.user_id).run(b"no zip"), type(None)),
    "any": ("salesforce", lambda at: at.records().any(), bool),
    "count": ("salesforce", lambda at: at.records().count(), int),
    "ids": ("salesforce", lambda at: list(at.records().ids()), list[tuple[str, str]]),
    "allowance": ("salesforce", lambda at: at.records().allowance(), Allowance),
    "read": ("salesforce", lambda at: at.records().read(["A1", "nothing"]), dict[str, StoredRecord]),
    "upsert": ("salesforce", lambda at: at.records().upsert(changes()), list[RowResult]),
    "restore": ("salesforce", lambda at: at.records().restore(at.images()), list[RowResult]),
    "delete": ("salesforce", lambda at: at.records().delete(at.images()), list[RowResult]),
    "new job": ("salesforce", lambda at: at.bulk().start(), str),
    "upload": ("salesforce", lambda at: at.bulk().upload(at.bulk().start(), changes()), type(None)),
    "job's end": ("salesforce", lambda at: at.bulk().wait(at.job_id), dict[str, Any]),
    "job's results": ("salesforce", lambda at: list(at.bulk().results(at.job_id)), list[RowResult]),
}  # fmt: skip
