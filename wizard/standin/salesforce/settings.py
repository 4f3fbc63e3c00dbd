"""What a tester may change while the stand-in runs, by ``POST /standin/settings``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any

from wizard.standin.salesforce.oauth.faults import FAULTS
from wizard.standin.salesforce.rules import Automation, DuplicateRule, RecordType, ValidationRule, read_rules

RECORDS_A_MEGABYTE = 512
"""Each takes 2 kB (§2.3 [I])."""

UNFILLED = ("columns", "empty", "missing")
_RULES: dict[str, type[ValidationRule] | type[DuplicateRule] | type[Automation] | type[RecordType]] = {
    "record_types": RecordType,
    "automations": Automation,
    "validation_rules": ValidationRule,
    "duplicate_rules": DuplicateRule,
}


_CHOICES = {
    "sign_in_fault": ("", *FAULTS),
    "unfilled_job_results": UNFILLED,
    "client_credentials": ("on", "off", "no_user"),
}


@dataclass
class Settings:
    """Seconds, counts and switches.

    Signing in: the life of a code is not documented; it is short (salesforce.md §1.2 [I]). ``remember_consent``: who
    has allowed the app is not asked again, as on the real service [I]. ``session_lifetime`` counts from the last use:
    two hours by default (§1.3 [C]). ``app_scopes``: what the app is configured for. ``sign_in_fault``: a name from
    ``oauth/faults.py``, empty for none. ``sign_in_passkey``: a passkey is asked for after the password.

    ``package_version``: that of Sansan_CI, as far as it is installed. ``tags_in_picklist``: whether it fills the
    picklist of tags from the field that transfers write, of which sources say either [X].

    Rights: ``hidden_fields`` are hidden from everybody by field-level security, such as ``User.FederationIdentifier``.

    ``client_credentials``: how the flow stands in the app: ``on``, ``off``, or ``no_user`` to run as;
    ``run_as_user``: the username it runs as, empty for an integration user that is made at the first call;
    ``sparse_tokens``: its answers lack id, signature and issued_at (salesforce.md §1.3).

    Limits that run out: ``daily_api_calls`` (Enterprise Edition without the part per licence, §2.3),
    ``daily_bulk_batches`` (§3.8), ``data_storage_mb`` at 2 kB a record (§2.3 [I]).

    Work: ``deploy_seconds`` is how long a metadata deploy stays in progress before it does its work; while
    ``deploys_held`` others of the organisation are ahead, and it stays Pending. ``deploy_texts``: its true and false
    are told as texts, as the documentation's sample has it. The next
    ``jobs_to_stall`` Bulk jobs stay InProgress until aborted; the next ``jobs_to_fail`` fail as a whole after
    ``fail_after_rows`` rows with ``job_error``. ``locked_rows`` maps record ids to how many more tries to write them,
    or a record that refers to them, fail.

    ``locks_every``: each so-many-th row tried is locked that once; ``locks_in_triggers``: a trigger tells of locks in
    its own words. ``undeletable`` maps record ids to what hinders their deletion. ``unfilled_job_results``: what the
    results of a job hold that never got rows (§3.5 [?]): the two columns of Salesforce alone, nothing, or 404.
    ``bulk_switched_off``: objects without "Allow Bulk API Access".

    Rules of the organisation: ``validation_rules``, ``duplicate_rules`` and ``automations`` (``rules.py``);
    ``unique_fields`` are further fields, as "Object.Field", whose values must be unique;
    ``record_types``: what describe tells of the record types of accounts, contacts and leads (§4.4).
    ``person_accounts``: accounts of persons can be made, each with a contact that is a part of it.
    ``private_objects``: records of these objects are seen by their owners alone (sharing).
    ``lead_assignment_owner`` is the username to which an active assignment rule gives leads, empty for no rule (§2.6).
    """

    rotate_refresh_tokens: bool = False
    remember_consent: bool = False
    code_lifetime: float = 60.0
    session_lifetime: float = 7200.0
    app_scopes: str = "refresh_token id api"
    sign_in_fault: str = ""
    sign_in_passkey: bool = False
    package_version: str = "1.60"
    tags_in_picklist: bool = True
    hidden_fields: list[str] = field(default_factory=list)
    client_credentials: str = "on"
    run_as_user: str = ""
    sparse_tokens: bool = False
    daily_api_calls: int = 100_000
    daily_bulk_batches: int = 15_000
    data_storage_mb: float = 10_240.0
    deploy_seconds: float = 0.0
    deploys_held: bool = False
    deploy_texts: bool = False
    jobs_to_stall: int = 0
    jobs_to_fail: int = 0
    fail_after_rows: int = 0
    job_error: str = "TooManyLockFailure : Too many lock failures"
    locked_rows: dict[str, int] = field(default_factory=dict)
    locks_every: int = 0
    locks_in_triggers: bool = False
    undeletable: dict[str, str] = field(default_factory=dict)
    unfilled_job_results: str = "columns"
    bulk_switched_off: list[str] = field(default_factory=list)
    unique_fields: list[str] = field(default_factory=list)
    automations: list[Automation] = field(default_factory=list)
    validation_rules: list[ValidationRule] = field(default_factory=list)
    duplicate_rules: list[DuplicateRule] = field(default_factory=list)
    record_types: list[RecordType] = field(default_factory=list)
    lead_assignment_owner: str = ""
    person_accounts: bool = False
    private_objects: list[str] = field(default_factory=list)

    @property
    def most_records(self) -> int:
        """How many records the data storage holds."""
        return int(self.data_storage_mb * RECORDS_A_MEGABYTE)

    def change(self, values: dict[str, Any]) -> None:
        """Take over new values. Raises ValueError for an unknown name or a wrong value; then nothing changes."""
        known = {each.name for each in fields(self)}
        for name in values:
            if name not in known:
                raise ValueError(f"no such setting: {name}")
        checked = {name: self._checked(name, value) for name, value in values.items()}
        for name, value in checked.items():
            setattr(self, name, value)

    def _checked(self, name: str, value: Any) -> Any:
        if name in _RULES:
            return read_rules(_RULES[name], value)
        right = type(getattr(self, name))
        allowed = (int, float) if right is float else (right,)
        if type(value) not in allowed or value not in _CHOICES.get(name, (value,)):
            raise ValueError(f"wrong value for the setting: {name}")
        if name == "package_version" and not re.fullmatch(r"\d{1,4}\.\d{1,4}", value):
            raise ValueError("package_version: a number like 1.58")
        if name == "hidden_fields" and not all(isinstance(each, str) for each in value):
            raise ValueError("hidden_fields needs texts")
        if name == "locked_rows":
            if any(type(tries) is not int for tries in value.values()):
                raise ValueError("locked_rows needs a whole number for each record")
            return {record[:15]: tries for record, tries in value.items()}
        if name == "undeletable":
            return {record[:15]: str(text) for record, text in value.items()}
        return list(map(str, value)) if right is list else value
