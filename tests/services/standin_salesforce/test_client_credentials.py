"""The app signs in as itself: client credentials, the user it runs as, and what that user's licence allows."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from .client import Browser, Client


def ask(browser: Browser, **changes: str) -> requests.Response:
    form = {
        "grant_type": "client_credentials",
        "client_id": browser.world.consumer_key,
        "client_secret": browser.world.consumer_secret,
    }
    return browser.http.post(f"{browser.url}/services/oauth2/token", data=form | changes)


def settings(browser: Browser, **values: Any) -> None:
    assert browser.http.post(f"{browser.url}/standin/settings", json=values).status_code < 300


def test_the_app_acts_as_the_integration_user(browser: Browser, admin: Client) -> None:
    told = ask(browser).json()
    assert "refresh_token" not in told
    bearer = {"Authorization": f"Bearer {told['access_token']}"}
    who = browser.http.get(f"{browser.url}/services/oauth2/userinfo", headers=bearer).json()
    assert told["id"].endswith(who["user_id"])
    soql = "SELECT PermissionsApiEnabled, PermissionsApiUserOnly, PermissionsModifyAllData FROM UserPermissionAccess"
    query = {"q": soql}
    held = browser.http.get(f"{browser.url}/services/data/v67.0/query", params=query, headers=bearer).json()["records"]
    assert [held[0][f"Permissions{name}"] for name in ("ApiEnabled", "ApiUserOnly", "ModifyAllData")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("order", "error", "description"),
    [
        ({"client_credentials": "off"}, "unsupported_grant_type", "grant type not supported"),
        ({"client_credentials": "no_user"}, "invalid_grant", "no client credentials user enabled"),
        ({"run_as_user": "nobody@example.com"}, "invalid_grant", "no client credentials user enabled"),
    ],
)
def test_a_flow_that_is_not_set_up_is_refused(
    browser: Browser, order: dict[str, str], error: str, description: str
) -> None:
    settings(browser, **order)
    assert ask(browser).json() == {"error": error, "error_description": description}


def test_a_wrong_secret_and_an_inactive_user_are_refused(browser: Browser) -> None:
    assert ask(browser, client_secret="wrong").json()["error"] == "invalid_client"
    inactive = next(user for user in browser.world.salesforce_users if not user.active)
    settings(browser, run_as_user=inactive.username)
    assert ask(browser).json()["error_description"] == "inactive user"


def test_an_answer_may_be_sparse(browser: Browser) -> None:
    settings(browser, sparse_tokens=True)
    assert set(ask(browser).json()) == {"access_token", "scope", "instance_url", "token_type"}


def test_its_licence_wants_the_permission_set_licence_first_and_no_standard_objects(
    browser: Browser, admin: Client
) -> None:
    user = ask(browser).json()["id"].rpartition("/")[2]
    sets = {s["Name"]: s["Id"] for s in admin.rows("SELECT Id, Name FROM PermissionSet")}
    bare = {"AssigneeId": user, "PermissionSetId": sets["Sansan_DataSync_NoStandard"]}
    refused = admin.call("POST", "/sobjects/PermissionSetAssignment", json=bare)
    assert refused.json()[0]["errorCode"] == "FIELD_INTEGRITY_EXCEPTION"
    (licence,) = admin.rows("SELECT Id FROM PermissionSetLicense WHERE DeveloperName = 'SalesforceAPIIntegrationPsl'")
    given = {"AssigneeId": user, "PermissionSetLicenseId": licence["Id"]}
    assert admin.call("POST", "/sobjects/PermissionSetLicenseAssign", json=given).status_code == 201
    assert admin.call("POST", "/sobjects/PermissionSetAssignment", json=bare).status_code == 201
    full = {"AssigneeId": user, "PermissionSetId": sets["Sansan_DataSync"]}
    assert "Read Account" in admin.call("POST", "/sobjects/PermissionSetAssignment", json=full).json()[0]["message"]
