"""What a set-up is: everything a transfer needs to know, without any secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wizard.domain.fieldmap import Options
from wizard.domain.links import LinkOptions
from wizard.domain.recipients import Recipient
from wizard.domain.users import Account, SalesforceUser


@dataclass(frozen=True, slots=True)
class SansanAccess:
    """How Sansan is read. A rate of 0 means no limit of our own. The key itself is in the keyring."""

    name: str
    api_version: str = "6.0"
    include_past_cards: bool = False
    requests_per_second: float = 4
    requests_per_minute: float = 280


@dataclass(frozen=True, slots=True)
class SalesforceAccess:
    """Where Salesforce is signed in to, and as which app. The refresh token is in the keyring."""

    environment: str
    login_url: str
    consumer_key: str


@dataclass(frozen=True, slots=True)
class CardChoice:
    """Which cards go, and what of them goes where.

    Owners are Sansan e-mail addresses, tags names. ``fields`` are pairs of an item and the API name of the field it
    goes to, where that is another than usual; an empty name leaves the item out.
    """

    exclude_owners: tuple[str, ...] = ()
    exchanged_from: str = ""
    options: Options = field(default_factory=Options)
    tags_any: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def chosen_fields(self) -> dict[str, str]:
        """The items that go elsewhere than usual, with the field's API name; an empty name leaves the item out."""
        return {**dict(self.fields), **dict.fromkeys(self.options.left_out, "")}

    def choosing(self, fields: Mapping[str, str]) -> CardChoice:
        """Return it with other ``chosen_fields``."""
        options = Options(memo=fields.get("memo") != "", tags=fields.get("tags") != "")
        elsewhere = ((item, name) for item, name in fields.items() if item not in options.left_out)
        return replace(self, options=options, fields=tuple(elsewhere))

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> CardChoice:
        """Return what ``asdict`` gave, also in an earlier program; anything else raises what reading it raises."""
        return cls(
            tuple(data["exclude_owners"]),
            data["exchanged_from"],
            Options(**data["options"]),
            tuple(data.get("tags_any", ())),
            tuple((item, name) for item, name in data.get("fields", ())),
        )


@dataclass(frozen=True, slots=True)
class Unattended:
    """The user as whom scheduled runs sign in, at which My Domain. The app's secret is in the keyring.

    ``keep_sign_in``: whether the keyring holds the administrator's own sign-in, too; else it is asked for when needed.
    """

    domain: str
    user: SalesforceUser
    keep_sign_in: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A saved set-up. ``id`` never changes and names the secrets; ``name`` is the person's."""

    id: str
    name: str
    sansan: SansanAccess
    salesforce: SalesforceAccess
    account: Account
    cards: CardChoice
    default_user: SalesforceUser
    recipients: tuple[Recipient, ...]
    destination: str = "package"
    permission_set: str = ""
    links: LinkOptions = field(default_factory=LinkOptions)
    unattended: Unattended | None = None

    @property
    def keeps_sign_in(self) -> bool:
        """Whether the keyring shall hold the administrator's own sign-in."""
        return self.unattended is None or self.unattended.keep_sign_in

    @property
    def writers(self) -> frozenset[str]:
        """The ids of the users whose writes are ours."""
        users = (self.account.user, *((self.unattended.user,) if self.unattended else ()))
        return frozenset(user.id for user in users)


def secret_name(profile_id: str, secret: str) -> str:
    """Return the name under which the keyring holds a profile's secret."""
    return f"{profile_id}/{secret}"


SANSAN_KEY = "sansan-api-key"
CONSUMER_SECRET = "salesforce-consumer-secret"  # noqa: S105 - a name
REFRESH_TOKEN = "salesforce-refresh-token"  # noqa: S105 - a name, not the token
