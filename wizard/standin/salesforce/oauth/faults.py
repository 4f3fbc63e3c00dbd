"""Sign-in failures that a tester can order by the setting ``sign_in_fault``, each shown where §1.7 says.

Most stay on Salesforce's own error page and never come back to the app.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from wizard.standin.salesforce.oauth.app import APPROVAL_ERROR, OAuthError

Place = Literal["start", "login", "page", "callback", "token", "refresh", "session"]


@dataclass(frozen=True)
class Fault:
    """Where a failure shows, and what it says.

    ``start``: the error page, before anybody logs in. ``login``: instead of the page after the password; then
    ``error`` names the page. ``page``: the error page, after login. ``callback``: back at the app, after login.
    ``token``: every answer of the token endpoint. ``refresh``: only when a token is refreshed.
    ``session``: sign-in works, every call is refused.
    """

    place: Place
    error: str
    description: str = ""

    def as_error(self) -> OAuthError:
        """Return what is told."""
        return OAuthError(self.error, self.description)


_NOT_APPROVED = "user is not admin approved to access this app"

FAULTS = {
    "app_unknown": Fault("start", "invalid_client_id", "client identifier invalid"),
    "flow_off": Fault("start", "unsupported_response_type", "response type not supported"),
    "my_domain_only": Fault("login", "my_domain"),
    "device_activation": Fault("login", "verify"),
    "app_not_installed": Fault("page", "invalid_client", "app must be installed into org"),
    "ec_app_not_found": Fault(
        "page", "OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org"
    ),  # [C2]
    "cross_org": Fault("page", "OAUTH_AUTHORIZATION_BLOCKED", "Cross-org OAuth flows are not supported"),  # [C2]
    "app_not_found": Fault("token", "app_not_found", "External client app is not installed in this org"),  # [C2]
    "wrong_domain": Fault("token", "invalid_grant", "request not supported on this domain"),  # [C2]
    "inactive_organization": Fault("token", "invalid_grant", "inactive organization"),  # [C2]
    "cannot_sign_in": Fault("refresh", "invalid_grant", "authentication failure"),
    "app_blocked": Fault("page", "OAUTH_APP_BLOCKED", "this app is blocked by admin"),  # [C2]
    "app_blocked_callback": Fault("callback", "OAUTH_APP_BLOCKED", "this app is blocked by admin"),  # [C2]
    "not_approved": Fault("page", "OAUTH_APP_ACCESS_DENIED", _NOT_APPROVED),  # the code is [I]
    "not_approved_token": Fault("token", "invalid_grant", _NOT_APPROVED),
    "approval_error": Fault("page", APPROVAL_ERROR.error, APPROVAL_ERROR.description),  # [C2]
    "scope_refused_callback": Fault(
        "callback", "invalid_scope", "the requested scope is invalid, unknown, or malformed"
    ),
    "secret_required": Fault("token", "invalid_client", "invalid client credentials"),
    "grant_off": Fault("token", "unsupported_grant_type", "grant type not supported"),
    "wrong_host": Fault("token", "invalid_grant", "authentication failure"),
    "ip_restricted": Fault("token", "invalid_grant", "ip restricted"),
    "login_hours": Fault("token", "invalid_grant", "ip restricted or invalid login hours"),
    "inactive_user": Fault("token", "inactive_user", "user is inactive"),
    "inactive_org": Fault("token", "inactive_org", "organization is locked, closed, or suspended"),
    "too_many_logins": Fault("token", "rate_limit_exceeded", "number of logins exceeded"),
    "token_validity_expired": Fault("refresh", "invalid_grant", "token validity expired"),
    "api_access_control": Fault("session", "INVALID_SESSION_ID"),  # the text is in door.py [C2]
}


class Order(Protocol):
    """The setting that orders a fault."""

    @property
    def sign_in_fault(self) -> str:
        """A name of ``FAULTS``, empty for none."""


def fault_at(order: Order, place: Place) -> Fault | None:
    """Return the ordered fault if it shows at this place."""
    fault = FAULTS.get(order.sign_in_fault)
    return fault if fault and fault.place == place else None
