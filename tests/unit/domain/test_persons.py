"""Who is who among Sansan users: by id wherever there is one."""

from __future__ import annotations

import pytest

from wizard.domain.card import Owner
from wizard.domain.persons import Persons, earlier_keys, of_owner, owner_key
from wizard.domain.users import SansanUser

HANAKO = SansanUser("u1", "Hanako", "hanako@c.example", "u1")
LISTED = SansanUser("hanako.s", "Hanako", "hanako@c.example")  # by a list whose ids cards do not name


@pytest.mark.parametrize(
    ("owner", "key"),
    [
        (Owner("u1", "Hanako", "Hanako@C.example"), "id:u1"),
        (Owner("", "Hanako", "Hanako@C.example"), "hanako@c.example"),
        (Owner("u1", "Hanako", ""), "id:u1"),
        (Owner("", "Hanako", ""), "name:Hanako"),
        (HANAKO, "id:u1"),
        (SansanUser("hanako.s", "Hanako", " hanako@c.example"), "hanako@c.example"),
        (SansanUser("hanako.s", "Hanako", ""), "id:hanako.s"),
    ],
)
def test_an_owner_is_known_by_the_id_that_cards_name_then_address_then_name(
    owner: Owner | SansanUser, key: str
) -> None:
    assert owner_key(owner) == key


@pytest.mark.parametrize(
    "owner",
    [
        Owner("u1", "", ""),
        Owner("u1", "", "another@c.example"),
        Owner("", "", "HANAKO@c.example"),
    ],
)
def test_the_same_id_or_where_there_is_none_the_same_address_is_the_same_person(owner: Owner) -> None:
    assert Persons([HANAKO]).find(of_owner(owner)) == HANAKO


@pytest.mark.parametrize("owner", [Owner("u9", "", "hanako@c.example"), Owner("u9", "Hanako", ""), Owner()])
def test_another_id_is_another_person_whatever_the_address(owner: Owner) -> None:
    assert Persons([HANAKO]).find(of_owner(owner)) is None


def test_whose_id_is_not_that_of_cards_is_joined_by_address_until_it_is_known() -> None:
    persons = Persons([LISTED])
    assert persons.find(of_owner(Owner("u1", "", "hanako@c.example"))) == LISTED
    known = SansanUser("hanako.s", "Hanako", "hanako@c.example", "u1")
    persons.replace(LISTED, known)
    assert persons.find(of_owner(Owner("u1", "", "new@c.example"))) == known
    assert persons.find(of_owner(Owner("u9", "", "hanako@c.example"))) is None
    assert persons.find(SansanUser("hanako.s", "", "new@c.example")) == known, "the same entry of the list"
    assert persons.find(SansanUser("other.s", "", "hanako@c.example")) is None, "another one"


def test_the_first_of_the_same_person_stays() -> None:
    persons = Persons([HANAKO, SansanUser("u1", "Hanako", "later@c.example", "u1")])
    assert persons.find(of_owner(Owner("u1"))) == HANAKO
    assert persons.find(of_owner(Owner("", "", "later@c.example"))) is None


def test_an_address_was_the_key_of_the_first_who_has_it() -> None:
    assert earlier_keys([HANAKO, SansanUser("u9", "", HANAKO.email, "u9"), LISTED]) == {HANAKO.email: "id:u1"}
