"""Queries: what the language means, how answers look, and what is refused."""

import pytest

from .client import CARD, CARD_ID, Client


@pytest.fixture
def leads(admin: Client) -> Client:
    """Four leads: Ann (100), bob (null), O'Neil 50%_x (7), 髙橋 (-1)."""
    rows = [("Ann", 100, "Web"), ("bob", None, None), ("O'Neil 50%_x", 7, "Web"), ("髙橋", -1, "Other")]
    records = [
        {
            "attributes": {"type": "Lead"},
            "LastName": name,
            "Company": "Inc",
            "NumberOfEmployees": number,
            "LeadSource": source,
            "Email": f"{number}@example.com",
        }
        for name, number, source in rows
    ]
    answer = admin.call("POST", "/composite/sobjects", json={"records": records})
    assert all(result["success"] for result in answer.json())
    return admin


def names(client: Client, rest: str) -> list[str]:
    return [row["LastName"] for row in client.rows(f"SELECT LastName FROM Lead {rest}")]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("LastName = 'ANN'", ["Ann"]),
        ("LastName = 'O\\'Neil 50%_x'", ["O'Neil 50%_x"]),
        ("LastName LIKE '%50\\%\\_%'", ["O'Neil 50%_x"]),
        ("LastName LIKE '_ob'", ["bob"]),
        ("LastName LIKE '髙%'", ["髙橋"]),
        ("NumberOfEmployees > 6.5", ["Ann", "O'Neil 50%_x"]),
        ("NumberOfEmployees <= 7", ["O'Neil 50%_x", "髙橋"]),
        ("NumberOfEmployees = null", ["bob"]),
        ("NumberOfEmployees != 7", ["Ann", "bob", "髙橋"]),
        ("NumberOfEmployees <> null AND NumberOfEmployees < 0", ["髙橋"]),
        ("NOT NumberOfEmployees > 6", ["bob", "髙橋"]),
        ("LeadSource IN ('web', 'Other') AND (NOT LastName = 'Ann')", ["O'Neil 50%_x", "髙橋"]),
        ("LeadSource NOT IN ('Web')", ["bob", "髙橋"]),
        ("(LastName = 'Ann' OR LastName = 'bob') AND LeadSource = ''", ["bob"]),
        ("CreatedDate > 2020-01-01T00:00:00Z AND CreatedDate < 2999-01-01T09:00:00+09:00 AND LastName='Ann'", ["Ann"]),
        ("IsConverted = FALSE AND Owner.IsActive = true AND lastname = 'Ann'", ["Ann"]),
        ("OwnerId IN (SELECT Id FROM User WHERE Username LIKE 'admin@%') AND LastName = 'Ann'", ["Ann"]),
        ("Id NOT IN (SELECT Id FROM Lead WHERE LastName != 'Ann')", ["Ann"]),
    ],
)
def test_conditions(leads: Client, condition: str, found: list[str]) -> None:
    assert names(leads, f"WHERE {condition} ORDER BY LastName") == found


def test_order_puts_nulls_first_unless_told_otherwise(leads: Client) -> None:
    by_number = "ORDER BY NumberOfEmployees"
    assert names(leads, by_number) == ["bob", "髙橋", "O'Neil 50%_x", "Ann"]
    assert names(leads, f"{by_number} DESC")[:2] == ["bob", "Ann"]
    assert names(leads, f"{by_number} DESC NULLS LAST") == ["Ann", "O'Neil 50%_x", "髙橋", "bob"]
    assert names(leads, f"{by_number} ASC NULLS LAST LIMIT 2 OFFSET 1") == ["O'Neil 50%_x", "Ann"]


def test_counts_and_groups(leads: Client) -> None:
    assert leads.query("SELECT COUNT() FROM Lead WHERE LeadSource = 'Web'") == {
        "totalSize": 2,
        "done": True,
        "records": [],
    }
    rows = leads.rows("SELECT COUNT(Id), MAX(NumberOfEmployees) most, MIN(NumberOfEmployees) FROM Lead")
    assert rows == [{"attributes": {"type": "AggregateResult"}, "expr0": 4, "most": 100, "expr1": -1}]
    grouped = leads.rows("SELECT LeadSource, COUNT(Id) n FROM Lead GROUP BY LeadSource ORDER BY COUNT(Id) DESC")
    assert (grouped[0]["LeadSource"], grouped[0]["n"]) == ("Web", 2)


def test_parents_come_as_records_of_their_own(admin: Client) -> None:
    user = admin.rows(
        f"SELECT u.Id, Profile.UserLicense.LicenseDefinitionKey, Profile.Name FROM User u WHERE Id = '{admin.user_id}'"
    )[0]
    assert user["attributes"] == {"type": "User", "url": f"{admin.base}/sobjects/User/{admin.user_id}"}
    assert user["Profile"]["attributes"]["type"] == "Profile"
    assert user["Profile"]["Name"] == "システム管理者"
    assert user["Profile"]["UserLicense"]["LicenseDefinitionKey"] == "SFDC"
    admin.call("POST", "/sobjects/Contact", json={"LastName": "a"})
    assert admin.rows("SELECT Account.Name FROM Contact")[0]["Account"] is None


def test_ids_of_fifteen_characters_mean_the_same(admin: Client) -> None:
    short = admin.user_id[:15]
    assert admin.rows(f"SELECT Id FROM User WHERE Id = '{short}'")[0]["Id"] == admin.user_id


def test_rights_are_about_the_user_who_asks(admin: Client, standin, world) -> None:
    fields = "PermissionsModifyAllData, PermissionsAssignPermissionSets, PermissionsApiEnabled"
    mine = admin.rows(f"SELECT {fields} FROM UserPermissionAccess")
    assert [mine[0][name] for name in fields.split(", ")] == [True, True, True]
    other = Client(standin.url, world, world.salesforce_users[1].username)
    theirs = other.rows(f"SELECT {fields} FROM UserPermissionAccess")
    assert [theirs[0][name] for name in fields.split(", ")] == [False, False, True]


def test_pages_follow_each_other(sender: Client) -> None:
    for start in (0, 200, 400):
        records = [{"attributes": {"type": CARD}, CARD_ID: f"{number:04d}"} for number in range(start, start + 200)]
        sender.call("POST", "/composite/sobjects", json={"records": records})
    soql = f"SELECT {CARD_ID} FROM {CARD} ORDER BY {CARD_ID} DESC"
    pages = [sender.query(soql, **{"Sforce-Query-Options": "batchSize=250"})]
    while not pages[-1]["done"]:
        pages.append(sender.call("GET", pages[-1]["nextRecordsUrl"]).json())
    assert [len(page["records"]) for page in pages] == [250, 250, 100]
    assert {page["totalSize"] for page in pages} == {600}
    found = [row[CARD_ID] for page in pages for row in page["records"]]
    assert found == [f"{number:04d}" for number in reversed(range(600))]
    assert "nextRecordsUrl" not in sender.query(soql)


def test_a_wrong_locator_is_refused(admin: Client) -> None:
    answer = admin.call("GET", "/query/01g000000000000AAA-2000")
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_QUERY_LOCATOR")


@pytest.mark.parametrize(
    ("soql", "code", "text"),
    [
        ("SELECT Nope FROM Lead", "INVALID_FIELD", "ERROR at Row:1:Column:8\nNo such column 'Nope' on entity 'Lead'"),
        ("SELECT Id FROM Nope", "INVALID_TYPE", "sObject type 'Nope' is not supported."),
        ("SELECT Nope.Id FROM Lead", "INVALID_FIELD", "Didn't understand relationship 'Nope'"),
        ("SELECT Id FROM", "MALFORMED_QUERY", "expecting an object name"),
        ("SELECT Id FROM Lead WHERE Name = 'a", "MALFORMED_QUERY", "unexpected token: '''"),
        ("SELECT Id FROM Lead WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY", "'OR'"),
        ("SELECT Id FROM Lead WHERE IsConverted = 'true'", "INVALID_FIELD", "must be of type boolean"),
        ("SELECT Id FROM Lead WHERE Name = 5", "INVALID_FIELD", "should be enclosed in quotes"),
        ("SELECT Id FROM Lead WHERE OwnerId = 'x'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: x"),
        ("SELECT Id FROM Lead WHERE Description = 'x'", "INVALID_FIELD", "can not be filtered"),
        ("SELECT Id, Owner.Name, id FROM Lead", "INVALID_FIELD", "duplicate field selected: Id"),
        ("SELECT Name, COUNT(Id) FROM Lead", "MALFORMED_QUERY", "must be grouped or aggregated: Name"),
        ("SELECT Id FROM Lead OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "2000"),
    ],
)
def test_mistakes_are_named(admin: Client, soql: str, code: str, text: str) -> None:
    error = admin.refused(soql)
    assert error["errorCode"] == code
    assert text in error["message"]


@pytest.mark.parametrize(
    "soql",
    [
        "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
        "SELECT TYPEOF Owner WHEN User THEN Id END FROM Lead",
        "SELECT toLabel(Status) FROM Lead",
        "SELECT Id FROM User u, u.Profile p",
        "SELECT Address FROM Lead",
        "SELECT Id FROM Lead WHERE CreatedDate = LAST_N_QUARTERS:3",
        "SELECT Id FROM Lead WHERE CreatedDate = THIS_WEEK",
        "SELECT Id FROM Lead WHERE CALENDAR_YEAR(CreatedDate) = 2026",
        "SELECT Id FROM Lead WHERE Status INCLUDES ('a')",
        "SELECT Id FROM Lead WHERE Name = :name",
        "SELECT Id FROM Lead USING SCOPE mine",
        "SELECT Id FROM Lead WITH SECURITY_ENFORCED",
        "SELECT Id FROM Lead FOR VIEW",
        "SELECT Id FROM Lead ALL ROWS",
        "SELECT LeadSource, COUNT(Id) FROM Lead GROUP BY LeadSource HAVING COUNT(Id) > 1",
        "SELECT LeadSource, COUNT(Id) FROM Lead GROUP BY ROLLUP(LeadSource)",
    ],
)
def test_what_is_valid_but_not_there_is_refused_in_words(admin: Client, soql: str) -> None:
    assert "is not supported by the stand-in" in admin.refused(soql)["message"]


def test_the_columns_of_a_query_can_be_asked_for(admin: Client) -> None:
    asked = {"q": "SELECT Id, Name, Profile.UserLicense.Name, Profile.Name FROM User", "columns": "true"}
    answer = admin.call("GET", "/query", params=asked).json()
    assert (answer["entityName"], answer["idSelected"]) == ("User", True)
    columns = {column["columnName"]: column for column in answer["columnMetadata"]}
    assert list(columns) == ["Id", "Name", "Profile"]
    assert [column["columnName"] for column in columns["Profile"]["joinColumns"]] == ["UserLicense", "Name"]
    counted = {"q": "SELECT COUNT(Id) n FROM User", "columns": "true"}
    assert admin.call("GET", "/query", params=counted).json()["columnMetadata"][0]["aggregate"] is True
