"""An organisation with everything against the transfer: its end is that of a calm one, and the calls are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.domain.destination import OWN
from wizard.standin.services import Standins

DATA = "/services/data/"
FIELDS = f"OwnerId, {OWN.key_field}, {', '.join(OWN.fields.values())}"
HIDDEN = ["User.FederationIdentifier", "User.Email"]
NOT_TOLD = {"DailyApiRequests": {"Max": 100_000, "Remaining": 90_000}}  # storage needs the right Manage Users
CALLS = {  # cards, Bulk → what a calm transfer takes at most, and a hostile one
    (300, True): (8, 20),
    (300, False): (8, 20),
    (2_300, True): (12, 80),
    (2_300, False): (12, 80),
}


def hostile(*, bulk: bool) -> dict[str, Any]:
    return {
        "automations": [{"object": OWN.object_name, "most_rows": 50, "on_delete": True}],
        "locks_every": 10,
        "locks_in_triggers": True,
        "bulk_switched_off": [] if bulk else [OWN.object_name],
    }


def order(standins: Standins) -> None:
    """Hide figures, and let one call in ten meet a fault that passes."""
    faults = Faults(standins.salesforce.url)
    faults.order(
        {"pattern": "/limits$", "do": "answer", "status": 200, "body": NOT_TOLD},
        {"path": DATA, "every": 10, "do": "answer", "status": 503},
    )
    Faults(standins.sansan.url).order({"path": "/v6.0/bizCards", "every": 10, "do": "answer", "status": 503})


def set_up_while_deploys_queue(admin: HastyAdministrator, faults: Faults) -> None:
    faults.post("settings", {"deploys_held": True, "deploy_texts": True})
    assert admin.type("setup", admin.setup_file(), "--json", "--lang", "en").code == 4
    faults.post("settings", {"deploys_held": False})
    admin.set_up()


def records(salesforce: Salesforce) -> dict[str, dict[str, Any]]:
    found = salesforce.query(f"SELECT {FIELDS} FROM {OWN.object_name}")
    by_card = {record[OWN.key_field]: record for record in found}
    assert len(by_card) == len(found)
    return {card: {n: v for n, v in r.items() if n != "attributes"} for card, r in by_card.items()}


def calls(faults: Faults) -> int:
    """Count the calls but for questions how a job does: a test's time runs too fast to count those."""
    stats = faults.stats()
    return int(stats["api_calls"]) - int(stats["requests"].get("GET", {}).get("jobs/ingest/job", 0))


def transferred(folder: Path, cards: int, *, bulk: bool, calm: bool) -> tuple[dict[str, Any], int, dict[str, Any]]:
    """Set up and transfer once; return the records, the calls the transfer took, and its answer."""
    folder.mkdir()
    standins = Standins(cards=cards, users=12, package="absent")
    try:
        ready, faults = standins.ready(), Faults(standins.salesforce.url)
        admin, salesforce = HastyAdministrator(folder, ready), Salesforce(ready)
        Sansan(ready).settings(rate_limit={"per_second": 0, "per_minute": 0})
        faults.post("settings", {"hidden_fields": HIDDEN})  # of users: who is matched depends on them, calm or not
        if calm:
            admin.set_up()
        else:
            order(standins)
            set_up_while_deploys_queue(admin, faults)
            faults.post("settings", hostile(bulk=bulk))
        before = calls(faults)
        done = admin.sync()
        taken = calls(faults) - before
        faults.clear()
        return records(salesforce), taken, done
    finally:
        standins.close()


@pytest.mark.parametrize(("cards", "bulk"), CALLS)
def test_the_end_is_that_of_a_calm_transfer(tmp_path: Path, cards: int, bulk: bool) -> None:
    calm, few, _ = transferred(tmp_path / "calm", cards, bulk=True, calm=True)
    assert len(calm) == cards
    reached, many, done = transferred(tmp_path / "hostile", cards, bulk=bulk, calm=False)
    assert reached == calm
    assert (done["state"], done["cards_read"], done["created"]) == ("completed", cards, cards)
    assert "does not manage many records at once" in done["message"]
    most, most_hostile = CALLS[cards, bulk]
    print(f"{cards} cards, Bulk {'on' if bulk else 'off'}: {few} calls calm, {many} hostile")
    assert (few <= most, many <= most_hostile) == (True, True)
