"""Match recipients: the Sansan users, and who in Salesforce gets their cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import Line, apply, check
from wizard.domain.ports import CardSource
from wizard.domain.recipients import BY_PERSON, Directory, Recipient, match_all, owner_key
from wizard.domain.text import fold, fold_label
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.usecases.connect_sansan import ConnectionProbe


@dataclass(frozen=True, slots=True)
class People:
    """The Sansan users, each once. ``ids_proven`` says that an owner's id is the same kind of id as a user's.

    ``listed`` says that Sansan told all its users; else they are those of a file and the owners of cards.
    """

    users: tuple[SansanUser, ...]
    ids_proven: bool
    listed: bool = True


def people(source: CardSource, look: ConnectionProbe, of_file: Iterable[SansanUser] = ()) -> People:
    """Return the users Sansan lists, those ``of_file``, and the owners of cards that neither has.

    An owner without an e-mail address is looked up by id; Sansan's answer for that very id is the proof that
    the ids are of one kind, as is a listed user of both the id and the name of an owner.
    """
    told = source.users()
    listed = _each_once([*(told or []), *of_file])
    owners = [looked_up(source, owner) for owner in look.owners]
    emails = {fold(user.email): user.id for user in listed if user.email}
    named = {(user.id, fold_label(user.name)) for user in listed if user.email and user.id and user.name}
    proven = any(
        (owner.id and emails.get(fold(owner.email)) == owner.id) if owner.email else asked.email
        for owner, asked in zip(look.owners, owners, strict=True)
    ) or any((owner.id, fold_label(owner.name)) in named for owner in look.owners if not owner.email)
    known = {owner_key(user) for user in listed} | ({f"id:{user.id}" for user in listed} if proven else set())
    others = _each_once(owner for owner in owners if owner_key(owner) not in known)
    return People((*listed, *others), proven, bool(told))


def _each_once(users: Iterable[SansanUser]) -> list[SansanUser]:
    found: dict[str, SansanUser] = {}
    for user in users:
        found.setdefault(owner_key(user), user)
    return list(found.values())


def looked_up(source: CardSource, owner: SansanUser) -> SansanUser:
    """Return the owner, with the e-mail address that Sansan gives for this id when the card gave none."""
    found = source.user(owner.id) if owner.id and not owner.email else None
    return found if found and found.id == owner.id and found.email else owner


def recipients(
    found: People,
    directory: Directory,
    default: SalesforceUser,
    before: Iterable[Recipient] = (),
) -> tuple[Recipient, ...]:
    """Match every user by the rules. A person's own earlier choice stays, and who was known before stays too.

    Cards of somebody whom Sansan does not list (any more) may still come.
    """
    joined = {f"id:{user.id}" for user in found.users if user.email} if found.ids_proven else set()
    earlier = {owner_key(r.sansan): r for r in before if owner_key(r.sansan) not in joined}
    by_person = {key: r for key, r in earlier.items() if r.reason in BY_PERSON}
    everybody = _each_once([*found.users, *(r.sansan for r in earlier.values())])
    return tuple(by_person.get(owner_key(r.sansan), r) for r in match_all(everybody, directory, default))


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
