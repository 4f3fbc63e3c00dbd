"""Who in Salesforce receives a Sansan user's cards, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wizard.domain.text import fold
from wizard.domain.users import SalesforceUser, SansanUser

_COUNTRY = 2  # letters of a country's domain
_DOMAINS = ("com", "net", "org", "info", "biz", "edu", "gov")
REASONS = ("username", "suffix", "email", "federation_id", "file", "manual", "default")
BY_PERSON = ("manual", "file")
"""The reasons that are a person's own choice."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One Sansan user and the Salesforce user chosen for the cards; ``skip`` sends none of them."""

    sansan: SansanUser
    user_id: str
    username: str
    reason: str
    skip: bool = False


@dataclass(frozen=True)
class Directory:
    """Salesforce users, indexed for matching. Who cannot own records is set apart as ``barred``, and never found."""

    users: tuple[SalesforceUser, ...]
    sandbox: bool = False
    barred: tuple[SalesforceUser, ...] = field(init=False)
    by_username: Mapping[str, SalesforceUser] = field(init=False)
    _by_suffix: Mapping[str, SalesforceUser] = field(init=False)
    _by_email: Mapping[str, SalesforceUser] = field(init=False)
    _by_federation: Mapping[str, SalesforceUser] = field(init=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "barred", tuple(user for user in self.users if user.barred))
        put(self, "users", tuple(user for user in self.users if not user.barred))
        put(self, "by_username", {fold(u.username): u for u in self.users})
        put(self, "_by_suffix", _unique((_without_suffix(u.username), u) for u in self.users))
        put(self, "_by_email", _unique((_unmasked(u.email), u) for u in self.users))
        put(self, "_by_federation", _unique((fold(u.federation_id), u) for u in self.users))

    def match(self, email: str) -> tuple[SalesforceUser, str] | None:
        """Return the user for a Sansan e-mail address with the reason, or None.

        In this order: the username, the username without a sandbox's suffix (in a sandbox only), the
        e-mail address if one user has it, the federation id if one user has it.
        """
        wanted = fold(email)
        ways = (
            (self.by_username, "username"),
            (self._by_suffix if self.sandbox else {}, "suffix"),
            (self._by_email, "email"),
            (self._by_federation, "federation_id"),
        )
        return next(((index[wanted], why) for index, why in ways if wanted and wanted in index), None)

    def find(self, text: str) -> SalesforceUser | None:
        """Return the user with this username, else the only one with this e-mail address.

        A username written in another sandbox, with that one's suffix, finds the same user here.
        """
        named = fold(text)
        found = self._named(named) or self._by_email.get(_unmasked(text))
        return found or self._named(_without_sandbox(named))

    def _named(self, username: str) -> SalesforceUser | None:
        of_sandbox = self._by_suffix.get(username) if self.sandbox else None
        return self.by_username.get(username) or of_sandbox

    def why_not(self, text: str) -> str:
        """Return why ``find`` finds nobody: ``several``, ``inactive``, ``licence``, or ``unknown``."""
        address = _unmasked(text) or None
        if any(_unmasked(user.email) == address for user in self.users):
            return "several"
        found = (u for u in self.barred if fold(text) == fold(u.username) or _unmasked(u.email) == address)
        return next((user.barred for user in found), "unknown")


def match_all(
    sansan_users: Iterable[SansanUser], directory: Directory, default: SalesforceUser
) -> tuple[Recipient, ...]:
    """Give every Sansan user a recipient: by the rules, else the default."""
    return tuple(match_one(user, directory, default) for user in sansan_users)


def match_one(user: SansanUser, directory: Directory, default: SalesforceUser) -> Recipient:
    """Give one Sansan user a recipient: by the rules, else the default."""
    chosen, reason = directory.match(user.email) or (default, "default")
    return Recipient(user, chosen.id, chosen.username, reason)


def count_by_reason(recipients: Iterable[Recipient]) -> dict[str, int]:
    """Count the recipients who get cards by reason, every reason named."""
    counts = Counter(r.reason for r in recipients if not r.skip)
    return {reason: counts[reason] for reason in REASONS}


def _unique(pairs: Iterable[tuple[str, SalesforceUser]]) -> dict[str, SalesforceUser]:
    found: dict[str, list[SalesforceUser]] = {}
    for key, user in pairs:
        found.setdefault(key, []).append(user)
    return {key: users[0] for key, users in found.items() if key and len(users) == 1}


def _without_suffix(username: str) -> str:
    """A sandbox appends ``.name`` to each username: name@example.com.uat → name@example.com."""
    head, _, tail = fold(username).rpartition(".")
    return head if "@" in head and tail.isalnum() else ""


def _without_sandbox(username: str) -> str:
    """Return a username without the name of a sandbox behind it; empty where that may be a domain's own end."""
    tail = username.rpartition(".")[2]
    return "" if len(tail) <= _COUNTRY or tail in _DOMAINS else _without_suffix(username)


def _unmasked(email: str) -> str:
    """A sandbox appends ``.invalid`` to each e-mail address."""
    return fold(email).removesuffix(".invalid")
