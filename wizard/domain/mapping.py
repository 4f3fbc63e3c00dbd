"""The rules of Sansan's mapping file: which Sansan user's cards go to which Salesforce user (sansan.md §2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wizard.domain.recipients import Directory, Recipient
from wizard.domain.text import fold

HEADERS = {
    "ja": ("Sansanのメールアドレス", "転送先Salesforceのユーザー名"),
    "en": ("Email Address (Sansan)", "Salesforce Username for Transfer"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, with its number there."""

    number: int
    email: str
    username: str


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line: a code of ``words.mapping`` and the value at fault."""

    number: int
    code: str
    value: str = ""


def check(lines: Iterable[Line], recipients: Iterable[Recipient], directory: Directory) -> list[LineFault]:
    """Return every fault of the lines, in their order."""
    known = {fold(r.sansan.email) for r in recipients if r.sansan.email}
    seen: set[str] = set()
    faults = []
    for line in lines:
        if fault := _fault(line, known, seen, directory):
            faults.append(fault)
        seen.add(fold(line.email))
    return faults


def apply(
    lines: Iterable[Line], recipients: Sequence[Recipient], directory: Directory, reason: str = "file"
) -> tuple[Recipient, ...]:
    """Return the recipients with the file's choices; who is not in the file stays as he is."""
    chosen = {fold(line.email): directory.by_username[fold(line.username)] for line in lines}

    def choose(recipient: Recipient) -> Recipient:
        user = chosen.get(fold(recipient.sansan.email))
        if user is None:
            return recipient
        return replace(recipient, user_id=user.id, username=user.username, reason=reason, skip=False)

    return tuple(map(choose, recipients))


def _fault(line: Line, known: set[str], seen: set[str], directory: Directory) -> LineFault | None:
    if not line.email:
        return LineFault(line.number, "no_email")
    if not line.username:
        return LineFault(line.number, "no_username")
    if fold(line.email) not in known:
        return LineFault(line.number, "unknown_email", line.email)
    if fold(line.username) not in directory.by_username:
        return LineFault(line.number, "unknown_username", line.username)
    if fold(line.email) in seen:
        return LineFault(line.number, "twice", line.email)
    return None
