"""Where the processor goes, a card and stage, in one thread: ``python -m tests.benchmarks.bench_stages``.

The stages are the transfer's own functions on the pages of the made-up company, without HTTP and without threads.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks.pages import Pages, render
from tests.benchmarks.replay_salesforce import whole_rows
from wizard.domain.destination import PACKAGE, Field, destination_of
from wizard.domain.fieldmap import FieldMap
from wizard.domain.plan import Change, plan
from wizard.services.json_text import read_json
from wizard.services.salesforce.bulk import Bulk
from wizard.services.sansan import parse
from wizard.standin.world import World
from wizard.transfer.ledger import Ledger
from wizard.transfer.report import write_rows
from wizard.transfer.sending import written
from wizard.transfer.sizes import BATCH

CARDS, PAGE = 100_000, 300
_T = TypeVar("_T")


@dataclass
class Answer:
    """A result file."""

    content: bytes
    status_code: int = 200


def succeeded(upload: bytes) -> bytes:
    """Return every row as it came, with an id before it."""
    head, _, rows = upload.partition(b"\n")
    lines = [b"sf__Id,sf__Created," + head, *(b"a0X000000000001AAA,true," + row for row in whole_rows(rows))]
    return b"\n".join(lines)


class Stages:
    """Measures each stage by the processor time of this thread."""

    def __init__(self, folder: Path) -> None:
        self.spent: Counter[str] = Counter()
        fields = {
            name: Field(name, "string", 255, external_id=True) for name in (PACKAGE.key_field, *PACKAGE.fields.values())
        }
        destination = destination_of(PACKAGE, fields)
        assert destination
        self.fields, self.ledger = FieldMap(destination), Ledger(folder)
        self.run = self.ledger.runs.begin().id
        self.bulk = Bulk(self, destination)  # type: ignore[arg-type]  # it only asks ``again`` here

    def again(self, *_: Any, **__: Any) -> Any:
        """Give the result file at hand, then one without failures."""
        return self.results.pop()

    def measure(self, stage: str, work: Callable[[], _T]) -> _T:
        """Do the work of one stage."""
        began = time.thread_time()
        done = work()
        self.spent[stage] += time.thread_time() - began
        return done

    def read(self, page: bytes) -> list[Change]:
        """Go from the bytes of a page to what is to be written."""
        measure = self.measure
        body = measure("read JSON", lambda: read_json(page))
        cards = measure("card", lambda: [card for card in map(parse.card, body["data"]) if card])
        known = measure("ledger: known", lambda: self.ledger.cards.known([card.id for card in cards]))
        rows = measure("row", lambda: [self.fields.row(card) for card in cards])
        changes = measure("what to do", lambda: [plan(row, "owner", "005A", known.get(row.card_id)) for row in rows])
        return [change for change in changes if change]

    def send(self, batch: list[Change]) -> None:
        """Do all that a batch takes besides HTTP."""
        measure = self.measure
        job = measure("ledger: rows on their way", lambda: self.ledger.jobs.open(self.run, "bulk", batch))
        upload = measure("CSV up", lambda: self.bulk.csv(batch))
        self.results = [Answer(b""), Answer(succeeded(upload))]
        results = measure("results", lambda: list(self.bulk.results("1")))
        changes = {change.card_id: change for change in batch}
        sent = [(changes[r.card_id], written(changes[r.card_id], r.salesforce_id)) for r in results]
        clock = "2026-01-01T00:00:00+00:00"
        measure("ledger: settle", lambda: self.ledger.outcomes.settle(self.run, sent, clock, job))


def pages(folder: Path) -> Iterator[bytes]:
    """Yield every card once."""
    render(folder, World.build(CARDS, 40, 1))
    found = Pages(folder)
    yield from (found.page(0, 2**40, PAGE, str(start))[0] for start in range(0, found.count, PAGE))


def main() -> None:
    """Print microseconds a card for each stage, and all as JSON on the last line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stages = Stages(folder)
        batch: list[Change] = []
        for page in pages(folder):
            batch += stages.read(page)
            if len(batch) >= BATCH:
                stages.send(batch)
                batch = []
        stages.send(batch)
        report = folder / "report.csv"
        stages.measure("report", lambda: write_rows(report, stages.ledger.outcomes.of_run(stages.run), "ja"))
        stages.ledger.close()
    spent = {stage: seconds / CARDS * 1e6 for stage, seconds in stages.spent.items()}
    for stage, micro in spent.items():
        print(f"{stage:<30}{micro:>8.1f} µs")
    print(f"{'together':<30}{sum(spent.values()):>8.1f} µs")
    print(json.dumps(spent))


if __name__ == "__main__":
    main()
