"""The steps in Salesforce, each with its place (labels may differ a little from one release to the next)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wizard.gui.app_guide.steps import BUTTON, FIELD, LINE, NAME, ON, Step

SECRET = "secret"  # noqa: S105 - the step where it is pasted
_PROFILE = "Minimum Access - API Only Integrations"


def steps() -> tuple[Step, ...]:
    """Return the steps in the current language; the last one is where the secret is pasted."""
    translate = QCoreApplication.translate
    manager = translate("AppGuide", "External Client App Manager")
    flow = "*" + translate("Unattended", "Enable Client Credentials Flow")
    return (
        Step(
            "user",
            translate("Unattended", "A user for transfers alone"),
            translate(
                "Unattended",
                "Make a user with the licence <b>Salesforce Integration</b> and the profile below; Salesforce includes "
                "five such licences. A user that is there already will do, if it holds <b>API Only User</b>.",
            ),
            3,
            (translate("AppGuide", "Setup"), translate("Unattended", "Users"), translate("Unattended", "New User")),
            (
                (FIELD, "*" + translate("Unattended", "User License") + ": Salesforce Integration"),
                (FIELD, "*" + translate("Unattended", "Profile") + ": " + _PROFILE),
                (BUTTON, "*" + translate("Unattended", "Save")),
            ),
            _PROFILE,
        ),
        Step(
            "flow",
            translate("Unattended", "The app may sign in by itself"),
            translate(
                "Unattended",
                "Open the app that you made for this program. On its tab <b>Settings</b> click <b>Edit</b>, and under "
                "<b>Flow Enablement</b> tick <b>Enable Client Credentials Flow</b>. Then save.",
            ),
            1,
            (manager, translate("Unattended", "Settings"), translate("Unattended", "Flow Enablement")),
            ((LINE, NAME), (ON, flow), (BUTTON, "*" + translate("Unattended", "Save"))),
            NAME,
        ),
        Step(
            "run-as",
            translate("Unattended", "The user it runs as"),
            translate(
                "Unattended",
                "On the tab <b>Policies</b> click <b>Edit</b>, tick <b>Enable Client Credentials Flow</b> there, too, "
                "and enter the username of the user from the first step under <b>Run As</b>. Then save.",
            ),
            1,
            (manager, translate("Unattended", "Policies"), translate("Unattended", "OAuth Policies")),
            (
                (ON, flow),
                (FIELD, "*" + translate("Unattended", "Run As (Username)")),
                (BUTTON, "*" + translate("Unattended", "Save")),
            ),
        ),
        Step(
            SECRET,
            translate("Unattended", "The consumer secret"),
            translate(
                "Unattended",
                "On the tab <b>Settings</b>, under <b>OAuth Settings</b>, click <b>Consumer Key and Secret</b>. Copy "
                "the <b>Consumer Secret</b> and paste it here. It goes into this computer’s keyring and nowhere else.",
            ),
            1,
            (manager, translate("Unattended", "Settings"), translate("Unattended", "OAuth Settings")),
            (
                (BUTTON, "*" + translate("Unattended", "Consumer Key and Secret")),
                (FIELD, translate("Unattended", "Consumer Key")),
                (FIELD, "*" + translate("Unattended", "Consumer Secret")),
            ),
        ),
    )
