"""A bulk job that an earlier stop left behind never holds a new run up, whatever can be learned of it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.place import Place

CARDS = 2_300
NEW_JOB = {"pattern": "/jobs/ingest$", "method": "POST"}
UPLOAD = {"pattern": "/jobs/ingest/.*/batches", "method": "PUT"}
ONE_JOB = {"pattern": "/jobs/ingest/[^/]+$", "method": "GET"}
ANY_RESULTS = {"pattern": "/jobs/ingest/[^/]+/(successful|failed)Results"}
ANYTHING = {"pattern": "/jobs/ingest/.+"}


def killed(
    place: Place, *rules: Mapping[str, Any], who: HastyAdministrator | None = None, words: Sequence[str] = ("sync",)
) -> HastyAdministrator:
    """Return somebody whose command was killed where the last rule held it."""
    admin = who or place.newcomer()
    place.salesforce.order(*rules)
    running = subprocess.Popen(
        admin.command(*words), env=admin.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 90
    while not place.salesforce.met()[-1]:
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    running.kill()
    running.wait()
    place.salesforce.clear()
    return admin


def before_the_upload(place: Place) -> HastyAdministrator:
    return killed(place, {**UPLOAD, "delay": 20})


def after_the_upload(place: Place) -> HastyAdministrator:
    admin = killed(place, {**ONE_JOB, "delay": 20})
    while place.looks.jobs()[-1]["state"] != "JobComplete":
        time.sleep(0.05)
    return admin


def ends_well(place: Place, admin: HastyAdministrator) -> None:
    done = admin.sync()
    assert (done["state"], done["cards_read"], done["created"]) == ("completed", CARDS, CARDS)
    assert place.records() == place.undisturbed


@pytest.mark.parametrize("results", ["columns", "empty", "missing"])
def test_killed_before_the_upload(place: Place, results: str) -> None:
    place.salesforce.post("settings", {"unfilled_job_results": results})
    ends_well(place, before_the_upload(place))


REFUSED = {"do": "answer", "status": 403, "body": [{"errorCode": "INSUFFICIENT_ACCESS"}]}
GONE = {"do": "answer", "status": 404, "body": [{"errorCode": "NOT_FOUND"}]}


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({**ANYTHING, **REFUSED}, id="made-by-another-user"),
        pytest.param({**ANYTHING, **GONE}, id="gone"),
        pytest.param({**ANY_RESULTS, **GONE}, id="results-gone"),
        pytest.param({**ANY_RESULTS, "do": "html", "status": 200}, id="results-html"),
        pytest.param({**ANY_RESULTS, "do": "answer", "status": 500}, id="results-500"),
        pytest.param({**ONE_JOB, "do": "answer", "status": 200, "body": {"state": 7}}, id="state-wrong"),
        pytest.param({**ONE_JOB, "do": "answer", "status": 200, "body": {"state": "Failed"}}, id="failed"),
    ],
)
def test_what_an_old_job_does_not_tell_is_looked_up(place: Place, told: Mapping[str, Any]) -> None:
    admin = after_the_upload(place)
    place.salesforce.order({**told, "times": 40})
    ends_well(place, admin)


def test_a_job_that_failed_with_an_unreadable_file_without_rows(place: Place) -> None:
    admin = place.newcomer()
    place.salesforce.post("settings", {"jobs_to_fail": 3})
    place.salesforce.order({**ANY_RESULTS, "do": "answer", "status": 200, "body": '"sf__Id","sf__Created"\n'})
    ends_well(place, admin)


def test_full_settles_an_old_job_too(place: Place) -> None:
    admin = before_the_upload(place)
    answer = admin.type("sync", "--full", "--json", "--lang", "en")
    assert (answer.code, answer.json["state"]) == (0, "completed"), answer.stderr
    assert place.records() == place.undisturbed


def test_a_job_that_an_undo_left_behind_ends_before_anything_else(place: Place) -> None:
    admin = place.newcomer()
    done = admin.sync()
    killed(place, {**ONE_JOB, "delay": 20}, who=admin, words=("undo", done["run"]))
    assert admin.sync()["created"] == 0
    assert place.looks.jobs()[-1]["state"] == "JobComplete"
    undone = admin.type("undo", done["run"], "--json", "--lang", "en")
    assert (undone.code, undone.json["deleted"], undone.json["left"]) == (0, CARDS, 0), undone.stderr
    ends_well(place, admin)
