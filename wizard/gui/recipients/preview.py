"""What a mapping file would change, worked out before anything changes. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.mapping import Known, Line, LineFault, apply, check
from wizard.domain.recipients import Directory, Recipient


@dataclass(frozen=True)
class Preview:
    """The counts of a file's lines, its faults, and the recipients it would replace, by their place.

    ``new``: had no match so far; ``changed``: had another recipient or none; ``unknown``: no such Sansan user.
    ``sentences`` tell each change.
    """

    new: int
    changed: int
    same: int
    unknown: int
    wrong: int
    faults: tuple[LineFault, ...]
    changes: dict[int, Recipient]
    sentences: tuple[str, ...]


def preview(lines: Sequence[Line], recipients: Sequence[Recipient], directory: Directory) -> Preview:
    """Return what the right lines would change. Of a Sansan user who stands there twice, no line counts as right."""
    known, faults = Known(recipients), check(lines, recipients, directory)
    right = _right(lines, faults, known)
    wanted = {known.place(line) for line in right}
    counts: Counter[str] = Counter()
    changes = {}
    for row, (before, after) in enumerate(zip(recipients, apply(right, recipients, directory), strict=True)):
        if row in wanted:
            kind = _kind(before, after)
            counts[kind] += 1
            if kind != "same":
                changes[row] = after
    unknown = sum(fault.code in ("unknown_email", "unknown_id") for fault in faults)
    wrong = len(lines) - len(right) - unknown
    told = tuple(_told(recipients[row], after) for row, after in changes.items())
    return Preview(counts["new"], counts["changed"], counts["same"], unknown, wrong, tuple(faults), changes, told)


def _right(lines: Sequence[Line], faults: Sequence[LineFault], known: Known) -> list[Line]:
    refused = {fault.number for fault in faults}
    again = {fault.number for fault in faults if fault.code == "twice"}
    twice = {known.place(line) for line in lines if line.number in again}
    return [line for line in lines if line.number not in refused and known.place(line) not in twice]


def _kind(before: Recipient, after: Recipient) -> str:
    if before.skip or before.user_id != after.user_id:
        return "new" if before.reason == "default" and not before.skip else "changed"
    return "same"


def _told(before: Recipient, after: Recipient) -> str:
    who = " ".join(filter(None, (before.sansan.name, before.sansan.email or before.sansan.id)))
    return f"{who}: {'–' if before.skip else before.username} → {after.username}"
