"""Match recipients: the Sansan users, and who in Salesforce gets their cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import Line, apply, check
from wizard.domain.persons import Persons, owner_key
from wizard.domain.ports import CardSource
from wizard.domain.recipients import BY_PERSON, Directory, Recipient, match_one
from wizard.domain.text import fold, fold_label
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.usecases.connect_sansan import ConnectionProbe


@dataclass(frozen=True, slots=True)
class People:
    """The Sansan users, each once.

    ``listed`` says that Sansan told all its users; else they are those of a file and the owners of cards.
    """

    users: tuple[SansanUser, ...]
    listed: bool = True


def people(source: CardSource, look: ConnectionProbe, of_file: Iterable[SansanUser] = ()) -> People:
    """Return the users Sansan lists, those ``of_file``, and the owners of cards that neither has.

    An owner without an e-mail address is looked up by id. Whose ``owner_id`` is not the id of the list is joined with
    owners by address, which is as far as anybody can be known then.
    """
    told = source.users()
    owners = [looked_up(source, owner) for owner in look.owners]
    listed = _with_owner_ids(_each_once([*(told or []), *of_file]), look.owners, owners)
    known = Persons(listed)
    others = _each_once(owner for owner in owners if not known.find(owner))
    return People((*listed, *others), bool(told))


def _with_owner_ids(
    listed: Sequence[SansanUser], seen: Sequence[SansanUser], owners: Sequence[SansanUser]
) -> list[SansanUser]:
    if _same_ids(listed, seen, owners):
        return [replace(user, owner_id=user.id) for user in listed]
    by_address = {fold(owner.email): owner.owner_id for owner in owners if owner.email}
    return [replace(user, owner_id=by_address.get(fold(user.email), "")) for user in listed]


def _same_ids(listed: Sequence[SansanUser], seen: Sequence[SansanUser], owners: Sequence[SansanUser]) -> bool:
    """Whether the ids of listed users are those that cards name.

    One owner ``seen`` who has the id and the address of a listed user, or id and name, proves it; so does Sansan's
    answer for the very id of an owner without an address.
    """
    addresses = {fold(user.email): user.id for user in listed if user.email}
    named = {(user.id, fold_label(user.name)) for user in listed if user.email and user.id and user.name}
    return any(
        (owner.id and addresses.get(fold(owner.email)) == owner.id)
        if owner.email
        else asked.email or (owner.id, fold_label(owner.name)) in named
        for owner, asked in zip(seen, owners, strict=True)
    )


def _each_once(users: Iterable[SansanUser]) -> list[SansanUser]:
    found: dict[str, SansanUser] = {}
    for user in users:
        found.setdefault(owner_key(user), user)
    return list(found.values())


def looked_up(source: CardSource, owner: SansanUser) -> SansanUser:
    """Return the owner, with the e-mail address that Sansan gives for this id when the card gave none."""
    found = source.user(owner.id) if owner.id and not owner.email else None
    return replace(found, owner_id=owner.id) if found and found.id == owner.id and found.email else owner


def recipients(
    found: People,
    directory: Directory,
    default: SalesforceUser,
    before: Iterable[Recipient] = (),
) -> tuple[Recipient, ...]:
    """Match every user by the rules. A person's own earlier choice stays, and who was known before stays too.

    Cards of somebody whom Sansan does not list (any more) may still come. Where his address passed to another user,
    it says nothing about him any more, and his recipient stays.
    """
    earlier = Persons(found.users)
    known: dict[str, Recipient] = {}
    left: dict[str, Recipient] = {}
    for recipient in before:
        user = earlier.find(recipient.sansan)
        (known if user else left).setdefault(owner_key(user or recipient.sansan), recipient)
    taken = {fold(user.email) for user in found.users if user.email}
    return (
        *(_again(user, known.get(owner_key(user)), directory, default) for user in found.users),
        *(r if _stays(r, taken) else match_one(r.sansan, directory, default) for r in left.values()),
    )


def _again(user: SansanUser, before: Recipient | None, directory: Directory, default: SalesforceUser) -> Recipient:
    if before is None:
        return match_one(user, directory, default)
    user = replace(user, owner_id=user.owner_id or before.sansan.owner_id)
    return replace(before, sansan=user) if before.reason in BY_PERSON else match_one(user, directory, default)


def _stays(recipient: Recipient, taken: Collection[str]) -> bool:
    return recipient.reason in BY_PERSON or fold(recipient.sansan.email) in taken


def with_file(
    lines: Sequence[Line], found: Sequence[Recipient], directory: Directory, file: str
) -> tuple[Recipient, ...]:
    """Return the recipients with a mapping file's choices. Raises ``SetupMustChange`` naming every wrong line."""
    if faults := check(lines, found, directory):
        raise SetupMustChange("mapping_file_wrong", file=file, faults=faults)
    return apply(lines, found, directory)


def default_user(username: str, directory: Directory, signed_in: SalesforceUser) -> SalesforceUser:
    """Return the user who gets what matches nobody. Raises ``SetupMustChange`` when that is none who can."""
    if not username:
        return signed_in
    found = directory.find(username)
    if found is None:
        raise SetupMustChange("default_user_unknown", username=username)
    return found
