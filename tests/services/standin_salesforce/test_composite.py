"""Several calls in one."""

from typing import Any

from .client import CARD, CARD_ID, Client


def composite(client: Client, *calls: dict[str, Any], strict: bool = False) -> list[dict[str, Any]]:
    answer = client.call("POST", "/composite", json={"allOrNone": strict, "compositeRequest": list(calls)})
    assert answer.status_code == 200, answer.text
    return answer.json()["compositeResponse"]


def subcall(client: Client, name: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
    return {"method": method, "url": client.base + path, "referenceId": name} | ({"body": body} if body else {})


def accounts(client: Client) -> int:
    return client.query("SELECT COUNT() FROM Account")["totalSize"]


def test_a_later_call_refers_to_an_earlier_answer(admin: Client) -> None:
    answers = composite(
        admin,
        subcall(admin, "one", "POST", "/sobjects/Account", {"Name": 'A "quoted" name'}),
        subcall(admin, "two", "POST", "/sobjects/Contact", {"LastName": "b", "AccountId": "@{one.id}"}),
        subcall(admin, "three", "GET", "/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{two.id}'"),
        subcall(admin, "four", "GET", "/sobjects/Account/@{three.records[0].Id}"),
    )
    assert [answer["httpStatusCode"] for answer in answers] == [201, 201, 200, 400]
    assert [answer["referenceId"] for answer in answers] == ["one", "two", "three", "four"]
    assert answers[0]["httpHeaders"]["Location"].endswith(answers[0]["body"]["id"])
    assert answers[2]["body"]["records"][0]["Account"]["Name"] == 'A "quoted" name'
    assert answers[3]["body"][0]["errorCode"] == "PROCESSING_HALTED"


def test_all_or_none_undoes_every_call(admin: Client) -> None:
    calls = (
        subcall(admin, "one", "POST", "/sobjects/Account", {"Name": "a"}),
        subcall(admin, "two", "POST", "/sobjects/Lead", {"LastName": "b"}),
    )
    answers = composite(admin, *calls, strict=True)
    assert [answer["body"][0]["errorCode"] for answer in answers] == ["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING"]
    assert accounts(admin) == 0
    composite(admin, *calls)
    assert accounts(admin) == 1


def test_an_inner_roll_back_leaves_the_other_calls_alone(sender: Client) -> None:
    records = [{"attributes": {"type": CARD}, CARD_ID: "a"}, {"attributes": {"type": "Lead"}}]
    answers = composite(
        sender,
        subcall(sender, "one", "POST", "/sobjects/Account", {"Name": "a"}),
        subcall(sender, "two", "POST", "/composite/sobjects", {"allOrNone": True, "records": records}),
        strict=True,
    )
    assert [answer["httpStatusCode"] for answer in answers] == [201, 200]
    assert (accounts(sender), sender.query(f"SELECT COUNT() FROM {CARD}")["totalSize"]) == (1, 0)


def test_more_than_25_calls_or_a_composite_inside_are_refused(admin: Client) -> None:
    call = subcall(admin, "x", "GET", "/limits")
    answer = admin.call("POST", "/composite", json={"compositeRequest": [call] * 26})
    assert answer.status_code == 400
    assert composite(admin, subcall(admin, "x", "POST", "/composite", {}))[0]["httpStatusCode"] == 400


def test_a_batch_answers_each_call(admin: Client) -> None:
    calls = [
        {"method": "GET", "url": "v67.0/sobjects/Nope/describe"},
        {"method": "POST", "url": "v67.0/sobjects/Account", "richInput": {"Name": "a"}},
    ]
    answer = admin.call("POST", "/composite/batch", json={"batchRequests": calls}).json()
    assert (answer["hasErrors"], [result["statusCode"] for result in answer["results"]]) == (True, [404, 201])
    halted = admin.call("POST", "/composite/batch", json={"batchRequests": calls, "haltOnError": True}).json()
    assert halted["results"][1]["result"][0]["errorCode"] == "BATCH_PROCESSING_HALTED"
    assert accounts(admin) == 1


def test_a_tree_is_made_whole_or_not_at_all(admin: Client) -> None:
    good = {"attributes": {"type": "Account", "referenceId": "r1"}, "Name": "a"}
    bad = {"attributes": {"type": "Account", "referenceId": "r2"}}
    refused = admin.call("POST", "/composite/tree/Account", json={"records": [good, bad]})
    assert (refused.status_code, refused.json()["results"][0]["referenceId"], accounts(admin)) == (400, "r2", 0)
    made = admin.call("POST", "/composite/tree/Account", json={"records": [good]})
    assert (made.status_code, made.json()["hasErrors"], accounts(admin)) == (201, False, 1)
