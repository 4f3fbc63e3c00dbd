"""Writing links, filling fields, making and deleting contacts, leads and accounts (salesforce.md §2.7).

A new record and the link to it are one transaction (composite graph, REST guide [C]), so the link is the proof that
the record was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from wizard.domain.destination import Destination
from wizard.domain.errors import PassingFault, Refused, SetupMustChange
from wizard.domain.links import Kind
from wizard.domain.results import RowError, RowResult
from wizard.links.plan import FieldWrite, LinkWrite, Made, NewPerson
from wizard.services.http import json_body
from wizard.services.salesforce.links.jobs import LinkJobs
from wizard.services.salesforce.session import Api, understood
from wizard.services.salesforce.shapes import flag, inner, needed, number, records, text

# Assignment rules must not replace the owner; duplicate rules have the last word, and name what they found (§2.6).
_HEADERS = {
    "Sforce-Auto-Assign": "FALSE",
    "Sforce-Duplicate-Rule-Header": "allowSave=false; includeRecordDetails=true; runAsCurrentUser=true",
}
_CARD, _PERSON, _ACCOUNT = "card", "person", "account"
NOT_TRIED = "PROCESSING_HALTED"
MOST_PEOPLE = 75  # graphs of one call (REST guide, limits of composite graphs [C])
_NO_GRAPHS = (400, 404, 405)  # a service that does not know the resource


@dataclass(frozen=True, slots=True)
class LinkWriter:
    """Writes as the signed-in user. Calls that are safe to repeat are repeated; ``create`` is sent once."""

    api: Api
    destination: Destination
    lookups: Mapping[Kind, str]

    @property
    def object_name(self) -> str:
        """The object of the cards."""
        return self.destination.object_name

    def link(self, writes: Sequence[LinkWrite]) -> list[RowResult]:
        """Set or clear the links of up to 200 cards."""
        kind = self.destination.object_name
        records = [_record(kind, write.record_id, self._links(write.targets)) for write in writes]
        return self._collection("PATCH", [write.card_id for write in writes], records)

    def link_many(self, writes: Sequence[LinkWrite], began: Callable[[str], None]) -> list[RowResult]:
        """Set or clear the links of up to 5,000 cards by one job. As ``LinkJobs.link``."""
        return LinkJobs(self.api, self.destination, self.lookups).link(writes, began)

    def end_job(self, job: str) -> None:
        """Let a job that was left behind come to its end, or stop it; one without an id was never begun."""
        if job:
            LinkJobs(self.api, self.destination, self.lookups).end(job)

    def write(self, writes: Sequence[FieldWrite]) -> list[RowResult]:
        """Write fields of up to 200 contacts or leads."""
        records = [_record(write.kind, write.id, write.values) for write in writes]
        return self._collection("PATCH", [write.id for write in writes], records)

    def delete(self, ids: Sequence[str]) -> list[RowResult]:
        """Delete up to 200 records; they stay in the recycle bin for a while."""
        asked = {"ids": ",".join(ids), "allOrNone": "false"}
        return self._sent("DELETE", "/composite/sobjects", ids, params=asked, headers=_HEADERS)

    def clock(self) -> datetime:
        """Return Salesforce's own time at its last answer."""
        return self.api.clock()

    def create(self, people: Sequence[NewPerson]) -> list[Made]:
        """Make up to 75 people and link a card to each, each person a transaction of its own.

        Sent once: after a lost answer the cards tell what was made. Behind 14 failures Salesforce does not try the
        others (REST guide, limits of composite graphs [C]): their error is ``NOT_TRIED``. Raises as ``Api``.
        """
        graphs = [{"graphId": str(at), "compositeRequest": self._steps(new)} for at, new in enumerate(people)]
        try:
            answer = json_body(self.api.call("POST", "/composite/graph", json={"graphs": graphs}, headers=_HEADERS))
        except Refused as refused:
            if refused.status not in _NO_GRAPHS:
                raise
            return [self._alone(new) for new in people]
        return understood(answer, partial(_all_made, people))

    def _alone(self, new: NewPerson) -> Made:
        """Make one person by a composite call, where there are no graphs."""
        body = {"allOrNone": True, "compositeRequest": self._steps(new)}
        try:
            answer = json_body(self.api.call("POST", "/composite", json=body, headers=_HEADERS))
        except Refused as refused:
            raise SetupMustChange("link_cannot_create", detail=refused.message or refused.error_code) from refused
        return understood(answer, lambda told: _made(new, _responses(told, "")))

    def _steps(self, new: NewPerson) -> list[dict[str, Any]]:
        account = new.account_id
        steps: list[dict[str, Any]] = []
        if new.account_values is not None:
            account = f"@{{{_ACCOUNT}.id}}"
            steps.append(self._step("POST", Kind.ACCOUNT, _ACCOUNT, {**new.account_values, "OwnerId": new.owner_id}))
        values: dict[str, str] = {**new.values, "OwnerId": new.owner_id}
        if new.kind == Kind.CONTACT:
            values["AccountId"] = account
        steps.append(self._step("POST", new.kind, _PERSON, values))
        links = self._links({new.kind: f"@{{{_PERSON}.id}}"} | ({Kind.ACCOUNT: account} if account else {}))
        steps.append(self._step("PATCH", f"{self.destination.object_name}/{new.record_id}", _CARD, links))
        return steps

    def _step(self, method: str, address: str, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        url = f"/services/data/v{self.api.version}/sobjects/{address}"
        step = {"method": method, "url": url, "referenceId": name, "body": body}
        return step if method == "PATCH" else {**step, "httpHeaders": _HEADERS}

    def _links(self, targets: Mapping[Kind, str]) -> dict[str, str | None]:
        return {self.lookups[kind]: target or None for kind, target in targets.items() if kind in self.lookups}

    def _collection(self, method: str, names: Sequence[str], records: list[dict[str, Any]]) -> list[RowResult]:
        body = {"allOrNone": False, "records": records}
        return self._sent(method, "/composite/sobjects", names, json=body, headers=_HEADERS)

    def _sent(self, method: str, path: str, names: Sequence[str], **options: Any) -> list[RowResult]:
        try:
            return self.api.understood(method, path, partial(_results, names), **options)
        except Refused as refused:
            code = refused.error_code or refused.status
            raise SetupMustChange("rows_refused", code=code, detail=refused.message) from None


def _record(kind: str, record_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"attributes": {"type": str(kind)}, "id": record_id, **values}


def _results(names: Sequence[str], answers: Any) -> list[RowResult]:
    return [
        RowResult(name, needed(answer, "id"))
        if flag(answer, "success")
        else RowResult(name, "", _error(answer.get("errors"))[0])
        for name, answer in zip(names, records(answers), strict=True)
    ]


def _all_made(people: Sequence[NewPerson], answer: Any) -> list[Made]:
    told = _by_name(answer, "graphs", "graphId")
    return [_made(new, _responses(told.get(str(at)), "graphResponse")) for at, new in enumerate(people)]


def _made(new: NewPerson, responses: Mapping[str, Mapping[str, Any]]) -> Made:
    """Read what became of the steps of one person."""
    failed = [answer for answer in responses.values() if number(answer, "httpStatusCode") >= 400]
    told = [answer for answer in failed if "PROCESSING_HALTED" not in str(answer.get("body"))]
    if failed and not told:
        return Made(new.card_id, error=RowError(NOT_TRIED))
    if not responses or told:
        error, duplicates = _error(told[0].get("body") if told else None)
        return Made(new.card_id, error=error, duplicates=duplicates)
    ids = {name: text(inner(answer, "body"), "id") for name, answer in responses.items()}
    return Made(new.card_id, ids.get(_PERSON, ""), ids.get(_ACCOUNT) or new.account_id)


def _error(errors: Any) -> tuple[RowError, tuple[str, ...]]:
    """Read the first error of a row, and the ids of the records a duplicate rule found."""
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], Mapping) else {}
    code = str(first.get("statusCode") or first.get("errorCode") or "UNKNOWN")
    names = first.get("fields")
    fields = tuple(map(str, names)) if isinstance(names, list) else ()
    found = first.get("duplicateResult") or first.get("duplicateResut")  # spelled both ways in the field [C2]
    return RowError(code, str(first.get("message") or ""), fields), tuple(dict.fromkeys(_ids(found)))


def _ids(found: Any) -> Iterator[str]:
    """Yield the ids of the records inside a duplicate result."""
    for result in found.get("matchResults") or () if isinstance(found, Mapping) else ():
        for match in result.get("matchRecords") or () if isinstance(result, Mapping) else ():
            record = match.get("record") if isinstance(match, Mapping) else None
            if isinstance(record, Mapping) and record.get("Id"):
                yield str(record["Id"])


def _by_name(answer: Any, name: str, key: str) -> dict[str, Any]:
    entries = answer.get(name) if isinstance(answer, Mapping) else None
    if not isinstance(entries, list):
        raise _not_understood()
    return {str(entry.get(key)): entry for entry in entries if isinstance(entry, Mapping)}


def _responses(answer: Any, inside: str) -> Mapping[str, Mapping[str, Any]]:
    held = answer.get(inside) if inside and isinstance(answer, Mapping) else answer
    return _by_name(held, "compositeResponse", "referenceId")


def _not_understood() -> PassingFault:
    return PassingFault("not_json", host="Salesforce", status=200)
