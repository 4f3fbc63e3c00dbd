"""The administrator's preset as a set-up takes it: an environment that can be signed in to, and card options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.profile import CardChoice
from wizard.flow.answers import CUSTOM, Environment
from wizard.services import preset
from wizard.services.addresses import salesforce_url
from wizard.services.setup_file import Setup
from wizard.words import Lang, say_trouble


@dataclass(frozen=True, slots=True)
class Preset:
    """What the administrator of this computer has set for new set-ups, and the file that says so."""

    environment: Environment
    cards: CardChoice
    file: str


def find_preset(path: Path | None, lang: Lang) -> tuple[Preset | None, SetupMustChange | None]:
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
