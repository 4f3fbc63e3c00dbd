"""Wrongly typed values and unknown columns in Collections, and partial answers: the shapes are recorded ones.

Source of the shapes: answers recorded in 2024 by the connectors project of amp-labs (MIT), rewritten as small cases:
`bulk-info-partial-failure.csv`, `batch-update-contacts-partial-but-allOrNone.json`, `invalid-field-upsert.json`,
`unknown-field.json`, `bulk-info-complete-failure.json`, `bulk-info-in-progress.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.services.tiny_org import TinyOrg, nap
from wizard.domain.destination import PACKAGE, Destination, Field, destination_of
from wizard.domain.errors import BulkSwitchedOff, PassingFault, SetupMustChange
from wizard.domain.plan import Change
from wizard.domain.results import RowError
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.bulk import Bulk, row_error
from wizard.services.salesforce.records import Records
from wizard.services.salesforce.session import Api
from wizard.standin.http import Request, Response, json_response

KEY, TITLE, DATE = PACKAGE.key_field, PACKAGE.fields["title"], PACKAGE.fields["exchange_date"]
GOOD = {"id": "a00000000000001AAA", "success": True, "errors": []}


def destination() -> Destination:
    fields = {name: Field(name, "string", 255, external_id=True) for name in (KEY, *PACKAGE.fields.values())}
    fields[DATE] = Field(DATE, "date")
    found = destination_of(PACKAGE, fields)
    assert found
    return found


def changes(*dates: str) -> list[Change]:
    names = [field.name for field in destination().fields.values()]
    rows = [tuple("課長" if n == TITLE else date if n == DATE else "" for n in names) for date in dates]
    return [Change(f"C{at}", row, "005A", "owner", "005A", b"", creates=True) for at, row in enumerate(rows)]


class Org(TinyOrg):
    """Answers upserts as a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.says: Callable[[list[dict[str, Any]]], Response] = lambda records: json_response([GOOD] * len(records))
        self.calls = 0

    def answer(self, request: Request) -> Response:
        self.calls += 1
        body = json.loads(request.body or b"{}")
        return self.says(body.get("records", []))

    def api(self) -> Api:
        return Api(self.tokens(), RetryPolicy(nap), "67.0")

    def records(self) -> Records:
        return Records(self.api(), destination())


@pytest.fixture
def org() -> Iterator[Org]:
    org = Org()
    with closing(org.server):
        yield org


def reading_dates(records: list[dict[str, Any]]) -> Response:
    """A value of a wrong type refuses the whole call, wherever it stands."""
    wrong = next((r[DATE] for r in records if r[DATE] and len(r[DATE]) != 10), None)
    if wrong is None:
        return json_response([GOOD] * len(records))
    text = f"Cannot deserialize instance of date from VALUE_STRING value {wrong} or request may be missing a required"
    return json_response([{"errorCode": "JSON_PARSER_ERROR", "message": f"{text} field at [line:1, column:2]"}], 400)


def test_one_wrong_value_refuses_its_row_alone_and_is_named(org: Org) -> None:
    org.says = reading_dates
    dates = ["2026-01-02"] * 200
    dates[77] = "2003-04-987654321987654321"
    results = org.records().upsert(changes(*dates))
    refused = [result for result in results if result.error]
    assert [result.card_id for result in refused] == ["C77"]
    assert refused[0].error
    assert (refused[0].error.code, refused[0].error.fields) == ("JSON_PARSER_ERROR", (DATE,))
    assert org.calls < 20, "halves, not one by one"


def test_an_unknown_column_may_refuse_the_whole_call_or_its_rows(org: Org) -> None:
    error = {"errorCode": "INVALID_FIELD", "message": f"No such column '{TITLE}' on sobject of type X"}
    org.says = lambda _: json_response([error], 400)
    (result,) = org.records().upsert(changes("2026-01-02"))
    assert result.error == RowError("INVALID_FIELD", error["message"])
    org.says = lambda _: json_response([{"errorCode": "INVALID_FIELD", "message": "No such column 'OwnerId'"}], 400)
    with pytest.raises(SetupMustChange):
        org.records().upsert(changes("2026-01-02"))


def test_a_partial_answer_settles_nothing(org: Org) -> None:
    org.says = lambda records: json_response([GOOD] * (len(records) - 1))
    with pytest.raises(PassingFault):
        org.records().upsert(changes("2026-01-02", "2026-01-03"))


def test_more_than_is_documented_in_an_error_does_no_harm(org: Org) -> None:
    """`duplicateResult` stands inside the row's errors."""
    error = {"statusCode": "DUPLICATES_DETECTED", "message": "Use one?", "fields": [], "duplicateResult": {"a": []}}
    org.says = lambda _: json_response([{"success": False, "errors": [error]}])
    (result,) = org.records().upsert(changes("2026-01-02"))
    assert result.error == RowError("DUPLICATES_DETECTED", "Use one?")


def test_a_wrongly_typed_cell_of_a_bulk_row_is_read() -> None:
    told = (
        "INVALID_FIELD:Failed to deserialize field at col 3. Due to, '2003-04-987654321987654321' is not a valid value "
        "for the type xsd:date:CloseDate --"
    )
    error = row_error(told)
    assert (error.code, error.fields) == ("INVALID_FIELD", ("CloseDate",))


def test_in_bulk_a_value_is_left_alone_emptied_or_written(org: Org) -> None:
    (row,) = changes("2026-01-02")
    names = [field.name for field in destination().fields.values()]
    values = tuple(None if n == TITLE else "" if n == DATE else "x" for n in names)
    header, update, _ = Bulk(org.api(), destination()).csv([row._replace(values=values, creates=False)]).split(b"\n")
    cells = dict(zip(header.decode().split(","), update.decode().split(","), strict=True))
    assert (cells[TITLE], cells[DATE], cells[names[0]]) == ("", "#N/A", "x")


@pytest.mark.parametrize("code", ["INVALIDENTITY", "FEATURENOTENABLED"])
def test_an_object_without_bulk_is_told(org: Org, code: str) -> None:
    error = {"errorCode": code, "message": "Entity 'X' is not supported by the Bulk API."}
    org.says = lambda _: json_response([error], 400)
    with pytest.raises(BulkSwitchedOff):
        Bulk(org.api(), destination()).start()


def test_the_states_of_a_job_are_those_recorded(org: Org) -> None:
    states = iter(["UploadComplete", "InProgress", "JobComplete"])
    org.says = lambda _: json_response({"id": "750", "state": next(states), "numberRecordsProcessed": 2000})
    assert Bulk(org.api(), destination()).wait("750")["state"] == "JobComplete"
