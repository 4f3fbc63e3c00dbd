"""Renew the sign-in of a saved set-up, or end it; nothing else of the set-up is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.ports import Secrets
from wizard.domain.profile import CONSUMER_SECRET, REFRESH_TOKEN, SANSAN_KEY, Profile, secret_name
from wizard.domain.users import Account

Revoke = Callable[[str], None]


def same_place(name: str, known: Account, met: Account) -> None:
    """A set-up belongs to one organisation. Raises ``SetupMustChange`` with both names when it is another.

    A sandbox that was refreshed has another id, but the same users: usernames are unique in all Salesforce.
    """
    if known.organization.id[:15] == met.organization.id[:15] or is_refreshed(known, met):
        return
    raise SetupMustChange("other_organization", profile=name, known=known.organization.name, met=met.organization.name)


def is_refreshed(known: Account, met: Account) -> bool:
    """Whether the sandbox was made anew since: what was written there is gone."""
    both = known.organization.sandbox and met.organization.sandbox
    same = known.organization.id[:15] == met.organization.id[:15]
    return both and not same and known.user.username.lower() == met.user.username.lower()


def renewed(profile: Profile, met: Account) -> Profile:
    """Return the set-up with the account that signed in again, whose address may have changed.

    Raises ``SetupMustChange`` (``other_organization``, ``other_user``): another user needs the rights first.
    """
    same_place(profile.name, profile.account, met)
    if is_refreshed(profile.account, met):
        raise SetupMustChange("sandbox_refreshed", profile=profile.name, organization=met.organization.name)
    if profile.account.user.id[:15] != met.user.id[:15]:
        raise SetupMustChange(
            "other_user", profile=profile.name, known=profile.account.user.username, met=met.user.username
        )
    return replace(profile, account=replace(met, api_version=profile.account.api_version))


def keep(profile: Profile, token: str, secrets: Secrets, revoke: Revoke) -> None:
    """Put the new refresh token into the keyring, and give the one before back to Salesforce where that works."""
    name = secret_name(profile.id, REFRESH_TOKEN)
    replaced = secrets.get(name)
    secrets.set(name, token)
    if replaced and replaced != token:
        with suppress(AppError):  # Salesforce drops the oldest of five by itself
            revoke(replaced)


@dataclass(frozen=True, slots=True)
class Disconnected:
    """Whether Salesforce took the token of a set-up back, and the entries that the keyring keeps."""

    profile: str
    revoked: bool
    stays: tuple[str, ...] = ()


def disconnect(profile: Profile, secrets: Secrets, revoke: Revoke, sign_ins: Secrets) -> Disconnected:
    """Forget the secrets of a set-up; ``sign_ins`` holds its sign-in.

    Raises ``Interrupted`` (``keyring_locked``) before anything is done.

    Sansan's API has no way to give a key back: an administrator deletes it there.
    """
    name = secret_name(profile.id, REFRESH_TOKEN)
    token, revoked = sign_ins.get(name), True
    try:
        if token:
            revoke(token)
    except AppError:
        revoked = False
    if sign_ins is not secrets:
        sign_ins.delete(name)
    return Disconnected(profile.name, revoked, forget(profile.id, secrets))


def forget(profile_id: str, secrets: Secrets) -> tuple[str, ...]:
    """Delete both secrets of a set-up; return the entries that the keyring keeps."""
    return tuple(_kept(profile_id, secrets))


def _kept(profile_id: str, secrets: Secrets) -> Iterator[str]:
    for secret in (REFRESH_TOKEN, SANSAN_KEY, CONSUMER_SECRET):
        try:
            secrets.delete(secret_name(profile_id, secret))
        except SetupMustChange as fault:
            if fault.code != "secret_stays":
                raise
            yield str(fault.details["entry"])
