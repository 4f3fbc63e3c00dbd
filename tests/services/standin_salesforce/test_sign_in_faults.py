"""Every sign-in failure shows where it really does: page, callback or token."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from wizard.standin.salesforce.oauth.faults import FAULTS

from .client import Browser, Client

ERROR_PAGE = "/setup/secur/RemoteAccessErrorPage.apexp"


def at(place: str) -> list[str]:
    return [name for name, fault in FAULTS.items() if fault.place == place]


def order(browser: Browser, **settings: Any) -> None:
    assert browser.http.post(f"{browser.url}/standin/settings", json=settings).status_code == 200


def said(url: str) -> tuple[str, str]:
    query = parse_qs(urlsplit(url).query)
    return query["error"][0], query["error_description"][0]


def wanted(name: str) -> tuple[str, str]:
    return FAULTS[name].error, FAULTS[name].description


@pytest.mark.parametrize("name", at("start"))
def test_before_login(browser: Browser, name: str) -> None:
    order(browser, sign_in_fault=name)
    page = browser.authorize()
    assert (urlsplit(page.url).path, said(page.url)) == (ERROR_PAGE, wanted(name))


@pytest.mark.parametrize("name", at("page"))
def test_after_login_on_the_services_own_page(browser: Browser, name: str) -> None:
    order(browser, sign_in_fault=name)
    page = browser.log_in(browser.authorize())
    assert (urlsplit(page.url).path, said(page.url)) == (ERROR_PAGE, wanted(name))
    assert FAULTS[name].error in page.text


@pytest.mark.parametrize("name", at("login"))
def test_instead_of_the_way_on(browser: Browser, name: str) -> None:
    order(browser, sign_in_fault=name)
    page = browser.log_in(browser.authorize())
    assert (page.status_code, 'role="alert"' in page.text, "<form" in page.text) == (200, True, False)


@pytest.mark.parametrize("name", at("callback"))
def test_back_at_the_app(browser: Browser, name: str) -> None:
    login = browser.authorize()
    order(browser, sign_in_fault=name)
    form = {"username": browser.username, "pw": browser.world.password, "startURL": "/"}
    browser.http.post(f"{browser.url}/", data=form)
    source = parse_qs(urlsplit(parse_qs(urlsplit(login.url).query)["startURL"][0]).query)["source"][0]
    answer = browser.http.get(
        f"{browser.url}/setup/secur/RemoteAccessAuthorizationPage.apexp",
        params={"source": source},
        allow_redirects=False,
    )
    received = browser.received(answer)
    assert (received["error"], received["error_description"], received["state"]) == (*wanted(name), "st ate&1")


@pytest.mark.parametrize("name", at("token"))
def test_at_the_token_endpoint(browser: Browser, name: str) -> None:
    refresh_token, code = browser.tokens()["refresh_token"], browser.code(prompt="login")
    order(browser, sign_in_fault=name)
    for answer in (browser.exchange(code), browser.refresh(refresh_token)):
        assert (answer.status_code, tuple(answer.json().values())) == (400, wanted(name))
    order(browser, sign_in_fault="")
    assert browser.refresh(refresh_token).status_code == 200


@pytest.mark.parametrize("name", at("refresh"))
def test_only_when_a_token_is_refreshed(browser: Browser, name: str) -> None:
    order(browser, sign_in_fault=name)
    tokens = browser.tokens()
    assert browser.refresh(tokens["refresh_token"]).json()["error_description"] == FAULTS[name].description


def test_an_app_that_is_not_on_the_list_gets_tokens_that_are_good_for_nothing(admin: Client) -> None:
    admin.settings(sign_in_fault="api_access_control")
    answer = admin.call("GET", "/sobjects")
    assert (answer.status_code, answer.json()[0]["message"]) == (
        401,
        "This session is not valid for use with the REST API",
    )


def test_an_app_without_the_scope_fails_after_login(browser: Browser) -> None:
    order(browser, app_scopes="api id")
    page = browser.log_in(browser.authorize(scope="api id refresh_token"))
    assert said(page.url)[0] == "OAUTH_APPROVAL_ERROR_GENERIC"
    assert "refresh_token" not in browser.exchange(browser.code(scope=None, prompt="login")).json()


def test_the_challenge_method_may_be_left_out(browser: Browser) -> None:
    assert browser.exchange(browser.code(code_challenge_method=None)).status_code == 200
