"""What a person has answered so far: one immutable value, never a secret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wizard.domain import profile_name
from wizard.domain.profile import CardChoice
from wizard.domain.recipients import Recipient
from wizard.domain.users import Account, SalesforceUser, SansanUser

PRODUCTION, SANDBOX, CUSTOM = ENVIRONMENTS = ("production", "sandbox", "custom")
_CONSUMER_KEY = re.compile(r"[A-Za-z0-9._]{20,512}")


@dataclass(frozen=True, slots=True)
class Connection:
    """A Sansan key that works. ``secret`` is the name under which the keyring holds it.

    ``cards`` were seen in the first look, ``more`` says there are others; ``owners`` are those met there.
    """

    name: str
    secret: str
    api_version: str = "6.0"
    cards: int = 0
    more: bool = False
    owners: tuple[SansanUser, ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    """Where Salesforce is signed in to, and as which app. ``domain`` counts with ``custom`` only."""

    kind: str = PRODUCTION
    domain: str = ""
    consumer_key: str = ""

    def fault(self) -> str:
        """Return the code of what is missing or wrong, empty when it can be tried."""
        if self.kind == CUSTOM and not self.domain:
            return "domain_needed"
        if self.kind == CUSTOM and not _looks_like_host(self.domain):
            return "domain_wrong"
        if not self.consumer_key:
            return "consumer_key_needed"
        return "" if _CONSUMER_KEY.fullmatch(self.consumer_key) else "consumer_key_wrong"


@dataclass(frozen=True, slots=True)
class PermissionSetResult:
    """How the step ended: ``assigned``, ``already``, ``absent``, ``manual`` (done by hand), ``made`` or ``completed``.

    ``destination`` says which object the cards go to: ``package`` or ``own`` (just ``made`` or ``completed``).
    """

    state: str
    label: str = ""
    destination: str = "package"


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers. ``profile_id`` names the secrets of this set-up and never changes.

    ``profile`` is the name the set-up gets; ``chosen`` the ``secret`` of the Sansan connection whose cards go;
    ``run`` the id of the transfer that ended. ``default_user`` gets the cards of Sansan users without a match.
    """

    profile_id: str
    profile: str = ""
    connections: tuple[Connection, ...] = ()
    environment: Environment | None = None
    account: Account | None = None
    chosen: str = ""
    cards: CardChoice = field(default_factory=CardChoice)
    recipients: tuple[Recipient, ...] = ()
    default_user: SalesforceUser | None = None
    permission_set: PermissionSetResult | None = None
    saved: bool = False
    run: str = ""

    @property
    def connection(self) -> Connection | None:
        """The chosen Sansan connection."""
        return next((c for c in self.connections if c.secret == self.chosen), None)


def suggested_profile_name(environment: Environment, taken: tuple[str, ...]) -> str:
    """Return a free name that says the environment: production, sandbox, or the own domain's first part."""
    base = environment.kind
    if environment.kind == CUSTOM:
        host = environment.domain.partition("://")[2] or environment.domain
        base = re.sub(r"[^A-Za-z0-9_-]+", "-", host.split(".")[0]).strip("-_")[:56] or CUSTOM
        base = CUSTOM if profile_name.fault(base) else base
    names = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if not profile_name.fault(name, taken))


def _looks_like_host(text: str) -> bool:
    """A light check, to catch slips while typing; the sign-in checks the address for good."""
    host = re.sub(r"^https?://", "", text).partition("/")[0]
    return re.fullmatch(r"[\w.-]+(:\d+)?", host) is not None and ("." in host or host.startswith("localhost"))
