"""The examples of docs/standin.md are taken at their word."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from wizard.standin.faults.outcomes import OUTCOMES
from wizard.standin.faults.presets import PRESETS
from wizard.standin.salesforce.settings import Settings as SalesforceSettings
from wizard.standin.sansan.settings import Settings as SansanSettings

PAGE = (Path(__file__).parents[3] / "docs" / "standin.md").read_text("utf-8")


def test_every_example_is_understood(sansan, salesforce):
    examples = re.findall(r"curl \$(S|F)/standin/(faults|settings) -d '(.*)'", PAGE)
    assert len(examples) > 10
    for service, place, body in examples:
        tester = sansan if service == "S" else salesforce
        answer = tester.http.post(f"{tester.url}/standin/{place}", json=json.loads(body), timeout=10)
        assert answer.status_code == 200, (body, answer.text)


def test_every_outcome_and_preset_is_explained():
    explained = set(re.findall(r"`([a-z_-]+)`", PAGE))
    assert {*OUTCOMES, *PRESETS} <= explained


@pytest.mark.parametrize("settings", [SansanSettings, SalesforceSettings])
def test_every_setting_stands_in_the_catalogue(settings):
    explained = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert {each.name for each in fields(settings)} <= explained


def test_the_rule_for_a_new_job_is_for_that_alone(client, salesforce):
    rule = next(json.loads(body) for body in re.findall(r"-d '(.*)'", PAGE) if "/jobs/ingest$" in body)
    salesforce.order({**rule, "do": "answer", "times": 0})
    job = {"object": "Lead", "operation": "insert"}
    assert client.call("POST", "/jobs/ingest", json=job).status_code == 500
    assert client.call("GET", "/jobs/ingest").status_code == 200
    assert client.call("POST", "/sobjects/Lead", json={"LastName": "Y", "Company": "X"}).status_code == 201
