"""Authorize, login and consent."""

from urllib.parse import unquote

import pytest
import requests

from wizard.standin.salesforce import SalesforceStandin

from .client import CALLBACK, Browser, session

ERROR_PAGE = "/setup/secur/RemoteAccessErrorPage.apexp"


def test_allow_comes_back_with_state_and_a_code_that_ends_encoded(browser: Browser) -> None:
    consent = browser.log_in(browser.authorize())
    assert 'id="save" name="save"' in consent.text
    assert 'id="cancel" name="cancel"' in consent.text
    answer = browser.decide(consent)
    assert answer["state"] == "st ate&1"
    assert answer["code"].endswith("==")


def test_the_login_page_is_a_plain_form_without_outside_resources(browser: Browser) -> None:
    page = browser.authorize(login_hint="a@b.example")
    assert page.headers["Content-Type"].startswith("text/html")
    for part in ('name="username"', 'name="pw"', 'id="Login"', 'value="a@b.example"', 'method="post"'):
        assert part in page.text
    for part in ("<script", "<link", "<img", "http://", "https://"):
        assert part not in page.text


def test_deny_comes_back_with_state(browser: Browser) -> None:
    answer = browser.decide(browser.log_in(browser.authorize()), "cancel")
    assert answer == {
        "error": "access_denied",
        "error_description": "end-user denied authorization",
        "state": "st ate&1",
    }


def test_a_wrong_password_stays_on_the_login_page_and_a_right_one_goes_on(browser: Browser) -> None:
    again = browser.log_in(browser.authorize(), password="nonsense")
    assert "Please check your username and password" in again.text
    assert "code" in browser.decide(browser.log_in(again))


def test_an_inactive_user_cannot_log_in(browser: Browser) -> None:
    gone = next(user for user in browser.world.salesforce_users if not user.active)
    assert "Please check your username" in browser.log_in(browser.authorize(), gone.username).text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "3MVG9wrong"}, "invalid_client_id"),
        ({"redirect_uri": None}, "redirect_uri_missing"),
        ({"redirect_uri": CALLBACK + "/"}, "redirect_uri_mismatch"),
        ({"redirect_uri": CALLBACK.replace("localhost", "127.0.0.1")}, "redirect_uri_mismatch"),
        ({"redirect_uri": CALLBACK.replace("47803", "47806")}, "redirect_uri_mismatch"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "api everything_else"}, "invalid_scope"),
    ],
)
def test_most_failures_stay_on_the_services_own_page(browser: Browser, changes: dict, error: str) -> None:
    page = browser.authorize(**changes)
    assert page.status_code == 200
    assert page.url.startswith(f"{browser.url}{ERROR_PAGE}?error={error}&error_description=")
    assert f"error={error}" in page.text
    assert "st ate" not in unquote(page.url)


def test_a_missing_challenge_is_answered_without_a_content_type(browser: Browser) -> None:
    page = browser.authorize(code_challenge=None, code_challenge_method=None)
    assert page.url.startswith(f"{browser.url}/services/oauth2/authorize")
    assert "Content-Type" not in page.headers
    assert "missing+required+code+challenge" in page.text


def test_a_scope_the_app_lacks_fails_after_login(browser: Browser) -> None:
    page = browser.log_in(browser.authorize(scope="api full"))
    assert "error=OAUTH_APPROVAL_ERROR_GENERIC" in page.url


def test_who_is_logged_in_is_asked_again_only_with_prompt_login(browser: Browser) -> None:
    browser.log_in(browser.authorize())
    assert 'name="save"' in browser.authorize().text
    page = browser.authorize(prompt="login")
    assert 'name="pw"' in page.text
    assert 'name="save"' in browser.log_in(page).text


def test_consent_can_be_remembered(browser: Browser) -> None:
    browser.http.post(f"{browser.url}/standin/settings", json={"remember_consent": True})
    browser.tokens()
    assert 'name="save"' in browser.authorize(prompt="consent").text

    with pytest.raises(requests.ConnectionError) as gone:
        browser.authorize()
    assert gone.value.request.url.startswith(f"{CALLBACK}?code=")


def test_an_openid_client_finds_every_address(standin: SalesforceStandin) -> None:
    told = session().get(f"{standin.url}/.well-known/openid-configuration").json()
    assert told["issuer"] == standin.url
    assert told["token_endpoint"] == f"{standin.url}/services/oauth2/token"
    assert told["token_endpoint_auth_methods_supported"] == [
        "client_secret_post",
        "client_secret_basic",
        "private_key_jwt",
    ]
    assert session().get(told["jwks_uri"]).json() == {"keys": []}
