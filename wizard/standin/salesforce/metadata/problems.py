"""What a deploy says about its components."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.metadata.xmltree import Element


class ComponentError(Exception):
    """Why a component cannot be deployed. The texts follow messages seen in the field [C2] where there are any."""

    def __init__(self, message: str, at: Element | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = at.line if at else None
        self.column = at.column if at else None


@dataclass(frozen=True)
class Message:
    """One entry of componentSuccesses or componentFailures: the DeployMessage of the Metadata API [C WSDL]."""

    kind: str
    name: str
    file: str
    id: str | None = None
    created: bool = False
    changed: bool = False
    deleted: bool = False
    problem: str | None = None
    problem_type: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def success(self) -> bool:
        """Whether the component is as wanted now; a warning does not spoil it."""
        return self.problem_type != "Error"

    def as_dict(self) -> dict[str, Any]:
        """Return the entry with the keys in the order of the WSDL."""
        return {
            "changed": self.changed,
            "columnNumber": self.column,
            "componentType": self.kind,
            "created": self.created,
            "createdDate": stamp(),
            "deleted": self.deleted,
            "fileName": self.file,
            "fullName": self.name,
            "id": self.id,
            "lineNumber": self.line,
            "problem": self.problem,
            "problemType": self.problem_type,
            "success": self.success,
            "warning": self.problem_type == "Warning",
        }


def failure(kind: str, name: str, file: str, problem: ComponentError) -> Message:
    """Return the entry about a component that failed."""
    return Message(
        kind, name, file, problem=problem.message, problem_type="Error", line=problem.line, column=problem.column
    )
