from __future__ import annotations

import dataclasses

import pytest

from wizard.domain.mapping import Line, LineFault, apply, check, lines_of
from wizard.domain.recipients import Directory, match_all
from wizard.domain.users import SalesforceUser, SansanUser

TARO = SalesforceUser("0051", "taro@corp.example", "Taro")
JIRO = SalesforceUser("0052", "jiro@corp.example.uat", "Jiro")
DIRECTORY = Directory((TARO, JIRO))
RECIPIENTS = match_all(
    [SansanUser("u1", "Taro", "taro@corp.example"), SansanUser("u2", "Saburo", "saburo@corp.example")],
    DIRECTORY,
    TARO,
)


def test_good_lines_have_no_fault() -> None:
    lines = [Line(2, "Taro@Corp.example", "JIRO@corp.example.uat"), Line(3, "saburo@corp.example", TARO.username)]
    assert check(lines, RECIPIENTS, DIRECTORY) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (Line(2, "", TARO.username), LineFault(2, "no_email")),
        (Line(3, "taro@corp.example", ""), LineFault(3, "no_username")),
        (Line(4, "who@corp.example", TARO.username), LineFault(4, "unknown_email", "who@corp.example")),
        (Line(5, "taro@corp.example", "gone@corp.example"), LineFault(5, "unknown_username", "gone@corp.example")),
        (Line(6, "", ""), LineFault(6, "no_email")),
    ],
)
def test_each_fault_of_a_line_is_named(line: Line, fault: LineFault) -> None:
    assert check([line], RECIPIENTS, DIRECTORY) == [fault]


def test_an_address_that_stands_twice_is_a_fault_of_the_second_line() -> None:
    lines = [Line(2, "taro@corp.example", TARO.username), Line(3, " TARO@corp.example", JIRO.username)]
    assert check(lines, RECIPIENTS, DIRECTORY) == [LineFault(3, "twice", " TARO@corp.example")]


def test_all_faults_are_named_in_the_order_of_the_lines() -> None:
    lines = [
        Line(2, "saburo@corp.example", "gone"),
        Line(3, "", ""),
        Line(4, "taro@corp.example", TARO.username),
        Line(5, "saburo@corp.example", TARO.username),
    ]
    assert [(f.number, f.code) for f in check(lines, RECIPIENTS, DIRECTORY)] == [
        (2, "unknown_username"),
        (3, "no_email"),
        (5, "twice"),
    ]


def test_a_user_without_address_is_no_user_of_the_file() -> None:
    nameless = match_all([SansanUser("u3", "Nobody", "")], DIRECTORY, TARO)
    assert check([Line(2, " ", TARO.username)], nameless, DIRECTORY) == [LineFault(2, "unknown_email", " ")]


def test_who_is_in_the_file_gets_its_recipient_and_who_is_not_stays() -> None:
    changed = apply([Line(2, "SABURO@corp.example", "Jiro@corp.example.uat")], RECIPIENTS, DIRECTORY)
    assert changed[0] is RECIPIENTS[0]
    assert changed[1] == dataclasses.replace(RECIPIENTS[1], user_id="0052", username=JIRO.username, reason="file")


def test_the_reason_may_be_another() -> None:
    lines = [Line(2, "taro@corp.example", JIRO.username)]
    assert apply(lines, RECIPIENTS, DIRECTORY, "manual")[0].reason == "manual"


def test_an_empty_file_changes_nothing() -> None:
    assert apply([], RECIPIENTS, DIRECTORY) == RECIPIENTS


NAMELESS = match_all(
    [SansanUser("00012", "Nobody", ""), SansanUser("u7", "", ""), SansanUser("", "Only a name", "")], DIRECTORY, TARO
)


@pytest.mark.parametrize("given", ["00012", "12"])
def test_who_has_no_address_is_known_by_id_though_a_spreadsheet_took_it_for_a_number(given: str) -> None:
    line = Line(2, "", JIRO.username, given)
    assert check([line], NAMELESS, DIRECTORY) == []
    assert [r.user_id for r in apply([line], NAMELESS, DIRECTORY)] == [JIRO.id, TARO.id, TARO.id]


def test_an_id_of_nobody_is_a_fault_of_its_own_column() -> None:
    fault = LineFault(2, "unknown_id", "99")
    assert check([Line(2, "", JIRO.username, "99")], NAMELESS, DIRECTORY) == [fault]


def test_an_id_that_two_could_have_lost_zeros_from_is_nobodys() -> None:
    both = match_all([SansanUser("012", "", ""), SansanUser("0012", "", "")], DIRECTORY, TARO)
    assert [f.code for f in check([Line(2, "", JIRO.username, "12")], both, DIRECTORY)] == ["unknown_id"]


def test_the_same_id_twice_is_a_fault() -> None:
    lines = [Line(2, "", JIRO.username, "u7"), Line(3, "", TARO.username, "u7")]
    assert check(lines, NAMELESS, DIRECTORY) == [LineFault(3, "twice", "u7")]


def test_an_address_that_passed_on_is_that_of_who_has_it_now() -> None:
    address = "taro@corp.example"
    both = match_all([SansanUser("u9", "New", address, "u9"), SansanUser("u1", "Taro", address, "u1")], DIRECTORY, TARO)
    assert [r.user_id for r in apply([Line(2, address, JIRO.username)], both, DIRECTORY)] == [JIRO.id, TARO.id]
    assert [line.name for line in lines_of(both)] == ["New"], "so that what is exported can be read again"


def test_an_address_comes_before_an_id() -> None:
    line = Line(2, "taro@corp.example", JIRO.username, "u7")
    assert apply([line], (*RECIPIENTS, *NAMELESS), DIRECTORY)[0].user_id == JIRO.id
    assert apply([line], NAMELESS, DIRECTORY) == NAMELESS


def test_an_email_address_may_stand_for_the_username() -> None:
    directory = Directory((TARO, dataclasses.replace(JIRO, email="jiro@mail.example")))
    [first, _] = apply([Line(2, "taro@corp.example", "Jiro@mail.example")], RECIPIENTS, directory)
    assert (first.user_id, first.username) == (JIRO.id, JIRO.username)


@pytest.mark.parametrize("barred", ["inactive", "licence"])
def test_who_cannot_own_cards_is_a_fault_with_the_reason(barred: str) -> None:
    directory = Directory((TARO, dataclasses.replace(JIRO, barred=barred)))
    fault = LineFault(2, f"{barred}_username", JIRO.username)
    assert check([Line(2, "taro@corp.example", JIRO.username)], RECIPIENTS, directory) == [fault]


def test_the_lines_of_an_export_leave_out_who_cannot_be_named_and_who_is_skipped() -> None:
    skipped = dataclasses.replace(RECIPIENTS[0], skip=True)
    lines = lines_of((skipped, RECIPIENTS[1], *NAMELESS), ["1", "2", "3", "4", "5"])
    assert [(line.number, line.email, line.id, line.note) for line in lines] == [
        (2, "saburo@corp.example", "u2", "2"),
        (3, "", "00012", "3"),
        (4, "", "u7", "4"),
    ]
