"""Ending a saved set-up: its secrets, its schedule, and, where wanted, its files."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.application.command import Command, Report, ignore
from wizard.domain.profile import Profile
from wizard.usecases import renew_sign_in
from wizard.usecases.renew_sign_in import Disconnected
from wizard.wiring import Services


@dataclass(frozen=True, slots=True)
class Disconnect(Command[Disconnected]):
    """Forget a set-up's key and sign-in and its before-images; with ``remove`` delete it, too.

    It is not deleted while the keyring keeps a secret of it, so that this can be done again. A damaged set-up can
    only be removed: nobody knows any more what Salesforce would have to be told.
    """

    profile: str | None
    remove: bool = False

    def run(self, services: Services, report: Report = ignore) -> Disconnected:
        """Disconnect. Raises ``Interrupted`` while a run of the set-up is busy, or where the keyring is locked."""
        if self.remove and (damaged := self._damaged(services)):
            with services.home.run_lock(damaged):
                return Disconnected(damaged, revoked=False, stays=_remove_damaged(damaged, services))
        profile = services.profiles.pick(self.profile)
        with services.home.run_lock(profile.name):
            services.sign_ins.sessions.pop(profile.id, None)
            done = forget_setup(profile, services)
            if self.remove and not done.stays:
                services.profiles.remove(profile.name)
        return done

    def _damaged(self, services: Services) -> str:
        """Return the name of the set-up that is meant where it cannot be read."""
        names = services.profiles.names()
        name = self.profile or (names[0] if len(names) == 1 else "")
        return name if name in names and services.profiles.is_damaged(name) else ""


def forget_setup(profile: Profile, services: Services) -> Disconnected:
    """Forget a set-up's secrets, schedule and before-images. Raises as ``renew_sign_in.disconnect``."""
    revoke, holder = services.saved_oauth(profile).revoke, services.sign_in_holder(profile)
    done = renew_sign_in.disconnect(profile, services.secrets, revoke, holder)
    with services.ledger(profile) as ledger:
        ledger.drop_copies()
        ledger.history.forget_all()
        ledger.images.drop_all()
    services.scheduler.remove(profile.name)
    return done


def _remove_damaged(name: str, services: Services) -> tuple[str, ...]:
    """Remove a set-up that cannot be read, with its secrets; return the entries that the keyring keeps."""
    profile_id = services.profiles.id_of_damaged(name)
    kept = renew_sign_in.forget(profile_id, services.secrets) if profile_id else ()
    if not kept:
        services.scheduler.remove(name)
        services.profiles.remove(name)
    return kept
