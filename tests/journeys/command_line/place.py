"""Both stand-ins and a set-up, made once for many transfers that begin with an empty Salesforce."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import Any

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce
from wizard.domain.destination import PACKAGE_FIELDS
from wizard.standin.services import Standins

FIELDS = f"Id, OwnerId, Sansan_CI__BizCardId__c, {', '.join(PACKAGE_FIELDS.values())}"
Records = dict[str, dict[str, Any]]


class Place:
    """Stand-ins that many tests use after one another, each with a home of its own and a Salesforce without cards."""

    def __init__(self, folder: Path, cards: int) -> None:
        self._folder, self._numbers = folder, count()
        self.standins = Standins(cards=cards, users=12)
        self.ready = self.standins.ready()
        self.sansan, self.salesforce = Faults(self.ready["sansan_url"]), Faults(self.ready["salesforce_url"])
        self.sansan.post("settings", {"rate_limit": {"per_second": 0, "per_minute": 0}})
        self._settings = self.salesforce.get("settings")
        self.sign_in()
        self.undisturbed: Records = {}
        self.look_undisturbed()

    def sign_in(self) -> None:
        """Set up, and let somebody else sign in who looks."""
        HastyAdministrator(self._folder, self.ready).set_up()
        self.looks = Salesforce(self.ready)

    def newcomer(self) -> HastyAdministrator:
        """Return somebody who has set up and never transferred, and empty Salesforce."""
        self._empty()
        folder = self._folder / str(next(self._numbers))
        shutil.copytree(self._folder / "home", folder / "home")
        shutil.copy(self._folder / "keyring.json", folder)
        return HastyAdministrator(folder, self.ready)

    def records(self) -> Records:
        """Return what Salesforce holds by card, and see that no card is there twice."""
        found = self.looks.query(f"SELECT {FIELDS} FROM {CARD}")
        by_card = {record["Sansan_CI__BizCardId__c"]: record for record in found}
        assert len(by_card) == len(found)
        return {card: {n: v for n, v in r.items() if n not in ("Id", "attributes")} for card, r in by_card.items()}

    def mend(self) -> None:
        """Let all be well."""
        self.sansan.clear()
        self.salesforce.clear()
        self.salesforce.post("settings", self._settings)

    def _empty(self) -> None:
        ids = [record["Id"] for record in self.looks.query(f"SELECT Id FROM {CARD}")]
        for start in range(0, len(ids), 200):
            self.looks.delete_many(ids[start : start + 200])

    def look_undisturbed(self) -> None:
        """See what a transfer without faults makes of the cards as they are now."""
        self.newcomer().sync()
        self.undisturbed = self.records()
        assert self.undisturbed

    def close(self) -> None:
        """Stop both services."""
        self.standins.close()
