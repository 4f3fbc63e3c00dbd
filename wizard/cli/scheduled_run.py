"""``schedule --run``: what the system's scheduler starts. It transfers once, and a failure reaches somebody.

A failure is kept for the next start, shown on the desktop, and given to the command of the person's choice; the last
two at most once a cause and day.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from wizard.application.missed_runs import began, missed_runs
from wizard.application.sync import Sync
from wizard.cli.console import Console
from wizard.cli.sync import exit_code, transfer
from wizard.domain.containment import wants_a_look
from wizard.domain.errors import AppError
from wizard.domain.run import ENDED, FULL, SYNC
from wizard.domain.schedule import compares_all
from wizard.services.failure_hook import FailureHook
from wizard.services.http import answers_received
from wizard.services.last_failure import LastFailure
from wizard.services.notify import notify
from wizard.services.once_a_day import OnceADay
from wizard.words.say import say_command, say_unattended

if TYPE_CHECKING:
    from wizard.wiring import Services

_WAITS = (120, 300, 900)  # seconds, after a wake-up: no network may be there yet
_NOT_REACHED = ("unknown_host", "no_answer", "proxy_fault", "login_host_gone")
_FAILURES = (1, 2, 3)  # exit codes of runs that did not end well; 4 is continued by the next one
_NO_FAILURE = ("busy", "stopped_by_person")  # another run does the work, or the person wanted it
_ROWS = "rows_failed"


def transfer_once(profile: str, options: argparse.Namespace, console: Console, services: Services) -> int:
    """Transfer once; keep and tell what stopped it. After a sign-in that may be frozen it waits for a person."""
    console.skeleton = {"run": None, "state": "failed"}
    telling = _Telling(profile, console, services)
    telling.of_missed_runs()
    before = LastFailure(services.home, profile).get()
    if before and wants_a_look(before):
        console.refuse(say_unattended(before, console.lang))
        telling.of_failure(before.exit_code, before)
        return before.exit_code
    code, trouble, raised = _attempts(profile, options, console, services)
    if trouble and trouble.code not in _NO_FAILURE:
        LastFailure(services.home, profile).keep(trouble)
    telling.of_failure(code, trouble)
    if raised:
        raise raised
    return code


_Attempt = tuple[int, AppError | None, AppError | None]  # exit code, what stopped it, and that where it is to be raised


def _attempts(profile: str, options: argparse.Namespace, console: Console, services: Services) -> _Attempt:
    """Transfer, again where no network was there yet."""
    try:
        services.secrets.check()  # a renewed sign-in could not be kept, and would be lost
        kind = FULL if options.full != "never" and _compares_all(profile, services) else SYNC
        sync = Sync(profile, console.lang, kind, unattended=bool(services.profiles.pick(profile).unattended))
    except AppError as refused:
        return refused.exit_code, refused, refused
    for wait in (*_WAITS, 0):
        reached = answers_received()
        code, trouble, raised = _try(sync, console, services)
        if not wait or not trouble or trouble.code not in _NOT_REACHED or answers_received() != reached:
            break
        console.say("waits_for_network", minutes=wait // 60)
        services.control.sleep(wait)
    return code, trouble, raised


def _try(sync: Sync, console: Console, services: Services) -> _Attempt:
    try:
        result = transfer(sync, console, services)
    except AppError as raised:
        return raised.exit_code, raised, raised
    return exit_code(result), result.trouble or (result.links.trouble if result.links else None), None


def _compares_all(profile: str, services: Services) -> bool:
    """Whether this run compares every card: one a week, once there is something to compare.

    One that did not come to its end is continued first.
    """
    with closing(services.ledger_to_read(services.profiles.pick(profile))) as ledger:
        last, full = ledger.runs.last_run(), ledger.runs.last_of_kind(FULL)
    if last is None or last.state not in ENDED:
        return False
    try:
        schedule = services.scheduler.get(profile)
    except AppError:
        schedule = None
    return compares_all(began(full), datetime.now(), schedule.every if schedule else None)


class _Telling:
    """Tells the person's desktop and command of failures."""

    def __init__(self, profile: str, console: Console, services: Services) -> None:
        self._profile, self._console, self._services = profile, console, services

    def of_missed_runs(self) -> None:
        """Tell that runs did not happen, as the first one does again."""
        try:
            found = missed_runs(self._profile, self._services)
        except AppError:  # it is told by the transfer itself
            return
        if found:
            self._tell(found.code, say_unattended(found, self._console.lang), found.exit_code, {"state": "failed"})

    def of_failure(self, code: int, trouble: AppError | None) -> None:
        """Tell how a transfer failed; nothing where it did not."""
        lang, answer = self._console.lang, self._console.answered
        if trouble and trouble.code not in _NO_FAILURE:
            reason = say_unattended(trouble, lang)
            cause = ":".join(filter(None, (trouble.code, str(trouble.details.get("error", "")))))
            self._tell(cause, reason, code, answer or self._console.skeleton)
        elif code == 1:
            self._tell(_ROWS, str(answer.get("message", "")), code, answer)

    def _tell(self, cause: str, reason: str, code: int, answer: dict[str, object]) -> None:
        """Show it, and where nothing goes on by itself give it to the command."""
        today, home, lang = datetime.now().date(), self._services.home, self._console.lang
        if OnceADay(home.profiles / self._profile / "notified.json").is_first(cause, today):
            words = say_command("run_alone_failed", lang, reason=reason)
            notify(f"Sansan → Salesforce: {self._profile}", words)
        if code in _FAILURES or cause == "schedule_missed":
            told = {**answer, "message": answer.get("message") or reason, "profile": self._profile, "exit_code": code}
            FailureHook(home, self._profile).tell(cause, told, today)
