"""What became of the tags of the first cards: whether the package's picklist, which filters use, is filled from them.

Whether the package fills it is not documented [?], so that it is looked at once, after the first transfer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from wizard.domain.destination import PACKAGE
from wizard.domain.errors import AppError
from wizard.domain.profile import Profile
from wizard.transfer.ledger import Ledger
from wizard.usecases.checks import FIRST_CARDS

_TOLD = "told"


def picklist_notices(profile: Profile, ledger: Ledger, filled: Callable[[], bool | None]) -> tuple[AppError, ...]:
    """Return what to do where the picklist stays empty, once a set-up; nothing while no card with a tag tells.

    ``filled`` asks Salesforce, as ``checks.OrgFacts.tags_in_picklist``; it is asked when more cards were sent.
    """
    sent, seen = ledger.cards.totals()[0], ledger.runs.tags_seen()
    if profile.destination != PACKAGE.kind or "tags" in profile.cards.chosen_fields or sent < FIRST_CARDS:
        return ()
    if seen in (_TOLD, str(sent)):
        return ()
    with suppress(AppError):
        found = filled()
        ledger.runs.keep_tags_seen(str(sent) if found is None else _TOLD)
        return (AppError("tags_problem"),) if found is False else ()
    return ()
