"""The checks of single answers."""

from __future__ import annotations

import pytest

from tests.journeys.people import KEY
from wizard.domain import profile_name
from wizard.flow.answers import Environment, suggested_profile_name


@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        (Environment("production", "", KEY), ""),
        (Environment("production", "nonsense here", KEY), ""),
        (Environment("production", "", ""), "consumer_key_needed"),
        (Environment("production", "", "3MVG9 with spaces in the middle"), "consumer_key_wrong"),
        (Environment("production", "", "short"), "consumer_key_wrong"),
        (Environment("custom", "", KEY), "domain_needed"),
        (Environment("custom", "two words", KEY), "domain_wrong"),
        (Environment("custom", "nodots", KEY), "domain_wrong"),
        (Environment("custom", "example.my.salesforce.com", KEY), ""),
        (Environment("custom", "https://example.my.salesforce.com/", KEY), ""),
        (Environment("custom", "http://localhost:8080", KEY), ""),
    ],
)
def test_an_environment_says_what_is_wrong_with_it(environment: Environment, fault: str) -> None:
    assert environment.fault() == fault


@pytest.mark.parametrize(
    ("environment", "taken", "name"),
    [
        (Environment("production"), (), "production"),
        (Environment("sandbox"), ("production",), "sandbox"),
        (Environment("production"), ("production", "production-2"), "production-3"),
        (Environment("custom", "https://acme--uat.sandbox.my.salesforce.com"), (), "acme--uat"),
        (Environment("custom", "東京.example"), (), "custom"),
    ],
)
def test_a_profile_is_named_after_its_environment(environment: Environment, taken: tuple[str, ...], name: str) -> None:
    assert suggested_profile_name(environment, taken) == name


@pytest.mark.parametrize(("name", "fits"), [("a-b_1", True), ("", False), ("a b", False), ("本番", False)])
def test_a_profile_name_is_plain(name: str, fits: bool) -> None:
    assert profile_name.fault(name) is not fits
