"""Every known fault of a sign-in has a sentence of its own, at the first sign-in and at a renewal."""

from __future__ import annotations

import re

import pytest

from wizard.domain.errors import AppError, Interrupted, PassingFault, SetupMustChange, SignInNeeded
from wizard.domain.oauth_errors import meaning
from wizard.services.salesforce.oauth_faults import oauth_fault
from wizard.words import LANGUAGES, oauth
from wizard.words.say import say_trouble

KNOWN = [  # salesforce.md §1.7, and the reports of 2026
    ("access_denied", "end-user denied authorization"),
    ("app_not_found", "External client app is not installed in this org"),
    ("immediate_unsuccessful", ""),
    ("inactive_org", "organization is locked, closed, or suspended"),
    ("inactive_user", "user is inactive"),
    ("invalid_app_access", "user is not admin approved to access this app"),
    ("invalid_client", "app must be installed into org"),
    ("invalid_client", "invalid client credentials"),
    ("invalid_client_credentials", "client secret invalid"),
    ("invalid_client_id", "client identifier invalid"),
    ("invalid_grant", "authentication failure"),
    ("invalid_grant", "expired access/refresh token"),
    ("invalid_grant", "expired authorization code"),
    ("invalid_grant", "inactive organization"),
    ("invalid_grant", "inactive user"),
    ("invalid_grant", "invalid authorization code"),
    ("invalid_grant", "ip restricted"),
    ("invalid_grant", "ip restricted or invalid login hours"),
    ("invalid_grant", "missing code verifier"),
    ("invalid_grant", "no valid scopes defined"),
    ("invalid_grant", "request not supported on this domain"),
    ("invalid_grant", "token request is already being processed"),
    ("invalid_grant", "token validity expired"),
    ("invalid_grant", "user hasn't approved this consumer"),
    ("invalid_grant", "user is frozen"),
    ("invalid_grant", "words of tomorrow"),
    ("invalid_request", "missing required code challenge"),
    ("invalid_scope", "the requested scope is invalid, unknown, or malformed"),
    ("OAUTH_APP_ACCESS_DENIED", ""),
    ("OAUTH_APP_BLOCKED", "this app is blocked by admin"),
    ("OAUTH_APPROVAL_ERROR_GENERIC", "An unexpected error has occurred during authentication. Please try again."),
    ("OAUTH_AUTHORIZATION_BLOCKED", "Cross-org OAuth flows are not supported"),
    ("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org"),
    ("rate_limit_exceeded", "number of logins exceeded"),
    ("redirect_uri_mismatch", "redirect_uri must match configuration"),
    ("redirect_uri_missing", ""),
    ("unknown_error", "retry your request"),
    ("unsupported_grant_type", "grant type not supported"),
    ("unsupported_response_type", "response type not supported"),
]


@pytest.mark.parametrize("renewal", [False, True], ids=["first", "renewal"])
@pytest.mark.parametrize(("error", "description"), KNOWN)
def test_a_known_fault_is_told_in_its_own_words(error: str, description: str, renewal: bool) -> None:
    fault = oauth_fault(error, description, renewal=renewal)
    assert fault.code != "oauth" or fault.details["error"] in oauth.TABLE
    for lang in LANGUAGES:
        said = say_trouble(fault, lang)
        assert error not in said
        assert "does not know (" not in said
        assert not re.search(r"refused .*\. Try again\.", said)


@pytest.mark.parametrize(
    ("error", "description", "kind"),
    [
        ("invalid_grant", "token request is already being processed", PassingFault),
        ("invalid_grant", "user is frozen", SignInNeeded),
        ("app_not_found", "", SetupMustChange),
        ("rate_limit_exceeded", "", Interrupted),
        ("error_of_tomorrow", "", SetupMustChange),
    ],
)
def test_what_a_refused_renewal_asks_for(error: str, description: str, kind: type[AppError]) -> None:
    assert type(oauth_fault(error, description, renewal=True)) is kind


def test_an_unknown_error_is_told_with_salesforces_own_words_of_a_bearable_length() -> None:
    fault = oauth_fault("error_of_tomorrow", "the moon is in the wrong house " * 99)
    assert len(say_trouble(fault, "en")) < 700
    assert "(error_of_tomorrow)" in say_trouble(fault, "en")
    assert "the moon is in the wrong house" in say_trouble(fault, "ja")


def test_letter_case_of_a_description_does_not_matter() -> None:
    assert meaning("invalid_grant", "IP Restricted") == "ip_restricted"
