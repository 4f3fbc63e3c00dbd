"""What came out of a preview: its report, counts by owner, samples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from wizard.domain.errors import AppError, Interrupted
from wizard.domain.outcome import CREATED, UPDATED, Outcome
from wizard.domain.ports import RecordStore
from wizard.domain.preview import OwnerCounts, Sample
from wizard.transfer.ledger import Ledger
from wizard.transfer.preview_store import PreviewedCard, PreviewStore
from wizard.transfer.quota_check import check
from wizard.transfer.report import COLUMNS, cells, write_table
from wizard.transfer.run import Transfer
from wizard.transfer.summary import Groups, summary
from wizard.words import Lang
from wizard.words.say import say_item

PREVIEW_COLUMNS = (*COLUMNS, "recipient", "changes")
OVERWRITES = "overwrites"  # reason
_AT_ONCE = 1_000


@dataclass
class PreviewRun:
    """One previewed transfer on a copy of the ledger; ``transfer.run`` first, then ``write``."""

    transfer: Transfer
    foreseen: PreviewStore
    real: RecordStore
    by_owner: tuple[OwnerCounts, ...] = field(default=(), init=False)
    overwrites: int = field(default=0, init=False)

    @property
    def ledger(self) -> Ledger:
        """The copy of the ledger, with the previewed run in it."""
        return self.transfer.ledger

    def shortfall(self) -> AppError | None:
        """Return what Salesforce has too little of for this, if anything."""
        counts, left = self.foreseen.counts(), self.real.allowance()
        try:
            check(left, counts[CREATED], counts[CREATED] + counts[UPDATED])
        except Interrupted as lack:
            return lack
        return None

    def samples(self) -> tuple[Sample, ...]:
        """Return a few cards of each kind."""
        usernames = self._usernames()
        found = (sample for kind in self.foreseen.samples.values() for sample in kind)
        return tuple(replace(s, recipient=usernames.get(s.recipient, s.recipient)) for s in found)

    def write(self, path: Path, run_id: str, lang: Lang) -> Path:
        """Write the report, with recipients and the names of what would change, and count by owner.

        Return where it lies.
        """
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        written = write_table(path, PREVIEW_COLUMNS, self._rows(run_id, lang, counts))
        usernames = self._usernames()
        owners = (OwnerCounts(user, usernames.get(user, user), found) for user, found in counts.items())
        self.by_owner = tuple(sorted(owners, key=lambda owner: (not owner.user_id, -owner.cards, owner.username)))
        return written

    def remarks(self, run_id: str) -> Groups:
        """Return what is of note besides failures; first, how many updates would overwrite somebody's work."""
        overwrites = ((Outcome("", "", UPDATED, OVERWRITES), self.overwrites),) if self.overwrites else ()
        return (*overwrites, *summary(self.ledger, run_id).remarks)

    def _rows(self, run_id: str, lang: Lang, counts: dict[str, Counter[str]]) -> Iterator[tuple[str, ...]]:
        usernames = self._usernames()
        for outcome, foresight in self._described(run_id):
            counts[foresight.user_id][outcome.outcome] += 1
            self.overwrites += outcome.reason == OVERWRITES
            changes = ", ".join(say_item(item, lang) for item in foresight.items)
            yield (*cells(outcome, lang), usernames.get(foresight.user_id, foresight.user_id), changes)

    def _described(self, run_id: str) -> Iterator[tuple[Outcome, PreviewedCard]]:
        """Yield each card with what would become of it; a card that would stay keeps its recipient."""
        outcomes = self.ledger.outcomes.of_run(run_id)
        while part := list(islice(outcomes, _AT_ONCE)):
            card_ids = [outcome.card_id for outcome in part]
            noted, known = self.foreseen.rows(card_ids), self.ledger.cards.known(card_ids)
            for outcome in part:
                kept = known[outcome.card_id].owner_id if outcome.card_id in known else ""
                foresight = noted.get(outcome.card_id, PreviewedCard(kept))
                overwrites = foresight.overwrites and outcome.outcome == UPDATED and not outcome.reason
                yield outcome._replace(reason=OVERWRITES) if overwrites else outcome, foresight

    def _usernames(self) -> dict[str, str]:
        return {recipient.user_id: recipient.username for _, recipient in self.transfer.recipients.all()}
