"""The answers of ``sync``, ``status`` and ``undo`` about runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from wizard.application.run_result import RunResult
from wizard.application.undo import UndoResult
from wizard.cli.console import Console
from wizard.domain.errors import AppError
from wizard.domain.outcome import FAILED, OUTCOMES
from wizard.domain.run import RETRY
from wizard.words.say import Lang, say_command, say_note, say_trouble
from wizard.words.sentences import sentences


def of_run(
    result: RunResult, console: Console, more: Iterable[AppError] = (), *, dry_run: bool = False
) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``sync``. ``more`` is what else its message tells."""
    lang = console.lang
    told = (say_trouble(notice, lang) for notice in (*result.notices, *more))
    values: dict[str, object] = {
        "run": result.run,
        "state": result.state,
        "cards_read": result.cards,
        **{outcome: result.counts.get(outcome, 0) for outcome in OUTCOMES},
        "altered": result.altered,
        "seconds": round(result.seconds, 1),
        "user": result.users,
        "rows_file": result.rows_file,
        "message": " ".join([_message(result, lang, dry_run=dry_run), *_of_owners(result, lang), *told]),
    }
    if result.check and console.json:  # a person is told it in words
        values["check"] = {**asdict(result.check), "rows_file": result.check_file}
    return values


def of_undo(result: UndoResult, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``undo``."""
    told = (say_trouble(notice, lang) for notice in result.notices)
    return {
        "run": result.run,
        "deleted": result.deleted,
        "restored": result.restored,
        "left": result.left,
        "rows_file": result.rows_file,
        "message": " ".join([_undo_message(result, lang), *told]),
    }


def _of_owners(result: RunResult, lang: Lang) -> Iterator[str]:
    """Say what to know of Sansan users met for the first time, and of cards that Sansan shows no longer."""
    if met := result.owners_met:
        details = {"met": met.users, "default": met.on_default, "username": met.default_username}
        yield say_command("owners_met", lang, **details)
    if result.check and result.check.not_visible:
        yield say_command("gone", lang, gone=result.check.not_visible)


def _message(result: RunResult, lang: Lang, *, dry_run: bool) -> str:
    slowed = (say_note(note, lang) for note in result.slowed)
    return sentences(_ending(result, lang, dry_run=dry_run), *slowed)


def _ending(result: RunResult, lang: Lang, *, dry_run: bool) -> str:
    if result.trouble:
        return say_trouble(result.trouble, lang)
    if dry_run:
        return say_command("previewed", lang)
    if result.kind == RETRY and not result.counts:
        return say_command("nothing_failed", lang)
    return say_command(result.state, lang, failed=result.counts.get(FAILED, 0))


def _undo_message(result: UndoResult, lang: Lang) -> str:
    if result.trouble:
        return say_trouble(result.trouble, lang)
    what = "_links" if result.of_links else ""
    if not result.left:
        return say_command(f"undone_all{what}", lang)
    left = result.left - result.refused
    final = say_command(f"undone_left{what}", lang, failed=left) if left else ""
    return sentences(final, say_command("undone_open", lang, failed=result.refused) if result.refused else "")
