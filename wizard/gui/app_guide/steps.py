"""The steps, each with its place in Salesforce (salesforce.md §1.5, §1.6; labels may differ a little)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

CALLBACKS = tuple(f"http://localhost:{port}/callback" for port in range(47801, 47806))
NAME = "Sansan to Salesforce"
BUTTON, FIELD, ON, OFF, LINE = "button", "field", "on", "off", "line"


@dataclass(frozen=True)
class Step:
    """One screen. ``place``: the path in Salesforce's set-up; ``shown``: kinds and labels of what is drawn there, the
    one to act on with a star; ``copies``: what is copied there.
    """

    code: str
    title: str
    words: str
    minutes: int
    place: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    copies: str = ""


def steps() -> tuple[Step, ...]:
    """Return the steps in the current language."""
    translate = QCoreApplication.translate
    manager = translate("AppGuide", "External Client App Manager")
    return (
        Step(
            "domain",
            translate("AppGuide", "Your organisation’s own address"),
            translate(
                "AppGuide",
                "An app that you make works only in its own organisation, and only when you sign in at the address of "
                "that organisation, its <b>My Domain</b>. Copy it from <b>Setup</b> > <b>My Domain</b> and enter it "
                "here. The wizard then signs in there.",
            ),
            1,
            (translate("AppGuide", "Setup"), translate("AppGuide", "My Domain")),
            ((LINE, translate("AppGuide", "My Domain Details")), (FIELD, "*example.my.salesforce.com")),
        ),
        Step(
            "new",
            translate("AppGuide", "A new app"),
            translate(
                "AppGuide",
                "In Salesforce open <b>Setup</b> > <b>External Client App Manager</b> and click <b>New External Client "
                "App</b>.",
            ),
            1,
            (translate("AppGuide", "Setup"), manager),
            ((LINE, manager), (BUTTON, "*" + translate("AppGuide", "New External Client App"))),
        ),
        Step(
            "name",
            translate("AppGuide", "Its name"),
            translate(
                "AppGuide",
                "Enter this name and your e-mail address. Leave <b>Distribution State</b> at <b>Local</b>: the app is "
                "for this organisation only.",
            ),
            1,
            (manager, translate("AppGuide", "Basic Information")),
            (
                (FIELD, "*" + translate("AppGuide", "External Client App Name")),
                (FIELD, "*" + translate("AppGuide", "Contact Email")),
                (FIELD, translate("AppGuide", "Distribution State") + ": " + translate("AppGuide", "Local")),
            ),
            NAME,
        ),
        Step(
            "callbacks",
            translate("AppGuide", "OAuth and the callback URLs"),
            translate(
                "AppGuide",
                "Under <b>API (Enable OAuth Settings)</b> tick <b>Enable OAuth</b>. Paste all five callback URLs into "
                "<b>Callback URL</b>, one a line. Any of the five ports may be taken on your computer.",
            ),
            2,
            (manager, translate("AppGuide", "API (Enable OAuth Settings)")),
            ((ON, "*" + translate("AppGuide", "Enable OAuth")), (FIELD, "*" + translate("AppGuide", "Callback URL"))),
            "\n".join(CALLBACKS),
        ),
        Step(
            "scopes",
            translate("AppGuide", "The OAuth scopes"),
            translate("AppGuide", "Move these three to <b>Selected OAuth Scopes</b>, and no others."),
            1,
            (manager, translate("AppGuide", "OAuth Scopes")),
            (
                (ON, "*" + translate("AppGuide", "Manage user data via APIs (api)")),
                (ON, "*" + translate("AppGuide", "Perform requests at any time (refresh_token, offline_access)")),
                (ON, "*" + translate("AppGuide", "Access the identity URL service (id)")),
            ),
        ),
        Step(
            "security",
            translate("AppGuide", "Flow Enablement and Security"),
            translate(
                "AppGuide",
                "Untick the first two, which are on at first: this program keeps no secret. Leave the third on. "
                "<b>Refresh token rotation</b> may be on. Every other flow stays off. Then click <b>Create</b>.",
            ),
            1,
            (manager, translate("AppGuide", "Security")),
            (
                (OFF, "*" + translate("AppGuide", "Require secret for Web Server Flow")),
                (OFF, "*" + translate("AppGuide", "Require secret for Refresh Token Flow")),
                (ON, translate("AppGuide", "Require Proof Key for Code Exchange (PKCE)")),
                (BUTTON, "*" + translate("AppGuide", "Create")),
            ),
        ),
        Step(
            "policies",
            translate("AppGuide", "Who may use it"),
            translate(
                "AppGuide",
                "<b>Permitted Users</b>: where only approved users may use apps, add the profile of the user who signs "
                "in, or an unmanaged permission set; a managed one cannot. <b>IP Relaxation</b>: keep what your rules "
                "ask for; this program connects from this computer. <b>API Access Control</b>, if your organisation "
                "uses it: add this app to the allowed ones, else every call is refused after signing in.",
            ),
            2,
            (manager, translate("AppGuide", "Policies")),
            (
                (FIELD, "*" + translate("AppGuide", "Permitted Users")),
                (FIELD, translate("AppGuide", "IP Relaxation")),
                (LINE, translate("AppGuide", "API Access Control")),
            ),
        ),
        Step(
            "key",
            translate("AppGuide", "The consumer key"),
            translate(
                "AppGuide",
                "Open the app’s <b>Settings</b> > <b>OAuth Settings</b> > <b>Consumer Key and Secret</b>. Copy the "
                "<b>Consumer Key</b> and paste it on the page behind this guide. The secret is not needed. A new app "
                "may take up to ten minutes until Salesforce knows it.",
            ),
            10,
            (translate("AppGuide", "Settings"), translate("AppGuide", "OAuth Settings")),
            (
                (BUTTON, translate("AppGuide", "Consumer Key and Secret")),
                (FIELD, "*" + translate("AppGuide", "Consumer Key")),
            ),
        ),
    )
