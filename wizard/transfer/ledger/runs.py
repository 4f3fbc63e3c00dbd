"""The part of the ledger that knows the runs, and the mark up to which everything is settled."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from wizard.domain.card import BEGINNING
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.run import ENDED, FULL, LINK, SYNC, UNDO, RunKind, RunState
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import RUN, get_text, put_text

_CONTINUES = {SYNC: FULL}
_FIELDS, _FORMER = "fields", "fields_before"
_MARK, _MAP, _SLOWDOWNS, _TAGS = "mark", "map", "slowdowns", "tags_seen"
_TRANSFER = f"kind NOT IN ('{UNDO}', '{LINK}')"
_LATEST = "ORDER BY number DESC"
OPEN = "outcome = 'left' AND reason LIKE 'row:%'"  # outcomes of an undo: refused by Salesforce, to be tried again


@dataclass(frozen=True, slots=True)
class Run:
    """One transfer, or one undo, over all its continuations.

    ``users``: the usernames of who signed in for it, parted by ", "; empty for a run of an older program.
    """

    id: str
    kind: RunKind
    state: RunState
    started: str
    seconds: float
    trouble_code: str
    trouble_details: Mapping[str, object]
    undoes: str = ""
    undone: bool = False
    continued: bool = False
    users: str = ""
    ended: str = ""  # for good or for now; empty while it never did


class Runs:
    """Transfers and undos, and the mark: everything Sansan updated up to it is settled."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, kind: RunKind = SYNC, user: str = "") -> Run:
        """Continue the transfer that did not end, or begin a new one, as a user of Salesforce.

        Only one of the same kind is continued, or a full one by a plain one. ``FULL`` begins at the beginning.
        """
        with self._db.transaction():
            last = (
                self.last_run() if kind != LINK else next(self._runs(f"WHERE kind = '{LINK}' {_LATEST} LIMIT 1"), None)
            )
            if last and self._goes_on(last) and last.kind in {kind, _CONTINUES.get(kind)}:
                self._db.execute("UPDATE runs SET state = 'running', trouble = '' WHERE id = ?", (last.id,))
                self._note_user(last, user)
                return replace(self.run(last.id), continued=True)
            run = self._new(kind, user)
            if kind not in (SYNC, LINK):
                self._reach_back()
            if kind == FULL:
                put_text(self._db, _MARK, BEGINNING.isoformat())
            return run

    def check_undo(self, run_id: str, *, again: bool = False) -> None:
        """Raise ``SetupMustChange`` when there is no such run, what it needs is no longer kept, or it was taken back.

        With ``again`` one that was taken back already will do.
        """
        found = next(self._runs("WHERE id = ? AND kind <> 'undo'", (run_id,)), None)
        if found is None:
            raise SetupMustChange("no_such_run", run=run_id)
        if self._db.execute("SELECT 1 FROM runs WHERE id = ? AND forgotten", (run_id,)).fetchone():
            raise SetupMustChange("undo_too_late", run=run_id)
        if found.undone and not again:
            raise SetupMustChange("undone_already", run=run_id)

    def begin_undo(self, run_id: str, user: str = "", *, again: bool = False) -> Run:
        """Continue or begin taking one run back. Raises as ``check_undo``."""
        with self._db.transaction():
            self.check_undo(run_id, again=again)
            begun = next(self._runs("WHERE undoes = ?", (run_id,)), None)
            if begun is None:
                return self._new(UNDO, user, undoes=run_id)
            self._note_user(begun, user)
            return replace(begun, continued=True)

    def end(self, run_id: str, state: RunState, seconds: float, trouble: AppError | None = None) -> None:
        """Close a run, for good or for now."""
        text = json.dumps([trouble.code, trouble.details], default=str) if trouble else ""
        self._db.execute(
            "UPDATE runs SET state = ?, ended = ?, seconds = seconds + ?, trouble = ? WHERE id = ?",
            (state, _now(), seconds, text, run_id),
        )

    def mark_undone(self, run_id: str, undo_id: str) -> None:
        """Note that a run was taken back, unless records are left open, and put the mark to where it was before it."""
        is_open = f"EXISTS (SELECT 1 FROM outcomes WHERE run = {RUN} AND {OPEN})"
        with self._db.transaction():
            (before,) = self._db.execute("SELECT mark_before FROM runs WHERE id = ?", (run_id,)).fetchone()
            self._db.execute(f"UPDATE runs SET undone = NOT {is_open} WHERE id = ?", (undo_id, run_id))
            if self.run(run_id).kind != LINK:
                put_text(self._db, _MARK, min(self.watermark(), datetime.fromisoformat(before)).isoformat())

    def run(self, run_id: str) -> Run:
        """Return one run."""
        return next(self._runs("WHERE id = ?", (run_id,)))

    def last_run(self) -> Run | None:
        """Return the transfer begun last."""
        return next(iter(self.last_runs(1)), None)

    def last_of_kind(self, kind: RunKind) -> Run | None:
        """Return the run of one kind begun last."""
        return next(self._runs(f"WHERE kind = ? {_LATEST} LIMIT 1", (kind,)), None)

    def last_runs(self, limit: int) -> list[Run]:
        """Return the transfers begun last, the latest first."""
        return list(self._runs(f"WHERE {_TRANSFER} {_LATEST} LIMIT ?", (limit,)))

    def watermark(self) -> datetime:
        """Return the update up to which all cards are settled."""
        text = get_text(self._db, _MARK)
        return datetime.fromisoformat(text) if text else BEGINNING

    def advance(self, reached: datetime) -> None:
        """Move the mark on; it never goes back by itself."""
        with self._db.transaction():
            put_text(self._db, _MARK, max(self.watermark(), reached).isoformat())

    def field_map(self) -> str:
        """Return the version of the field map that the cards up to the mark went by."""
        return get_text(self._db, _MAP)

    def start_over(self, field_map: str, parts: str = "{}") -> None:
        """Put the mark back to the beginning, so that every card is read again and goes by this field map.

        ``parts`` says what goes to which field in it (``FieldMap.parts``).
        """
        before = get_text(self._db, _FIELDS) or "{}"
        with self._db.transaction():
            self._reach_back()
            put_text(self._db, _MARK, BEGINNING.isoformat())
            put_text(self._db, _MAP, field_map)
            if parts != before:
                put_text(self._db, _FIELDS, parts)
                put_text(self._db, _FORMER, before)

    def keep_parts(self, parts: str) -> None:
        """Note what goes to which field where an earlier program noted only what was chosen."""
        if (get_text(self._db, _FIELDS) or "{}").startswith("{"):
            with self._db.transaction():
                put_text(self._db, _FIELDS, parts)

    def parts_before(self, parts: str) -> str:
        """Return the ``parts`` of the field map that cards may have been sent by before this one.

        An earlier program noted only the chosen fields, as a JSON object: item → API name.
        """
        last = get_text(self._db, _FIELDS) or "{}"
        return last if last != parts else get_text(self._db, _FORMER) or last

    def reach_back(self) -> None:
        """Note that the transfer at hand may write what is older than the mark: taking it back puts that back too."""
        self._reach_back()

    def slowdowns(self) -> str:
        """Return what was kept of what slowed a run; empty for none."""
        return get_text(self._db, _SLOWDOWNS)

    def keep_slowdowns(self, text: str) -> None:
        """Keep what slowed the run at hand, in place of what an earlier one found."""
        put_text(self._db, _SLOWDOWNS, text)

    def tags_seen(self) -> str:
        """Return what ``keep_tags_seen`` kept; empty for nothing."""
        return get_text(self._db, _TAGS)

    def keep_tags_seen(self, text: str) -> None:
        """Remember whether the person was told what became of the tags, as ``transfer.tag_picklist`` writes it."""
        put_text(self._db, _TAGS, text)

    def _reach_back(self) -> None:
        last = f"SELECT max(number) FROM runs WHERE {_TRANSFER}"
        self._db.execute(f"UPDATE runs SET mark_before = ? WHERE number = ({last})", (BEGINNING.isoformat(),))

    def _goes_on(self, run: Run) -> bool:
        """Whether a run is to be continued: it did not end, and nobody began to take it back."""
        return run.state not in ENDED and next(self._runs("WHERE undoes = ?", (run.id,)), None) is None

    def _note_user(self, run: Run, user: str) -> None:
        """Note who goes on with a run that another user may have begun."""
        if user not in run.users.split(", "):
            users = ", ".join(filter(None, (run.users, user)))
            self._db.execute("UPDATE runs SET users = ? WHERE id = ?", (users, run.id))

    def _new(self, kind: RunKind, user: str, undoes: str = "") -> Run:
        run_id = self._free_id(datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))
        self._db.execute(
            "INSERT INTO runs (id, kind, state, started, mark_before, undoes, users) "
            "VALUES (?, ?, 'running', ?, ?, ?, ?)",
            (run_id, str(kind), _now(), self.watermark().isoformat(), undoes, user),
        )
        return self.run(run_id)

    def _runs(self, rest: str, values: tuple[str | int, ...] = ()) -> Iterator[Run]:
        columns = "id, kind, state, started, seconds, trouble, undoes, undone, users, ended"
        for row in self._db.execute(f"SELECT {columns} FROM runs {rest}", values).fetchall():
            run_id, kind, state, started, seconds, trouble, undoes, undone, users, ended = row
            code, details = json.loads(trouble or '["", {}]')
            since = {"users": users, "ended": ended or ""}
            yield Run(
                run_id, RunKind(kind), RunState(state), started, seconds, code, details, undoes, bool(undone), **since
            )

    def _free_id(self, wish: str) -> str:
        taken = {row[0] for row in self._db.execute("SELECT id FROM runs WHERE id LIKE ?", (wish + "%",))}
        later = (f"{wish}-{number}" for number in count(2))
        return wish if wish not in taken else next(name for name in later if name not in taken)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
