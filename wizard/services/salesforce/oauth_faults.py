"""What an OAuth error means for the person, as one of our own errors."""

from __future__ import annotations

from wizard.domain.errors import AppError, Interrupted, PassingFault, SetupMustChange, SignInNeeded
from wizard.domain.oauth_errors import AGAIN, OLD_WORDING, PASSING, meaning

_LONGEST_DETAIL = 200  # characters of Salesforce's own words; more is no message


def oauth_fault(error: str, description: str = "", *, renewal: bool = False) -> AppError:
    """Return the fault of a refused sign-in or of a refused ``renewal`` (salesforce.md §1.7).

    It is a ``PassingFault`` where the same request may be taken in a moment.
    """
    code = meaning(error, description, renewal=renewal)
    if code == PASSING:
        return PassingFault("oauth", error=code)
    if renewal and code == OLD_WORDING:
        return PassingFault("refresh_refused")
    if renewal and code == "sign_in_expired":
        return SignInNeeded("refresh_refused")
    if renewal and code == "rate_limit_exceeded":
        return Interrupted("oauth", error=code)  # one more sign-in would not help
    kind = SignInNeeded if code in AGAIN else SetupMustChange
    return kind("oauth", error=code, detail=description[:_LONGEST_DETAIL])


# Parts of the error or of its description → what is wrong with the app's own sign-in (salesforce.md §1.3).
_OF_APP = (
    ("no client credentials user", "app_no_user"),
    ("grant type not supported", "app_flow_off"),
    ("unsupported_grant_type", "app_flow_off"),
    ("unauthorized_client", "app_flow_off"),
    ("invalid_client_id", "app_unknown"),
    ("client identifier", "app_unknown"),
    ("not installed", "app_unknown"),
    ("invalid_client", "app_wrong_secret"),
    ("invalid client", "app_wrong_secret"),
    ("client secret", "app_wrong_secret"),
    ("flow", "app_flow_off"),
    ("inactive", "app_user_inactive"),
    ("on this domain", "app_wrong_domain"),
    ("frozen", "app_user_inactive"),
    ("authentication failure", "app_user_refused"),
    ("expired access", "app_user_refused"),
)
# What these mean is the same for a person and for an app.
_ALIKE = frozenset({"ip_restricted", "login_hours", "invalid_scope", "inactive_org"}) | {
    "OAUTH_APP_ACCESS_DENIED",
    "OAUTH_APP_BLOCKED",
    "OAUTH_AUTHORIZATION_BLOCKED",
}


def app_fault(error: str, description: str = "") -> AppError:
    """Return the fault of an app that could not sign in as itself."""
    code = meaning(error, description)
    if code == PASSING:
        return PassingFault("oauth", error=code)
    if code == "rate_limit_exceeded":
        return Interrupted("oauth", error=code)
    if code in _ALIKE and error != "unauthorized_client":  # which says that the flow is off
        return SignInNeeded("oauth", error=code)
    said = f"{error} {description}".lower()
    found = next((code for part, code in _OF_APP if part in said), "")
    if found:
        return SignInNeeded(found)
    return SignInNeeded("app_refused", error=error, detail=description[:_LONGEST_DETAIL])
