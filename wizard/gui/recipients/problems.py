"""What may go wrong with a recipient, to be looked at before the transfer. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wizard.domain.recipients import BY_PERSON, Recipient
from wizard.domain.users import SalesforceUser

UNFIT = ("gone", "inactive", "licence")
"""The recipient is no user any more, or cannot own records; his cards would be refused."""

NOTES = ("needs_access",)
"""A recipient who may not read cards: as a rule nobody may yet, and the page of the permission set gives it to all."""

PROBLEMS = (*UNFIT, "unidentified", "shared", *NOTES)
"""Others: a Sansan user whom nothing joins to Salesforce; the automatic match of several Sansan users."""


def problems(
    recipients: Sequence[Recipient], users: Mapping[str, SalesforceUser], without_access: frozenset[str]
) -> list[str]:
    """Return one of ``PROBLEMS`` for each recipient, empty for none.

    ``without_access`` are the ids of Salesforce users who may not read the cards' object.
    """
    automatic = Counter(r.user_id for r in recipients if _is_automatic(r))

    def problem(recipient: Recipient) -> str:
        if recipient.skip:
            return ""
        user = users.get(recipient.user_id)
        if user is None or user.barred:
            return user.barred if user else "gone"
        if recipient.reason == "default" and not recipient.sansan.email:
            return "unidentified"
        if automatic[user.id] > 1 and _is_automatic(recipient):
            return "shared"
        return "needs_access" if user.id in without_access else ""

    return [problem(recipient) for recipient in recipients]


def _is_automatic(recipient: Recipient) -> bool:
    return not recipient.skip and recipient.reason != "default" and recipient.reason not in BY_PERSON
