"""Answers with something wrong in them, for whatever reads an answer: it gives what it promises, or a fault of ours.

200 for each reader; ``FUZZ_EXAMPLES`` says another number (``make soak``: 10,000).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import mutations
from tests.fuzz.operations import OPERATIONS, Place, changes
from tests.fuzz.replay import Replay
from tests.fuzz.typed import wrong
from tests.support.visit import access_token
from wizard.domain.errors import AppError
from wizard.domain.permission_set import integration_sets
from wizard.standin.services import Standins

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "200"))


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """Both services with little in them, and a job that has ended."""
    running = Standins(cards=20, users=5)
    ready = running.ready()
    at = Place(
        sansan=ready["sansan_url"],
        salesforce=ready["salesforce_url"],
        key=ready["api_key"],
        consumer_key=ready["consumer_key"],
        token=access_token(ready),
        refresh_token="",
        organization_id="",
        user_id="",
        record_ids=(),
        card_id="",
        owner_id="",
        job_id="",
        set_id="",
    )
    user, organization = at.facts().identity()
    card = OPERATIONS["cards"][1](at).cards[0]
    at = replace(at, user_id=user, organization_id=organization, card_id=card.id, owner_id=card.owner.id)
    sets = at.directory().permission_sets()
    ours = integration_sets(sets)[0]
    at.directory().assign(ours.id)
    other = next(one for one in sets if one != ours)
    at = replace(at, set_id=other.id, record_ids=_records(at), job_id=_job(at))
    yield at
    running.close()


def _records(at: Place) -> tuple[str, ...]:
    stored = at.records().upsert(changes())
    return (*(row.salesforce_id for row in stored if row.salesforce_id), "a00000000000000AAA")


def _job(at: Place) -> str:
    bulk = at.bulk()
    job_id = bulk.start()
    bulk.upload(job_id, changes())
    bulk.wait(job_id)
    return job_id


@pytest.mark.timeout(0 if EXAMPLES > 200 else 120)
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_wrong_answer_is_a_fault_of_ours_or_no_fault(place: Place, name: str) -> None:
    service, work, promised = OPERATIONS[name]
    replay = Replay(getattr(place, service))
    there = replace(place, **{service: replay.url})
    try:
        with suppress(AppError):
            work(there)
        assert replay.recorded

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(st.data())
        def feed(data: st.DataObject) -> None:
            number = data.draw(st.integers(0, len(replay.recorded) - 1))
            replay.play(number, data.draw(mutations(replay.recorded[number][1])))
            with suppress(AppError):
                assert not list(wrong(work(there), promised, name))

        feed()
    finally:
        replay.close()
