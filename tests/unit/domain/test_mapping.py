from __future__ import annotations

import dataclasses

import pytest

from wizard.domain.mapping import Line, LineFault, apply, check
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
