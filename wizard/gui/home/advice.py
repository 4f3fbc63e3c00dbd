"""What a saved set-up asks for next; Qt-free."""

from __future__ import annotations

from wizard.application.overview import ProfileSummary
from wizard.domain.containment import wants_a_look
from wizard.domain.errors import AppError, SignInNeeded
from wizard.domain.run import ENDED

UNREADABLE, KEY, SIGN_IN, GUARDED, APP, FIRST, GO_ON, FAILED, RECIPIENTS, NOTHING = CODES = (
    "unreadable",
    "key",
    "sign_in",
    "guarded",
    "app",
    "first",
    "go_on",
    "failed",
    "recipients",
    "nothing",
)
SIGN_INS = (SIGN_IN, GUARDED)
BAD = (UNREADABLE, KEY, *SIGN_INS)  # nothing can be transferred before this is cured
_KEY_FAULTS = ("sansan_key_gone", "sansan_key_refused", "sansan_key_forbidden")
_SIGN_IN_FAULTS = (
    "refresh_lost",
    "refresh_refused",
    "salesforce_session_refused",
    "sign_in_gone",
    "token_incomplete",
)


def advice(profile: ProfileSummary) -> str:
    """Return what is wanted next, the most urgent first."""
    if profile.answers is None:
        return UNREADABLE
    trouble = profile.unattended or (profile.last.trouble if profile.last else None)
    if not profile.has_key or (trouble and trouble.code in _KEY_FAULTS):
        return KEY
    if profile.integration_user and _is_of_app(profile.unattended):
        return APP
    if (not profile.signed_in and profile.keeps_sign_in) or is_sign_in_fault(trouble):
        return GUARDED if wants_a_look(trouble) else SIGN_IN
    return _after(profile)


def _after(profile: ProfileSummary) -> str:
    """Return what is wanted of a set-up that can transfer."""
    if profile.last is None or profile.last.undone:
        return FIRST
    if profile.last.state not in ENDED:
        return GO_ON
    if profile.failed:
        return FAILED
    return RECIPIENTS if profile.unmatched else NOTHING


def _is_of_app(trouble: AppError | None) -> bool:
    """Whether a run by itself could not sign in as the integration user."""
    return isinstance(trouble, SignInNeeded) or (trouble is not None and trouble.code.startswith("app_"))


def is_sign_in_fault(error: Exception | None) -> bool:
    """Whether signing in to Salesforce again cures this fault."""
    if isinstance(error, SignInNeeded) and error.code == "oauth":
        return True
    return isinstance(error, AppError) and error.code in _SIGN_IN_FAULTS
