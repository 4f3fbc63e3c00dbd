"""What an OAuth error means for the person, as one of our own errors."""

from __future__ import annotations

from wizard.domain.errors import Interrupted, PassingFault, SetupMustChange, SignInNeeded, Trouble
from wizard.domain.oauth_errors import AGAIN, OLD_WORDING, PASSING, meaning

_LONGEST_DETAIL = 200  # characters of Salesforce's own words; more is no message


def oauth_fault(error: str, description: str = "", *, renewal: bool = False) -> Trouble:
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
