"""Which fault of a sign-in an OAuth error means: the same code stands for several (salesforce.md §1.7)."""

from __future__ import annotations

# Parts of Salesforce's English descriptions, which are part of the protocol → the code of ``words.oauth``.
_BY_DESCRIPTION = (
    ("must be installed", "app_not_installed"),
    ("not admin approved", "OAUTH_APP_ACCESS_DENIED"),
    ("invalid client credentials", "secret_required"),
    ("inactive user", "inactive_user"),
    ("user is inactive", "inactive_user"),
    ("login hours", "login_hours"),
    ("ip restricted", "ip_restricted"),
    ("authorization code", "code_too_late"),
    ("code verifier", "program_error"),
    ("expired access/refresh token", "sign_in_expired"),
    ("token validity expired", "sign_in_expired"),
    ("authentication failure", "wrong_host"),
)
_PROGRAM = ("redirect_uri_missing", "invalid_request", "immediate_unsuccessful")

# What signing in once more, by the same person or another one, can cure; all else needs a change in Salesforce.
AGAIN = frozenset(
    {
        "access_denied",
        "invalid_grant",
        "code_too_late",
        "sign_in_expired",
        "ip_restricted",
        "login_hours",
        "inactive_user",
        "inactive_org",
        "rate_limit_exceeded",
    }
)


def meaning(error: str, description: str = "") -> str:
    """Return the code of ``words.oauth`` that fits best; the error itself where it says enough."""
    found = next((code for part, code in _BY_DESCRIPTION if part in description.lower()), "")
    return found or ("program_error" if error in _PROGRAM else error)
