"""What a client needs to complete an object it made before: the fields there are, rights one by one, a note."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .client import Client
from .packages import FIELD_ID, FIELDS, OBJECT, SET, document, files, manifest
from .test_deploy import deploy, described

SENDER = "SELECT Id, Description FROM PermissionSet WHERE Name = '" + SET + "'"


@pytest.fixture
def plain(standin: SalesforceStandin, world: World) -> Client:
    """A user who is no administrator."""
    user = next(user for user in world.salesforce_users if user.licence == "Salesforce Platform")
    return Client(standin.url, world, user.username)


def custom_fields(client: Client, name: str = OBJECT) -> Any:
    soql = f"SELECT DeveloperName FROM CustomField WHERE EntityDefinition.QualifiedApiName = '{name}'"
    return client.call("GET", "/tooling/query", params={"q": soql})


def right(client: Client, field: str) -> Any:
    found = client.rows(SENDER)[0]["Id"]
    body = {"ParentId": found, "SobjectType": OBJECT, "Field": f"{OBJECT}.{field}", "PermissionsRead": True}
    return client.call("POST", "/sobjects/FieldPermissions", json=body)


def test_fields_are_told_whatever_is_hidden(admin: Client) -> None:
    deploy(admin, files())
    assert FIELD_ID not in described(admin), "nobody was given the right"
    names = {record["DeveloperName"] + "__c" for record in custom_fields(admin).json()["records"]}
    assert FIELD_ID in names
    assert len(names) == len(FIELDS)
    assert custom_fields(admin, "Nothing__c").json()["records"] == []


def test_who_may_not_see_the_set_up_is_refused(plain: Client) -> None:
    assert custom_fields(plain).status_code == 403


def test_a_field_alone_is_deployed_without_its_object(admin: Client) -> None:
    deploy(admin, files())
    field = "<fields><fullName>New__c</fullName><label>New</label><type>Text</type><length>9</length></fields>"
    contents = {
        "package.xml": manifest({"CustomField": [f"{OBJECT}.New__c"]}),
        f"objects/{OBJECT}.object": document("CustomObject", field),
    }
    assert deploy(admin, contents)["status"] == "Succeeded"
    assert {"DeveloperName": "New"}.items() <= custom_fields(admin).json()["records"][-1].items()


def test_a_right_is_given_once_and_only_to_what_is_there(admin: Client) -> None:
    deploy(admin, files())
    for record in admin.rows(f"SELECT Id FROM FieldPermissions WHERE Field = '{OBJECT}.{FIELD_ID}'"):
        admin.call("DELETE", f"/sobjects/FieldPermissions/{record['Id']}")
    assert right(admin, FIELD_ID).status_code == 201
    assert right(admin, FIELD_ID).json()[0]["errorCode"] == "DUPLICATE_VALUE"
    assert right(admin, "Nothing__c").json()[0]["errorCode"] == "INVALID_FIELD_FOR_INSERT_UPDATE"


def test_the_description_of_a_set_is_changed_by_who_may(admin: Client, plain: Client) -> None:
    deploy(admin, files())
    address = f"/sobjects/PermissionSet/{admin.rows(SENDER)[0]['Id']}"
    assert admin.call("PATCH", address, json={"Description": "noted"}).status_code == 204
    assert admin.rows(SENDER)[0]["Description"] == "noted"
    assert plain.call("PATCH", address, json={"Description": "mine"}).status_code in (400, 403, 404)
