"""The rules of Sansan's mapping file: which Sansan user's cards go to which Salesforce user (sansan.md §2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wizard.domain.recipients import Directory, Recipient
from wizard.domain.text import fold, looks_rewritten

HEADERS = {
    "ja": ("Sansanのメールアドレス", "転送先Salesforceのユーザー名"),
    "en": ("Email Address (Sansan)", "Salesforce Username for Transfer"),
}
EXTRA = {
    "ja": ("SansanユーザーID", "Sansanユーザー名", "照合方法"),
    "en": ("Sansan User ID", "Sansan User", "How Matched"),
}
"""Columns of ours after the two. Only the id is read, for who has no e-mail address; the official rules ignore them."""

EMAIL, USERNAME, ID = range(3)
COLUMNS = {
    "no_email": EMAIL,
    "unknown_email": EMAIL,
    "twice": EMAIL,
    "no_username": USERNAME,
    "unknown_username": USERNAME,
    "several_username": USERNAME,
    "inactive_username": USERNAME,
    "licence_username": USERNAME,
    "unknown_id": ID,
    "rewritten_id": ID,
}
"""Each fault of a line, with the column it is in."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, with its number there. ``username`` may be an e-mail address that only one user has.

    ``id`` counts where there is no e-mail address. ``name`` and ``note`` are written for people, never read.
    """

    number: int
    email: str
    username: str
    id: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line: a code of ``COLUMNS`` and ``words.mapping``, and the value at fault."""

    number: int
    code: str
    value: str = ""


class Known:
    """The Sansan users a file may speak of: by e-mail address, who has none by id. ``recipients`` give their places.

    An address that two have is that of the first: it passed on from the other, who stands behind.
    """

    def __init__(self, recipients: Iterable[Recipient]) -> None:
        self._places: dict[str, int] = {}
        self._numbers: dict[str, list[int]] = {}
        for place, recipient in enumerate(recipients):
            user = recipient.sansan
            if user.email:
                self._places.setdefault(fold(user.email), place)
            elif user.id and self._places.setdefault(f"id:{user.id}", place) == place:
                self._numbers.setdefault(_number(user.id), []).append(place)

    def place(self, line: Line) -> int | None:
        """Return where a line's Sansan user stands among the recipients, None when he is unknown.

        A spreadsheet takes leading zeros off an id; it still counts when it can only be one.
        """
        found = self._places.get(fold(line.email) or f"id:{line.id}")
        alike = [] if line.email or found is not None else self._numbers.get(_number(line.id), [])
        return alike[0] if len(alike) == 1 else found


def check(lines: Iterable[Line], recipients: Iterable[Recipient], directory: Directory) -> list[LineFault]:
    """Return every fault of the lines, in their order."""
    known, seen = Known(recipients), set[int | None]()
    faults = []
    for line in lines:
        if fault := _fault(line, known, seen, directory):
            faults.append(fault)
        seen.add(known.place(line))
    return faults


def apply(
    lines: Iterable[Line], recipients: Sequence[Recipient], directory: Directory, reason: str = "file"
) -> tuple[Recipient, ...]:
    """Return the recipients with the choices of right lines; who is not in the file stays as he is."""
    known = Known(recipients)
    chosen = {known.place(line): directory.find(line.username) for line in lines}

    def choose(place: int, recipient: Recipient) -> Recipient:
        user = chosen.get(place)
        if user is None:
            return recipient
        return replace(recipient, user_id=user.id, username=user.username, reason=reason, skip=False)

    return tuple(choose(place, recipient) for place, recipient in enumerate(recipients))


def lines_of(recipients: Sequence[Recipient], notes: Sequence[str] = ()) -> list[Line]:
    """Return the lines of a file, each with its note where there are some.

    Left out: who has neither e-mail address nor id, whose address passed to another, whose cards are not transferred.
    """
    known = Known(recipients)
    lines: list[Line] = []
    for place, (recipient, note) in enumerate(zip(recipients, notes or [""] * len(recipients), strict=True)):
        user = recipient.sansan
        line = Line(len(lines) + 2, user.email, recipient.username, user.id, user.name, note)
        if known.place(line) == place and not recipient.skip:
            lines.append(line)
    return lines


def _fault(line: Line, known: Known, seen: set[int | None], directory: Directory) -> LineFault | None:
    place = known.place(line)
    if not line.email and not line.id:
        return LineFault(line.number, "no_email")
    if not line.username:
        return LineFault(line.number, "no_username")
    if place is None:
        return _unknown(line)
    if directory.find(line.username) is None:
        return LineFault(line.number, f"{directory.why_not(line.username)}_username", line.username)
    if place in seen:
        return LineFault(line.number, "twice", line.email or line.id)
    return None


def _unknown(line: Line) -> LineFault:
    if line.email:
        return LineFault(line.number, "unknown_email", line.email)
    return LineFault(line.number, "rewritten_id" if looks_rewritten(line.id) else "unknown_id", line.id)


def _number(text: str) -> str:
    """What is left of an id when a spreadsheet took it for a number."""
    return text.lstrip("0")
