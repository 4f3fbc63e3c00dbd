"""What the recipients page asks of both services: who there is, who matches, who cannot be chosen, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from tests.journeys.command_line.inside import HastyAdministrator, environment
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.app.runner import Runner
from wizard.application.files import Export, ReadUsers
from wizard.application.overview import ReadOverview
from wizard.application.recipients import Matched, MatchRecipients
from wizard.application.saving import SaveSetup
from wizard.domain.persons import owner_key
from wizard.domain.users import SansanUser
from wizard.flow.answers import Answers
from wizard.services.home import Home
from wizard.standin.services import Standins
from wizard.wiring import Services


class Page:
    """The questions of the recipients page of a saved set-up."""

    def __init__(self, folder: Path, ready: dict[str, str]) -> None:
        self.ready = ready
        self.sansan, self.salesforce = Sansan(ready), Salesforce(ready)
        self.sansan.settings(rate_limit={"per_second": 0, "per_minute": 0})
        HastyAdministrator(folder, ready).set_up()
        self.run = Runner(Services(home=Home(folder / "home")))
        [summary] = self.run(ReadOverview("en")).profiles
        assert summary.answers
        self.answers: Answers = summary.answers

    def owners(self) -> tuple[SansanUser, ...]:
        """The first five who own cards."""
        owners = (card["owner"] for card in self.sansan.cards())
        found = (SansanUser(o["id"], o["name"], o.get("email") or "", o["id"]) for o in owners)
        return tuple({owner_key(owner): owner for owner in found}.values())[:5]

    def match(self, of_file: tuple[SansanUser, ...] = ()) -> Matched:
        return self.run(MatchRecipients(self.answers, self.owners(), of_file))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    standins = Standins(cards=200, users=20)
    ready = standins.ready()
    try:
        with environment(HastyAdministrator(tmp_path, ready).environment()):
            yield Page(tmp_path, ready)
    finally:
        standins.close()


def test_everybody_is_told_and_only_who_can_own_cards_is_matched_or_suggested(page: Page) -> None:
    found = page.match()
    assert {user.barred for user in found.users} == {"", "inactive", "licence"}
    fit = {user.id for user in found.users if not user.barred}
    assert {r.user_id for r in found.recipients} <= fit
    assert {suggestion.user.id for suggestion in found.suggestions.values()} <= fit
    assert all(found.recipients[row].reason == "default" for row in found.suggestions)
    assert {"username", "email", "federation_id", "default"} <= {r.reason for r in found.recipients}
    assert found.listed


def test_who_may_not_read_cards_is_named_and_the_set_up_left_no_recipient_so(page: Page) -> None:
    found = page.match()
    fit = {user.id for user in found.users if not user.barred}
    assert found.without_access
    assert found.without_access <= fit
    assert not found.without_access & {r.user_id for r in found.recipients}


def test_where_users_may_not_be_listed_owners_count_and_a_file_tells_the_rest(page: Page, tmp_path: Path) -> None:
    everybody = {owner_key(r.sansan) for r in page.match().recipients}
    address = f"{page.ready['sansan_url']}/v6.0/organization/users?delimiter=comma"
    listing = requests.get(address, headers={"X-Sansan-Api-Key": page.ready["api_key"]}, timeout=30).content
    (tmp_path / "users.csv").write_bytes(listing)
    page.sansan.settings(users_csv_refused=True)
    page.answers = replace(page.answers, recipients=())
    alone = page.match()
    assert not alone.listed
    assert {owner_key(r.sansan) for r in alone.recipients} == {owner_key(owner) for owner in page.owners()} < everybody
    joined = page.match(page.run(ReadUsers(tmp_path / "users.csv")))
    assert {owner_key(r.sansan) for r in joined.recipients} == everybody


def test_a_new_sign_in_of_a_saved_set_up_keeps_what_a_person_chose(page: Page) -> None:
    """As after My Domain was renamed: another environment, so another sign-in and recipients matched anew."""
    first, *others = page.answers.recipients
    by_hand = replace(first, user_id=page.answers.account.user.id, username="chosen@example.com", reason="manual")
    page.run(SaveSetup(replace(page.answers, recipients=(by_hand, *others))))
    signed_in_anew = replace(page.answers, recipients=())
    found = page.run(MatchRecipients(signed_in_anew, page.owners()))
    kept = next(r for r in found.recipients if owner_key(r.sansan) == owner_key(first.sansan))
    assert (kept.reason, kept.username) == ("manual", "chosen@example.com")


def test_the_default_recipient_outlives_the_window(page: Page, tmp_path: Path) -> None:
    """A set-up of the command line is opened, matched again and saved: who gets unmatched cards stays who did."""
    services = Services(home=Home(tmp_path / "home"))
    profile = services.profiles.pick(None)
    other = next(user for user in page.match().users if not user.barred and user.id != profile.account.user.id)
    services.profiles.save(replace(profile, default_user=other))
    [summary] = page.run(ReadOverview("en")).profiles
    assert summary.answers
    assert summary.answers.default_user == other
    page.answers = replace(summary.answers, default_user=None)  # as after a new sign-in
    found = page.match()
    assert found.default.id == other.id
    assert {r.user_id for r in found.recipients if r.reason == "default"} == {other.id}
    page.run(SaveSetup(replace(page.answers, recipients=found.recipients)))
    assert services.profiles.pick(None).default_user == other
    page.run(SaveSetup(replace(page.answers, default_user=profile.account.user)))
    assert services.profiles.pick(None).default_user == profile.account.user


def test_an_exported_set_up_keeps_usernames_as_they_are(page: Page, tmp_path: Path) -> None:
    services = Services(home=Home(tmp_path / "home"))
    profile = services.profiles.pick(None)
    account = profile.account
    sandbox = replace(account, organization=replace(account.organization, sandbox=True))
    made_there = replace(account.user, username="taro@example.co.jp")
    services.profiles.save(replace(profile, account=sandbox, default_user=made_there))
    page.run(Export(profile.name, tmp_path / "out.toml"))
    assert 'default = "taro@example.co.jp"' in (tmp_path / "out.toml").read_text("utf-8")
