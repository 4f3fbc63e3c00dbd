"""A sign-in that Salesforce may have taken away on purpose.

Since April 2026 it freezes a user whose calls come through an anonymising VPN or from a suspicious address, and revokes
all refresh tokens; going on brings it again [C]. So nothing tries by itself before a person has looked.
"""

from __future__ import annotations

from wizard.domain.errors import SignInNeeded

OF_APP = frozenset({"app_user_inactive", "app_user_refused", "app_refused"})
"""Of an app that signs in as its own user."""

_CODES = OF_APP | {"refresh_refused", "salesforce_session_refused"}
_OAUTH = frozenset({"inactive_user", "cannot_sign_in"})


def wants_a_look(trouble: Exception | None) -> bool:
    """Whether the fault of a sign-in may be containment: what exactly is answered then is not known [?]."""
    if not isinstance(trouble, SignInNeeded):
        return False
    return trouble.code in _CODES or (trouble.code == "oauth" and trouble.details.get("error") in _OAUTH)
