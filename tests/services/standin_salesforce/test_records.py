"""Single records and sObject Collections."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .client import CARD, CARD_ID, Client

LAST, DATE = "Sansan_CI__LastName__c", "Sansan_CI__ExchangeDate__c"


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()[0]["errorCode"]


def card(**values: Any) -> dict[str, Any]:
    return {"attributes": {"type": CARD}, **values}


def collection(client: Client, method: str, path: str, records: list[dict[str, Any]], **more: Any) -> list[Any]:
    answer = client.call(method, f"/composite/sobjects{path}", json={"records": records} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def upsert(client: Client, records: list[dict[str, Any]], **more: Any) -> list[Any]:
    return collection(client, "PATCH", f"/{CARD}/{CARD_ID}", records, **more)


def test_a_record_is_made_read_changed_and_deleted(sender: Client) -> None:
    made = sender.call("POST", f"/sobjects/{CARD}", json={CARD_ID: "a", DATE: "2024-02-29"})
    assert made.status_code == 201
    assert made.json() | {"id": ""} == {"id": "", "success": True, "errors": []}
    address = made.headers["Location"]
    assert sender.call("PATCH", address, json={LAST: "髙橋", DATE: None}).status_code == 204
    record = sender.call("GET", address, params={"fields": f"{LAST},{DATE},Name"}).json()
    assert (record[LAST], record[DATE]) == ("髙橋", None)
    assert record["Name"].startswith("BC-")
    assert sender.call("DELETE", address).status_code == 204
    assert code(sender.call("GET", address)) == (404, "NOT_FOUND")
    assert code(sender.call("PATCH", address, json={LAST: "x"})) == (404, "ENTITY_IS_DELETED")


def test_upsert_by_a_key_with_a_slash_in_it(sender: Client) -> None:
    address = f"/sobjects/{CARD}/{CARD_ID}/a%2Fb"
    made = sender.call("PATCH", address, json={LAST: "one"})
    assert (made.status_code, made.json()["created"]) == (201, True)
    changed = sender.call("PATCH", address, json={LAST: "two"})
    assert (changed.status_code, changed.json()["created"]) == (200, False)
    record = sender.call("GET", address).json()
    assert (record[CARD_ID], record[LAST]) == ("a/b", "two")
    assert code(sender.call("PATCH", address, json={CARD_ID: "a/b"})) == (400, "INVALID_FIELD")
    only = sender.call("PATCH", f"/sobjects/{CARD}/{CARD_ID}/new?updateOnly=true", json={LAST: "x"})
    assert code(only) == (404, "NOT_FOUND")


def test_a_key_that_several_records_hold_offers_them(admin: Client) -> None:
    for _ in range(2):
        admin.call("POST", "/sobjects/Lead", json={"LastName": "a", "Company": "b", "Email": "x@example.com"})
    answer = admin.call("PATCH", "/sobjects/Lead/Email/x@example.com", json={"LastName": "c"})
    assert answer.status_code == 300
    assert len(answer.json()) == 2
    assert all(isinstance(address, str) for address in answer.json())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"LastName": "a"}, "REQUIRED_FIELD_MISSING"),
        ({"LastName": "a", "Company": None}, "REQUIRED_FIELD_MISSING"),
        ({"LastName": "a", "Company": "b", "Nope": 1}, "INVALID_FIELD"),
        ({"LastName": "a", "Company": "b", "Id": "x"}, "INVALID_FIELD"),
        ({"LastName": "a", "Company": "b", "Title": "𠮷" * 65}, "STRING_TOO_LONG"),
        ({"LastName": "a", "Company": "b", "Email": "a@b"}, "INVALID_EMAIL_ADDRESS"),
        ({"LastName": "a", "Company": "b", "NumberOfEmployees": "many"}, "JSON_PARSER_ERROR"),
        ({"LastName": "a", "Company": "b", "NumberOfEmployees": 10**9}, "NUMBER_OUTSIDE_VALID_RANGE"),
        ({"LastName": "a", "Company": "b", "CleanStatus": "Odd"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
        ({"LastName": "a", "Company": "b", "CreatedDate": "2020-01-01T00:00:00Z"}, "INVALID_FIELD_FOR_INSERT_UPDATE"),
        ({"LastName": 5, "Company": "b"}, "JSON_PARSER_ERROR"),
    ],
)
def test_a_bad_lead_is_refused(admin: Client, body: dict[str, Any], expected: str) -> None:
    assert code(admin.call("POST", "/sobjects/Lead", json=body)) == (400, expected)


def test_lengths_count_utf_16_units(admin: Client) -> None:
    body = {"LastName": "a", "Company": "b", "Title": "𠮷" * 64}
    assert admin.call("POST", "/sobjects/Lead", json=body).status_code == 201
    assert admin.rows("SELECT Title FROM Lead")[0]["Title"] == "𠮷" * 64


def test_an_object_may_be_readable_only(sender: Client) -> None:
    answer = sender.call("POST", "/sobjects/Sansan_CI__BizCard_Settings__c", json={})
    assert code(answer) == (403, "INSUFFICIENT_ACCESS_OR_READONLY")


def field_permission(client: Client, field: str) -> str:
    soql = f"SELECT Id FROM FieldPermissions WHERE Field = '{CARD}.{field}' AND Parent.Name = 'Sansan_DataSync'"
    return f"/sobjects/FieldPermissions/{client.rows(soql)[0]['Id']}"


def test_a_field_taken_from_the_permission_set_is_gone_everywhere(sender: Client) -> None:
    assert sender.call("DELETE", field_permission(sender, LAST)).status_code == 204
    described = sender.call("GET", f"/sobjects/{CARD}/describe").json()["fields"]
    assert LAST not in [field["name"] for field in described]
    assert sender.refused(f"SELECT {LAST} FROM {CARD}")["errorCode"] == "INVALID_FIELD"
    refused = sender.call("POST", f"/sobjects/{CARD}", json={LAST: "x"})
    assert code(refused) == (400, "INVALID_FIELD_FOR_INSERT_UPDATE")
    assert refused.json()[0]["message"].startswith(f"Unable to create/update fields: {LAST}. Please check the security")
    job = sender.make_job(f"{CARD_ID},{LAST}\na,x\n")
    assert job["errorMessage"] == f"InvalidBatch : Field name not found : {LAST}"


def test_a_field_may_be_readable_only(sender: Client) -> None:
    made = sender.call("POST", f"/sobjects/{CARD}", json={LAST: "x"}).json()["id"]
    sender.call("PATCH", field_permission(sender, LAST), json={"PermissionsEdit": False})
    assert sender.rows(f"SELECT {LAST} FROM {CARD}")[0][LAST] == "x"
    described = sender.call("GET", f"/sobjects/{CARD}/describe").json()["fields"]
    assert next(field["updateable"] for field in described if field["name"] == LAST) is False
    refused = sender.call("PATCH", f"/sobjects/{CARD}/{made}", json={LAST: "y"})
    assert code(refused) == (400, "INVALID_FIELD_FOR_INSERT_UPDATE")
    row = sender.make_job(f"Id,{LAST}\n{made},y\n", operation="update")
    assert (row["state"], row["numberRecordsFailed"]) == ("JobComplete", 1)


def test_who_wrote_when_is_kept(standin, world, admin: Client) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    lead = admin.call("POST", "/sobjects/Lead", json={"LastName": "a", "FirstName": "b", "Company": "c"}).json()["id"]
    other = Client(standin.url, world, world.salesforce_users[1].username)
    assert other.call("PATCH", f"/sobjects/Lead/{lead}", json={"Title": "x"}).status_code == 204
    row = admin.rows(
        "SELECT Name, Status, OwnerId, CreatedById, LastModifiedById, CreatedDate, "
        "LastModifiedDate, SystemModstamp FROM Lead"
    )[0]
    assert (row["Name"], row["Status"]) == ("a b", "Open - Not Contacted")
    assert (row["OwnerId"], row["CreatedById"], row["LastModifiedById"]) == (
        admin.user_id,
        admin.user_id,
        other.user_id,
    )
    stamps = [datetime.fromisoformat(row[name]) for name in ("CreatedDate", "LastModifiedDate", "SystemModstamp")]
    assert before.replace(microsecond=0) <= stamps[0] <= stamps[1] == stamps[2] <= datetime.now(UTC)


def test_collections_answer_in_order_with_each_outcome(sender: Client) -> None:
    records = [card(**{CARD_ID: "a", LAST: "x"}), card(**{CARD_ID: "b", LAST: "y" * 81}), card(**{CARD_ID: "c"})]
    results = upsert(sender, records, allOrNone=False)
    assert [result["success"] for result in results] == [True, False, True]
    assert results[0]["created"] is True
    assert results[1]["errors"][0]["statusCode"] == "STRING_TOO_LONG"
    assert results[1]["errors"][0]["fields"] == [LAST]
    again = upsert(sender, records[:1])
    assert again == [{"id": results[0]["id"], "success": True, "errors": [], "created": False}]
    made = collection(sender, "POST", "", [card(**{CARD_ID: "d"})])
    assert "created" not in made[0]
    by_id = collection(sender, "PATCH", f"/{CARD}/Id", [card(Id=made[0]["id"], **{LAST: "z"}), card(Id=None)])
    assert [result["created"] for result in by_id] == [False, True]


def test_all_or_none_leaves_nothing_when_one_is_bad(sender: Client) -> None:
    records = [card(**{CARD_ID: "a"}), {"attributes": {"type": "Lead"}, "LastName": "x"}]
    results = collection(sender, "POST", "", records, allOrNone=True)
    assert [result["errors"][0]["statusCode"] for result in results] == [
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "REQUIRED_FIELD_MISSING",
    ]
    assert sender.query(f"SELECT COUNT() FROM {CARD}")["totalSize"] == 0


def test_fields_left_out_stay_and_null_empties(sender: Client) -> None:
    upsert(sender, [card(**{CARD_ID: key, LAST: "x", DATE: "2024-01-01"}) for key in "ab"])
    upsert(sender, [card(**{CARD_ID: "a", LAST: None}), card(**{CARD_ID: "b", DATE: ""})])
    rows = sender.rows(f"SELECT {LAST}, {DATE} FROM {CARD} ORDER BY {CARD_ID}")
    assert [(row[LAST], row[DATE]) for row in rows] == [(None, "2024-01-01"), ("x", None)]


def test_collections_update_read_and_delete_by_id(sender: Client) -> None:
    ids = [result["id"] for result in upsert(sender, [card(**{CARD_ID: key}) for key in "abc"])]
    changed = collection(sender, "PATCH", "", [card(Id=ids[0], **{LAST: "x"}), card(**{LAST: "y"})])
    assert [result["success"] for result in changed] == [True, False]
    listed = {"ids": f"{ids[2]},{ids[0]}", "fields": LAST}
    read = sender.call("GET", f"/composite/sobjects/{CARD}", params=listed).json()
    assert [(record["Id"], record[LAST]) for record in read] == [(ids[2], None), (ids[0], "x")]
    asked = {"ids": [ids[0], "a0A000000000000AAA"], "fields": ["Id", LAST]}
    assert sender.call("POST", f"/composite/sobjects/{CARD}", json=asked).json()[1] is None
    deleted = sender.call("DELETE", "/composite/sobjects", params={"ids": ",".join(ids[:2]), "allOrNone": "true"})
    assert [result["success"] for result in deleted.json()] == [True, True]
    assert sender.query(f"SELECT COUNT() FROM {CARD}")["totalSize"] == 1


def test_more_than_200_are_refused(sender: Client) -> None:
    answer = sender.call("POST", "/composite/sobjects", json={"records": [card()] * 201})
    assert answer.status_code == 400
    assert sender.query(f"SELECT COUNT() FROM {CARD}")["totalSize"] == 0


def test_up_to_2000_are_read_by_id_in_one_call_in_order_with_null_for_each_that_is_not_there(sender: Client) -> None:
    made = [result["id"] for result in upsert(sender, [card(**{CARD_ID: text}) for text in "ab"])]
    absent = made[0][:-4] + "zzzz"
    asked = {"ids": [made[1], absent, made[0]], "fields": ["Id", CARD_ID]}
    answer = sender.call("POST", f"/composite/sobjects/{CARD}", json=asked).json()
    assert [held and held[CARD_ID] for held in answer] == ["b", None, "a"]
    asked["ids"] = made[:1] * 2_001
    assert code(sender.call("POST", f"/composite/sobjects/{CARD}", json=asked)) == (400, "EXCEEDED_ID_LIMIT")


def test_a_unique_value_belongs_to_one_record(sender: Client) -> None:
    first = collection(sender, "POST", "", [card(**{CARD_ID: "a"})])[0]["id"]
    results = collection(sender, "POST", "", [card(**{CARD_ID: "A"}), card(**{CARD_ID: "b"}), card(**{CARD_ID: "b"})])
    error = results[0]["errors"][0]
    assert (error["statusCode"], error["message"]) == (
        "DUPLICATE_VALUE",
        f"duplicate value found: {CARD_ID} duplicates value on record with id: {first[:15]}",
    )
    assert [result["success"] for result in results] == [False, True, False]
    assert results[2]["errors"][0]["message"].endswith("with id: <unknown>")


def test_a_permission_set_is_assigned_once_and_counts_at_once(admin: Client) -> None:
    assert admin.assign().status_code == 201
    again = admin.assign()
    assert code(again) == (400, "DUPLICATE_VALUE")
    held = admin.rows("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Label LIKE 'Sansan%'")
    assert held[0]["Id"][:15] in again.json()[0]["message"]
    assert admin.call("DELETE", f"/sobjects/PermissionSetAssignment/{held[0]['Id']}").status_code == 204
    assert admin.refused(f"SELECT Id FROM {CARD}")["errorCode"] == "INVALID_TYPE"


def test_a_chatter_user_cannot_hold_the_set_and_an_ordinary_user_cannot_give_it(standin, world, admin: Client) -> None:
    chatter = admin.user(licence="Chatter Free", active=True)
    answer = admin.assign(user_id=chatter)
    assert code(answer) == (400, "FIELD_INTEGRITY_EXCEPTION")
    assert "user license doesn't allow" in answer.json()[0]["message"]
    other = Client(standin.url, world, world.salesforce_users[1].username)
    body = {"AssigneeId": other.user_id, "PermissionSetId": admin.permission_set("Sansan 管理者")}
    assert other.call("POST", "/sobjects/PermissionSetAssignment", json=body).status_code == 404


def test_a_deactivated_owner_takes_no_more_records(sender: Client) -> None:
    owner = sender.user(active=True, licence="Salesforce")
    assert sender.call("PATCH", f"/sobjects/User/{owner}", json={"IsActive": False}).status_code == 204
    answer = sender.call("POST", f"/sobjects/{CARD}", json={"OwnerId": owner})
    assert code(answer) == (400, "INACTIVE_OWNER_OR_USER")
    assert owner[:15] in answer.json()[0]["message"]


def test_a_body_that_is_no_json_is_refused(admin: Client) -> None:
    for data in (b"{", b"[]", b"\xff", b'{"LastName":"\\ud842","Company":"a"}'):
        assert code(admin.call("POST", "/sobjects/Lead", data=data)) == (400, "JSON_PARSER_ERROR")
