"""The integration user of a saved set-up, as the window shows and changes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from wizard.application.command import Command, Report, ignore
from wizard.application.unattended import end, let_run
from wizard.domain.requirement import Requirement
from wizard.wiring import Services


@dataclass(frozen=True, slots=True)
class UnattendedState:
    """As whom a set-up's scheduled runs sign in.

    ``user`` is the integration user's name, empty where they sign in as who set it up. ``domain`` is the My Domain it
    signs in at, or would. ``keeps_sign_in``: whether the keyring holds the sign-in of who set it up, too.
    """

    user: str
    domain: str
    keeps_sign_in: bool = True


@dataclass(frozen=True, slots=True)
class UnattendedProof:
    """What was found of the integration user, and its name; ``kept``: runs sign in as it from now on."""

    user: str
    points: tuple[Requirement, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class ReadIntegrationUser(Command[UnattendedState]):
    """Find out as whom a set-up's scheduled runs sign in."""

    profile: str

    def run(self, services: Services, report: Report = ignore) -> UnattendedState:
        """Read the set-up."""
        saved = services.profiles.pick(self.profile)
        if saved.unattended is None:
            return UnattendedState("", saved.account.instance_url)
        return UnattendedState(saved.unattended.user.username, saved.unattended.domain, saved.keeps_sign_in)


@dataclass(frozen=True, slots=True)
class ProveIntegrationUser(Command[UnattendedProof]):
    """Prove the integration user, assign what it lacks, and where nothing stops it sign in as it from now on.

    An empty secret means the kept one.
    """

    profile: str
    domain: str
    secret: str = field(repr=False)
    keep_sign_in: bool = True

    def run(self, services: Services, report: Report = ignore) -> UnattendedProof:
        """Prove it. Raises ``SignInNeeded`` where who set it up must sign in first, else as ``unattended.prove``."""
        saved = services.profiles.pick(self.profile)
        with services.home.run_lock(saved.name):
            proof = let_run(saved, self.domain, self.secret, services, keep_sign_in=self.keep_sign_in)
        services.sign_ins.sessions.pop(saved.id, None)
        return UnattendedProof(proof.unattended.user.username, proof.proven, not proof.stops)


@dataclass(frozen=True, slots=True)
class EndIntegrationUser(Command[None]):
    """Sign in as who set it up again, and forget the app's secret."""

    profile: str

    def run(self, services: Services, report: Report = ignore) -> None:
        """Change the set-up."""
        saved = services.profiles.pick(self.profile)
        with services.home.run_lock(saved.name):
            end(saved, services)
        services.sign_ins.sessions.pop(saved.id, None)
