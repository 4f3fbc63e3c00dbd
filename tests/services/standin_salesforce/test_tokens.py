"""Tokens: exchange, refresh, rotation, revocation, identity."""

import pytest

from .client import Browser, Client


def control(browser: Browser, order: str, **body: object) -> int:
    return browser.http.post(f"{browser.url}/standin/{order}", json=body).status_code


def works(browser: Browser, access_token: str) -> bool:
    headers = {"Authorization": f"Bearer {access_token}"}
    answer = browser.http.get(f"{browser.url}/services/data/v67.0/limits", headers=headers)
    if answer.status_code == 401:
        assert answer.json() == [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}]
    return answer.status_code == 200


def test_the_first_answer_has_the_documented_keys_and_no_life_time(browser: Browser) -> None:
    answer = browser.exchange(browser.code())
    tokens = answer.json()
    assert list(tokens) == [
        "access_token",
        "refresh_token",
        "signature",
        "scope",
        "instance_url",
        "id",
        "token_type",
        "issued_at",
    ]
    assert tokens["access_token"].startswith("00D")
    assert tokens["refresh_token"].startswith("5Aep861")
    assert tokens["instance_url"] == browser.url
    assert set(tokens["scope"].split()) == {"api", "id", "refresh_token"}
    assert "no-store" in answer.headers["Cache-Control"]
    assert works(browser, tokens["access_token"])


def test_without_the_scope_there_is_no_refresh_token(browser: Browser) -> None:
    assert "refresh_token" not in browser.exchange(browser.code(scope="api id")).json()


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"client_id": "x"}, "invalid_client_id", "client identifier invalid"),
        ({"client_secret": "x"}, "invalid_client", "invalid client credentials"),
        ({"grant_type": "password"}, "unsupported_grant_type", "grant type not supported"),
        ({"code": "aPrxwrong=="}, "invalid_grant", "invalid authorization code"),
        (
            {"redirect_uri": "http://localhost:47801/callback"},
            "redirect_uri_mismatch",
            "redirect_uri must match configuration",
        ),
        ({"code_verifier": None}, "invalid_grant", "missing code verifier"),
        ({"code_verifier": "w" * 43}, "invalid_request", "invalid code verifier"),
    ],
)
def test_a_bad_exchange_is_refused_in_an_object(browser: Browser, changes: dict, error: str, description: str) -> None:
    answer = browser.exchange(**({"code": browser.code()} | changes))
    assert answer.status_code == 400
    assert answer.json() == {"error": error, "error_description": description}


def test_a_code_counts_once(browser: Browser) -> None:
    code = browser.code()
    assert browser.exchange(code).status_code == 200
    assert browser.exchange(code).json()["error_description"] == "expired authorization code"


def test_a_code_does_not_last(browser: Browser) -> None:
    control(browser, "settings", code_lifetime=0)
    assert browser.exchange(browser.code()).json()["error_description"] == "expired authorization code"


def test_refresh_gives_a_new_access_token_and_keeps_the_refresh_token(browser: Browser) -> None:
    tokens = browser.tokens()
    answer = browser.refresh(tokens["refresh_token"]).json()
    assert "refresh_token" not in answer
    assert answer["access_token"] != tokens["access_token"]
    assert works(browser, answer["access_token"])
    assert browser.refresh(tokens["refresh_token"]).status_code == 200


def test_rotation_replaces_the_refresh_token_and_a_replay_ends_everything(browser: Browser) -> None:
    control(browser, "settings", rotate_refresh_tokens=True)
    first = browser.tokens()
    second = browser.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    replay = browser.refresh(first["refresh_token"])
    assert replay.json() == {"error": "invalid_grant", "error_description": "expired access/refresh token"}
    assert browser.refresh(second["refresh_token"]).status_code == 400
    assert not works(browser, second["access_token"])


def test_an_expired_session_can_be_refreshed(browser: Browser) -> None:
    tokens = browser.tokens()
    assert control(browser, "expire-sessions") == 204
    assert not works(browser, tokens["access_token"])
    assert works(browser, browser.refresh(tokens["refresh_token"]).json()["access_token"])


def test_revoking_from_outside_ends_refresh_tokens_too(browser: Browser) -> None:
    tokens = browser.tokens()
    assert control(browser, "revoke") == 204
    assert browser.refresh(tokens["refresh_token"]).status_code == 400


def test_revoking_a_refresh_token_ends_its_access_tokens(browser: Browser) -> None:
    tokens, other = browser.tokens(), Browser(browser.url, browser.world).tokens()
    address = f"{browser.url}/services/oauth2/revoke"
    answer = browser.http.post(address, data={"token": tokens["refresh_token"]})
    assert (answer.status_code, answer.content) == (200, b"")
    assert not works(browser, tokens["access_token"])
    assert works(browser, other["access_token"])
    assert browser.http.post(address, data={"token": "x"}).json()["error"] == "invalid_token"


def test_revoking_an_access_token_leaves_the_refresh_token(browser: Browser) -> None:
    tokens = browser.tokens()
    browser.http.post(f"{browser.url}/services/oauth2/revoke", data={"token": tokens["access_token"]})
    assert not works(browser, tokens["access_token"])
    assert browser.refresh(tokens["refresh_token"]).status_code == 200


def test_the_sixth_sign_in_ends_the_first(browser: Browser) -> None:
    tokens = [Browser(browser.url, browser.world).tokens()["refresh_token"] for _ in range(6)]
    assert [browser.refresh(token).status_code for token in tokens] == [400, 200, 200, 200, 200, 200]


def test_identity_and_userinfo_tell_who_is_signed_in(browser: Browser, admin: Client) -> None:
    identity = admin.http.get(admin.tokens["id"]).json()
    assert identity["username"] == browser.world.salesforce_users[0].username
    assert identity["user_id"] == admin.user_id
    assert identity["urls"]["rest"] == f"{admin.url}/services/data/v{{version}}/"
    assert identity["urls"]["partner"].endswith(identity["organization_id"][:15])
    info = admin.http.get(f"{admin.url}/services/oauth2/userinfo").json()
    assert info["preferred_username"] == identity["username"]
    assert info["organization_id"] == identity["organization_id"]


def test_a_bad_token_at_the_identity_address_is_answered_in_plain_text(browser: Browser, admin: Client) -> None:
    refused = browser.http.get(admin.tokens["id"], headers={"Authorization": "Bearer x"})
    assert (refused.status_code, refused.text) == (403, "Bad_OAuth_Token")
    assert browser.http.get(admin.tokens["id"]).text == "Missing_OAuth_Token"


def test_introspect_knows_a_live_token(browser: Browser) -> None:
    tokens = browser.tokens()
    address = f"{browser.url}/services/oauth2/introspect"
    assert browser.http.post(address, data={"token": tokens["access_token"]}).json()["active"] is True
    assert browser.http.post(address, data={"token": "x"}).json() == {"active": False}


def test_a_user_without_api_is_refused(browser: Browser) -> None:
    chatter = next(user for user in browser.world.salesforce_users if user.licence == "Chatter Free")
    headers = {"Authorization": f"Bearer {browser.tokens(chatter.username)['access_token']}"}
    answer = browser.http.get(f"{browser.url}/services/data/v67.0/sobjects", headers=headers)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (403, "API_DISABLED_FOR_ORG")


def test_an_unknown_setting_changes_nothing(browser: Browser) -> None:
    assert control(browser, "settings", rotate_refresh_tokens=True, nonsense=1) == 400
    assert control(browser, "settings", code_lifetime=True) == 400
    tokens = browser.tokens()
    assert "refresh_token" not in browser.refresh(tokens["refresh_token"]).json()
