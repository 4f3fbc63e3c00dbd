"""Transfers killed at whatever moment and continued, with faults at both services, must end as undisturbed ones.

Some rows are refused by a rule of the organisation; what was transferred is taken back, and transferred again.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD, Answer, Sansan
from tests.journeys.command_line.place import Place

_PAGES, _DATA = {"path": "/v6.0/bizCards"}, {"path": "/services/data/"}
SANSAN_FAULTS = [
    {**_PAGES, "every": every, "do": do}
    for every, do in ((17, "drop"), (23, "cut"), (29, "html"), (31, "too_many_requests"))
]
SALESFORCE_FAULTS = [
    {**_DATA, "every": every, "do": do}
    for every, do in ((13, "drop_after_work"), (19, "cut"), (23, "answer"), (29, "session_expired"), (31, "drop"))
]
# Edited cards have a department with a number behind it: one in nine, or so, is refused.
REFUSE_SOME = {
    "object": CARD,
    "field": "Sansan_CI__Department__c",
    "when": "contains",
    "value": "部署0.1",
    "message": "not this department",
}
_LONGEST = 300  # seconds a transfer may take
_MOST_TRIES = 500  # of one transfer, stopped by kills and faults


@dataclass(frozen=True)
class Point:
    """The moment of a kill: so many requests after the start, and then some time."""

    requests: int
    seconds: float


@dataclass
class Soak:
    """Kills transfers at ``points`` until there were so many ``kills``, and counts what happened."""

    place: Place
    points: Iterator[Point]
    kills: int
    random: Random
    edits: int
    tell: Callable[[str], None] = lambda _: None  # is given the progress after each round
    killed: int = field(default=0, init=False)
    paused: int = field(default=0, init=False)
    rounds: int = field(default=0, init=False)

    def run(self) -> None:
        """Do rounds until there were kills enough. Raises ``AssertionError`` when an end state is another one."""
        while self.killed < self.kills:
            self._round()
            self.rounds += 1
            self.tell(f"{self.killed} of {self.kills} kills, {self.rounds} rounds, {self.paused} pauses by faults")

    def _round(self) -> None:
        """Transfer everything, then what was edited, both with kills; each time compare with the undisturbed end.

        Of what was edited some is refused; the rest is taken back, and all is transferred once it may be.
        """
        admin = self.place.newcomer()
        first = self._transfer(admin, None)
        self._compare(admin, first)
        assert first["created"] == first["cards_read"], first
        changed = edit(Sansan(self.place.ready), self.random, self.edits)
        self.place.salesforce.post("settings", {"validation_rules": [REFUSE_SOME]})
        then = self._transfer(admin, first["run"])
        assert then["updated"] + then["failed"] == changed, (changed, then)
        self._take_back(admin, then)
        self._compare_with_a_fresh_one()

    def _take_back(self, admin: HastyAdministrator, then: dict[str, Any]) -> None:
        """Take a transfer back, which leaves what was there before it; then transfer it and what was refused."""
        undone = admin.type("undo", then["run"], "--json")
        assert (undone.code, undone.json["left"]) == (0, 0), (undone.json, undone.stderr)
        assert self.place.records() == self.place.undisturbed
        again = admin.type("sync", "--json").json
        retried = admin.type("sync", "--retry-failed", "--json").json
        assert (again["updated"], again["failed"]) == (then["updated"], then["failed"]), (then, again)
        assert (retried["updated"], retried["failed"]) == (then["failed"], 0), (then, retried)

    def _compare(self, admin: HastyAdministrator, answer: dict[str, Any]) -> None:
        assert self.place.records() == self.place.undisturbed
        rows = [row["card_id"] for row in admin.rows(answer)]
        assert len(rows) == len(set(rows)) == answer["cards_read"] == len(self.place.undisturbed), answer

    def _compare_with_a_fresh_one(self) -> None:
        """What the edits led to must be what a first transfer of the edited cards gives."""
        after = self.place.records()
        self.place.look_undisturbed()
        assert after == self.place.undisturbed

    def _transfer(self, admin: HastyAdministrator, before: str | None) -> dict[str, Any]:
        """Run to the end, through faults, kills and pauses. ``before`` is the run that ended last."""
        self.place.sansan.order(*SANSAN_FAULTS)
        self.place.salesforce.order(*SALESFORCE_FAULTS)
        for _ in range(_MOST_TRIES):
            answer = self._try(admin, before)
            if answer is not None:
                self.place.mend()
                return answer
        raise AssertionError("the transfer does not come to its end")

    def _try(self, admin: HastyAdministrator, before: str | None) -> dict[str, Any] | None:
        """Run until the end, which gives an answer, or the next kill or pause. Some are killed after their end."""
        answer = start(self.place, admin, next(self.points) if self.killed < self.kills else None)
        if answer is None:
            self.killed += 1
            last: dict[str, Any] | None = admin.type("status", "--json").json["last_run"]
            return last if last and last["state"].startswith("completed") and last["run"] != before else None
        if answer.code == 4:
            self.paused += 1
            return None
        assert answer.code == (1 if answer.json["failed"] else 0), answer.stderr
        return answer.json


def start(place: Place, admin: HastyAdministrator, point: Point | None) -> Answer | None:
    """Start a transfer; return its answer, or None when it was killed at ``point``."""
    asked = place.sansan.requests() + place.salesforce.requests()
    command = [sys.executable, "-m", "tests.support.hasty", "sync", "--json", "--lang", "en"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=admin.environment(), stdout=pipe, stderr=pipe, text=True) as running:
        killed = point is not None and _kill(place, running, asked, point)
        stdout, stderr = running.communicate(timeout=_LONGEST)
    return None if killed else Answer(running.returncode, stdout, stderr)


def _kill(place: Place, running: subprocess.Popen[str], asked: int, point: Point) -> bool:
    """Kill at the point; False when the transfer ended before."""
    while running.poll() is None:
        if place.sansan.requests() + place.salesforce.requests() - asked >= point.requests:
            time.sleep(point.seconds)
            running.kill()
            return running.wait() < 0
        time.sleep(0.002)
    return False


def edit(sansan: Sansan, random: Random, number: int) -> int:
    """Change cards in Sansan as their owners would: texts, an emptied note, another owner. Return how many.

    Only cards of people with a single one: another owner could bring an older card of the person to light, which a
    sync cannot notice.
    """
    cards = sansan.cards(includePastBizCards="true")
    owners = sorted({card["owner"]["id"] for card in cards})
    of_person = Counter(card["personId"] for card in cards)
    chosen = random.sample([card for card in cards if of_person[card["personId"]] == 1], number)
    for card in chosen:
        sansan.change(card["id"], **_edited(card, owners, random))
    return len(chosen)


def _edited(card: dict[str, Any], owners: Iterable[str], random: Random) -> dict[str, Any]:
    others = [owner for owner in owners if owner != card["owner"]["id"]]
    changes: list[dict[str, Any]] = [
        {"title": f"役職{random.random()}"},
        {"companyName": f"改名{random.random()}株式会社" * 20, "memo": None},
        {"owner": {"id": random.choice(others)}},
    ]
    return {"departmentName": f"部署{random.random()}", **random.choice(changes)}
