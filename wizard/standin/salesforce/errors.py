"""Errors as the REST API words them (salesforce.md §2.5): for a whole call, and for one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class ApiError(Exception):
    """A call that fails as a whole; the body is a JSON array of one error."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        fields: tuple[str, ...] | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.fields = status, code, message, fields
        self.details = details or {}

    def body(self) -> list[dict[str, Any]]:
        """Return the answer's body."""
        error: dict[str, Any] = {"message": self.message, "errorCode": self.code}
        if self.fields is not None:
            error["fields"] = list(self.fields)
        return [error | self.details]


@dataclass(frozen=True)
class RowError:
    """Why one row of many was not written."""

    code: str
    message: str
    fields: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()  # object and id of what a duplicate rule found

    def as_collection(self) -> dict[str, Any]:
        """Return the error as sObject Collections show it (§2.7)."""
        return {"statusCode": self.code, "message": self.message, "fields": list(self.fields), **self.details()}

    def details(self) -> dict[str, Any]:
        """Return what a duplicate rule found, shaped as recorded answers have it."""
        if not self.duplicates:
            return {}
        found = [{"record": {"attributes": {"type": kind}, "Id": record}} for kind, record in self.duplicates]
        results = [{"entityType": self.duplicates[0][0], "matchRecords": found, "size": len(found), "success": True}]
        return {"duplicateResult": {"allowSave": False, "errorMessage": self.message, "matchResults": results}}

    def as_bulk(self) -> str:
        """Return the error as sf__Error of Bulk API 2.0 shows it (§3.5)."""
        fields = f"{','.join(self.fields)} " if self.fields else ""
        return f"{self.code}:{self.message}:{fields}--"


def not_found() -> ApiError:
    """Return the error for what is not there, or may not be seen."""
    return ApiError(404, "NOT_FOUND", "The requested resource does not exist")
