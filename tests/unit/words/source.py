"""What the program's own source says: its string literals, and the troubles it raises."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import wizard
from wizard.domain import errors

ROOT = Path(wizard.__file__).parent
CLASSES = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, errors.AppError) and kind is not errors.Refused
}
_NOT_DETAILS = {"retry_after", "sent"}


@dataclass(frozen=True)
class Raised:
    """One place where a trouble is made with a literal code, and the details it gives."""

    code: str
    details: frozenset[str]
    place: str


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the program but the sentences and the stand-ins."""
    for path in sorted(ROOT.rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if not name.startswith(("words/", "standin/")):
            yield name, ast.parse(path.read_text("utf-8"))


def raised() -> Iterator[Raised]:
    """Yield every trouble made with a literal code."""
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    details = {keyword.arg or "**" for keyword in node.keywords} - _NOT_DETAILS
                    yield Raised(str(code.value), frozenset(details), f"{name}:{node.lineno}")


def literals() -> set[str]:
    """Return every string literal of the program."""
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
