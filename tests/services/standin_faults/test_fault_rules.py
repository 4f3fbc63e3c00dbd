"""Which requests fail, and when."""

from __future__ import annotations

import pytest
import requests


def test_without_rules_all_goes_well(tester):
    assert tester.statuses(3) == [200, 200, 200]
    assert tester.faults() == []


def test_a_rule_covers_its_method_and_path_only(tester):
    tester.order(
        {"do": "answer", "method": "POST"},
        {"do": "answer", "path": "/elsewhere"},
        {"do": "answer", "pattern": "no_such_parameter="},
        {"do": "answer", "body_pattern": "grant_type"},
    )
    assert tester.statuses(2) == [200, 200]
    tester.order({"do": "answer", "method": "GET", "path": tester.read_path, "pattern": r"(q|range)=\w+"})
    assert tester.statuses(2) == [500, 500]
    assert [(rule["met"], rule["fired"]) for rule in tester.faults()] == [(0, 0)] * 4 + [(2, 2)]


@pytest.mark.parametrize(
    ("when", "failing"),
    [
        ({"times": 2}, [1, 2]),
        ({"after": 3}, [4, 5, 6, 7, 8, 9]),
        ({"every": 3}, [3, 6, 9]),
        ({"after": 1, "every": 3, "times": 2}, [4, 7]),
        ({"probability": 0}, []),
    ],
)
def test_a_rule_fires_when_it_is_due(sansan, when, failing):
    sansan.order({"do": "answer", **when})
    statuses = sansan.statuses(9)
    assert [place for place, status in enumerate(statuses, 1) if status == 500] == failing
    assert sansan.fired() == [len(failing)]


def test_chance_is_repeatable_by_its_seed(sansan):
    runs = []
    for seed in (1, 1, 2):
        sansan.http.delete(f"{sansan.url}/standin/faults", timeout=10)
        sansan.order({"do": "answer", "probability": 0.5, "seed": seed})
        runs.append(sansan.statuses(20))
    assert runs[0] == runs[1] != runs[2]
    assert set(runs[0]) == {200, 500}


def test_the_first_rule_that_fires_decides(sansan):
    sansan.order({"do": "html", "status": 502, "times": 1}, {"do": "answer", "status": 503, "times": 1})
    assert sansan.statuses(3) == [502, 503, 200]


def test_faults_are_taken_back(tester):
    tester.order({"do": "answer"})
    assert tester.read().status_code == 500
    assert tester.http.delete(f"{tester.url}/standin/faults", timeout=10).json() == []
    assert tester.read().status_code == 200


def test_the_control_interface_never_fails(tester):
    tester.order({"do": "drop"})
    assert tester.http.get(f"{tester.url}/standin/stats", timeout=10).status_code == 200
    assert tester.faults() == [{"do": "drop", "met": 0, "fired": 0}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"do": "explode"},
        {"do": ["drop"]},
        {"unknown": 1},
        {"pattern": "("},
        {"path": 3},
        {"every": 0},
        {"times": -1},
        {"times": True},
        {"delay": "long"},
        {"delay": [1]},
        {"delay": 1e9},
        {"probability": -1},
        {"status": 99},
        {"headers": {"A": 1}},
        {"headers": {"A": "line\nbreak"}},
        {"after_work": 1},
        {"preset": "good-day"},
        {"preset": ["bad-day"]},
        {"preset": "bad-day", "times": 1},
        "drop",
        None,
    ],
)
def test_a_mistake_is_named_and_changes_nothing(sansan, wrong):
    answer = sansan.http.post(f"{sansan.url}/standin/faults", json=[{"do": "drop"}, wrong], timeout=10)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("not understood")
    assert sansan.faults() == []


def test_no_json_is_a_mistake_too(sansan):
    answer = sansan.http.post(f"{sansan.url}/standin/faults", data=b"\xff", timeout=10)
    assert answer.status_code == 400


def test_a_bad_day_is_mixed_and_can_be_lived_through(tester):
    """Most requests go well; those that do not fail in several ways."""
    tester.order({"preset": "bad-day"})
    rules = tester.faults()
    assert len({rule["do"] for rule in rules}) > 7
    tester.http.delete(f"{tester.url}/standin/faults", timeout=10)
    tester.order(*({**_timeless(rule), "delay": 0.0, "seconds": 0.0} for rule in rules))
    outcomes = [_outcome(tester) for _ in range(150)]
    assert outcomes.count("200") > 75
    assert len(set(outcomes)) > 3


def test_a_daily_limit_is_reached_after_some_writes(client, salesforce):
    salesforce.order({"preset": "daily-limit"})
    lead = {"LastName": "Y", "Company": "X"}
    answers = [client.call("POST", "/sobjects/Lead", json=lead) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [201] * 5 + [403] * 2
    assert answers[-1].json()[0]["errorCode"] == "REQUEST_LIMIT_EXCEEDED"
    assert salesforce.read().status_code == 200


def _timeless(rule):
    return {name: value for name, value in rule.items() if name not in ("met", "fired")}


def _outcome(tester) -> str:
    try:
        answer = tester.read()
        answer.json()
    except requests.RequestException as error:
        return type(error).__name__
    return str(answer.status_code)
