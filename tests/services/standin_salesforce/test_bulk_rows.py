"""What Bulk API 2.0 does with the rows of a file."""

import csv
import io
from typing import Any

import pytest

from .client import CARD, CARD_ID, Client

LAST, NOTE, EMAIL = "Sansan_CI__LastName__c", "Sansan_CI__Note__c", "Sansan_CI__Email__c"
UPSERT = {"operation": "upsert", "externalIdFieldName": CARD_ID}


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def cards(client: Client, *fields: str) -> dict[str, Any]:
    rows = client.rows(f"SELECT {', '.join((CARD_ID, *fields))} FROM {CARD} ORDER BY {CARD_ID}")
    return {row[CARD_ID]: row[fields[0]] for row in rows}


def test_upsert_makes_and_changes_and_says_which(sender: Client) -> None:
    sender.make_job(f"{CARD_ID},{LAST}\na,one\nb,two\n", **UPSERT)
    job = sender.make_job(f"{CARD_ID},{LAST}\nB,zwei\nc,drei\n", **UPSERT)
    results = {row[CARD_ID]: row for row in table(sender.result(job, "successfulResults"))}
    assert [results[key]["sf__Created"] for key in ("B", "c")] == ["false", "true"]
    assert {key.lower(): value for key, value in cards(sender, LAST).items()} == {
        "a": "one",
        "b": "zwei",
        "c": "drei",
    }


def test_an_empty_cell_is_ignored_and_not_available_means_null(sender: Client) -> None:
    sender.make_job(f"{CARD_ID},{LAST}\na,one\nb,two\n", **UPSERT)
    sender.make_job(f"{CARD_ID},{LAST}\na,\nb,#N/A\n", **UPSERT)
    assert cards(sender, LAST) == {"a": "one", "b": None}


def test_text_arrives_as_it_was(sender: Client) -> None:
    text = ' 𠮷野"家", \n=1+1\t髙 '
    quoted = text.replace('"', '""')
    sender.make_job(f'{CARD_ID},"{NOTE}"\na,"{quoted}"\n')
    assert cards(sender, NOTE) == {"a": text}


def test_the_header_is_echoed_and_the_order_of_rows_is_another(sender: Client) -> None:
    job = sender.make_job(f'"{CARD_ID}",{LAST}\na,1\nb,2\nc,3\n')
    result = sender.result(job, "successfulResults")
    assert result.startswith(f'"sf__Id","sf__Created","{CARD_ID}",{LAST}\n')
    assert [row[CARD_ID] for row in table(result)] != ["a", "b", "c"]
    assert sorted(row[CARD_ID] for row in table(result)) == ["a", "b", "c"]


def test_a_bad_row_fails_alone_with_its_code(sender: Client) -> None:
    content = f"{CARD_ID},{LAST},{EMAIL}\na,{'x' * 81},\nb,ok,not an address\nc,ok,A.B@Example.com\n"
    job = sender.make_job(content)
    assert (job["state"], job["numberRecordsProcessed"], job["numberRecordsFailed"]) == ("JobComplete", 3, 2)
    failed = {row[CARD_ID]: row for row in table(sender.result(job, "failedResults"))}
    assert failed["a"]["sf__Id"] == ""
    assert failed["a"]["sf__Error"].startswith("STRING_TOO_LONG:姓: data value too large: xxx")
    assert failed["a"]["sf__Error"].endswith(f"(max length=80):{LAST} --")
    assert failed["b"]["sf__Error"] == (
        f"INVALID_EMAIL_ADDRESS:メールアドレス: invalid email address: not an address:{EMAIL} --"
    )
    assert cards(sender, EMAIL) == {"c": "a.b@example.com"}


def test_a_job_on_contacts_needs_a_name(sender: Client) -> None:
    job = sender.make_job("FirstName,LastName\nA,\n", object="Contact")
    failed = table(sender.result(job, "failedResults"))
    assert failed[0]["sf__Error"] == "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"


def test_an_external_id_twice_in_one_file(sender: Client) -> None:
    """Among the same 200 rows the second fails; further apart it changes what the first made."""
    apart = "".join(f"{number},x\n" for number in range(199))
    job = sender.make_job(f"{CARD_ID},{LAST}\nk,first\n{apart}K,second\nk,third\n", **UPSERT)
    assert job["numberRecordsFailed"] == 1
    failed = table(sender.result(job, "failedResults"))
    assert (failed[0][LAST], failed[0]["sf__Error"]) == (
        "third",
        "DUPLICATE_VALUE:Duplicate external id specified: k:--",
    )
    assert {key.lower(): value for key, value in cards(sender, LAST).items()}["k"] == "second"


def test_update_and_delete_by_id(sender: Client) -> None:
    made = table(sender.result(sender.make_job(f"{CARD_ID},{LAST}\na,1\nb,2\n"), "successfulResults"))
    ids = {row[CARD_ID]: row["sf__Id"] for row in made}
    gone = ids["a"][:-5] + "zzzzz"
    job = sender.make_job(f"Id,{LAST}\n{ids['a']},new\n{gone[:15]},x\nnonsense,x\n", operation="update")
    errors = {row["Id"]: row["sf__Error"] for row in table(sender.result(job, "failedResults"))}
    assert errors[gone[:15]] == "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--"
    assert errors["nonsense"].startswith("MALFORMED_ID:")
    assert cards(sender, LAST) == {"a": "new", "b": "2"}
    sender.make_job(f"Id\n{ids['a']}\n", operation="delete")
    assert cards(sender, LAST) == {"b": "2"}
    again = sender.make_job(f"Id\n{ids['a']}\n", operation="delete")
    assert table(sender.result(again, "failedResults"))[0]["sf__Error"] == "ENTITY_IS_DELETED:entity is deleted:--"
    deleted = sender.call("GET", "/queryAll", params={"q": f"SELECT IsDeleted FROM {CARD} WHERE {CARD_ID} = 'a'"})
    assert deleted.json()["records"][0]["IsDeleted"] is True
    sender.make_job(f"Id\n{ids['b']}\n", operation="hardDelete")
    assert cards(sender, LAST) == {}


@pytest.mark.parametrize(
    ("delimiter", "sign"), [("TAB", "\t"), ("SEMICOLON", ";"), ("PIPE", "|"), ("CARET", "^"), ("BACKQUOTE", "`")]
)
def test_other_delimiters(sender: Client, delimiter: str, sign: str) -> None:
    content = f'{CARD_ID}{sign}{LAST}\na{sign}"x{sign}y, z"\n'
    job = sender.make_job(content, columnDelimiter=delimiter)
    assert job["numberRecordsFailed"] == 0, job
    assert cards(sender, LAST) == {"a": f"x{sign}y, z"}
    assert table(sender.result(job, "successfulResults"), sign)[0][LAST] == f"x{sign}y, z"


def test_lines_may_end_in_carriage_return_and_line_feed(sender: Client) -> None:
    sender.make_job(f'{CARD_ID},{NOTE}\r\na,"x\r\ny"\r\n', lineEnding="CRLF")
    assert cards(sender, NOTE) == {"a": "x\r\ny"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"\ufeff{CARD_ID}\na\n", f"InvalidBatch : Field name not found : \ufeff{CARD_ID}"),
        (f"{CARD_ID},Nope__c\na,b\n", "InvalidBatch : Field name not found : Nope__c"),
        (f'{CARD_ID},{NOTE}\na,"x\r\ny"\n', "LineEnding is invalid on user data. Current LineEnding setting is LF"),
        (f"{CARD_ID}\r\na\r\n", "LineEnding is invalid on user data. Current LineEnding setting is LF"),
        (f'{CARD_ID},{NOTE}\na, "x"\n', "ClientInputError : A quote must follow"),
        (f'{CARD_ID},{NOTE}\na,"x" \n', "ClientInputError : Failed to parse CSV"),
        (f'{CARD_ID}\n"a\n', "ClientInputError : Failed to parse CSV"),
        (f"{CARD_ID}\n{'x' * 131_073}\n", "ClientInputError : Failed to parse CSV"),
        (f"{CARD_ID}\na,b\n", "InvalidBatch : Expected 1 columns, found 2"),
        (f"{CARD_ID}\n髙\n".encode("cp932"), "ClientInputError : The data is not valid UTF-8"),
    ],
)
def test_these_files_fail_as_a_whole(sender: Client, content: str | bytes, message: str) -> None:
    job = sender.make_job(content)
    assert job["state"] == "Failed"
    assert message in job["errorMessage"]
    assert job["numberRecordsProcessed"] == 0
    assert sender.query(f"SELECT COUNT() FROM {CARD}")["totalSize"] == 0
    if isinstance(content, str):
        assert sender.result(job, "unprocessedrecords") == content


def test_a_field_the_user_may_not_see_fails_the_job(admin: Client) -> None:
    """Settings are readable with the manager's set; the other set opens the cards."""
    admin.assign("Sansan 管理者")
    name = "Sansan_CI__BizCard_Settings__c"
    job = admin.make_job("Sansan_CI__BizCardId__c\na\n", object=name)
    assert job["errorMessage"] == "InvalidBatch : Field name not found : Sansan_CI__BizCardId__c"


def test_a_header_alone_is_done_with_nothing_processed(sender: Client) -> None:
    job = sender.make_job(f"{CARD_ID}\n")
    assert (job["state"], job["numberRecordsProcessed"]) == ("JobComplete", 0)


def test_owners_must_be_able_to_own(sender: Client) -> None:
    good = sender.user(active=True, licence="Salesforce")
    gone = sender.user(active=False)
    chatter = sender.user(licence="Chatter Free", active=True)
    platform = sender.user(licence="Salesforce Platform", active=True)
    nobody = "005000000000000AAA"
    rows = {"a": good, "b": gone, "c": chatter, "d": nobody, "e": "x", "f": platform}
    content = f"{CARD_ID},OwnerId\n" + "".join(f"{card},{owner}\n" for card, owner in rows.items())
    job = sender.make_job(content)
    errors = {row[CARD_ID]: row["sf__Error"] for row in table(sender.result(job, "failedResults"))}
    assert {card: text.split(":")[0] for card, text in errors.items()} == {
        "b": "INACTIVE_OWNER_OR_USER",
        "c": "OP_WITH_INVALID_USER_TYPE_EXCEPTION",
        "d": "INVALID_CROSS_REFERENCE_KEY",
        "e": "MALFORMED_ID",
    }
    assert cards(sender, "OwnerId") == {"a": good, "f": platform}
    lead = sender.make_job(f"LastName,Company,OwnerId\na,b,{platform}\n", object="Lead")
    assert "TRANSFER_REQUIRES_READ" in sender.result(lead, "failedResults")


def test_a_parent_can_be_named_by_a_key(sender: Client) -> None:
    username = sender.world.salesforce_users[1].username
    job = sender.make_job(f"{CARD_ID},Owner.Username\na,{username.upper()}\nb,nobody@nowhere\n")
    assert "INVALID_FIELD:Foreign key external ID: nobody@nowhere not found" in sender.result(job, "failedResults")
    assert cards(sender, "OwnerId") == {"a": sender.user(username=username)}
    lead = f"LastName,Company,User:Owner.Username\na,b,{username}\n"
    assert sender.make_job(lead, object="Lead")["numberRecordsFailed"] == 0


@pytest.mark.parametrize(
    ("kind", "column", "message"),
    [
        (CARD, "User:Owner.Username", "type is not needed for non polymorphic foreign key references"),
        ("Lead", "Owner.Username", "Field name not found : Owner.Username"),
        (CARD, "Owner.Title", "Field name not found : Owner.Title"),
    ],
)
def test_a_parent_named_the_wrong_way_fails_the_job(sender: Client, kind: str, column: str, message: str) -> None:
    job = sender.make_job(f"{column}\nx\n", object=kind)
    assert message in job["errorMessage"]


def test_many_rows_in_several_batches(sender: Client) -> None:
    content = f"{CARD_ID},{LAST}\n" + "".join(f"{number},n{number}\n" for number in range(25_000))
    job = sender.make_job(content, **UPSERT)
    assert job["numberRecordsProcessed"] == 25_000
    rows = table(sender.result(job, "successfulResults"))
    assert len({row["sf__Id"] for row in rows}) == 25_000
    wanted = {row["sf__Id"]: row[LAST] for row in rows[::5000]}
    listed = ",".join(f"'{record}'" for record in wanted)
    found = sender.rows(f"SELECT Id, {LAST} FROM {CARD} WHERE Id IN ({listed})")
    assert {row["Id"]: row[LAST] for row in found} == wanted
