"""Writes whom the demo company knows already into its organisation, with the rule that finds them again."""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.org import Org
from wizard.standin.salesforce.rules import DuplicateRule
from wizard.standin.world.customers import Customer, Customers

DUPLICATES = DuplicateRule("Lead", ("Phone",), message="同じ電話番号のリードがあります。")


def add_customers(org: Org) -> None:
    """Write accounts, contacts and leads; a lead with the phone number of another is refused from now on."""
    owners = [
        str(row[0])
        for row in org.store.read(
            'SELECT "User"."Id" FROM "User" JOIN "Profile" ON "Profile"."Id" = "ProfileId"'
            ' JOIN "UserLicense" ON "UserLicense"."Id" = "UserLicenseId"'
            ' WHERE "IsActive" = 1 AND "LicenseDefinitionKey" = \'SFDC\' ORDER BY "User"."Id"'
        )
    ]
    accounts: dict[str, str] = {}
    with org.store.transaction():
        for customer in Customers(org.world).all():
            values = _values(customer, accounts) | {"OwnerId": owners[customer.owner % len(owners)]}
            record = org.seeder.add(customer.kind, **values)
            org.store.records += 1
            if customer.kind == "Account":
                accounts.setdefault(customer.values["Name"], record)
    org.settings.duplicate_rules.append(DUPLICATES)


def _values(customer: Customer, accounts: dict[str, str]) -> dict[str, Any]:
    if customer.kind == "Account":
        return customer.values
    name = f"{customer.values['LastName']} {customer.values['FirstName'] or ''}".strip()
    under = {"AccountId": accounts[customer.account]} if customer.account else {}
    return {**customer.values, "Name": name, **under}
