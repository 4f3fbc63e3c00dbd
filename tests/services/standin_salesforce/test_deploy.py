"""Metadata deploys by REST: what they change in the organisation, and what they refuse."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from typing import Any

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .client import Client
from .packages import FIELD_ID, FIELDS, OBJECT, SET, custom_object, document, files, manifest, permission_set, zipped

FINISHED = ("Succeeded", "SucceededPartial", "Failed", "Canceled")
OPTIONS = {"rollbackOnError": True, "singlePackage": True}


def start(client: Client, contents: dict[str, Any] | bytes, **options: Any) -> Any:
    data = contents if isinstance(contents, bytes) else zipped(contents)
    parts = {
        "json": (None, json.dumps({"deployOptions": OPTIONS | options}), "application/json"),
        "file": ("deploy.zip", data, "application/zip"),
    }
    return client.call("POST", "/metadata/deployRequest", files=parts)


def deploy(client: Client, contents: dict[str, Any] | bytes, **options: Any) -> dict[str, Any]:
    answer = start(client, contents, **options)
    assert answer.status_code == 201, answer.text
    while True:
        result = status(client, answer.json()["id"])
        if result["status"] in FINISHED:
            return result


def status(client: Client, deploy_id: str) -> dict[str, Any]:
    return client.call("GET", f"/metadata/deployRequest/{deploy_id}?includeDetails=true").json()["deployResult"]


def failures(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [(entry["fullName"], entry["problem"]) for entry in result["details"]["componentFailures"]]


def described(client: Client) -> dict[str, dict[str, Any]]:
    answer = client.call("GET", f"/sobjects/{OBJECT}/describe")
    return {field["name"]: field for field in answer.json()["fields"]} if answer.status_code == 200 else {}


def assign(client: Client) -> None:
    found = client.rows(f"SELECT Id FROM PermissionSet WHERE Name = '{SET}'")[0]["Id"]
    body = {"AssigneeId": client.user_id, "PermissionSetId": found}
    assert client.call("POST", "/sobjects/PermissionSetAssignment", json=body).status_code == 201


def test_a_deploy_makes_an_object_that_takes_records(admin: Client) -> None:
    result = deploy(admin, files())
    assert (result["status"], result["success"], result["done"]) == ("Succeeded", True, True)
    assert result["numberComponentsTotal"] == result["numberComponentsDeployed"] == 6 + len(FIELDS)
    assign(admin)
    row = {"Note__c": "n", "Mail__c": "A@example.com", "Left__c": True, "Score__c": 1.256, "Seen__c": None}
    made = admin.call("PATCH", f"/sobjects/{OBJECT}/{FIELD_ID}/k1", json=row)
    assert (made.status_code, made.json()["created"]) == (201, True)
    kept = admin.rows(f"SELECT Name, Mail__c, Left__c, Rank__c, Score__c FROM {OBJECT}")[0]
    values = [kept[name] for name in ("Name", "Mail__c", "Left__c", "Rank__c", "Score__c")]
    assert values == ["TC-00000001", "a@example.com", True, "A", 1.26]
    job = admin.make_job(
        f"{FIELD_ID},Tel__c\nk1,1\nK1,2\n", object=OBJECT, operation="upsert", externalIdFieldName=FIELD_ID
    )
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (2, 0)
    assert [row["Tel__c"] for row in admin.rows(f"SELECT Tel__c FROM {OBJECT} ORDER BY Name")] == ["1", "2"]


def test_new_fields_are_seen_by_nobody_until_the_permission_set_is_assigned(admin: Client) -> None:
    deploy(admin, files())
    assert FIELD_ID not in described(admin)
    assert admin.refused(f"SELECT {FIELD_ID} FROM {OBJECT}")["errorCode"] == "INVALID_FIELD"
    job = admin.make_job(f"Name,{FIELD_ID}\na,b\n", object=OBJECT, operation="insert")
    assert job["errorMessage"] == f"InvalidBatch : Field name not found : {FIELD_ID}"
    assign(admin)
    assert set(FIELDS) <= set(described(admin))


def test_describe_shows_the_fields_as_deployed(admin: Client) -> None:
    deploy(admin, files())
    assign(admin)
    fields = described(admin)
    shown = {name: (fields[name]["type"], fields[name]["length"]) for name in FIELDS}
    assert shown == {
        FIELD_ID: ("string", 64),
        "Note__c": ("textarea", 32768),
        "Remark__c": ("textarea", 255),
        "Mail__c": ("email", 80),
        "Tel__c": ("phone", 40),
        "Page__c": ("url", 255),
        "Exchanged__c": ("date", 0),
        "Seen__c": ("datetime", 0),
        "Left__c": ("boolean", 0),
        "Score__c": ("double", 0),
        "Rank__c": ("picklist", 255),
        "Lead__c": ("reference", 18),
    }
    key = fields[FIELD_ID]
    assert key["externalId"] and key["unique"] and key["caseSensitive"] and key["idLookup"]
    assert (fields["Score__c"]["precision"], fields["Score__c"]["scale"]) == (5, 2)
    assert (fields["Lead__c"]["relationshipName"], fields["Lead__c"]["referenceTo"]) == ("Lead__r", ["Lead"])
    assert fields["Rank__c"]["restrictedPicklist"] is True


def test_deploying_again_changes_nothing_and_a_new_version_adds_to_it(admin: Client) -> None:
    deploy(admin, files({FIELD_ID: FIELDS[FIELD_ID]}))
    assign(admin)
    admin.call("PATCH", f"/sobjects/{OBJECT}/{FIELD_ID}/k", json={})
    again = deploy(admin, files({FIELD_ID: FIELDS[FIELD_ID]}))["details"]["componentSuccesses"]
    assert not any(entry["created"] or entry["changed"] for entry in again)
    wider = {FIELD_ID: FIELDS[FIELD_ID].replace("64", "80"), "Left__c": FIELDS["Left__c"]}
    upgraded = deploy(admin, files(wider))
    news = {entry["fullName"]: entry["created"] for entry in upgraded["details"]["componentSuccesses"]}
    assert (news[f"{OBJECT}.{FIELD_ID}"], news[f"{OBJECT}.Left__c"]) == (False, True)
    assert described(admin)[FIELD_ID]["length"] == 80
    assert admin.rows(f"SELECT {FIELD_ID}, Left__c FROM {OBJECT}")[0]["Left__c"] is False


def test_validation_only_leaves_nothing(admin: Client) -> None:
    result = deploy(admin, files(), checkOnly=True)
    assert (result["status"], result["checkOnly"]) == ("Succeeded", True)
    assert admin.call("GET", f"/sobjects/{OBJECT}/describe").status_code == 404
    assert admin.rows(f"SELECT Id FROM PermissionSet WHERE Name = '{SET}'") == []


def test_one_bad_component_undoes_the_whole_deploy(admin: Client) -> None:
    result = deploy(admin, files(FIELDS | {"Bad__c": "<type>Text</type>"}))
    assert (result["status"], result["success"]) == ("Failed", False)
    assert (f"{OBJECT}.Bad__c", "Must specify 'length' for a CustomField of type Text") in failures(result)
    assert admin.call("GET", f"/sobjects/{OBJECT}/describe").status_code == 404


def test_production_insists_on_rollback(admin: Client) -> None:
    result = deploy(admin, files(), rollbackOnError=False)
    assert (result["status"], result["errorMessage"]) == (
        "Failed",
        "rollbackOnError must be true in a production organization",
    )


def test_only_a_sandbox_lets_the_tests_be_skipped(admin: Client, world: World) -> None:
    refused = start(admin, files(), testLevel="NoTestRun")
    said = "testLevel of NoTestRun cannot be used in production organizations"
    assert (refused.status_code, refused.json()) == (400, [{"message": said, "errorCode": "INVALID_OPERATION"}])
    assert deploy(admin, files(), testLevel="RunLocalTests")["status"] == "Succeeded"
    standin = SalesforceStandin(world, sandbox=True)
    try:
        result = deploy(Client(standin.url, world, standin.username), files(), testLevel="NoTestRun")
        assert result["status"] == "Succeeded"
    finally:
        standin.close()


def test_deploys_wait_for_those_ahead_and_are_listed(admin: Client) -> None:
    admin.settings(deploys_held=True, deploy_texts=True)
    made = start(admin, files()).json()["id"]
    told = status(admin, made)
    assert (told["status"], told["done"], told["numberTestErrors"]) == ("Pending", "false", 0)
    soql = (
        f"SELECT Id, Status FROM DeployRequest WHERE CreatedById = '{admin.user_id}' "
        "AND Status IN ('Pending','InProgress')"
    )
    listed = admin.call("GET", "/tooling/query", params={"q": soql}).json()["records"]
    assert [(each["Id"], each["Status"]) for each in listed] == [(made, "Pending")]
    admin.settings(deploys_held=False)
    while (last := status(admin, made))["status"] not in FINISHED:
        pass
    assert (last["status"], last["done"], last["success"]) == ("Succeeded", "true", "true")
    assert admin.call("GET", "/tooling/query", params={"q": soql}).json()["records"] == []


def test_a_sandbox_may_keep_what_went_well(world: World) -> None:
    standin = SalesforceStandin(world, sandbox=True)
    try:
        client = Client(standin.url, world, standin.username)
        result = deploy(client, files(FIELDS | {"Bad__c": "<type>Text</type>"}), rollbackOnError=False)
        assert (result["status"], result["success"]) == ("SucceededPartial", False)
        assert client.call("GET", f"/sobjects/{OBJECT}/describe").status_code == 200
    finally:
        standin.close()


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        (f"layouts/{OBJECT}-Card Layout.layout", document("Layout", ""), "required layout field: Must__c"),
        (f"tabs/{OBJECT}.tab", document("CustomTab", "<customObject>true</customObject>"), "missing: motif"),
        ("labels/CustomLabels.labels", document("CustomLabels", "<labels/>"), "missing: fullName"),
        (
            f"objectTranslations/{OBJECT}-ja.objectTranslation",
            document("CustomObjectTranslation", "<fields><name>No__c</name></fields>"),
            f"no CustomField named {OBJECT}.No__c found",
        ),
        (f"objects/{OBJECT}.object", custom_object({}, label=""), "Must specify a non-empty label"),
        (f"objects/{OBJECT}.object", custom_object({}, sharingModel=""), "missing: sharingModel"),
        (f"objects/{OBJECT}.object", document("CustomObject", "<recordTypes/>"), "not supported by the stand-in"),
    ],
)
def test_the_other_components_are_checked(admin: Client, file: str, content: str, problem: str) -> None:
    must = {"Must__c": "<type>Text</type><length>9</length><required>true</required>"}
    contents = files({FIELD_ID: FIELDS[FIELD_ID]})
    contents[f"objects/{OBJECT}.object"] = custom_object({FIELD_ID: FIELDS[FIELD_ID]} | must)
    contents[file] = content
    assert problem in " / ".join(text for _, text in failures(deploy(admin, contents)))


def test_a_field_is_not_changed_under_the_records_that_hold_it(admin: Client) -> None:
    text = "<type>Text</type><length>{}</length>"
    deploy(admin, files({FIELD_ID: FIELDS[FIELD_ID], "T__c": text.format(20)}))
    assign(admin)
    for key in "ab":
        admin.call("PATCH", f"/sobjects/{OBJECT}/{FIELD_ID}/{key}", json={"T__c": "x" * 15})
    for inside, problem in (
        (text.format(10), "cannot be reduced"),
        (text.format(20) + "<unique>true</unique>", "duplicate values"),
        ("<type>Phone</type>", "not supported by the stand-in"),
    ):
        found = failures(deploy(admin, files({FIELD_ID: FIELDS[FIELD_ID], "T__c": inside})))
        assert [(name, problem in said) for name, said in found] == [(f"{OBJECT}.T__c", True)]
    assert deploy(admin, files({FIELD_ID: FIELDS[FIELD_ID], "T__c": text.format(15)}))["status"] == "Succeeded"


def test_a_failure_names_file_and_place(admin: Client) -> None:
    contents = files()
    contents[f"tabs/{OBJECT}.tab"] = document("CustomTab", "  <object>x</object>\n")
    entry = deploy(admin, contents)["details"]["componentFailures"][0]
    assert (entry["componentType"], entry["fileName"]) == ("CustomTab", f"tabs/{OBJECT}.tab")
    assert (entry["problemType"], entry["success"], entry["lineNumber"], entry["columnNumber"]) == (
        "Error",
        False,
        3,
        11,
    )
    text = "Element {http://soap.sforce.com/2006/04/metadata}object invalid at this location in type CustomTab"
    assert entry["problem"] == f"Error parsing file: {text}"


NAMES = "<fullName>X</fullName>"


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<type>Text</type><length>256</length>", "Text length must be between 1 and 255"),
        ("<type>TextArea</type><length>9</length>", "Can not specify 'length' for a CustomField of type TextArea"),
        ("<type>Checkbox</type>", "Must specify 'defaultValue' for a CustomField of type Checkbox"),
        (
            "<type>LongTextArea</type><length>300</length><visibleLines>3</visibleLines><required>true</required>",
            "Can not specify 'required' for a CustomField of type LongTextArea",
        ),
        ("<type>Phone</type><externalId>true</externalId>", "Can not specify 'externalId' for a CustomField of type"),
        ("<type>Number</type><precision>19</precision><scale>0</scale>", "Number: precision must be between 1 and 18"),
        ("<type>Nonsense</type>", "Error parsing file: 'Nonsense' is not a valid value for the enum 'FieldType'"),
        ("<type>Currency</type>", "The field type Currency is not supported by the stand-in"),
        ("<type>Text</type><length>5</length><formula>1</formula>", "The element formula is not supported"),
        ("<type>Lookup</type><referenceTo>Nope__c</referenceTo>", "no CustomObject named Nope__c found"),
        ("<type>Text</type><length>many</length>", "'many' is not a valid value for the type xsd:int"),
    ],
)
def test_fields_are_checked(admin: Client, inside: str, problem: str) -> None:
    found = dict(failures(deploy(admin, files({FIELD_ID: FIELDS[FIELD_ID], "X__c": inside}))))
    assert problem in found[f"{OBJECT}.X__c"]


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        (
            f"<fieldPermissions><editable>true</editable><field>{OBJECT}.No__c</field><readable>true</readable>"
            "</fieldPermissions>",
            f"In field: field - no CustomField named {OBJECT}.No__c found",
        ),
        (
            "<fieldPermissions><editable>true</editable><field>Lead.Company</field><readable>true</readable>"
            "</fieldPermissions>",
            "You cannot deploy to a required field: Lead.Company",
        ),
        (
            "<objectPermissions><allowDelete>true</allowDelete><allowRead>true</allowRead><object>Lead</object>"
            "</objectPermissions>",
            "Permission Delete Lead depends on permission(s): Edit Lead",
        ),
        (
            "<objectPermissions><allowRead>true</allowRead><object>No__c</object></objectPermissions>",
            "In field: object - no CustomObject named No__c found",
        ),
        (
            "<tabSettings><tab>No__c</tab><visibility>Visible</visibility></tabSettings>",
            "In field: tab - no CustomTab named No__c found",
        ),
        (
            "<userPermissions><enabled>true</enabled><name>Nope</name></userPermissions>",
            "Unknown user permission: Nope",
        ),
    ],
)
def test_permission_sets_are_checked(admin: Client, extra: str, problem: str) -> None:
    contents = files()
    contents[f"permissionsets/{SET}.permissionset"] = permission_set(list(FIELDS), extra)
    assert failures(deploy(admin, contents)) == [(SET, problem)]


def test_manifest_and_zip_must_agree(admin: Client) -> None:
    contents = files()
    contents["package.xml"] = manifest({"CustomObject": [OBJECT, "Other__c"], "Nonsense": ["X"], "ApexClass": ["Y"]})
    found = dict(failures(deploy(admin, contents)))
    assert found["Other__c"] == (
        "An object 'Other__c' of type CustomObject was named in package.xml, but was not found in zipped directory"
    )
    assert found["X"] == "Unknown type name 'Nonsense' specified in package.xml"
    assert found["Y"] == "The metadata type ApexClass is not supported by the stand-in"
    assert found[OBJECT] == "Not in package.xml"


def test_a_missing_file_may_be_allowed(admin: Client) -> None:
    contents = {"package.xml": manifest({"CustomTab": ["No__c"]})}
    result = deploy(admin, contents, allowMissingFiles=True)
    assert result["status"] == "Succeeded"
    assert result["details"]["componentSuccesses"][1]["problemType"] == "Warning"


def test_the_source_format_of_the_command_line_is_not_taken(admin: Client) -> None:
    result = deploy(admin, {f"force-app/main/default/objects/{OBJECT}/{OBJECT}.object-meta.xml": custom_object({})})
    assert failures(result) == [("package.xml", "No package.xml found")]


def test_packages_may_lie_in_folders(admin: Client) -> None:
    contents = {f"unpackaged/{name}": text for name, text in files().items()}
    result = deploy(admin, contents, singlePackage=False)
    assert result["status"] == "Succeeded"
    assert result["details"]["componentSuccesses"][0]["fileName"] == "unpackaged/package.xml"


def test_single_fields_can_be_deployed_to_a_standard_object(admin: Client) -> None:
    inside = custom_object({"Card_No__c": "<type>Text</type><length>20</length>", "Other__c": "<type>Phone</type>"})
    contents = {"package.xml": manifest({"CustomField": ["Lead.Card_No__c"]}), "objects/Lead.object": inside}
    result = deploy(admin, contents)
    assert [entry["fullName"] for entry in result["details"]["componentSuccesses"]] == [
        "package.xml",
        "Lead.Card_No__c",
    ]
    refused = admin.call("POST", "/sobjects/Lead", json={"LastName": "a", "Company": "b", "Card_No__c": "x"})
    assert refused.json()[0]["errorCode"] == "INVALID_FIELD_FOR_INSERT_UPDATE"


def test_what_was_deployed_can_be_destroyed(admin: Client) -> None:
    deploy(admin, files())
    fields = {"package.xml": manifest({})}
    fields["destructiveChanges.xml"] = manifest({"CustomField": [f"{OBJECT}.Tel__c", f"{OBJECT}.No__c"]})
    result = deploy(admin, fields)
    entries = {entry["fullName"]: entry for entry in result["details"]["componentSuccesses"]}
    assert entries[f"{OBJECT}.Tel__c"]["deleted"] is True
    assert entries[f"{OBJECT}.No__c"]["problem"] == f"No CustomField named: {OBJECT}.No__c found"
    assign(admin)
    assert "Tel__c" not in described(admin)
    held = {"PermissionSet": [SET], "CustomTab": [OBJECT], "CustomObject": [OBJECT]}
    everything = {"package.xml": manifest({}), "destructiveChangesPost.xml": manifest(held)}
    refused = deploy(admin, everything)
    assert [name for name, _ in failures(refused)] == [SET]
    found = admin.rows("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = '" + SET + "'")[0]["Id"]
    admin.call("DELETE", f"/sobjects/PermissionSetAssignment/{found}")
    assert deploy(admin, everything)["status"] == "Succeeded"
    assert admin.refused(f"SELECT Id FROM {OBJECT}")["errorCode"] == "INVALID_TYPE"


def test_only_who_may_change_metadata_deploys(standin: SalesforceStandin, world: World) -> None:
    other = Client(standin.url, world, world.salesforce_users[1].username)
    answer = start(other, files())
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (403, "INSUFFICIENT_ACCESS")


def test_a_deploy_that_takes_its_time_can_be_cancelled(admin: Client) -> None:
    admin.http.post(f"{admin.url}/standin/settings", json={"deploy_seconds": 60})
    made = start(admin, files()).json()
    assert made["deployResult"]["status"] == "Pending"
    address = f"/metadata/deployRequest/{made['id']}"
    answer = admin.call("PATCH", address, json={"deployResult": {"status": "Canceling"}})
    assert (answer.status_code, answer.json()["deployResult"]["status"] in ("Canceling", "Canceled")) == (202, True)
    while (last := status(admin, made["id"]))["status"] == "Canceling":
        pass
    assert (last["status"], last["canceledBy"]) == ("Canceled", admin.user_id)
    assert admin.call("PATCH", address, json={"deployResult": {"status": "Canceling"}}).status_code == 400


def bomb() -> bytes:
    """A zip whose directory promises more than any package may hold."""
    data = bytearray(zipped({"package.xml": manifest({}), "objects/X__c.object": "x"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 500 << 20)
    return bytes(data)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no zip", "INVALID_ZIP_FILE"),
        (bomb(), "LIMIT_EXCEEDED"),
        (zipped({f"x/{number}": "" for number in range(10_001)}), "LIMIT_EXCEEDED"),
    ],
)
def test_a_dangerous_zip_is_refused(admin: Client, data: bytes, code: str) -> None:
    result = deploy(admin, data)
    assert (result["status"], result["errorStatusCode"]) == ("Failed", code)


def test_document_types_are_refused(admin: Client) -> None:
    text = f'<?xml version="1.0"?>{ENTITIES}<Package>&a;&c;</Package>'
    assert failures(deploy(admin, {"package.xml": text})) == [
        ("package.xml", "Error parsing file: DOCTYPE is not allowed")
    ]
    deep = "<a>" * 1000 + "</a>" * 1000
    assert "nested too deeply" in failures(deploy(admin, {"package.xml": deep}))[0][1]


def test_a_damaged_file_in_the_zip_is_told(admin: Client) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("package.xml", manifest({}))
    broken = data.getvalue().replace(b"version", b"worsion", 1)
    assert deploy(admin, broken)["errorStatusCode"] == "INVALID_ZIP_FILE"
