"""A person's way through the steps: immutable, each move gives a new journey."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from wizard.flow.answers import Answers
from wizard.flow.steps import IDS, STEPS, after_change, step

DONE, CURRENT, TO_DO, PROBLEM = STATES = ("done", "current", "to_do", "problem")
_COMMITTED = IDS.index("transfer")


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the person is, which steps were reached, and what was answered."""

    answers: Answers
    current: str = IDS[0]
    reached: frozenset[str] = field(default_factory=lambda: frozenset(IDS[:1]))

    def ready(self, step_id: str = "", answers: Answers | None = None) -> str:
        """Return why the step (the current one) is not complete as a code, empty when it is.

        ``answers`` are those the page would give now, if they are not yet in the journey.
        """
        return step(step_id or self.current).open_point(answers or self.answers)

    def next(self) -> Journey:
        """Go on to the following step. Raises ``ValueError`` when the current one is not complete."""
        if self.ready():
            raise ValueError(self.ready())
        return self._at(IDS[IDS.index(self.current) + 1])

    def back(self) -> Journey:
        """Go back one step. Raises ``ValueError`` where there is no way back."""
        before = IDS[max(IDS.index(self.current) - 1, 0)]
        return self.jump(before)

    def can_open(self, step_id: str) -> bool:
        """Whether the step can be opened from here: it was reached, nothing it needs is missing.

        After the set-up is saved there is no way back to the questions.
        """
        if self.answers.saved and IDS.index(step_id) < _COMMITTED:
            return False
        return step_id in self.reached and not step(step_id).lacks(self.answers)

    def jump(self, step_id: str) -> Journey:
        """Open a step that was reached before. Raises ``ValueError`` when it cannot be opened."""
        if not self.can_open(step_id):
            raise ValueError(step_id)
        return self._at(step_id)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before this one that can be opened."""
        index = IDS.index(self.current)
        return index > 0 and self.can_open(IDS[index - 1])

    def invalidated_steps(self, answers: Answers) -> tuple[str, ...]:
        """Return the steps whose given answers would be lost by taking these ones."""
        stale = after_change(self.answers, answers)
        return tuple(s.id for s in STEPS if any(name in stale and getattr(self.answers, name) for name in s.provides))

    def answer(self, answers: Answers) -> Journey:
        """Take new answers, and reset exactly what rested on changed ones."""
        stale = after_change(self.answers, answers)
        blank = Answers(answers.profile_id)
        emptied: dict[str, Any] = {name: getattr(blank, name) for name in stale}
        return replace(self, answers=replace(answers, **emptied))

    def state(self, step_id: str) -> str:
        """Return one of ``STATES``; ``problem`` is a reached step that a change has opened again."""
        if step_id == self.current:
            return CURRENT
        if step_id not in self.reached:
            return TO_DO
        open_again = self.ready(step_id) or step(step_id).lacks(self.answers)
        return PROBLEM if open_again else DONE

    def _at(self, step_id: str) -> Journey:
        return replace(self, current=step_id, reached=self.reached | {step_id})


def for_changes(answers: Answers) -> Journey:
    """Return the journey of a saved set-up that is to be changed: every question answered, at the review."""
    until_review = IDS[:_COMMITTED]
    return Journey(replace(answers, saved=False, run=""), "review", frozenset(until_review))


def for_transfer(answers: Answers) -> Journey:
    """Return the journey of a saved set-up whose cards are to be transferred now."""
    return Journey(replace(answers, run=""), "transfer", frozenset(IDS[: _COMMITTED + 1]))
