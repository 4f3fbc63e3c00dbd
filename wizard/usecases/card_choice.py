"""Choices of cards that match nothing: a slip in one must not let cards out that were to stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from wizard.domain import field_choice
from wizard.domain.destination import TARGETS, Field, Target
from wizard.domain.errors import AppError, Refused, SetupMustChange
from wizard.domain.ports import CardSource, UserDirectory
from wizard.domain.profile import CardChoice, Profile
from wizard.domain.recipients import Recipient
from wizard.domain.text import fold
from wizard.domain.users import SansanUser
from wizard.usecases.match_recipients import People


def check(cards: CardChoice, found: People, before: Iterable[Recipient], today: date) -> tuple[AppError, ...]:
    """Return what to tell of choices that match nothing now.

    Raises ``SetupMustChange`` (``excluded_owners_unknown``) where Sansan lists all its users, and an excluded owner
    neither is among them nor was among those ``before``, who may have left since.
    """
    earlier = {fold(recipient.sansan.email) for recipient in before}
    never = [email for email in _unknown(cards, found.users) if fold(email) not in earlier]
    if found.listed and never:
        raise SetupMustChange("excluded_owners_unknown", names=", ".join(never))
    return notices(cards, found.users, today)


def with_fields(cards: CardChoice, kind: str, salesforce: UserDirectory) -> CardChoice:
    """Return the choice with its fields as the destination writes them.

    Raises ``SetupMustChange`` (``fields_wrong``) where one does not fit.
    """
    if not any(name for _, name in cards.fields):
        return cards
    described = salesforce.describe(TARGETS[kind].object_name) or {}
    if wrong := field_choice.faults(cards.chosen_fields, TARGETS[kind], described):
        raise SetupMustChange("fields_wrong", faults=wrong)
    return replace(cards, fields=tuple(field_choice.as_described(dict(cards.fields), described).items()))


def check_tags(cards: CardChoice, source: CardSource) -> tuple[AppError, ...]:
    """Return what to tell of the chosen tags. Raises ``SetupMustChange`` (``tags_unknown``) where one is not there."""
    told = tag_notices(cards, source)
    if absent := next((notice for notice in told if notice.code == "tags_absent"), None):
        raise SetupMustChange("tags_unknown", names=absent.details["names"])
    return told


def tag_notices(cards: CardChoice, source: CardSource) -> tuple[AppError, ...]:
    """Return what to tell of chosen tags that Sansan does not know or list, or by which this key may not search."""
    if not cards.tags_any:
        return ()
    known = source.tags()
    if known is None:
        return (AppError("tags_unlisted", names=", ".join(cards.tags_any)),)
    if absent := [name for name in cards.tags_any if name not in known]:
        return (AppError("tags_absent", names=", ".join(absent)),)
    try:
        source.tagged([tag_id for name in cards.tags_any for tag_id in known[name]])
    except Refused:
        return (AppError("tags_not_searched", names=", ".join(cards.tags_any)),)
    return ()


def broken_fields(cards: CardChoice, target: Target, described: Mapping[str, Field]) -> tuple[AppError, ...]:
    """Return what to tell of chosen fields that can no longer be written, and of required ones that may stay empty."""
    found = field_choice.broken(cards.chosen_fields, target, described)
    required = [fault for fault in found if fault.code in field_choice.ADVICE]
    lost = [fault for fault in found if fault not in required]
    told = [AppError("fields_lost", faults=lost)] if lost else []
    told += [AppError("fields_required", faults=required)] if required else []
    return tuple(told)


def look_again(
    profile: Profile, source: CardSource, recipients: Iterable[Recipient], today: date
) -> tuple[AppError, ...]:
    """Return what to tell of a saved set-up's choices that match nothing now; ``recipients`` are all known owners.

    Asks for Sansan's users only where owners are excluded; where Sansan does not answer, the known owners count.
    """
    users: list[SansanUser] | None = None
    if profile.cards.exclude_owners:
        with suppress(AppError):
            users = source.users()
    told = notices(profile.cards, users or [recipient.sansan for recipient in recipients], today)
    with suppress(AppError):
        told = (*told, *tag_notices(profile.cards, source))
    return told


def notices(cards: CardChoice, users: Iterable[SansanUser], today: date) -> tuple[AppError, ...]:
    """Return what to tell of choices that match nothing among these users and until today."""
    nobody = _unknown(cards, users)
    told = [AppError("excluded_owners_absent", names=", ".join(nobody))] if nobody else []
    if cards.exchanged_from > today.isoformat():
        told.append(AppError("exchanged_from_ahead", date=cards.exchanged_from))
    return tuple(told)


def _unknown(cards: CardChoice, users: Iterable[SansanUser]) -> tuple[str, ...]:
    known = {fold(user.email) for user in users}
    return tuple(email for email in cards.exclude_owners if fold(email) not in known)
