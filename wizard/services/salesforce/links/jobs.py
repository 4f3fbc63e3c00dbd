"""Links of many cards by one job of Bulk API 2.0 (salesforce.md §3): an update by the records' own ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wizard.domain.csv_line import csv_line
from wizard.domain.destination import Destination
from wizard.domain.errors import Refused, SetupMustChange
from wizard.domain.links import Kind
from wizard.domain.results import RowResult
from wizard.links.plan import LinkWrite
from wizard.services.salesforce.bulk import NULL, Bulk, job_results, start_job, upload_rows
from wizard.services.salesforce.session import Api
from wizard.transfer.bulk_run import let_end, run_job


@dataclass(frozen=True, slots=True)
class LinkJobs:
    """Sets and clears links of up to 5,000 cards at once. Raises as ``Api``."""

    api: Api
    destination: Destination
    lookups: Mapping[Kind, str]

    def link(self, writes: Sequence[LinkWrite], began: Callable[[str], None]) -> list[RowResult]:
        """Return the fate of each row that Salesforce dealt with, named by its card.

        ``began`` is told the job's id before anything is uploaded. Raises ``BulkSwitchedOff``, and ``Interrupted``
        (``job_stalled``) for a job that may still be done.
        """
        cards = {write.record_id[:15]: write.card_id for write in writes}
        rows = self._csv(writes)
        job = run_job(
            Bulk(self.api, self.destination),
            start=self._start,
            name=began,
            upload=lambda job: upload_rows(self.api, job, rows),
            sleep=self.api.sleep,
        )
        found = [(cards.get(each.card_id[:15]), each) for each in job_results(self.api, job, "Id")]
        return [result._replace(card_id=card) for card, result in found if card]

    def end(self, job: str) -> None:
        """Let a job that was left behind come to its end, or stop it: nothing of it is written after this."""
        let_end(Bulk(self.api, self.destination), job)

    def _start(self) -> str:
        form = {"operation": "update", "contentType": "CSV", "lineEnding": "LF"}
        try:
            return start_job(self.api, {"object": self.destination.object_name, **form})
        except Refused as refused:
            code = refused.error_code or refused.status
            raise SetupMustChange("rows_refused", code=code, detail=refused.message) from None

    def _csv(self, writes: Sequence[LinkWrite]) -> bytes:
        """Return the rows: a blank leaves a link alone, ``#N/A`` clears it (§3.6)."""
        kinds = list(self.lookups)
        lines = [["Id", *self.lookups.values()]]
        lines += [[write.record_id, *(_cell(write.targets.get(kind)) for kind in kinds)] for write in writes]
        return "".join(f"{csv_line(line)}\n" for line in lines).encode()


def _cell(target: str | None) -> str:
    return "" if target is None else target or NULL
