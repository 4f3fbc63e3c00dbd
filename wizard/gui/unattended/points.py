"""What was found of the integration user: each point with its own result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from wizard.application.integration_user import UnattendedProof
from wizard.domain.requirement import OK, PROBLEM, Requirement
from wizard.gui import theme
from wizard.gui.mark import Mark
from wizard.gui.parts import empty, named, text
from wizard.words import Lang
from wizard.words.say import say_proof

_ICONS = {OK: "done", PROBLEM: "problem"}


class ProofPoints(QWidget):
    """What came of it, then a mark and a sentence a point."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("points-unattended")
        self.title = theme.heading(named(QLabel(), "title-unattended-found"), 1.2)
        self.title.setWordWrap(True)
        self._lead = text("text-unattended-lead")
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addLayout(self._rows)
        layout.addWidget(self._lead)

    def show_proof(self, proof: UnattendedProof, lang: Lang) -> None:
        """Show what was found, in this language."""
        said = (
            self.tr("Scheduled transfers sign in as {user} from now on.")
            if proof.kept
            else self.tr("{user} lacks something. Nothing was changed here.")
        )
        self.title.setText(said.format(user=proof.user))
        self._lead.setText(self.tr("Mend in Salesforce what is marked, then prove the user again."))
        self._lead.setVisible(not proof.kept)
        self._show_points(proof.points, lang)

    def _show_points(self, points: Sequence[Requirement], lang: Lang) -> None:
        """Show those first that stop it."""
        empty(self._rows)
        for place, point in enumerate(sorted(points, key=lambda point: not point.stops)):
            said = text(f"text-point-{point.code}")
            said.setText(say_proof(point, lang))
            mark = named(Mark(_ICONS.get(point.state, "info")), f"icon-point-{point.code}")
            mark.setAccessibleName(self._state(point))
            said.setAccessibleName(f"{self._state(point)}: {said.text()}")
            self._rows.addWidget(mark, place, 0)
            self._rows.addWidget(said, place, 1)

    def _state(self, point: Requirement) -> str:
        if point.state == OK:
            return self.tr("OK")
        return self.tr("Problem") if point.stops else self.tr("Note")
