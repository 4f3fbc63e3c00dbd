"""What a mapping file would change, worked out before anything changes. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wizard.domain.mapping import Line, LineFault, apply, check
from wizard.domain.recipients import Directory, Recipient
from wizard.domain.text import fold


@dataclass(frozen=True)
class Preview:
    """The counts of a file's lines, its faults, and the recipients it would replace, by their place.

    ``new``: had no match so far; ``changed``: had another recipient or none; ``unknown``: no such Sansan user.
    """

    new: int
    changed: int
    same: int
    unknown: int
    wrong: int
    faults: tuple[LineFault, ...]
    changes: dict[int, Recipient]


def preview(lines: Sequence[Line], recipients: Sequence[Recipient], directory: Directory) -> Preview:
    """Return what the right lines would change. Of an address that stands twice, no line counts as right."""
    faults = check(lines, recipients, directory)
    right = _right(lines, faults)
    wanted = {fold(line.email) for line in right}
    counts: Counter[str] = Counter()
    changes = {}
    for row, (before, after) in enumerate(zip(recipients, apply(right, recipients, directory), strict=True)):
        if fold(before.sansan.email) in wanted:
            counts[_kind(before, after)] += 1
            if _kind(before, after) != "same":
                changes[row] = replace(after, skip=False)
    unknown = sum(fault.code == "unknown_email" for fault in faults)
    wrong = len(lines) - len(right) - unknown
    return Preview(counts["new"], counts["changed"], counts["same"], unknown, wrong, tuple(faults), changes)


def to_lines(recipients: Sequence[Recipient]) -> list[Line]:
    """Return the lines of an exported file. Left out: who has no address, and whose cards are not transferred."""
    sent = (r for r in recipients if r.sansan.email and not r.skip)
    return [Line(number, r.sansan.email, r.username) for number, r in enumerate(sent, start=2)]


def _right(lines: Sequence[Line], faults: Sequence[LineFault]) -> list[Line]:
    refused = {fault.number for fault in faults}
    twice = {fold(fault.value) for fault in faults if fault.code == "twice"}
    return [line for line in lines if line.number not in refused and fold(line.email) not in twice]


def _kind(before: Recipient, after: Recipient) -> str:
    if before.skip or before.user_id != after.user_id:
        return "new" if before.reason == "default" and not before.skip else "changed"
    return "same"
