"""The mapping file of a set-up against a real directory of users: who cannot own cards, and addresses for usernames."""

from __future__ import annotations

import pytest

from tests.journeys.command_line.people import Administrator, Salesforce, Sansan
from wizard.domain.mapping import HEADERS

MANY = pytest.mark.parametrize("standins", [{"cards": 20, "users": 18}], indirect=True)
FILE = '[recipients]\nfile = "recipients.csv"\n'


def write(admin: Administrator, *rows: tuple[str, str]) -> None:
    lines = [",".join(HEADERS["ja"]), *(",".join(row) for row in rows)]
    (admin.folder / "recipients.csv").write_text("\n".join(lines), "utf-8")


def one(salesforce: Salesforce, where: str) -> dict[str, str]:
    return salesforce.query(f"SELECT Username, Email FROM User WHERE {where} ORDER BY Username LIMIT 1")[0]


@MANY
def test_who_cannot_own_cards_is_refused_with_the_reason(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    owners = sorted({card["owner"]["email"] for card in sansan.cards()})
    inactive = one(salesforce, "IsActive = false")["Username"]
    chatter = one(salesforce, "UserType = 'CsnOnly' AND IsActive = true")["Username"]
    write(admin, (owners[0], inactive), (owners[1], chatter))
    answer = admin.type("setup", admin.setup_file(FILE), "--json", "--lang", "en")
    assert answer.code == 2
    assert f"Line 2, “{HEADERS['en'][1]}”: “{inactive}” is inactive in Salesforce" in answer.stderr
    assert f"the licence of “{chatter}”" in answer.stderr


@MANY
def test_an_address_that_one_user_has_stands_for_the_username(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    owner = sansan.cards()[0]["owner"]["email"]
    write(admin, (owner, one(salesforce, "Username LIKE '%@sfdc.%' AND FederationIdentifier != null")["Email"]))
    assert admin.set_up(FILE)["recipients"]["file"] == 1
