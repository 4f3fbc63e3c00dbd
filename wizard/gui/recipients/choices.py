"""What a person can choose for recipients, each choice giving the new recipient. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from wizard.domain.recipients import BY_PERSON, Directory, Recipient, match_one
from wizard.domain.suggestions import Suggestion
from wizard.domain.users import SalesforceUser

Changes = dict[int, Recipient]
"""The new recipients, by their place among all."""


class Choices:
    """The choices over one set of recipients and Salesforce users.

    ``first`` are the recipients as they came; an automatic match among them is the one to go back to.
    """

    def __init__(
        self,
        first: Sequence[Recipient] = (),
        users: Sequence[SalesforceUser] = (),
        default_id: str = "",
        sandbox: bool = False,
    ) -> None:
        self._first = tuple(first)
        self.users = tuple(users)
        self._default_id = default_id
        self._sandbox = sandbox

    @cached_property
    def directory(self) -> Directory:
        """The Salesforce users, indexed; made when first needed."""
        return Directory(self.users, self._sandbox)

    @property
    def default(self) -> SalesforceUser | None:
        """The Salesforce user who gets what matches nobody; None when no longer among the users."""
        return next((user for user in self.users if user.id == self._default_id), None)

    def extended(self, more: Sequence[Recipient]) -> Choices:
        """Return the choices over more recipients, added at the end."""
        return Choices((*self._first, *more), self.users, self._default_id, self._sandbox)

    def user(self, now: Sequence[Recipient], rows: Iterable[int], user: SalesforceUser) -> Changes:
        """Give all these rows' cards to ``user``."""
        return {
            row: replace(now[row], user_id=user.id, username=user.username, reason="manual", skip=False) for row in rows
        }

    def skip(self, now: Sequence[Recipient], rows: Iterable[int]) -> Changes:
        """Do not transfer these rows' cards."""
        return {row: replace(now[row], reason="manual", skip=True) for row in rows}

    def clear(self, now: Sequence[Recipient], rows: Iterable[int]) -> Changes:
        """Give these rows' cards to the default recipient, as a choice of the person's own."""
        return self.user(now, rows, self.default) if self.default else {}

    def fill(self, now: Sequence[Recipient], source: int, rows: Iterable[int]) -> Changes:
        """Do with these rows' cards what is done with those of ``source``."""
        like = now[source]
        return {
            row: replace(now[row], user_id=like.user_id, username=like.username, reason="manual", skip=like.skip)
            for row in rows
        }

    def suggested(
        self, now: Sequence[Recipient], rows: Iterable[int], suggestions: Mapping[int, Suggestion]
    ) -> Changes:
        """Give these rows' cards to whom the suggestions name."""
        return {row: recipient for at in rows for row, recipient in self.user(now, [at], suggestions[at].user).items()}

    def automatic(self, rows: Iterable[int]) -> Changes:
        """Go back to what the rules say."""
        return {row: self._automatic(self._first[row]) for row in rows}

    def _automatic(self, first: Recipient) -> Recipient:
        if first.reason not in BY_PERSON:
            return replace(first, skip=False)
        return match_one(first.sansan, self.directory, self.default) if self.default else first
