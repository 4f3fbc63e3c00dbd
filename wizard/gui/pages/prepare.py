"""What is needed, how long it takes, and the advice to use a user of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QGroupBox, QLabel, QVBoxLayout

from wizard.gui.flow_picture import FlowPicture
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, text
from wizard.gui.points import show_points


class PreparePage(Page):
    """Asks nothing; says what to have at hand."""

    step = "prepare"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._needs = named(QGroupBox(), "group-needs")
        self._advice = named(QGroupBox(), "group-advice")
        self._items = [text(f"text-need-{n}") for n in range(1, 6)]
        self._tips = [text(f"text-advice-{n}") for n in range(1, 4)]
        self.body.addWidget(FlowPicture())
        for group, labels in ((self._needs, self._items), (self._advice, self._tips)):
            layout = QVBoxLayout(group)
            for label in labels:
                layout.addWidget(label)
            self.body.addWidget(group)
        self._safe: QLabel = text("text-safe")
        self.body.addWidget(self._safe)
        self.body.addStretch(1)

    def next_text(self) -> str:
        """Say the verb."""
        return self.tr("Start setting up Salesforce")

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr("This wizard sends the business cards in Sansan to Salesforce. The set-up takes about 15 minutes.")
        )
        self._needs.setTitle(self.tr("What you need"))
        self._advice.setTitle(self.tr("Good to know"))
        needs = (
            self.tr("A Sansan user who is a <b>system administrator</b> with the <b>API integration</b> permission"),
            self.tr("A Salesforce user who is a <b>system administrator</b>, with username and password"),
            self.tr("A Salesforce <b>edition with the Web API</b>: Enterprise, Unlimited, or Professional with API"),
            self.tr(
                "The <b>Sansan package</b> in that organisation, if you have it; otherwise the program makes an object"
            ),
            self.tr("About ten minutes more if Salesforce has no external client app for this program yet"),
        )
        for label, words in zip(self._items, needs, strict=True):
            show_points(label, "• " + words)
        tips = (
            self.tr(
                "We recommend a Sansan user made for the integration, in a department of its own. Every card that user "
                "can see is sent. With a personal user the transfer would silently grow or stop when the person "
                "moves or leaves."
            ),
            self.tr(
                "If Salesforce restricts IP addresses: this program connects from this computer, so this computer’s "
                "address must be allowed. No request to Sansan is needed."
            ),
            self.tr(
                "Do not sign in or transfer through a VPN or proxy that hides where you are. Salesforce then freezes "
                "the user and ends every sign-in; another administrator must unfreeze it. Your company’s own VPN is "
                "fine."
            ),
        )
        for label, words in zip(self._tips, tips, strict=True):
            show_points(label, "• " + words)
        self._safe.setText(
            self.tr("Nothing is written to Salesforce before you say so. You can stop at any page and continue later.")
        )
