"""The table of steps: what each needs, what it provides, and why it is not complete yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wizard.flow.answers import Answers


def _nothing(_: Answers) -> str:
    return ""


def _keeps_chosen(answers: Answers) -> bool:
    """The chosen connection still fits while it is there, whatever happened to the others."""
    return answers.connection is not None


def _never(_: Answers) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the wizard. ``id`` is that of interfaces.md; needs and provides are fields of ``Answers``.

    ``open_point`` returns the code of what is still missing, empty when the step is complete. ``keeps`` says
    whether what the step provided still fits although something it needs has changed.
    """

    id: str
    needs: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    open_point: Callable[[Answers], str] = _nothing
    keeps: Callable[[Answers], bool] = _never

    def lacks(self, answers: Answers) -> bool:
        """Whether something it needs is not there."""
        return any(not getattr(answers, name) for name in self.needs)


def _environment(answers: Answers) -> str:
    return answers.environment.fault() if answers.environment else "consumer_key_needed"


STEPS: tuple[Step, ...] = (
    Step("prepare"),
    Step("sansan", provides=("connections",), open_point=lambda a: "" if a.connections else "key_needed"),
    Step("environment", provides=("environment",), open_point=_environment),
    Step(
        "sign-in",
        needs=("environment",),
        provides=("account",),
        open_point=lambda a: "" if a.account else "sign_in_needed",
    ),
    Step("connection", needs=("account",)),
    Step(
        "sansan-user",
        needs=("connections",),
        provides=("chosen",),
        open_point=lambda a: "" if a.connection else "sansan_user_needed",
        keeps=_keeps_chosen,
    ),
    Step(
        "recipients",
        needs=("account", "chosen"),
        provides=("recipients", "default_user"),
        open_point=lambda a: "" if a.recipients else "recipients_needed",
    ),
    Step(
        "permission-set",
        needs=("account",),
        provides=("permission_set",),
        open_point=lambda a: "" if a.permission_set else "permission_set_needed",
    ),
    Step(
        "review",
        needs=("account", "chosen", "recipients", "permission_set"),
        provides=("saved",),
        open_point=lambda a: "" if a.saved else "save_needed",
    ),
    Step("transfer", needs=("saved",), provides=("run",), open_point=lambda a: "" if a.run else "transfer_not_ended"),
    Step("finished", needs=("run",)),
)
IDS: tuple[str, ...] = tuple(step.id for step in STEPS)


def step(step_id: str) -> Step:
    """Return a step by its id. Raises ``KeyError`` when there is none."""
    for found in STEPS:
        if found.id == step_id:
            return found
    raise KeyError(step_id)


def after_change(before: Answers, after: Answers) -> frozenset[str]:
    """Return the fields that a change makes stale: they rest on something that is not what it was."""
    moved = {name for name in Answers.__dataclass_fields__ if getattr(before, name) != getattr(after, name)}
    stale: set[str] = set()
    for entry in STEPS:  # in order, so that one pass follows every chain
        if moved.intersection(entry.needs) and not entry.keeps(after):
            fresh = set(entry.provides) - moved
            stale |= fresh
            moved |= fresh
    return frozenset(stale)
