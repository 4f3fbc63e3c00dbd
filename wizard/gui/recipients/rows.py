"""The recipients as rows: what each column shows, which rows are visible and in which order. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from wizard.domain.persons import owner_key
from wizard.domain.recipients import BY_PERSON, REASONS, Recipient
from wizard.domain.suggestions import Suggestion
from wizard.domain.users import SalesforceUser
from wizard.domain.variants import fold_name
from wizard.gui.recipients.problems import NOTES, problems
from wizard.gui.recipients.search import hits, prepare

KINDS = ("automatic", "suggested", "unmatched", "by_hand", "skipped")
PROBLEM = "problem"
"""A row of any kind may have one; shown and counted like a kind."""
DEFAULTED = ("suggested", "unmatched")
"""The kinds that get the default recipient."""

_REASON_ORDER = ("default", *(reason for reason in REASONS if reason != "default"), "skip")


class Column(IntEnum):
    """The columns of the table, from the left."""

    NAME = 0
    EMAIL = 1
    CARDS = 2
    USER = 3
    USERNAME = 4
    REASON = 5


def kind_of(recipient: Recipient, suggested: bool = False) -> str:
    """Return the one of ``KINDS`` that a recipient is; ``suggested`` says that there is a suggestion."""
    if recipient.skip:
        return "skipped"
    if recipient.reason == "default":
        return "suggested" if suggested else "unmatched"
    return "by_hand" if recipient.reason in BY_PERSON else "automatic"


def reason_of(recipient: Recipient) -> str:
    """Return the code of the words in the last column: a reason, or ``skip``."""
    return "skip" if recipient.skip else recipient.reason


class Rows:
    """All recipients, in the order they were given, with the ``visible`` ones (row numbers) in display order.

    ``words`` are the window's for each reason code, ``skip``, each ``suggested_`` way and each ``problem_``.
    ``without_access`` are the ids of Salesforce users who may not read the cards' object.
    """

    def __init__(
        self,
        recipients: Sequence[Recipient] = (),
        users: Iterable[SalesforceUser] = (),
        cards_by_owner: Mapping[str, int] | None = None,
        words: Mapping[str, str] | None = None,
        suggestions: Mapping[int, Suggestion] | None = None,
        without_access: frozenset[str] = frozenset(),
    ) -> None:
        self.suggestions = suggestions or {}
        self.recipients = list(recipients)
        self.users = {user.id: user for user in users}
        self.without_access = without_access
        self.kinds = [kind_of(r, row in self.suggestions) for row, r in enumerate(recipients)]
        self.problems = problems(self.recipients, self.users, without_access)
        self.set_cards(cards_by_owner or {})
        self._typed, self._kind = "", ""
        self.set_words(words or {})
        self.sort(None)

    def set_cards(self, by_owner: Mapping[str, int]) -> None:
        """Change the numbers of cards."""
        self.cards = [by_owner.get(owner_key(r.sansan), 0) for r in self.recipients]

    def set_words(self, words: Mapping[str, str]) -> None:
        """Change the words of reasons and problems."""
        self._words = words
        self._texts = [self._search_text(row) for row in range(len(self.recipients))]

    def change(self, changes: Mapping[int, Recipient]) -> None:
        """Replace recipients. Rows stay visible where they are until the next ``show`` or ``sort``."""
        for row, recipient in changes.items():
            self.recipients[row] = recipient
            self.kinds[row] = kind_of(recipient, row in self.suggestions)
        before, self.problems = self.problems, problems(self.recipients, self.users, self.without_access)
        touched = {row for row, (old, new) in enumerate(zip(before, self.problems, strict=True)) if old != new}
        for row in touched | changes.keys():
            self._texts[row] = self._search_text(row)

    def show(self, typed: str, kind: str = "") -> None:
        """Show the rows that hold every typed word and are of ``kind`` (``PROBLEM``: have one; empty: any)."""
        self._typed, self._kind = typed, kind
        rows: Iterable[int] = self._order
        if kind == PROBLEM:
            rows = (row for row in rows if self.has_problem(row))
        elif kind:
            rows = (row for row in rows if self.kinds[row] == kind)
        self.visible = hits(rows, self._texts, typed)

    def sort(self, column: Column | None, descending: bool = False) -> None:
        """Sort by a column, keeping the order of equal rows; None: as given, the unmatched first."""
        if column is None:
            self._order = sorted(range(len(self.recipients)), key=lambda row: self.kinds[row] not in DEFAULTED)
        else:
            keys = self._keys(column)
            self._order.sort(key=keys.__getitem__, reverse=descending)
        self.show(self._typed, self._kind)

    def counts(self) -> dict[str, int]:
        """Return the number of rows by kind, every kind named, and of those with a problem."""
        counted = Counter(self.kinds)
        return {kind: counted[kind] for kind in KINDS} | {PROBLEM: sum(map(self.has_problem, range(len(self.kinds))))}

    def has_problem(self, row: int) -> bool:
        """Whether something must be looked at; what is only noted is no problem."""
        return self.problems[row] not in ("", *NOTES)

    def text(self, row: int, column: Column) -> str:
        """Return what a cell shows; the number of cards is left to the locale."""
        if column is Column.CARDS:
            return str(self.cards[row])
        return self._cells(row)[column - (column > Column.CARDS)]

    def reasons(self) -> list[str]:
        """Return how each was matched, in words."""
        return [self._reason(row, recipient) for row, recipient in enumerate(self.recipients)]

    def _cells(self, row: int) -> tuple[str, str, str, str, str]:
        recipient = self.recipients[row]
        sansan, user = recipient.sansan, self.users.get(recipient.user_id)
        reason = self._reason(row, recipient)
        if recipient.skip:
            return sansan.name, sansan.email, "", "", reason
        return sansan.name, sansan.email, user.name if user else "", recipient.username, reason

    def _reason(self, row: int, recipient: Recipient) -> str:
        """Return what is the matter with this recipient, and why it is the one."""
        if self.kinds[row] == "suggested":
            found = self.suggestions[row]
            words = self._words.get(f"suggested_{found.way}", "")
            reason = words.format(name=found.user.name, confidence=found.confidence)
        else:
            reason = self._words.get(reason_of(recipient), "")
        problem = self._words.get(f"problem_{self.problems[row]}", "")
        if not problem:
            return reason
        return f"{problem} · {reason}" if self.has_problem(row) else f"{reason} · {problem}"

    def _search_text(self, row: int) -> str:
        return prepare(self._cells(row))

    def _keys(self, column: Column) -> list[str] | list[int]:
        if column is Column.CARDS:
            return self.cards
        if column is Column.REASON:
            return [_REASON_ORDER.index(reason_of(r)) for r in self.recipients]
        return [fold_name(self.text(row, column)) for row in range(len(self.recipients))]
