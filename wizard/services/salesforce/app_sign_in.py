"""The app signs in as itself: client credentials, for runs that nobody attends (salesforce.md §1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from wizard.domain.errors import SetupMustChange, SignInNeeded
from wizard.services.addresses import trusted_instance
from wizard.services.http import Session, json_body
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth import Grant
from wizard.services.salesforce.token_endpoint import AnswerLost, TokenEndpoint


@dataclass(frozen=True, slots=True)
class Expected:
    """Whom a saved set-up expects; empty ids are not compared, as when it is set up."""

    organization_id: str = ""
    user_id: str = ""


class AppSignIn:
    """Signs one app in at its My Domain. Takes the place of ``OAuth`` in ``Tokens``: its secret is what is traded.

    Raises ``SignInNeeded`` (``app_...``) for what Salesforce refuses, ``SetupMustChange`` (``app_other_organization``,
    ``app_other_user``) when it acts as somebody else than was set up.
    """

    def __init__(
        self, domain: str, consumer_key: str, retry_policy: RetryPolicy, expected: Expected | None = None
    ) -> None:
        self._consumer_key, self._retry_policy = consumer_key, retry_policy
        self._expected = expected or Expected()
        self._domain = domain
        self._tokens = TokenEndpoint(domain)

    def refresh(self, secret: str, _rotates: bool | None = None) -> Grant:
        """Trade the secret for an access token; there is no refresh token, and asking again spends nothing."""
        form = {"grant_type": "client_credentials", "client_id": self._consumer_key, "client_secret": secret}
        grant = self._grant(self._retry_policy(lambda: self._ask(form)))
        self._check(grant)
        return grant

    def _ask(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        try:
            return self._tokens.ask(form)
        except AnswerLost as lost:
            raise lost.fault from None

    def _grant(self, body: Mapping[str, Any]) -> Grant:
        """Read a token answer, which may lack who it is for; then the session is asked."""
        try:
            instance = trusted_instance(self._domain, body["instance_url"])
            token = body["access_token"]
        except (KeyError, TypeError, ValueError, AttributeError):
            raise SignInNeeded("token_incomplete") from None
        if not isinstance(token, str) or not token:
            raise SignInNeeded("token_incomplete")
        organization_id, user_id = _ids(body.get("id")) or self._asked(token, instance)
        return Grant(token, "", instance, organization_id, user_id)

    def _asked(self, token: str, instance: str) -> tuple[str, str]:
        """Ask the session who it is: the identity service, and where the app may not use it, the REST API."""
        with Session() as session:
            root = session.speak_plainly(instance)

            def ask(path: str) -> Any:
                headers = {"Authorization": f"Bearer {token}"}
                response = self._retry_policy(lambda: session.get(f"{root}{path}", headers=headers))
                return json_body(response) if response.status_code == 200 else None

            found = _told(ask("/services/oauth2/userinfo"))
            if not found:
                versions = ask("/services/data/")
                found = _ids(_identity(ask(f"/services/data/v{_newest(versions)}/")))
        if not found:
            raise SignInNeeded("token_incomplete")
        return found

    def _check(self, grant: Grant) -> None:
        expected = self._expected
        if expected.organization_id and grant.organization_id[:15] != expected.organization_id[:15]:
            raise SetupMustChange("app_other_organization")
        if expected.user_id and grant.user_id[:15] != expected.user_id[:15]:
            raise SetupMustChange("app_other_user")


def _ids(identity: object) -> tuple[str, str] | None:
    """Return the ids of organisation and user at the end of an identity address; None where it is none."""
    try:
        parts = urlsplit(identity).path.rstrip("/").split("/")[-2:] if isinstance(identity, str) else []
    except ValueError:
        return None
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _told(answer: object) -> tuple[str, str] | None:
    """Return the ids that the identity service tells."""
    found = [answer.get(name) for name in ("organization_id", "user_id")] if isinstance(answer, Mapping) else []
    return (str(found[0]), str(found[1])) if found and all(found) else None


def _identity(resources: object) -> object:
    return resources.get("identity") if isinstance(resources, Mapping) else None


def _newest(versions: object) -> str:
    try:
        return max((str(entry["version"]) for entry in versions), key=float)  # type: ignore[attr-defined]
    except (LookupError, TypeError, ValueError):
        raise SignInNeeded("token_incomplete") from None
