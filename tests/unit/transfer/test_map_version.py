"""When everything is read again: the same cards would give other rows, or other people's cards are left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from wizard.domain.profile import CardChoice
from wizard.domain.recipients import Recipient
from wizard.domain.users import SansanUser
from wizard.transfer.run import Transfer


def version(*skipped: SansanUser) -> str:
    """The version of a set-up that leaves out these users' cards."""
    recipients = tuple(Recipient(user, "005A", "a@example.com", "manual", skip=True) for user in skipped)
    profile = SimpleNamespace(
        cards=CardChoice(), recipients=recipients, sansan=SimpleNamespace(include_past_cards=False)
    )
    transfer = SimpleNamespace(profile=profile, fields=SimpleNamespace(version="1"))
    return Transfer._map_version(cast(Transfer, transfer))


def test_users_without_an_address_are_told_apart() -> None:
    one, other = SansanUser("u1", "佐藤", ""), SansanUser("u2", "佐藤", "")
    assert version(one) != version(other)
    assert version(one, other) == version(other, one)


def test_a_new_address_of_the_same_user_changes_nothing() -> None:
    before, after = SansanUser("u1", "佐藤", "old@example.com"), SansanUser("u1", "佐藤", "new@example.com")
    assert version(before) == version(after)
