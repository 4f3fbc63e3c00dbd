from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.recipients import REASONS, Directory, Recipient, count_by_reason, match_all, match_one
from wizard.domain.users import SalesforceUser, SansanUser

ADMIN = SalesforceUser("005A", "admin@corp.example", "Admin", "admin@corp.example")


def user(number: int, username: str = "", email: str = "", federation: str = "") -> SalesforceUser:
    return SalesforceUser(f"005{number}", username or f"user{number}@none.example", f"User {number}", email, federation)


def matched(email: str, *users: SalesforceUser, sandbox: bool = False) -> tuple[str, str] | None:
    found = Directory(users, sandbox).match(email)
    return (found[0].id, found[1]) if found else None


def test_username_comes_before_email_and_federation_id() -> None:
    users = (
        user(1, email="a@corp.example"),
        user(2, federation="a@corp.example"),
        user(3, username="a@corp.example"),
    )
    assert matched("a@corp.example", *users) == ("0053", "username")


def test_email_comes_before_federation_id() -> None:
    users = (user(1, federation="a@corp.example"), user(2, email="a@corp.example"))
    assert matched("a@corp.example", *users) == ("0052", "email")


def test_federation_id_is_the_last_rule() -> None:
    assert matched("a@corp.example", user(1, federation="A@Corp.Example")) == ("0051", "federation_id")


def test_a_username_comes_before_a_suffixed_one() -> None:
    users = (user(1, username="a@corp.example.uat"), user(2, username="a@corp.example"))
    assert matched("a@corp.example", *users, sandbox=True) == ("0052", "username")


def test_a_suffixed_username_comes_before_an_email() -> None:
    users = (user(1, email="a@corp.example"), user(2, username="a@corp.example.uat"))
    assert matched("a@corp.example", *users, sandbox=True) == ("0052", "suffix")


def test_a_suffix_counts_in_a_sandbox_only() -> None:
    assert matched("a@corp.example", user(1, username="a@corp.example.uat"), sandbox=False) is None


def test_two_suffixed_usernames_match_nobody() -> None:
    users = (user(1, username="a@corp.example.uat"), user(2, username="a@corp.example.dev"))
    assert matched("a@corp.example", *users, sandbox=True) is None


def test_a_suffix_is_one_word() -> None:
    assert matched("a@corp", user(1, username="a@corp.co.jp"), sandbox=True) is None


@pytest.mark.parametrize("sandbox", [True, False])
def test_an_email_masked_by_a_sandbox_still_matches(sandbox: bool) -> None:
    assert matched("a@corp.example", user(1, email="a@corp.example.invalid"), sandbox=sandbox) == ("0051", "email")


def test_an_email_of_two_users_never_matches() -> None:
    assert matched("a@corp.example", user(1, email="a@corp.example"), user(2, email="A@corp.example")) is None


def test_a_masked_and_a_plain_email_are_the_same_address() -> None:
    users = (user(1, email="a@corp.example"), user(2, email="a@corp.example.invalid"))
    assert matched("a@corp.example", *users) is None


def test_an_email_of_two_users_may_still_be_one_federation_id() -> None:
    users = (user(1, email="a@c.example"), user(2, email="a@c.example"), user(3, federation="a@c.example"))
    assert matched("a@c.example", *users) == ("0053", "federation_id")


def test_a_federation_id_of_two_users_never_matches() -> None:
    assert matched("a@c.example", user(1, federation="a@c.example"), user(2, federation="a@c.example")) is None


@pytest.mark.parametrize("email", ["A@CORP.example", " a@corp.example ", "ａ＠ｃｏｒｐ．ｅｘａｍｐｌｅ"])
def test_case_width_and_spaces_do_not_count(email: str) -> None:
    assert matched(email, user(1, username="a@corp.example")) == ("0051", "username")


@pytest.mark.parametrize("email", ["", "  "])
def test_an_empty_email_matches_nobody(email: str) -> None:
    assert matched(email, user(1), SalesforceUser("0059", "", "", "", "")) is None


def test_who_matches_nobody_gets_the_default() -> None:
    person = SansanUser("u1", "Hanako", "hanako@corp.example")
    assert match_one(person, Directory((user(1),)), ADMIN) == Recipient(person, ADMIN.id, ADMIN.username, "default")


def test_everybody_gets_a_recipient_in_the_order_given() -> None:
    people = [SansanUser("u1", "", "a@c.example"), SansanUser("u2", "", ""), SansanUser("u3", "", "b@c.example")]
    directory = Directory((user(1, username="b@c.example"), user(2, email="a@c.example")))
    found = match_all(people, directory, ADMIN)
    assert [(r.sansan.id, r.user_id, r.reason) for r in found] == [
        ("u1", "0052", "email"),
        ("u2", ADMIN.id, "default"),
        ("u3", "0051", "username"),
    ]


addresses = st.sampled_from(["", "a@c.example", "b@c.example", "a@c.example.uat", "b@c.example.invalid"])
directories = st.lists(st.tuples(addresses, addresses), max_size=8).map(
    lambda rows: [user(n, email=email, federation=federation) for n, (email, federation) in enumerate(rows)]
)


@given(directories, addresses, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_users_does_not_count(
    users: list[SalesforceUser], email: str, sandbox: bool, chance: random.Random
) -> None:
    shuffled = list(users)
    chance.shuffle(shuffled)
    assert matched(email, *users, sandbox=sandbox) == matched(email, *shuffled, sandbox=sandbox)


def test_the_numbers_by_reason_name_every_reason_and_skip_who_is_skipped() -> None:
    one = match_one(SansanUser("u1", "", "x"), Directory(()), ADMIN)
    counts = count_by_reason([one, one, dataclasses.replace(one, skip=True)])
    assert counts == {**dict.fromkeys(REASONS, 0), "default": 2}


def test_a_user_is_found_by_username_else_by_the_only_address() -> None:
    directory = Directory((user(1, "a@corp.example", "b@corp.example"), user(2, "b@corp.example.x", "c@corp.example")))
    assert directory.find("A@corp.example") == directory.users[0]
    assert directory.find("b@corp.example") == directory.users[0]
    assert directory.find("c@corp.example.invalid") == directory.users[1]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("two@corp.example", "several"),
        ("gone@corp.example", "inactive"),
        ("chat@corp.example", "licence"),
        ("chat.mail@corp.example", "licence"),
        ("nobody@corp.example", "unknown"),
        ("", "unknown"),
    ],
)
def test_why_nobody_is_found(text: str, why: str) -> None:
    gone = SalesforceUser("0057", "gone@corp.example", "Gone", barred="inactive")
    chat = SalesforceUser("0058", "chat@corp.example", "Chat", "chat.mail@corp.example", barred="licence")
    directory = Directory((user(1, email="two@corp.example"), user(2, email="two@corp.example"), gone, chat))
    assert directory.find(text) is None
    assert directory.why_not(text) == why
    assert directory.barred == (gone, chat)
