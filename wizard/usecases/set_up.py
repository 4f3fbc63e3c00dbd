"""Set up: all that the wizard's pages do after both sign-ins, short of the transfer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from wizard.domain.destination import TARGETS
from wizard.domain.errors import AppError, PassingFault, SetupMustChange
from wizard.domain.links import LinkOptions
from wizard.domain.mapping import Line
from wizard.domain.ports import CardSource, OwnObject, UserDirectory
from wizard.domain.profile import CardChoice, Profile, SalesforceAccess, SansanAccess
from wizard.domain.recipients import Directory
from wizard.usecases import card_choice, reader_access
from wizard.usecases import match_recipients as matching
from wizard.usecases.connect_sansan import ConnectionProbe
from wizard.usecases.destination import Prepared, Sleep
from wizard.usecases.own_destination import Tell
from wizard.usecases.prepare_destination import prepare
from wizard.usecases.renew_sign_in import same_place


@dataclass(frozen=True, slots=True)
class SetupRequest:
    """What a person decided. ``lines`` are those of a mapping file, ``file`` its name."""

    profile: str
    sansan: SansanAccess
    salesforce: SalesforceAccess
    cards: CardChoice
    destination: str
    default_username: str = ""
    lines: Sequence[Line] = ()
    file: str = ""
    links: LinkOptions = field(default_factory=LinkOptions)


def new_profile(before: Profile | None, *, profile_id: str = "", **values: Any) -> Profile:
    """Return the set-up to save, the only place that makes one; ``values`` are fields of ``Profile``.

    On a saved set-up ``before`` its id stays, and what ``values`` does not name of links and unattended runs.
    """
    kept = {"links": before.links, "unattended": before.unattended} if before else {}
    return Profile(id=before.id if before else profile_id or uuid.uuid4().hex, **{**kept, **values})


@dataclass(frozen=True, slots=True)
class NewSetup:
    """What came of it: the profile to save, the destination, and who may not see the cards he will own.

    ``given`` recipients got the reader's set; ``without_access`` are the usernames of those who still lack it,
    ``refusals`` why, each kind once. ``notices`` tell of choices that match nothing now, and of what cannot be known.
    """

    profile: Profile
    prepared: Prepared
    given: int = 0
    without_access: tuple[str, ...] = ()
    refusals: tuple[AppError, ...] = ()
    notices: tuple[AppError, ...] = ()


def set_up(
    request: SetupRequest,
    source: CardSource,
    look: ConnectionProbe,
    salesforce: UserDirectory,
    before: Profile | None,
    own: OwnObject,
    sleep: Sleep,
    tell: Tell,
) -> NewSetup:
    """Match recipients, assign the permission sets, check the destination, and return the profile to save.

    What is missing of our own object, told by ``tell`` before it is made, and the assignment of permission sets are
    the only writes to Salesforce, after everything else was checked that can be. Raises ``SetupMustChange`` for all
    that a person must change.
    """
    account = salesforce.account()
    if before:
        same_place(before.name, before.account, account)
    directory = Directory(salesforce.everyone(), account.organization.sandbox)
    default = matching.default_user(request.default_username, directory, account.user)
    found, earlier = matching.people(source, look), before.recipients if before else ()
    notices = card_choice.check(request.cards, found, earlier, datetime.now(UTC).date())
    notices = (*notices, *card_choice.check_tags(request.cards, source))
    recipients = matching.recipients(found, directory, default, earlier)
    if request.file:
        recipients = matching.with_file(request.lines, recipients, directory, request.file)
    prepared = prepare(salesforce, own, _wanted(request, before), sleep, tell=tell)
    cards = card_choice.with_fields(request.cards, prepared.kind, salesforce)
    described = prepared.destination.described
    notices = (*notices, *card_choice.broken_fields(cards, TARGETS[prepared.kind], described))
    profile = new_profile(
        before,
        name=request.profile,
        sansan=replace(request.sansan, api_version=look.version),
        salesforce=request.salesforce,
        account=account,
        cards=cards,
        default_user=default,
        recipients=recipients,
        destination=prepared.kind,
        permission_set=prepared.permission_set,
        links=replace(request.links, defaults=before.links.defaults if before else ()),
    )
    if hidden := salesforce.hidden_fields():
        notices = (*notices, SetupMustChange("user_fields_hidden", fields=", ".join(hidden)))
    return _open_to_recipients(NewSetup(profile, prepared, notices=notices), salesforce)


def _open_to_recipients(done: NewSetup, salesforce: UserDirectory) -> NewSetup:
    """Give the recipients who cannot see their cards the one set there is for that; of several a person chooses."""
    usernames = {r.user_id: r.username for r in done.profile.recipients if not r.skip}
    access = reader_access.look(salesforce, TARGETS[done.prepared.kind], usernames)
    best = access.best
    refused: Mapping[str, AppError | None] = dict.fromkeys(access.lacking)
    if best and access.lacking:
        try:
            refused = salesforce.assign_each(best.id, access.lacking)
        except (SetupMustChange, PassingFault) as fault:  # it is told who is without, and can be done later
            refused = dict.fromkeys(access.lacking, fault)
    without = tuple(usernames[user_id] for user_id in refused)
    why = {fault.code: fault for fault in refused.values() if fault}
    return replace(done, given=len(access.lacking) - len(without), without_access=without, refusals=tuple(why.values()))


def _wanted(request: SetupRequest, before: Profile | None) -> str:
    """A profile's cards stay where they are. Raises ``SetupMustChange`` when the file wants them elsewhere."""
    if before is None or request.destination == before.destination:
        return request.destination
    if request.destination != "auto":
        raise SetupMustChange("other_destination", profile=request.profile)
    return before.destination
