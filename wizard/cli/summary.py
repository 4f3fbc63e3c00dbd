"""What a person is told of a run besides its numbers: by reason, and of a preview by owner and with samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wizard.cli.console import Console
from wizard.domain.check import NOT_OURS, NOT_VISIBLE, OLDER, Check
from wizard.domain.outcome import OUTCOMES, Outcome
from wizard.domain.preview import OwnerCounts, Sample
from wizard.transfer.summary import Groups
from wizard.words.say import Lang, say_command, say_item, say_reason

_OWNERS = 20  # lines; the report has the rest


def tell_reasons(failures: Groups, remarks: Groups, console: Console) -> None:
    """Say why cards failed, and what else is of note; each with its number."""
    _tell_groups("why_failed", failures, console)
    _tell_groups("remarks", remarks, console)


def tell_check(check: Check, file: str, console: Console) -> None:
    """Say why both sides hold as many cards as they do."""
    console.say("check_cards", cards=check.cards)
    console.say("check_records", records=check.records, matched=check.matched)
    others = {OLDER: check.older, NOT_VISIBLE: check.not_visible, NOT_OURS: check.not_ours}
    for finding, number in others.items():
        if number:
            console.tell(f"  {number:>7,}  {say_reason(Outcome('', '', finding, finding), console.lang)}")
    if check.deleted or check.edited or check.moved:
        console.say("check_changed", deleted=check.deleted, edited=check.edited, moved=check.moved)
    if any(others.values()):
        console.say("check_file", file=file)


def tell_owners(owners: Sequence[OwnerCounts], console: Console) -> None:
    """Say what each recipient would get."""
    named = [owner for owner in owners if owner.user_id]
    if named:
        console.say("by_owner")
    for owner in named[:_OWNERS]:
        console.tell(f"  {owner.username}: {_numbers(owner.counts, console.lang)}")
    if len(named) > _OWNERS:
        console.say("more_owners", more=len(named) - _OWNERS)


def tell_samples(samples: Sequence[Sample], console: Console) -> None:
    """Show samples with what they hold, before and after."""
    for sample in samples:
        heading = "sample_moves" if sample.moves else "sample"
        console.say(
            heading,
            outcome=say_command(sample.outcome, console.lang),
            card_id=sample.card_id,
            recipient=sample.recipient,
        )
        for value in sample.values:
            before = f"{_line(value.before)} → " if value.before else ""
            console.tell(f"    {say_item(value.item, console.lang)}: {before}{_line(value.after)}")


def _tell_groups(heading: str, groups: Groups, console: Console) -> None:
    if groups:
        console.say(heading)
    for outcome, count in groups:
        console.tell(f"  {count:>7,}  {say_reason(outcome, console.lang)}")


def _numbers(counts: Mapping[str, int], lang: Lang) -> str:
    return ", ".join(f"{say_command(kind, lang)} {counts[kind]:,}" for kind in OUTCOMES if counts.get(kind))


def _line(text: str) -> str:
    """A value on one line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text) or "-"
