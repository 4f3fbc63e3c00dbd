"""Checks for the window. Nothing is written."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

from wizard.app.salesforce_part import SalesforcePart, account_of
from wizard.domain.control import Control
from wizard.domain.destination import TARGETS
from wizard.domain.requirement import PROBLEM, Requirement
from wizard.flow.answers import Answers
from wizard.services import network
from wizard.services.salesforce.org_facts import SalesforceFacts
from wizard.usecases import checks
from wizard.wiring import login_url, sansan_url

_CONCERNS = ("others_cards", "linking")


class ChecksPart(SalesforcePart):
    """Looks at both sides."""

    def check_connection(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        """Check what both sides allow, and how they are reached."""
        environment = answers.environment
        kind, domain = (environment.kind, environment.domain) if environment else ("", "")

        def try_keys() -> None:
            for connection in answers.connections:
                self._source(connection, control).newest()

        made = checks.of_connection(
            self._facts(answers, control), account_of(answers), kind, try_keys, datetime.now(UTC)
        )
        return (*made, *network.checks(login_url(kind, domain), sansan_url()))

    def check_object(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        """Check the object the cards go to."""
        kind = answers.permission_set.destination if answers.permission_set else "package"
        return checks.of_destination(self._facts(answers, control), TARGETS[kind], self._sent(answers))

    def _concerns(self, answers: Answers, control: Control) -> tuple[Requirement, ...]:
        """Return what a person should be asked about before anything is saved."""
        found = self.check_object(answers, control)
        return tuple(check for check in found if check.code in _CONCERNS and check.state == PROBLEM)

    def _sent(self, answers: Answers) -> int:
        saved = self._saved(answers.profile_id)
        if saved is None:
            return 0
        with closing(self._services.ledger(saved)) as ledger:
            return ledger.cards.totals()[0]

    def _facts(self, answers: Answers, control: Control) -> SalesforceFacts:
        api = self._api(answers, control)
        return SalesforceFacts(api, self._directory(answers, control, api))
