"""Which fault of a sign-in an OAuth error means: the same code stands for several (salesforce.md §1.7)."""

from __future__ import annotations

# Parts of Salesforce's English descriptions, which are part of the protocol → the code of ``words.oauth``.
_BY_DESCRIPTION = (
    ("must be installed", "app_not_installed"),
    ("not installed in this org", "OAUTH_EC_APP_NOT_FOUND"),
    ("cross-org", "OAUTH_AUTHORIZATION_BLOCKED"),
    ("not admin approved", "OAUTH_APP_ACCESS_DENIED"),
    ("invalid client credentials", "secret_required"),
    ("hasn't approved", "OAUTH_APP_ACCESS_DENIED"),
    ("no valid scopes", "invalid_scope"),
    ("frozen", "inactive_user"),
    ("inactive user", "inactive_user"),
    ("user is inactive", "inactive_user"),
    ("inactive organization", "inactive_org"),
    ("not supported on this domain", "wrong_domain"),
    ("login hours", "login_hours"),
    ("ip restricted", "ip_restricted"),
    ("already being processed", "try_again"),
    ("retry your request", "try_again"),
    ("authorization code", "code_too_late"),
    ("code verifier", "program_error"),
    ("expired access/refresh token", "sign_in_expired"),
    ("token validity expired", "sign_in_expired"),
    ("authentication failure", "wrong_host"),
)
_BY_ERROR = {
    "app_not_found": "OAUTH_EC_APP_NOT_FOUND",
    "invalid_app_access": "OAUTH_APP_ACCESS_DENIED",
    "unauthorized_client": "OAUTH_APP_ACCESS_DENIED",
    "invalid_client_credentials": "secret_required",
    "invalid_redirect_uri": "redirect_uri_mismatch",
    "redirect_uri_missing": "program_error",
    "invalid_request": "program_error",
    "immediate_unsuccessful": "program_error",
    "unknown_error": "try_again",
    "server_error": "try_again",
    "temporarily_unavailable": "try_again",
}
# The same words at the renewal of a session mean something else: there is no code, and the host was right before.
_AT_RENEWAL = {"invalid_grant": "sign_in_expired", "wrong_host": "cannot_sign_in"}

PASSING = "try_again"
"""What asking again with the same token cures."""

OLD_WORDING = "code_too_late"
"""At a renewal the words of 2024 for an earlier one that is still at work; if it lasts, the sign-in has ended."""

# What signing in once more, by the same person or another one, can cure; all else needs a change in Salesforce.
AGAIN = frozenset(
    {
        "access_denied",
        "invalid_grant",
        "code_too_late",
        "sign_in_expired",
        "cannot_sign_in",
        "ip_restricted",
        "login_hours",
        "inactive_user",
        "inactive_org",
        "rate_limit_exceeded",
    }
)


def meaning(error: str, description: str = "", *, renewal: bool = False) -> str:
    """Return the code of ``words.oauth`` that fits best; the error itself where it says enough."""
    found = next((code for part, code in _BY_DESCRIPTION if part in description.lower()), "")
    code = found or _BY_ERROR.get(error, error)
    return _AT_RENEWAL.get(code, code) if renewal else code
