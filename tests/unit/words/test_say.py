from __future__ import annotations

import pytest

from wizard.domain.errors import PassingFault, Refused, SetupMustChange, SignInNeeded
from wizard.domain.fieldmap import Note
from wizard.domain.mapping import LineFault
from wizard.domain.outcome import Outcome
from wizard.words import LANGUAGES, Lang, say_note, say_reason, say_trouble


def failed(reason: str, detail: str = "", *notes: Note) -> Outcome:
    return Outcome("C1", "", "failed", reason, detail, notes)


def test_a_trouble_is_said_in_the_language_chosen() -> None:
    trouble = SetupMustChange("plain_http", address="http://example.com")
    assert say_trouble(trouble, "en") == (
        "“http://example.com” is not encrypted, so it is not used. Give an address that begins with https://."
    )
    assert say_trouble(trouble, "ja").startswith("「http://example.com」は")


def test_details_with_braces_are_said_as_they_are() -> None:
    assert "{x}" in say_trouble(SetupMustChange("bad_address", address="{x}"), "en")


def test_a_code_may_be_a_detail_too() -> None:
    trouble = SetupMustChange("cannot_assign", code="LICENSE", detail="No licence.")
    assert "(LICENSE)" in say_trouble(trouble, "en")


def test_a_refusal_is_said_with_what_the_server_said() -> None:
    assert say_trouble(Refused(400, "BAD", "Why."), "en") == "The request was refused (400 BAD). Why."


def test_a_passing_fault_keeps_its_wait_to_itself() -> None:
    assert "api.example" in say_trouble(PassingFault("too_many_requests", 30, host="api.example"), "en")


def test_every_fault_of_a_set_up_file_is_named_on_a_line() -> None:
    faults = [("sansan.nmae", "unknown"), ("profile", "missing")]
    said = say_trouble(SetupMustChange("setup_file_wrong", file="s.toml", faults=faults), "en")
    assert said.splitlines()[1:] == ["  sansan.nmae: there is no such key.", "  profile: is required."]


def test_every_fault_of_a_mapping_file_is_named_on_a_line() -> None:
    faults = [LineFault(2, "no_email"), LineFault(7, "twice", "a@c.example")]
    said = say_trouble(SetupMustChange("mapping_file_wrong", file="r.csv", faults=faults), "ja")
    lines = said.splitlines()
    assert lines[1].startswith("  2 行目「Sansanのメールアドレス」: ")
    assert "「a@c.example」" in lines[2]


@pytest.mark.parametrize(("error", "said"), [("access_denied", "Access was denied"), ("new_one", "(new_one)")])
def test_an_oauth_error_is_explained_known_or_not(error: str, said: str) -> None:
    assert said in say_trouble(SignInNeeded("oauth", error=error), "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_without_anything_to_say_has_no_reason(lang: Lang) -> None:
    assert say_reason(Outcome("C1", "a00X", "created"), lang) == ""


def test_our_own_reason() -> None:
    assert say_reason(Outcome("C1", "", "skipped", "owner_excluded"), "en") == (
        "Cards of this owner are not to be transferred."
    )


def test_a_refused_row_is_explained_with_the_words_of_the_org() -> None:
    said = say_reason(failed("row:FIELD_CUSTOM_VALIDATION_EXCEPTION", "Ask {Sales} first: 50%"), "en")
    assert said.startswith("A validation rule in Salesforce refused the card.")
    assert said.endswith("(Ask {Sales} first: 50%)")


def test_japanese_brackets_are_full_width() -> None:
    outcome = failed("row:FIELD_CUSTOM_VALIDATION_EXCEPTION", "営業に確認", Note("left_out", "email"))
    assert "。（営業に確認）メールアドレス" in say_reason(outcome, "ja")


def test_an_unknown_row_error_is_named() -> None:
    assert "NEW_CODE" in say_reason(failed("row:NEW_CODE"), "ja")


def test_notes_follow_the_reason() -> None:
    said = say_reason(
        failed("row:UNABLE_TO_LOCK_ROW", "", Note("shortened", "memo", 255), Note("left_out", "email")), "en"
    )
    assert said == (
        "The record was in use by something else. Transfer again. "
        "Memo was shortened to 255 characters. E-mail was left out: Salesforce does not take the value."
    )


def test_a_field_without_item_is_called_by_its_name() -> None:
    assert say_note(Note("left_out", "Custom__c"), "en").startswith("Custom__c was left out")
