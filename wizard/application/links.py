"""Linking the stored cards of a saved set-up to contacts and leads, and previewing that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from wizard.application.command import Command, Report, ignore, open_ledger
from wizard.domain.destination import PACKAGE
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.fieldmap import Note
from wizard.domain.links import Choice, Create, Kind, LinkCounts, LinkOptions, LinkOutcome, NewField, ReadBack
from wizard.domain.outcome import CREATED, UPDATED
from wizard.domain.permission_set import LINK_SET
from wizard.domain.profile import Profile
from wizard.domain.run import ENDED, LINK, RunState
from wizard.links.fields import ObjectFields, lookups, object_fields
from wizard.links.preview import PreviewTarget
from wizard.links.report import write_link_rows
from wizard.links.run import Linking
from wizard.links.undo import LinkUndo
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import LinkOrder, LinkRow
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.slowdowns import Slowdowns
from wizard.usecases.destination import find_destination
from wizard.wiring import Services
from wizard.words import Lang, sentences
from wizard.words.say import say_command, say_item, say_note, say_trouble

if TYPE_CHECKING:
    from wizard.services.salesforce.directory import SalesforceDirectory
    from wizard.services.salesforce.links.reading import LinkReader
    from wizard.services.salesforce.links.writing import LinkWriter
    from wizard.services.salesforce.session import Api
    from wizard.services.salesforce.tokens import Tokens

_PEOPLE = (Kind.CONTACT, Kind.LEAD)
_RIGHTS = ("link_no_read", "link_no_create")


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What came of a link run. ``kinds`` are those that cards can be linked to; ``trouble`` is what stopped it.

    ``ways`` counts the linked cards by why they were found, ``reasons`` all by outcome and reason; ``undecided`` are
    the cards that a person must decide; ``decided`` those that a person decided before, and nothing was written since.
    ``undoable`` is the last link run that can be taken back, empty for none. ``slowed_by`` is what made many
    calls necessary. ``asked`` are the fields of new records for which a person may choose a value, once.
    """

    run: str
    state: RunState
    counts: LinkCounts
    rows_file: str
    kinds: frozenset[Kind]
    ways: Mapping[str, int]
    reasons: tuple[tuple[str, str, int], ...]
    undecided: tuple[LinkRow, ...]
    decided: tuple[tuple[LinkRow, Choice], ...] = ()
    undoable: str = ""
    trouble: AppError | None = None
    dry_run: bool = False
    slowed_by: tuple[Note, ...] = ()
    notices: tuple[AppError, ...] = ()
    asked: tuple[NewField, ...] = ()


@dataclass(frozen=True, slots=True)
class Link(Command[LinkResult]):
    """Link the stored cards of a saved set-up, or with ``dry_run`` find out what that would do.

    ``create`` and ``fill_empty`` count instead of what the set-up says, where they are given. Raises
    ``SetupMustChange`` where a lookup or a right is missing; what stops it later is in the result.
    """

    long: ClassVar[bool] = True
    profile: str | None
    lang: Lang
    create: Create | None = None
    fill_empty: bool | None = None
    dry_run: bool = False

    def run(self, services: Services, report: Report = ignore) -> LinkResult:
        """Link, or preview it, and write the report."""
        profile = services.profiles.pick(self.profile)
        kept = profile.links
        options = LinkOptions(
            kept.after_sync,
            kept.create if self.create is None else self.create,
            kept.fill_empty if self.fill_empty is None else self.fill_empty,
            kept.defaults,
        )
        with open_ledger(profile, services) as ledger:
            result = link(profile, ledger, services, options, self.lang, report=report, dry_run=self.dry_run)
        return replace(result, notices=(*result.notices, *services.keyring_notices()))


def link_message(result: LinkResult, lang: Lang) -> str:
    """Return what a person should know of a link run, or do."""
    if result.trouble:
        return say_trouble(result.trouble, lang)
    counts = result.counts
    failed, undecided = (counts.outcomes.get(each, 0) for each in (LinkOutcome.FAILED, LinkOutcome.AMBIGUOUS))
    parts = [say_command("links_preview" if result.dry_run else f"links_{result.state}", lang, failed=failed)]
    if undecided:
        parts.append(say_command("links_undecided", lang, count=undecided))
    parts += [say_note(note, lang) for note in result.slowed_by]
    if len(result.kinds) == 1:
        only = next(iter(result.kinds))
        other = Kind.LEAD if only == Kind.CONTACT else Kind.CONTACT
        names = {"kind": say_item(only.lower(), lang), "other": say_item(other.lower(), lang)}
        parts.append(say_command("links_one_kind", lang, **names))
    return sentences(*parts, *(say_trouble(notice, lang) for notice in result.notices))


@dataclass(frozen=True, slots=True)
class LinkAccess:
    """Salesforce as links need it, for one saved set-up. Its rights were checked."""

    reader: LinkReader
    writer: LinkWriter
    directory: SalesforceDirectory
    objects: Mapping[Kind, ObjectFields]
    room: QuotaCheck

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that cards can be linked to."""
        return frozenset(self.reader.lookups) - {Kind.ACCOUNT}

    def notices(self, options: LinkOptions) -> Iterator[SetupMustChange]:
        """Yield what a person should know before anything is linked."""
        if self.writer.object_name == PACKAGE.object_name and any(o.of_data_hub for o in self.objects.values()):
            yield SetupMustChange("link_data_hub")
        for kind in sorted(_kinds_made(options.create)):
            given = options.defaults_of(kind)
            lacking = [each.label for each in self.objects[kind].asked if each.needed and each.name not in given]
            if lacking:
                yield SetupMustChange("link_needs_fields", kind=str(kind), fields=", ".join(lacking))


def link(
    profile: Profile,
    ledger: Ledger,
    services: Services,
    options: LinkOptions,
    lang: Lang,
    *,
    report: Report = ignore,
    dry_run: bool = False,
    only: tuple[str, ...] | None = None,
) -> LinkResult:
    """Link the stored cards of a profile, or with ``dry_run`` find out what that would do.

    ``only``: the ids of the cards to look at. The run lock is the caller's. Raises ``SetupMustChange`` where a lookup
    or a right is missing; what stops it later is in the result.
    """
    from wizard.application.connections import open_api

    access = link_access(open_api(profile, services), profile, options)
    if dry_run:
        with ledger.copied() as folder, Ledger(folder) as copy:
            return _run(profile, copy, services, access, options, lang, report, only, dry_run=True)
    return _run(profile, ledger, services, access, options, lang, report, only, dry_run=False)


def _run(
    profile: Profile,
    ledger: Ledger,
    services: Services,
    access: LinkAccess,
    options: LinkOptions,
    lang: Lang,
    report: Report,
    only: tuple[str, ...] | None,
    *,
    dry_run: bool,
) -> LinkResult:
    linking = Linking(
        ledger=ledger,
        source=access.reader,
        target=PreviewTarget(access.writer.clock) if dry_run else access.writer,
        objects=access.objects,
        options=options,
        owners=_owners(access, options.create),
        default_owner=profile.default_user.id,
        room=access.room,
        only=only,
        user=services.acting_user(profile).username,
        control=services.control,
        report=report,
    )
    run_id, trouble = linking.run()
    home, name = services.home, profile.name
    wanted = home.dry_report(name, run_id) if dry_run else home.run_report(name, run_id)
    file = write_link_rows(wanted, ledger.links.rows(run_id), lang)
    state = ledger.runs.run(run_id).state
    return LinkResult(
        run=run_id,
        state=state,
        counts=link_counts(ledger, run_id),
        rows_file=str(file),
        kinds=access.kinds,
        ways=ledger.links.ways(run_id),
        reasons=tuple(ledger.links.reasons(run_id)),
        undecided=tuple(row for row in ledger.links.rows(run_id) if row.outcome == LinkOutcome.AMBIGUOUS),
        decided=tuple(_decided(ledger, run_id, dry_run=dry_run)),
        undoable=_undoable(ledger, run_id if dry_run else ""),
        trouble=trouble,
        dry_run=dry_run,
        slowed_by=tuple(note for note, _ in Slowdowns.of(ledger, run_id).notes()),
        asked=tuple(each for kind in sorted(_kinds_made(options.create)) for each in access.objects[kind].asked),
        notices=(*access.notices(options), *_read_back(linking.read_back, profile, ledger, dry_run=dry_run)),
    )


def _read_back(found: ReadBack, profile: Profile, ledger: Ledger, *, dry_run: bool) -> Iterator[AppError]:
    """Yield what is to be said of the links that were there; that the package kept ours, once."""
    if found.moved:
        yield SetupMustChange("links_moved", count=found.moved)
    if found.others and profile.destination == PACKAGE.kind:
        yield SetupMustChange("links_of_others", count=found.others)
    untouched = profile.destination == PACKAGE.kind and found.kept and not found.moved
    if untouched and not dry_run and ledger.links.first_read_back():
        yield SetupMustChange("links_kept", count=found.kept)


def _decided(ledger: Ledger, run_id: str, *, dry_run: bool) -> Iterator[tuple[LinkRow, Choice]]:
    """Yield the cards with a person's decision that can be opened again: nothing is linked by it yet."""
    done = (LinkOutcome.ALREADY, *(() if dry_run else (LinkOutcome.LINKED, LinkOutcome.CREATED)))
    choices = ledger.links.choices()
    for row in ledger.links.rows(run_id) if choices else ():
        made = [choice for choice, _, _ in choices.get(row.card_id, ()) if choice != Choice.NOT]
        if made and row.outcome not in done:
            yield row, made[0]


def _undoable(ledger: Ledger, but: str) -> str:
    """Return the last link run that can be taken back, other than a preview's own."""
    runs = map(ledger.runs.run, ledger.history.can_undo(datetime.now(UTC)))
    return next((run.id for run in runs if run.kind == LINK and run.id != but), "")


def link_after_sync(
    profile: Profile, ledger: Ledger, services: Services, run_id: str, lang: Lang, report: Report = ignore
) -> LinkResult | AppError | None:
    """Link what a sync created or changed, where the person wants that; None where not.

    A run that was stopped is ended first, as it was ordered: nothing is made that nobody asked for. A
    ``SetupMustChange``, such as a lookup that is no longer there, is returned: the sync itself ended well.
    """
    if not profile.links.after_sync:
        return None
    cards = tuple(o.card_id for o in ledger.outcomes.of_run(run_id) if o.outcome in (CREATED, UPDATED))
    run = partial(link, profile, ledger, services, lang=lang, report=report)
    stopped = _stopped(ledger)
    try:
        if stopped and stopped.cards is None:
            before = run(replace(profile.links, create=stopped.create, fill_empty=stopped.fill_empty))
            if before.trouble:
                return before
        return run(profile.links, only=(*(stopped.cards or () if stopped else ()), *cards))
    except SetupMustChange as trouble:
        return trouble


def _stopped(ledger: Ledger) -> LinkOrder | None:
    """Return what the last link run was asked to do, where it did not end."""
    run = ledger.runs.last_of_kind(LINK)
    return ledger.links.ordered(run.id) if run and run.state not in ENDED and not run.undone else None


def link_counts(ledger: Ledger, run_id: str) -> LinkCounts:
    """Return the numbers of a link run."""
    outcomes = {LinkOutcome(name): count for name, count in ledger.links.counts(run_id).items()}
    created = ledger.links.created(run_id)
    return LinkCounts(sum(outcomes.values()), outcomes, ledger.links.filled(run_id), created)


def undo_links(
    profile: Profile, ledger: Ledger, services: Services, report: Report = ignore, *, even_changed: bool = False
) -> LinkUndo:
    """Put the taking back of link runs together."""
    from wizard.application.connections import open_api

    access = link_access(open_api(profile, services), profile, LinkOptions())
    parts = (ledger, access.reader, access.writer, profile.writers, access.room)
    user = services.acting_user(profile).username
    return LinkUndo(*parts, services.control, report, even_changed, user)


def check_links(
    profile: Profile, services: Services, tokens: Tokens, options: LinkOptions, lang: Lang
) -> tuple[AppError, ...]:
    """Make sure that a set-up about to be saved can link as it says; return what to say of it. As ``link_access``.

    A right to contacts, leads or accounts that is missing is given by a permission set of our own.
    """
    from wizard.services.salesforce.session import Api

    if options == LinkOptions():
        return ()
    api = Api(tokens, services.retry_policy, profile.account.api_version)
    try:
        access = link_access(api, profile, options)
    except SetupMustChange as missing:
        if missing.code not in _RIGHTS:
            raise
        _give_rights(api, profile, lang, missing)
        access = link_access(api, profile, options)
    return tuple(access.notices(options))


def _give_rights(api: Api, profile: Profile, lang: Lang, missing: SetupMustChange) -> None:
    """Make and assign our permission set for links. Raises ``missing`` where that is refused."""
    from wizard.services.salesforce.deployment import Deploys
    from wizard.services.salesforce.directory import SalesforceDirectory
    from wizard.services.salesforce.own_package import link_package

    directory = SalesforceDirectory(api, profile.account.user.id)
    try:
        Deploys(api, directory.user_id).run(link_package(lang))
        directory.assign(next(held.id for held in directory.permission_sets() if held.name == LINK_SET))
    except (SetupMustChange, StopIteration):
        raise missing from None


def link_reader(profile: Profile, services: Services) -> LinkReader:
    """Open Salesforce to look at cards, contacts and leads. Raises as ``link_access``."""
    from wizard.application.connections import open_api

    return link_access(open_api(profile, services), profile, LinkOptions()).reader


def link_access(api: Api, profile: Profile, options: LinkOptions) -> LinkAccess:
    """Open Salesforce for links. Raises ``SetupMustChange`` where a lookup or a right is missing."""
    from wizard.services.salesforce.directory import SalesforceDirectory
    from wizard.services.salesforce.links.reading import LinkReader, describes
    from wizard.services.salesforce.links.writing import LinkWriter
    from wizard.services.salesforce.records import Records

    create = options.create
    directory = SalesforceDirectory(api, profile.account.user.id)
    destination = find_destination(directory, profile.destination, chosen=profile.cards.chosen_fields)
    makes = _kinds_made(create)
    described = describes(api, [destination.object_name, *(Kind if create == Create.CONTACT else _PEOPLE)])
    fields = lookups(destination.object_name, described[destination.object_name])
    if create != Create.NONE and Kind(create.capitalize()) not in fields:
        raise SetupMustChange("link_no_lookup_to", object=destination.object_name, kind=create.capitalize())
    needed = sorted({kind for kind in fields if kind != Kind.ACCOUNT} | makes)
    objects = {kind: _object(kind, described[kind], makes) for kind in needed}
    reader = LinkReader(api, destination, fields, persons=any(o.knows_persons for o in objects.values()))
    room = QuotaCheck(Records(api, destination))
    return LinkAccess(reader, LinkWriter(api, destination, fields), directory, objects, room)


def _kinds_made(create: Create) -> frozenset[Kind]:
    """Return the kinds of records that may be made."""
    if create == Create.NONE:
        return frozenset()
    return frozenset({Kind.LEAD} if create == Create.LEAD else {Kind.CONTACT, Kind.ACCOUNT})


def _object(kind: Kind, described: Mapping[str, Any] | None, makes: Collection[Kind]) -> ObjectFields:
    found = object_fields(kind, described)
    if found is None:
        raise SetupMustChange("link_no_read", kind=str(kind))
    if kind in makes and not found.createable:
        raise SetupMustChange("link_no_create", kind=str(kind))
    return found


def _owners(access: LinkAccess, create: Create) -> Mapping[Kind, frozenset[str]]:
    """Return who may own what is created, as 15 characters of their ids; nothing where that is not known."""
    if create == Create.NONE:
        return {}
    kind = Kind(create.capitalize())
    active = {user.id[:15] for user in access.directory.users()}
    readers = access.directory.readers(kind)
    able = active & {user[:15] for user in readers} if readers is not None else active
    return {kind: frozenset(able)}
