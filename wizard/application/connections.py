"""Sansan and Salesforce as one saved set-up reaches them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from wizard.domain.destination import Destination
from wizard.domain.fieldmap import FieldMap, fields_of
from wizard.domain.ports import CardSource
from wizard.domain.profile import SANSAN_KEY, Profile, secret_name
from wizard.domain.recipients import Directory
from wizard.services.salesforce.bulk import Bulk
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.org_facts import SalesforceFacts
from wizard.services.salesforce.records import Records
from wizard.services.salesforce.session import Api
from wizard.transfer.addressing import Recipients
from wizard.transfer.ledger import Ledger
from wizard.usecases.destination import find_destination
from wizard.usecases.match_recipients import looked_up
from wizard.wiring import Services


@dataclass(frozen=True)
class Salesforce:
    """Salesforce of one saved set-up. ``former`` is the destination as cards were sent there before, if other."""

    profile: Profile
    directory: SalesforceDirectory
    destination: Destination
    former: Destination | None
    records: Records
    bulk: Bulk
    now: Callable[[], datetime]
    tags_filled: Callable[[], bool | None]

    @property
    def fields(self) -> FieldMap:
        """How cards become rows."""
        return FieldMap(self.destination, FieldMap(self.former) if self.former else None)

    def users(self) -> Directory:
        """Read the users, for matching."""
        return Directory(self.directory.users(), self.profile.account.organization.sandbox)

    def recipients(self, source: CardSource, users: Callable[[], Directory] | None = None) -> Recipients:
        """Return who gets which cards; ``users`` are asked for when one is first met."""
        return Recipients(self.profile, users or self.users, lambda owner: looked_up(source, owner))


def open_sansan(profile: Profile, services: Services) -> CardSource:
    """Open Sansan. Raises ``SignInNeeded`` where its key is gone."""
    key = services.sansan_key(secret_name(profile.id, SANSAN_KEY))
    return services.sansan(profile.sansan, key)(profile.sansan.api_version)


def open_api(profile: Profile, services: Services) -> Api:
    """Open Salesforce's API, signed in as the set-up says."""
    return Api(services.saved_tokens(profile), services.retry_policy, profile.account.api_version)


def open_salesforce(profile: Profile, services: Services, ledger: Ledger | None = None) -> Salesforce:
    """Open Salesforce and find the destination; with the ledger also as cards were sent there before.

    Raises ``SetupMustChange`` where the destination cannot be written, ``SignInNeeded`` without a session.
    """
    api = open_api(profile, services)
    directory = SalesforceDirectory(api, services.acting_user(profile).id)
    chosen = profile.cards.chosen_fields
    destination = find_destination(directory, profile.destination, chosen=chosen)
    former = _former(destination, profile, directory, ledger) if ledger else None
    records, bulk = Records(api, destination), Bulk(api, destination)
    tags_filled = SalesforceFacts(api, directory).tags_in_picklist
    return Salesforce(profile, directory, destination, former, records, bulk, api.now, tags_filled)


def _former(
    destination: Destination, profile: Profile, directory: SalesforceDirectory, ledger: Ledger
) -> Destination | None:
    """Return the destination as cards were sent there before; None where it was no other."""
    parts = FieldMap(destination).parts
    before = ledger.runs.parts_before(parts)
    if not before.startswith("{"):
        return None if before == parts else replace(destination, fields=fields_of(before), missing=())
    chosen = dict(json.loads(before))  # all that an earlier program noted
    if chosen == profile.cards.chosen_fields:
        return None
    return find_destination(directory, profile.destination, chosen=chosen)
