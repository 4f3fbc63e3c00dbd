"""What the administrator of this computer has set: where a set-up begins with it, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from wizard.application.overview import Overview
from wizard.application.preset import Preset
from wizard.flow.answers import Answers
from wizard.flow.journey import Journey
from wizard.flow.resume import settled


def blank(profile_id: str, preset: Preset | None) -> Answers:
    """Return the answers a new set-up begins with."""
    answers = Answers(profile_id)
    return replace(answers, environment=preset.environment, cards=preset.cards) if preset else answers


def holds(preset: Preset | None, answers: Answers) -> bool:
    """Whether the environment is the administrator's; a set-up that was saved with another keeps its own."""
    return preset is not None and answers.environment == preset.environment


def under(overview: Overview, journey: Journey) -> Journey:
    """Return a journey that was left, in the administrator's environment, unless it changes a saved set-up."""
    saved = (summary.answers.profile_id for summary in overview.profiles if summary.answers)
    if overview.preset is None or journey.answers.profile_id in saved:
        return settled(journey)
    return settled(journey.answer(replace(journey.answers, environment=overview.preset.environment)))


def lock(fields: Iterable[QWidget], reason: str) -> None:
    """Let fields be read and not changed, and say why to a screen reader; an empty reason frees them."""
    for field in fields:
        if reason or field.property("locked"):
            field.setAccessibleDescription(reason)
        field.setProperty("locked", bool(reason))
        if isinstance(field, QLineEdit):
            field.setReadOnly(bool(reason))  # it can still be reached, read and copied
        else:
            field.setEnabled(not reason)
