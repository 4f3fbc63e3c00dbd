"""Who the Sansan users are, and what of earlier choices stays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.unit.transfer.sansan import Sansan
from wizard.domain.card import Card, Owner
from wizard.domain.recipients import Directory, Recipient
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.usecases.connect_sansan import ConnectionProbe
from wizard.usecases.match_recipients import People, people, recipients

ADMIN = SalesforceUser("005A", "admin@corp.example", "Admin")
TARO = SalesforceUser("005T", "taro@corp.example", "Taro")
DIRECTORY = Directory((ADMIN, TARO))
LISTED = SansanUser("u1", "Taro", "taro@corp.example")  # an id that may be of another kind than those of owners
HANAKO = SansanUser("u2", "Hanako", "hanako@corp.example")
TARO_KNOWN, HANAKO_KNOWN = (replace(user, owner_id=user.id) for user in (LISTED, HANAKO))


@dataclass
class Listing(Sansan):
    """Lists users, or None when it may not; answers who has an id."""

    cards: list[Card] = field(default_factory=list)
    told: list[SansanUser] | None = None
    by_id: dict[str, SansanUser] = field(default_factory=dict)

    def users(self) -> list[SansanUser] | None:
        return self.told

    def user(self, user_id: str) -> SansanUser | None:
        return self.by_id.get(user_id)


def met(*owners: Owner) -> ConnectionProbe:
    return ConnectionProbe("6.0", tuple(Card(f"C{n}", owner, None) for n, owner in enumerate(owners)), False)


def test_listed_users_come_once_and_owners_nobody_listed_are_added() -> None:
    twice = SansanUser("u9", "Taro again", "TARO@corp.example")
    found = people(
        Listing(told=[LISTED, twice]), met(Owner("u1", "Taro", "taro@corp.example"), Owner("", "X", "x@c.jp"))
    )
    assert found.users == (TARO_KNOWN, SansanUser("", "X", "x@c.jp"))
    assert found.listed


def test_without_a_list_the_owners_of_cards_count_and_it_is_said() -> None:
    found = people(Listing(), met(Owner("u2", "Hanako", "hanako@corp.example")))
    assert found == People((HANAKO_KNOWN,), listed=False)


def test_users_of_a_file_join_owners_by_address_and_where_that_proves_it_by_id() -> None:
    owners = (Owner("u1", "Taro", "taro@corp.example"), Owner("u2", "Hanako", ""))
    found = people(Listing(), met(*owners), [LISTED, HANAKO])
    assert found.users == (TARO_KNOWN, HANAKO_KNOWN)


def test_the_same_id_and_name_prove_it_too() -> None:
    owners = (Owner("u1", "Taro", ""), Owner("u2", "花子", ""))
    found = people(Listing(told=[LISTED, HANAKO]), met(*owners))
    assert found.users == (TARO_KNOWN, HANAKO_KNOWN)


def test_ids_of_another_kind_join_nobody() -> None:
    of_file = SansanUser("u2", "Somebody else", "else@corp.example")
    found = people(Listing(), met(Owner("u2", "Hanako", "")), [of_file])
    assert found.users == (of_file, SansanUser("u2", "Hanako", "", "u2"))


def test_names_alone_never_join() -> None:
    found = people(Listing(told=[HANAKO]), met(Owner("", "Hanako", "")))
    assert found.users == (HANAKO, SansanUser("", "Hanako", ""))


def test_a_persons_choice_stays_even_when_its_user_left_salesforce() -> None:
    chosen = Recipient(LISTED, "005X", "gone@corp.example", "manual")
    assert recipients(People((LISTED,)), DIRECTORY, ADMIN, [chosen]) == (chosen,)


def test_a_rules_match_is_made_anew() -> None:
    old = Recipient(LISTED, ADMIN.id, ADMIN.username, "default")
    [found] = recipients(People((LISTED,)), DIRECTORY, ADMIN, [old])
    assert (found.user_id, found.reason) == (TARO.id, "username")


def test_who_was_known_before_stays_though_nobody_lists_him_any_more() -> None:
    by_file = Recipient(HANAKO, TARO.id, TARO.username, "file")
    found = recipients(People((LISTED,)), DIRECTORY, ADMIN, [by_file])
    assert [r.sansan for r in found] == [LISTED, HANAKO]
    assert found[1] == by_file


def test_who_could_not_be_identified_before_and_is_joined_now_stands_there_once() -> None:
    before = Recipient(SansanUser("u1", "Taro", "", "u1"), ADMIN.id, ADMIN.username, "default")
    assert len(recipients(People((TARO_KNOWN,)), DIRECTORY, ADMIN, [before])) == 1
    assert len(recipients(People((LISTED,)), DIRECTORY, ADMIN, [before])) == 2


def test_ids_of_another_kind_are_learned_from_cards_by_address() -> None:
    found = people(Listing(told=[replace(LISTED, id="taro.y")]), met(Owner("u1", "Taro", "Taro@corp.example")))
    assert found.users == (replace(LISTED, id="taro.y", owner_id="u1"),)


def test_a_persons_choice_goes_with_the_id_when_two_users_swap_addresses() -> None:
    chosen = Recipient(TARO_KNOWN, "005X", "x@corp.example", "manual")
    other = Recipient(HANAKO_KNOWN, ADMIN.id, ADMIN.username, "default")
    swapped = (replace(TARO_KNOWN, email=HANAKO.email), replace(HANAKO_KNOWN, email=LISTED.email))
    found = recipients(People(swapped), DIRECTORY, ADMIN, [chosen, other])
    assert [(r.sansan, r.user_id, r.reason) for r in found] == [
        (swapped[0], "005X", "manual"),
        (swapped[1], TARO.id, "username"),
    ]


def test_who_left_keeps_his_recipient_though_his_address_passed_to_a_new_user() -> None:
    left = Recipient(TARO_KNOWN, ADMIN.id, ADMIN.username, "username")
    new = SansanUser("u9", "Jiro", LISTED.email, "u9")
    found = recipients(People((new,)), DIRECTORY, ADMIN, [left])
    assert [(r.sansan, r.user_id) for r in found] == [(new, TARO.id), (TARO_KNOWN, ADMIN.id)]


def test_what_cards_told_of_an_id_is_kept_where_a_list_does_not_tell_it() -> None:
    before = Recipient(replace(LISTED, id="taro.y", owner_id="u1"), TARO.id, TARO.username, "username")
    [found] = recipients(People((replace(LISTED, id="taro.y", email="new@corp.example"),)), DIRECTORY, ADMIN, [before])
    assert (found.sansan.owner_id, found.sansan.email) == ("u1", "new@corp.example")


def test_who_cannot_own_cards_is_never_matched() -> None:
    for barred in ("inactive", "licence"):
        directory = Directory((ADMIN, SalesforceUser("005T", "taro@corp.example", "Taro", barred=barred)))
        [found] = recipients(People((LISTED,)), directory, ADMIN)
        assert (found.user_id, found.reason) == (ADMIN.id, "default")
