"""Match recipients: the Sansan users, and who in Salesforce gets their cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import Line, apply, check
from wizard.domain.ports import CardSource
from wizard.domain.recipients import Directory, Recipient, match_all, owner_key
from wizard.domain.text import fold
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.usecases.connect_sansan import FirstLook


@dataclass(frozen=True, slots=True)
class People:
    """The Sansan users. ``ids_proven`` says that an owner's id is the same kind of id as a user's."""

    users: tuple[SansanUser, ...]
    ids_proven: bool


def people(source: CardSource, look: FirstLook) -> People:
    """Return the users Sansan lists, and the owners of cards it does not list.

    An owner without an e-mail address is looked up by id; Sansan's answer for that very id is the proof that
    the ids are of one kind.
    """
    listed = source.users() or []
    owners = [looked_up(source, owner) for owner in look.owners]
    emails = {fold(user.email): user.id for user in listed if user.email}
    proven = any(
        asked.email and (not owner.email or (owner.id and emails.get(fold(owner.email)) == owner.id))
        for owner, asked in zip(look.owners, owners, strict=True)
    )
    known = {owner_key(user) for user in listed} | ({f"id:{user.id}" for user in listed} if proven else set())
    others = {owner_key(owner): owner for owner in owners if owner_key(owner) not in known}
    return People((*listed, *others.values()), proven)


def looked_up(source: CardSource, owner: SansanUser) -> SansanUser:
    """Return the owner, with the e-mail address that Sansan gives for this id when the card gave none."""
    found = source.user(owner.id) if owner.id and not owner.email else None
    return found if found and found.id == owner.id and found.email else owner


def recipients(
    users: Iterable[SansanUser],
    directory: Directory,
    default: SalesforceUser,
    before: Iterable[Recipient] = (),
) -> tuple[Recipient, ...]:
    """Match every user by the rules; a person's own earlier choice stays while its user can still own cards."""
    usable = {user.id for user in directory.users}
    kept = {owner_key(r.sansan): r for r in before if r.reason in ("manual", "file") and r.user_id in usable}
    return tuple(kept.get(owner_key(r.sansan), r) for r in match_all(users, directory, default))


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
    found = directory.by_username.get(fold(username))
    if found is None:
        raise SetupMustChange("default_user_unknown", username=username)
    return found
