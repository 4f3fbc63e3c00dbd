"""Which fields an error names, what is done about it, and which reason is told."""

from __future__ import annotations

import pytest

from wizard.domain.destination import PACKAGE, PACKAGE_FIELDS, Destination, Field
from wizard.domain.fieldmap import Note
from wizard.domain.plan import Change
from wizard.domain.results import RowError
from wizard.transfer.refused_fields import fields_of
from wizard.transfer.row_errors import passes, reason, repair

ITEMS = ("title", "company", "email", "exchange_date")
TITLE, COMPANY, EMAIL, DATE = (PACKAGE_FIELDS[item] for item in ITEMS)
TARGETS = {
    "title": Field(TITLE, "string", 128, label="役職"),
    "company": Field(COMPANY, "textarea", 255, label="会社名"),
    "email": Field(EMAIL, "email", 80, label="メール"),
    "exchange_date": Field(DATE, "date", label="名刺交換日"),
}
LABELS = {target.name: target.label for target in TARGETS.values()} | {
    PACKAGE.key_field: "名刺ID",
    "OwnerId": "所有者 ID",
    "Rank__c": "区分",
    "RecordTypeId": "レコードタイプ ID",
}
PLACE = Destination(PACKAGE.object_name, PACKAGE.key_field, TARGETS, (), LABELS)
AUTOMATION, REFERENCE = "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "row:INVALID_CROSS_REFERENCE_KEY"
OWNER = "005A00000000001"
VALUES = ("課長", "例示商事株式会社", "a@example.com", "2026-01-02")


def change(
    values: tuple[str | None, ...] = VALUES, notes: tuple[Note, ...] = (), owner: str = "005A00000000001"
) -> Change:
    return Change("C1", values, owner, "o", owner, b"", notes, creates=True)


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (RowError("X", "", (TITLE,)), [TITLE]),
        (RowError("X", "", (TITLE.upper(),)), [TITLE]),
        (RowError("X", "", ("Title__c",)), [TITLE]),
        (RowError("X", "", ("Title__c", "Strange__c")), [TITLE, "Strange__c"]),
        (RowError("INVALID_FIELD", f"No such column '{TITLE}' on sobject of type X"), [TITLE]),
        (RowError("DUPLICATE_VALUE", f"重複する値が見つかりました: {EMAIL} は a01 の値と重複しています"), [EMAIL]),
        (RowError("DUPLICATE_VALUE", "duplicate value found: Code__c duplicates value on record"), ["Code__c"]),
        (RowError("STRING_TOO_LONG", "役職: 値が長すぎます (最大長 = 128)"), [TITLE]),
        (RowError("REQUIRED_FIELD_MISSING", "値を入力してください: [Rank__c, Name]"), ["Rank__c", "Name"]),
        (RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"), []),
        (RowError("A", "Title is wrong"), []),
    ],
)  # fmt: skip
def test_named_fields(error: RowError, named: list[str]) -> None:
    assert fields_of(error, PLACE) == named


def test_only_what_is_named_is_left_out_and_noted() -> None:
    mended = repair(change(notes=(Note("shortened", "title", 128),)), RowError("X", "", (TITLE, DATE)), PLACE)
    assert mended
    assert mended.values == (None, VALUES[1], VALUES[2], None)
    assert mended.notes == (Note("left_out", "title"), Note("left_out", "exchange_date"))
    assert repair(mended, RowError("X", "", (TITLE,)), PLACE) is None, "what is not sent cannot be left out"


def test_an_empty_value_that_is_refused_is_left_alone_without_a_word() -> None:
    mended = repair(change(("", *VALUES[1:])), RowError("INVALID_FIELD_FOR_INSERT_UPDATE", "", (TITLE,)), PLACE)
    assert mended
    assert (mended.values[0], mended.notes) == (None, ())


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION", (TITLE,)),
        ("REQUIRED_FIELD_MISSING", (TITLE,)),
        ("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", (TITLE,)),
        ("CANNOT_EXECUTE_FLOW_TRIGGER", (TITLE,)),
        ("STORAGE_LIMIT_EXCEEDED", (TITLE,)),
        ("INVALID_FIELD", ("OwnerId",)),
        ("INVALID_FIELD", (PACKAGE.key_field,)),
        ("INVALID_FIELD", ("Rank__c",)),
        ("INVALID_FIELD", ()),
    ],
)
def test_what_has_the_last_word(code: str, fields: tuple[str, ...]) -> None:
    assert repair(change(), RowError(code, "no", fields), PLACE) is None


def test_a_text_is_cut_again_and_again_and_in_the_end_left_out() -> None:
    error, row, limits = RowError("STRING_TOO_LONG", "", (COMPANY,)), change((None, "あ" * 255, None, None)), []
    while mended := repair(row, error, PLACE):
        row = mended
        limits.append(row.notes[-1].limit)
    assert limits[:4] == [191, 143, 107, 80]
    assert row.values[1] is None
    assert row.notes == (Note("left_out", "company"),)


def test_an_address_is_never_cut() -> None:
    mended = repair(change(), RowError("STRING_TOO_LONG", "", (EMAIL,)), PLACE)
    assert mended
    assert mended.values[2] is None


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RowError("DUPLICATE_VALUE", "…", (PACKAGE.key_field,)), "row:DUPLICATE_VALUE@key"),
        (RowError("DUPLICATE_VALUE", "…", ("Rank__c",)), "row:DUPLICATE_VALUE:区分"),
        (RowError("DUPLICATE_VALUE", "duplicate value found"), "row:DUPLICATE_VALUE"),
        (RowError("INVALID_CROSS_REFERENCE_KEY", "…", ("OwnerId",)), f"{REFERENCE}@owner"),
        (RowError("INVALID_CROSS_REFERENCE_KEY", "所有者 ID: 不正"), f"{REFERENCE}@owner"),
        (RowError("INVALID_CROSS_REFERENCE_KEY", "…", ("RecordTypeId",)), f"{REFERENCE}:レコードタイプ ID"),
        (RowError("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "insufficient access rights on cross-reference id: "
                  "005A00000000001"), "row:INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY@owner"),
        (RowError("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "insufficient access rights on cross-reference id: "
                  "001A00000000001"), "row:INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"),
        (RowError("REQUIRED_FIELD_MISSING", "Missing: [Rank__c]"), "row:REQUIRED_FIELD_MISSING:区分"),
        (RowError(AUTOMATION, "boom", (TITLE,)), f"row:{AUTOMATION}"),
        (RowError(AUTOMATION, "first error: UNABLE_TO_LOCK_ROW"), "row:UNABLE_TO_LOCK_ROW"),
    ],
)  # fmt: skip
def test_the_reason_goes_by_code_and_field(error: RowError, told: str) -> None:
    assert reason(error, change(), PLACE)[0] == told


def test_without_an_owner_in_the_row_nothing_is_said_of_one() -> None:
    error = RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
    assert reason(error, change(owner=""), PLACE)[0] == "row:INVALID_CROSS_REFERENCE_KEY"


def test_a_text_of_the_card_that_speaks_of_locks_does_not_pass() -> None:
    assert not passes(RowError("STRING_TOO_LONG", "Memo: data value too large: UNABLE_TO_LOCK_ROW", (TITLE,)))
