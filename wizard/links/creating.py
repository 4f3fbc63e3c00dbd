"""Making a contact or lead for cards that nobody fits: one for each person, and an account where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.links import Create, Kind, LinkedCard, LinkOptions, LinkOutcome
from wizard.domain.results import RowError
from wizard.links.fields import ObjectFields
from wizard.links.index import Indexed, LinkIndex
from wizard.links.plan import Made, NewPerson
from wizard.links.ports import LinkSource
from wizard.links.rules import Unmatched, people
from wizard.links.sending import Sending, refused, stop_for
from wizard.links.values import company_values, missing_for, new_values
from wizard.transfer.calls import PAUSES
from wizard.transfer.ledger.links import LinkRow
from wizard.transfer.row_errors import passes

_AT_ONCE = 75
_NOT_TRIED = "PROCESSING_HALTED"
_OWNER_REFUSED = {"INACTIVE_OWNER_OR_USER", "OP_WITH_INVALID_USER_TYPE_EXCEPTION", "TRANSFER_REQUIRES_READ"}
_PREFIXES = {"001": Kind.ACCOUNT, "003": Kind.CONTACT, "00Q": Kind.LEAD}  # of ids (salesforce.md §5)
Group = list[Unmatched]


@dataclass
class Creating:
    """Makes people for one run. ``owners`` may own records of a kind; ``default_owner`` gets the others."""

    index: LinkIndex
    sending: Sending
    source: LinkSource
    objects: Mapping[Kind, ObjectFields]
    owners: Mapping[Kind, frozenset[str]]
    default_owner: str
    options: LinkOptions
    _new_accounts: dict[bytes, str] = field(default_factory=dict)  # company → the account made for it in this run
    _by_default: set[str] = field(default_factory=set)  # cards whose owner was refused
    _passing: dict[str, RowError] = field(default_factory=dict)  # card → why it was refused for now

    def create(self, cards: Sequence[Indexed]) -> None:
        """Make who is missing; every card of a person is linked to the one record."""
        if not cards:
            return
        kind = Kind.LEAD if self.options.create == Create.LEAD else Kind.CONTACT
        if kind == Kind.CONTACT:
            self.index.add_accounts(self.source.accounts())
        waiting, idle = people(self.index.unmatched(card.number for card in cards)), 0
        while waiting:
            self.sending.control.checkpoint()
            batch, rest = self._next(waiting, kind)
            again = self._make(batch, kind)
            idle = idle + 1 if len(again) == len(batch) else 0
            waiting = [*rest, *again]
            if idle > len(PAUSES):
                self._give_up(again)
                waiting, idle = rest, 0
            elif idle:
                self.sending.control.sleep(PAUSES[idle - 1])

    def _give_up(self, groups: Sequence[Group]) -> None:
        """Record people whom Salesforce has refused for about a minute, for what passes."""
        for group in groups:
            error = self._passing.get(group[0].card_id, RowError(_NOT_TRIED))
            row = LinkRow(group[0].card_id, group[0].record_id, LinkOutcome.FAILED)
            self._note(group, refused(row, error))

    def _next(self, waiting: list[Group], kind: Kind) -> tuple[list[Group], list[Group]]:
        """Return the next groups, of each company without an account only one, and those that are left."""
        batch: list[Group] = []
        left: list[Group] = []
        begun: set[bytes] = set()
        for group in waiting:
            company = self.index.company_of(group[0].number) if kind == Kind.CONTACT else b""
            if len(batch) == _AT_ONCE or company in begun:
                left.append(group)
                continue
            if company and company not in self._new_accounts and not self.index.accounts_of(group[0].number):
                begun.add(company)
            batch.append(group)
        return batch, left

    def _make(self, batch: list[Group], kind: Kind) -> list[Group]:
        """Make the people of a batch; return the groups that were not tried."""
        now = {card.card_id: card for card in self.source.cards([group[0].record_id for group in batch])}
        rows: list[LinkRow] = []
        new: list[NewPerson] = []
        groups: list[Group] = []
        for group in batch:
            card = now.get(group[0].card_id)
            if card is None:
                self._go_on_without(group, kind)
            elif told := self._foreseen(group[0], card, kind):
                self._note(group, told)
            else:
                row, person = self._person(group[0], card, kind)
                rows.append(row)
                new.append(person)
                groups.append(group)
        made = self.sending.create(rows, new) if new else []
        ends = sorted(zip(groups, rows, made, strict=True), key=lambda one: one[2].error is not None)
        return [again for one in ends if (again := self._settle(*one))]  # those who were made first: others may stop it

    def _go_on_without(self, group: Group, kind: Kind) -> None:
        """The newest card's record was deleted meanwhile: the next one of the person takes its place."""
        if group[1:]:
            self._make([group[1:]], kind)

    def _foreseen(self, leader: Unmatched, card: LinkedCard, kind: Kind) -> LinkRow | None:
        """Return the row of a card for which nobody can or may be made."""
        row = LinkRow(card.card_id, card.record_id, LinkOutcome.UNMATCHED)
        if linked_to := card.contact_id or card.lead_id:
            there = Kind.CONTACT if card.contact_id else Kind.LEAD
            return row._replace(outcome=LinkOutcome.ALREADY, kind=str(there), target_id=linked_to)
        if reason := missing_for(card, kind):
            return row._replace(reason=reason)
        if kind == Kind.CONTACT and len(accounts := self.index.accounts_of(leader.number)) > 1:
            return row._replace(outcome=LinkOutcome.AMBIGUOUS, reason="several_accounts", candidates=tuple(accounts))
        if lacking := self._lacking(leader, card, kind):
            return row._replace(outcome=LinkOutcome.FAILED, reason="required_field", detail=", ".join(lacking))
        return None

    def _lacking(self, leader: Unmatched, card: LinkedCard, kind: Kind) -> list[str]:
        """Return the labels of fields that a new record needs, and neither a card nor a person's default gives."""
        target = self.objects[kind]
        given = {*new_values(card, target)[0], *self.options.defaults_of(kind), "OwnerId", "AccountId"}
        lacking = [label for name, label in target.required.items() if name not in given]
        if kind == Kind.CONTACT and not self.index.accounts_of(leader.number):
            given = {"Name", "OwnerId", *self.options.defaults_of(Kind.ACCOUNT)}
            required = self.objects[Kind.ACCOUNT].required
            lacking += [label for name, label in required.items() if name not in given]
        return lacking

    def _person(self, leader: Unmatched, card: LinkedCard, kind: Kind) -> tuple[LinkRow, NewPerson]:
        values, notes = new_values(card, self.objects[kind])
        owner, reason = self._owner(card, kind)
        account, account_values = "", None
        if kind == Kind.CONTACT:
            company = self.index.company_of(leader.number)
            account = next(iter(self.index.accounts_of(leader.number)), "") or self._new_accounts.get(company, "")
            if not account and company not in self._new_accounts:
                account_values = {**self._defaults(Kind.ACCOUNT), **company_values(card, self.objects[Kind.ACCOUNT])}
        row = LinkRow(
            card.card_id, card.record_id, LinkOutcome.CREATED, reason, kind=str(kind),
            account_id=account, made_account=account_values is not None, notes=notes,
        )  # fmt: skip
        values = {**self._defaults(kind), **values}
        return row, NewPerson(card.card_id, card.record_id, kind, values, owner, account, account_values)

    def _defaults(self, kind: Kind) -> dict[str, str]:
        """Return a person's values for new records; of fields that are there no more, none."""
        there = self.objects[kind].fields
        return {name: value for name, value in self.options.defaults_of(kind).items() if name in there}

    def _owner(self, card: LinkedCard, kind: Kind) -> tuple[str, str]:
        able = self.owners.get(kind)
        if card.card_id in self._by_default or (able is not None and card.owner_id[:15] not in able):
            return self.default_owner, "owner_default"
        return card.owner_id, ""

    def _settle(self, group: Group, row: LinkRow, made: Made) -> Group | None:
        """Record what became of a person; return the group where it is to be tried again."""
        if made.error is None:
            if row.made_account:
                self._new_accounts[self.index.company_of(group[0].number)] = made.account_id
            done = self.sending.settle_made(row, made)
            self.sending.link_to(done, [(card.card_id, card.record_id) for card in group[1:]])
            return None
        stop_for(made.error)
        if passes(made.error):  # not tried behind other failures, or locked
            self._passing[row.card_id] = made.error
            return group
        if made.error.code in _OWNER_REFUSED and row.card_id not in self._by_default:
            self._by_default.add(row.card_id)
            return group
        if made.error.code == "DUPLICATES_DETECTED":
            told = row._replace(
                outcome=LinkOutcome.AMBIGUOUS, reason="duplicate_rule", detail=made.error.message, account_id="",
                made_account=False, candidates=made.duplicates, notes=(), kind=_kind_of(made.duplicates, row.kind),
            )  # fmt: skip
        else:
            told = refused(row, made.error, self._labels(row))
        self._note(group, told)
        return None

    def _labels(self, row: LinkRow) -> Mapping[str, str]:
        """Return the labels of the fields of what was to be made."""
        kinds = [Kind.ACCOUNT, Kind(row.kind)] if row.made_account else [Kind(row.kind)]
        return {field.name: field.label for kind in kinds for field in self.objects[kind].fields.values()}

    def _note(self, group: Group, told: LinkRow) -> None:
        """Record for each card of a person what was found out about the first."""
        rows = [told._replace(card_id=card.card_id, record_id=card.record_id) for card in group]
        self.sending.note(rows)


def _kind_of(found: Sequence[str], kind: str) -> str:
    """Return the object of the records that a duplicate rule found: it may be another than the one to be made."""
    return str(_PREFIXES.get(found[0][:3], kind)) if found else kind
