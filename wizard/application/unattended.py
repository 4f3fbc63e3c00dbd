"""Proving the user as whom unattended runs sign in: every point has a result of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wizard.application.command import Report
from wizard.application.links import link_access
from wizard.domain.destination import PACKAGE, TARGETS
from wizard.domain.errors import Refused, SetupMustChange, SignInNeeded
from wizard.domain.links import LinkOptions
from wizard.domain.permission_set import OWN_SET, PermissionSet, bare_sets, integration_sets
from wizard.domain.profile import CONSUMER_SECRET, Profile, Unattended, secret_name
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.domain.users import SalesforceUser
from wizard.services.addresses import salesforce_url
from wizard.services.last_failure import LastFailure
from wizard.usecases.destination import find_destination
from wizard.wiring import Services
from wizard.words.say import Lang, say_proof

if TYPE_CHECKING:
    from wizard.services.salesforce.integration_user import IntegrationUser
    from wizard.services.salesforce.session import Api
    from wizard.services.salesforce.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found: the user, and each point. ``details`` of a problem may hold a ``trouble``, which says why."""

    unattended: Unattended
    proven: tuple[Requirement, ...]

    @property
    def stops(self) -> tuple[Requirement, ...]:
        """What must change before runs can go unattended."""
        return tuple(point for point in self.proven if point.stops)


def prove(profile: Profile, domain: str, secret: str, admin: Tokens, services: Services) -> Proof:
    """Sign in as the app itself and find out what its user may; assign what is missing, as the administrator.

    Raises ``SetupMustChange`` when the app cannot sign in at all, or acts in another organisation.
    """
    from wizard.services.salesforce.app_sign_in import Expected
    from wizard.services.salesforce.integration_user import IntegrationUser
    from wizard.services.salesforce.session import Api

    domain = domain or profile.account.instance_url
    tokens = services.app_tokens(profile, domain, lambda: secret, Expected(profile.account.organization.id))
    try:
        user_id = tokens.current().user_id
    except SignInNeeded as refused:
        raise SetupMustChange(refused.code, **refused.details) from None
    version = profile.account.api_version
    there = IntegrationUser(Api(admin, services.retry_policy, version), user_id)
    user = there.user()
    steps = _Steps(profile, services, there, Api(tokens, services.retry_policy, version), user)
    return Proof(Unattended(domain, user), tuple(steps.run()))


def prove_unattended(
    profile: Profile, domain: str, secret: str, admin: Tokens, services: Services, lang: Lang, report: Report
) -> Proof:
    """Prove and report the ``Proof``. Raises ``SetupMustChange`` (``unattended_unfit``) where a point must change."""
    proof = prove(profile, salesforce_url(domain) if domain else "", secret, admin, services)
    report(proof)
    if proof.stops:
        raise SetupMustChange("unattended_unfit", said=" ".join(say_proof(point, lang) for point in proof.stops))
    return proof


def keep_consumer_secret(profile: Profile, secret: str, services: Services) -> None:
    """Keep the app's secret for unattended runs, or forget it where it is empty."""
    name = secret_name(profile.id, CONSUMER_SECRET)
    if secret:
        services.secrets.set(name, secret)
    elif services.secrets.get(name):
        services.secrets.delete(name)


def let_run(profile: Profile, domain: str, secret: str, services: Services, *, keep_sign_in: bool) -> Proof:
    """Prove a saved set-up's integration user; where nothing stops it, scheduled runs sign in as that from now on.

    An empty secret means the kept one, an empty domain the organisation's own. The run lock is the caller's. Raises as
    ``prove``, and ``SignInNeeded`` where the administrator must sign in first.
    """
    given = secret or services.consumer_secret(profile)
    proof = prove(profile, salesforce_url(domain) if domain else "", given, services.saved_tokens(profile), services)
    if not proof.stops:
        _keep(profile, replace(proof.unattended, keep_sign_in=keep_sign_in), given, services)
        LastFailure(services.home, profile.name).signed_in()
    return proof


def end(profile: Profile, services: Services) -> None:
    """Let scheduled runs sign in as the administrator again, and forget the app's secret. The run lock as above."""
    _keep(profile, None, "", services)


def _keep(profile: Profile, unattended: Unattended | None, secret: str, services: Services) -> None:
    after = replace(profile, unattended=unattended)
    keep_consumer_secret(after, secret, services)
    services.move_sign_in(profile, after)
    services.profiles.save(after)


@dataclass(frozen=True, slots=True)
class _Steps:
    profile: Profile
    services: Services
    there: IntegrationUser
    api: Api  # of the app itself
    user: SalesforceUser

    def run(self) -> Iterator[Requirement]:
        from wizard.services.salesforce.integration_user import may_use_api_only

        yield self._found("signed_in", True)
        only = self.there.holds("ApiUserOnly")
        yield self._found("api_only", may_use_api_only(self.api) if only is None else only)
        licence = self.there.licence()
        yield self._tried("licence", self._give_licence, licence=licence)
        yield self._tried("permission_set", self._assign_set, label=self._label())
        name = TARGETS[self.profile.destination].object_name
        yield self._tried("destination", self._look_at_destination, object=name)
        owners = self.there.may_give_away(name)
        everything = owners or self.there.holds("ModifyAllData")
        yield self._found("owners", everything if owners is False else owners, object=name)
        if self.profile.links != LinkOptions():
            yield self._tried("links", lambda: link_access(self.api, self.profile, self.profile.links))
        yield self._limits()

    def _give_licence(self) -> None:
        if self.there.is_integration():
            self.there.give_licence_of_sets()

    def _label(self) -> str:
        chosen = self._set()
        return chosen.label if chosen else self.profile.permission_set

    def _assign_set(self) -> None:
        if chosen := self._set():
            self.there.assign(chosen)

    def _set(self) -> PermissionSet | None:
        """Return the set that opens the destination: without standard objects for the integration licence."""
        from wizard.services.salesforce.directory import SalesforceDirectory

        sets = SalesforceDirectory(self.there.admin, self.there.user_id).permission_sets()
        if self.profile.destination != PACKAGE.kind:
            return next((s for s in sets if s.name == OWN_SET), None)
        bare, full = bare_sets(sets), integration_sets(sets)
        found = (bare or full) if self.there.is_integration() else (full or bare)
        return found[0] if found else None

    def _look_at_destination(self) -> None:
        from wizard.services.salesforce.directory import SalesforceDirectory

        directory = SalesforceDirectory(self.api, self.user.id)
        chosen = self.profile.cards.chosen_fields
        find_destination(directory, self.profile.destination, self.services.control.sleep, chosen=chosen)

    def _limits(self) -> Requirement:
        from wizard.services.salesforce.directory import SalesforceDirectory

        calls = SalesforceDirectory(self.api, self.user.id).api_calls()
        details = {"user": self.user.username, "left": calls[0] if calls else 0}
        return Requirement("limits", OK if calls else PROBLEM, details=details)

    def _found(self, code: str, held: bool | None, **details: object) -> Requirement:
        state = UNKNOWN if held is None else OK if held else PROBLEM
        return Requirement(code, state, True, {"user": self.user.username, **details})

    def _tried(self, code: str, act: Callable[[], object], **details: object) -> Requirement:
        told = {"user": self.user.username, **details}
        try:
            act()
        except (SetupMustChange, Refused) as trouble:
            return Requirement(code, PROBLEM, True, {**told, "trouble": trouble})
        return Requirement(code, OK, True, told)
