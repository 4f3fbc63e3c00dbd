"""The administrator's preset as the window takes it: an environment that can be signed in to, and card options."""

from __future__ import annotations

from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.flow.answers import CUSTOM, Environment
from wizard.gui.backend import Preset
from wizard.services import preset
from wizard.services.addresses import salesforce_url
from wizard.services.setup_file import Setup
from wizard.words import Lang, say_trouble


def find(path: Path | None, lang: Lang) -> tuple[Preset | None, SetupMustChange | None]:
    """Return the preset, or why it cannot be used; neither where there is none."""
    try:
        found = preset.read(path) if path else None
        return (_preset(found, str(path)) if found else None), None
    except SetupMustChange as fault:
        return None, SetupMustChange("preset_unusable", said=say_trouble(fault, lang))


def _preset(found: Setup, file: str) -> Preset:
    """Return it written as a saved set-up is, so that the two can be compared."""
    domain = salesforce_url(found.domain) if found.environment == CUSTOM else ""
    environment = Environment(found.environment, domain, "".join(found.consumer_key.split()))
    if fault := environment.fault():  # nobody could mend it in the window
        wrong = ("salesforce.domain", "address") if "domain" in fault else ("salesforce.consumer_key", "consumer_key")
        raise SetupMustChange("setup_file_wrong", file=file, faults=[wrong])
    return Preset(environment, found.cards, file)
