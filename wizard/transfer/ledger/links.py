"""The part of the ledger that knows the link runs: what they decided, wrote, made and filled, card by card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wizard.domain.fieldmap import Note
from wizard.domain.links import Choice, Create, Kind, LinkOutcome
from wizard.domain.outcome import LEFT, Outcome, pack_notes, unpack_notes
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import CARD, RUN, WROTE, get_text, iso, put_text, seconds


class LinkRow(NamedTuple):
    """What a link run decided for a card, and did. ``way`` says why: ``email``, ``name``, ``person``, ``group``.

    ``made_account``: the run made the account, too. ``written`` is Salesforce's clock after the write (ISO 8601).
    ``notes``: which values of the card did not go into the contact or lead as they are.
    """

    card_id: str
    record_id: str
    outcome: LinkOutcome
    reason: str = ""
    detail: str = ""
    way: str = ""
    kind: str = ""
    target_id: str = ""
    account_id: str = ""
    made_account: bool = False
    candidates: tuple[str, ...] = ()
    written: str = ""
    notes: tuple[Note, ...] = ()


class Fill(NamedTuple):
    """Fields of a contact or lead that a run filled: digests of the values by field, so that no value is kept."""

    kind: str
    target_id: str
    digests: Mapping[str, str]


class LinkOrder(NamedTuple):
    """What a link run was asked to do. ``cards``: the ids of those to look at, None for all."""

    create: Create
    fill_empty: bool
    cards: tuple[str, ...] | None


class Links:
    """Link runs. A row is intended before it is sent, and settled when its fate is known."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def order(self, run_id: str, order: LinkOrder) -> None:
        """Remember what a run is asked to do, so that whoever goes on with it does no more."""
        text = json.dumps([run_id, order.create, order.fill_empty, order.cards is not None])
        with self._db.transaction():
            put_text(self._db, _ORDER, text)
            self._db.execute("DELETE FROM link_asked")
            self._db.executemany(_ASK, ((run_id, card_id) for card_id in order.cards or ()))

    def ordered(self, run_id: str) -> LinkOrder | None:
        """Return what a run was asked to do; None where that is not remembered."""
        text = get_text(self._db, _ORDER)
        run, create, fill_empty, limited = json.loads(text) if text else ("", "", False, False)
        if run != run_id:
            return None
        asked = self._db.execute("SELECT card_id FROM link_asked JOIN cards USING (card)")
        return LinkOrder(Create(create), fill_empty, tuple(card for (card,) in asked) if limited else None)

    def intend(self, run_id: str, rows: Sequence[LinkRow]) -> None:
        """Record rows that are about to be sent."""
        with self._db.transaction():
            self._db.executemany(_PUT, (_values(run_id, row, settled=False) for row in rows))
            self._wrote(run_id, rows)

    def settle(self, run_id: str, rows: Sequence[LinkRow]) -> None:
        """Record what became of cards, and of linked ones what they are linked to now."""
        with self._db.transaction():
            self._db.executemany(_PUT, (_values(run_id, row, settled=True) for row in rows))
            self._wrote(run_id, rows)
            self._db.executemany(_LINK, (_link(run_id, row) for row in rows if row.outcome in _LINKED))

    def _wrote(self, run_id: str, rows: Sequence[LinkRow]) -> None:
        if any(row.outcome in _LINKED for row in rows):
            self._db.execute(WROTE, (run_id,))

    def forget(self, run_id: str, card_ids: Iterable[str]) -> None:
        """Drop rows that were intended and never arrived."""
        sql = f"DELETE FROM link_rows WHERE run = {RUN} AND card = {CARD} AND NOT settled"
        with self._db.transaction():
            self._db.executemany(sql, ((run_id, card_id) for card_id in card_ids))

    def intended(self, run_id: str) -> list[LinkRow]:
        """Return the rows that were about to be sent when the run was stopped."""
        return list(self._rows("AND NOT settled", (run_id,)))

    def settled(self, run_id: str) -> frozenset[str]:
        """Return the ids of the cards that a run has linked; all others are decided anew when it goes on."""
        rows = self._db.execute(_DONE, (run_id,))
        return frozenset(card_id for (card_id,) in rows)

    def rows(self, run_id: str) -> Iterator[LinkRow]:
        """Yield what became of each card of a run, by card id."""
        return self._rows("AND settled", (run_id,))

    def written(self, run_id: str, undo_id: str, limit: int) -> list[LinkRow]:
        """Return the next rows that a run wrote, or may have written, and its undo has not dealt with."""
        left = f"AND outcome IN ('linked', 'created') AND card NOT IN (SELECT card FROM outcomes WHERE run = {RUN})"
        return list(self._rows(left, (run_id, undo_id), limit))

    def counts(self, run_id: str) -> dict[str, int]:
        """Count a run's cards by outcome."""
        sql = f"SELECT outcome, count(*) FROM link_rows WHERE run = {RUN} AND settled GROUP BY outcome"
        return dict(self._db.execute(sql, (run_id,)))

    def created(self, run_id: str) -> dict[Kind, int]:
        """Count the records a run made."""
        people = self._db.execute(_MADE, (run_id,)).fetchall()
        (accounts,) = self._db.execute(_MADE_ACCOUNTS, (run_id,)).fetchone()
        return dict.fromkeys(Kind, 0) | {Kind(kind): count for kind, count in people} | {Kind.ACCOUNT: accounts}

    def ways(self, run_id: str) -> dict[str, int]:
        """Count the linked cards by why they were found."""
        sql = f"SELECT way, count(*) FROM link_rows WHERE run = {RUN} AND settled AND outcome = 'linked' GROUP BY way"
        return dict(self._db.execute(sql, (run_id,)))

    def reasons(self, run_id: str) -> list[tuple[str, str, int]]:
        """Return outcome, reason and number of cards, the most frequent first."""
        return self._db.execute(_REASONS, (run_id,)).fetchall()

    def intend_fill(self, run_id: str, fills: Sequence[Fill]) -> None:
        """Record what is about to be filled."""
        rows = ((run_id, fill.target_id, fill.kind, json.dumps(fill.digests)) for fill in fills)
        with self._db.transaction():
            self._db.executemany(f"INSERT OR REPLACE INTO link_fills VALUES ({RUN}, ?, ?, ?, 0)", rows)
            self._db.execute(WROTE, (run_id,))

    def settle_fill(self, run_id: str, target_ids: Iterable[str], *, done: bool) -> None:
        """Record that records were filled, or refused to be."""
        act = "UPDATE link_fills SET done = 1" if done else "DELETE FROM link_fills"
        with self._db.transaction():
            sql = f"{act} WHERE run = {RUN} AND target_id = ?"
            self._db.executemany(sql, ((run_id, target_id) for target_id in target_ids))

    def fills(self, run_id: str) -> list[Fill]:
        """Return what a run filled, or may have filled."""
        sql = f"SELECT kind, target_id, digests FROM link_fills WHERE run = {RUN} ORDER BY target_id"
        return [Fill(kind, target, json.loads(text)) for kind, target, text in self._db.execute(sql, (run_id,))]

    def filled(self, run_id: str) -> int:
        """Count the records that a run filled."""
        (count,) = self._db.execute(f"SELECT count(*) FROM link_fills WHERE run = {RUN} AND done", (run_id,)).fetchone()
        return int(count)

    def take_back(self, undo_id: str, outcomes: Sequence[Outcome]) -> None:
        """Record what an undo did, and forget the links it removed."""
        done = ((undo_id, o.card_id, o.salesforce_id, o.outcome, o.reason, o.detail) for o in outcomes)
        back = ((o.card_id,) for o in outcomes if o.outcome != LEFT)
        with self._db.transaction():
            self._db.executemany(_UNDONE, done)
            self._db.executemany(f"DELETE FROM links WHERE card = {CARD}", back)

    def note_left(self, undo_id: str, card_ids: Iterable[str], reason: str) -> None:
        """Note why something of these cards was left, where nothing else was noted."""
        sql = f"UPDATE outcomes SET reason = ? WHERE run = {RUN} AND card = {CARD} AND reason = ''"
        with self._db.transaction():
            self._db.executemany(sql, ((reason, undo_id, card_id) for card_id in card_ids))

    def choose(self, card_id: str, choice: Choice, kind: str = "", target_id: str = "") -> None:
        """Remember a person's decision about a card; only *not* can stand beside others."""
        with self._db.transaction():
            if choice != Choice.NOT:
                self._db.execute(f"DELETE FROM link_choices WHERE card = {CARD} AND choice <> 'not'", (card_id,))
            sql = f"INSERT OR REPLACE INTO link_choices VALUES ({CARD}, ?, ?, ?)"
            self._db.execute(sql, (card_id, str(choice), kind, target_id))

    def unchoose(self, card_id: str) -> None:
        """Forget every decision about a card."""
        self._db.execute(f"DELETE FROM link_choices WHERE card = {CARD}", (card_id,))

    def last_of(self, card_id: str) -> LinkRow | None:
        """Return what a card was last seen linked to, by a link run or before one; None where it is to nothing."""
        found = self._db.execute(_LINKED_BY, (card_id, card_id)).fetchone()
        return next(iter(self._rows("AND card_id = ?", (found[0], card_id))), None) if found else None

    def known(self, card_ids: Sequence[str]) -> dict[str, str]:
        """Return the contact or lead that each of these cards was linked to by a run."""
        return dict(self._db.execute(_KNOWN, (json.dumps(card_ids),)))

    def first_read_back(self) -> bool:
        """Say whether links have not been read back before, and remember that they are now."""
        if get_text(self._db, _READ_BACK):
            return False
        put_text(self._db, _READ_BACK, "1")
        return True

    def choices(self) -> dict[str, list[tuple[Choice, str, str]]]:
        """Return every decision of a person by card: the choice, the kind and the id of the record."""
        found: dict[str, list[tuple[Choice, str, str]]] = {}
        for card_id, choice, kind, target in self._db.execute(_CHOICES):
            found.setdefault(card_id, []).append((Choice(choice), kind, target))
        return found

    def _rows(self, which: str, values: tuple[object, ...], limit: int = -1) -> Iterator[LinkRow]:
        sql = f"{_ROWS} {which} ORDER BY card_id LIMIT {limit}"
        for card_id, record, outcome, *texts, made, found, at, notes in self._db.execute(sql, values):
            candidates = tuple(found.split()) if found else ()
            end = (bool(made), candidates, iso(at), unpack_notes(notes))
            yield LinkRow._make((card_id, record, LinkOutcome(outcome), *texts, *end))


_ORDER, _READ_BACK = "link_order", "links_read_back"
_KNOWN = """
SELECT card_id, contact_id || lead_id FROM json_each(?) JOIN cards ON card_id = value JOIN links USING (card)
"""
_ASK = f"INSERT OR IGNORE INTO link_asked SELECT {RUN}, card FROM cards WHERE card_id = ?2"
_LINKED = (LinkOutcome.LINKED, LinkOutcome.CREATED)

_ROWS = f"""
SELECT card_id, record_id, outcome, reason, detail, way, kind, target_id, account_id, made_account, candidates,
       link_rows.written, link_rows.notes
FROM link_rows JOIN cards USING (card) WHERE link_rows.run = {RUN}
"""

_PUT = f"""
INSERT OR REPLACE INTO link_rows
SELECT {RUN}, card, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15 FROM cards WHERE card_id = ?2
"""

_LINK = f"""
INSERT OR REPLACE INTO links
SELECT card, iif(?3 = 'Contact', ?4, ''), iif(?3 = 'Lead', ?4, ''), ?5, {RUN.replace("?", "?1")}, ?6
FROM cards WHERE card_id = ?2
"""

_LINKED_BY = f"""
SELECT id FROM links JOIN runs ON number = run WHERE card = {CARD}
UNION ALL
SELECT id FROM (
    SELECT id FROM runs CROSS JOIN link_rows ON run = number AND card = {CARD}
    WHERE settled AND outcome = 'already' ORDER BY number DESC LIMIT 1)
"""

_DONE = f"""
SELECT card_id FROM link_rows JOIN cards USING (card)
WHERE link_rows.run = {RUN} AND settled AND outcome IN ('linked', 'created')
"""

_MADE = f"""
SELECT kind, count(*) FROM link_rows WHERE run = {RUN} AND settled AND outcome = 'created' GROUP BY kind
"""

_MADE_ACCOUNTS = f"SELECT count(*) FROM link_rows WHERE run = {RUN} AND settled AND made_account"

_REASONS = f"""
SELECT outcome, reason, count(*) FROM link_rows WHERE run = {RUN} AND settled AND reason <> ''
GROUP BY outcome, reason ORDER BY 3 DESC, reason
"""

_UNDONE = f"""
INSERT OR REPLACE INTO outcomes (run, card, salesforce_id, outcome, reason, detail)
SELECT {RUN}, card, ?3, ?4, ?5, ?6 FROM cards WHERE card_id = ?2
"""

_CHOICES = "SELECT card_id, choice, kind, target_id FROM link_choices JOIN cards USING (card)"


def _values(run_id: str, row: LinkRow, *, settled: bool) -> tuple[object, ...]:
    *texts, made, candidates, written, notes = row[1:]
    end = (" ".join(candidates), settled, seconds(written), pack_notes(notes))
    return (run_id, row.card_id, *map(str, texts), made, *end)


def _link(run_id: str, row: LinkRow) -> tuple[str, ...]:
    decided = "person" if row.way == "person" else "rule"
    return (run_id, row.card_id, row.kind, row.target_id, row.account_id, decided)
