"""The set-up file of the command line (interfaces.md): TOML in, checked values out, every fault named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wizard import vendor
from wizard.domain import profile_name
from wizard.domain.errors import SetupMustChange
from wizard.domain.field_choice import ITEMS
from wizard.domain.fieldmap import Options
from wizard.domain.links import Create, LinkOptions
from wizard.domain.profile import CardChoice, SansanAccess
from wizard.domain.text import visible
from wizard.services import setup_toml
from wizard.services.addresses import salesforce_url

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class UnattendedSetup:
    """What the file says of unattended runs. Where neither names a secret that is there, a kept one stays."""

    secret_env: str = ""
    secret_file: Path | None = None
    domain: str = ""
    keep_sign_in: bool = True


@dataclass(frozen=True, slots=True)
class Setup:
    """What a set-up file asks for. ``api_version`` is empty when the file leaves it open."""

    profile: str
    sansan: SansanAccess
    api_key_env: str
    api_key_file: Path | None
    environment: str
    domain: str
    consumer_key: str
    recipients_file: Path | None
    default_username: str
    cards: CardChoice
    destination: str
    links: LinkOptions
    unattended: UnattendedSetup | None = None


Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    """A tab or line end is none that was meant: TOML reads the Windows path "C:\\temp" in double quotes so."""
    return isinstance(value, str) and bool(value.strip()) and not _CONTROL.search(value)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _rate(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1_000_000


def _version(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d+\.\d+", value) is not None


def _date(value: Any) -> bool:
    try:
        return str(value) == date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return False


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _address(value: Any) -> bool:
    try:
        return _text(value) and bool(salesforce_url(value))
    except SetupMustChange:
        return False


def _field(value: Any) -> bool:
    return value is False or _text(value)


def _one_of(*choices: str) -> Check:
    return lambda value: value in choices


_KEYS: Mapping[str, tuple[Check, str]] = {  # key → (check, what is expected there: a code of words.setup_file)
    "profile": (lambda value: isinstance(value, str), "name"),  # see ``_name_faults``
    "sansan.name": (_text, "text"),
    "sansan.api_key_env": (_text, "text"),
    "sansan.api_key_file": (_text, "path"),
    "sansan.api_version": (_version, "version"),
    "sansan.include_past_cards": (_flag, "flag"),
    "sansan.requests_per_second": (_rate, "rate"),
    "sansan.requests_per_minute": (_rate, "rate"),
    "salesforce.environment": (_one_of("production", "sandbox", "custom"), "environment"),
    "salesforce.domain": (_address, "address"),
    "salesforce.consumer_key": (_text, "text"),
    "recipients.file": (_text, "path"),
    "recipients.default": (_text, "text"),
    "cards.exclude_owners": (_texts, "texts"),
    "cards.memo": (_flag, "flag"),
    "cards.tags": (_flag, "flag"),
    "cards.exchanged_from": (_date, "date"),
    "cards.tags_any": (_texts, "texts"),
    **{f"fields.{item}": (_field, "field") for item in ITEMS},
    "destination.object": (_one_of("auto", "package", "own"), "object"),
    "links.after_sync": (_flag, "flag"),
    "links.create": (_one_of(*Create), "create"),
    "links.fill_empty": (_flag, "flag"),
    "unattended.consumer_secret_env": (_text, "text"),
    "unattended.consumer_secret_file": (_text, "path"),
    "unattended.domain": (_address, "address"),
    "unattended.keep_sign_in": (_flag, "flag"),
}
_SECTIONS = {key.partition(".")[0] for key in _KEYS if "." in key}
_REQUIRED = ("profile", "sansan.name", "salesforce.environment")


def read(path: Path, saved: Collection[str] = ()) -> Setup:
    """Read a set-up file; that of a ``saved`` set-up may keep a name that is no longer allowed.

    Raises ``SetupMustChange``: ``setup_file_…``, with every fault named."""
    data = setup_toml.read(path)
    values = dict(_flatten(data))
    if faults := [*_faults(values), *_name_faults(values.get("profile"), saved)]:
        raise SetupMustChange("setup_file_wrong", file=str(path), faults=faults)
    return _setup(values, path.absolute().parent, unattended="unattended" in data)


def _flatten(data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for name, value in data.items():
        if name in _SECTIONS and isinstance(value, dict):
            flat += [(f"{name}.{key}", inner) for key, inner in value.items()]
        else:
            flat.append((name, value))
    return [(key, _seen(value)) for key, value in flat]


def _seen(value: Any) -> Any:
    """Return a value without the characters that nobody can see in its texts."""
    if isinstance(value, list):
        return list(map(_seen, value))
    return visible(value) if isinstance(value, str) else value


def _faults(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (key, fault) for all that is wrong; a fault is ``unknown``, ``missing``, ``table`` or what is expected."""
    found = [(key, "table" if key in _SECTIONS else "unknown") for key in values if key not in _KEYS]
    found += [(key, want) for key, (check, want) in _KEYS.items() if key in values and not check(values[key])]
    required = (*_REQUIRED, *(() if vendor.consumer_key() else ("salesforce.consumer_key",)))
    found += [(key, "missing") for key in required if key not in values]
    if ("sansan.api_key_env" in values) == ("sansan.api_key_file" in values):
        found.append(("sansan.api_key_env", "one_key"))
    if "unattended.consumer_secret_env" in values and "unattended.consumer_secret_file" in values:
        found.append(("unattended.consumer_secret_env", "one_secret"))
    if (values.get("salesforce.environment") == "custom") != ("salesforce.domain" in values):
        found.append(("salesforce.domain", "custom_domain"))
    for item in ("memo", "tags"):
        if values.get(f"cards.{item}") is False and values.get(f"fields.{item}"):
            found.append((f"fields.{item}", "left_out_already"))
    return found


def _name_faults(name: Any, saved: Collection[str]) -> list[tuple[str, str]]:
    fault = profile_name.fault(name, saved) if isinstance(name, str) and name not in saved else ""
    return [("profile", fault)] if fault else []


def _setup(values: Mapping[str, Any], folder: Path, *, unattended: bool) -> Setup:
    def path(key: str) -> Path | None:
        return folder / values[key] if key in values else None

    sansan = {k.partition(".")[2]: v for k, v in values.items() if k.startswith("sansan.")}
    sansan.pop("api_key_env", None)
    sansan.pop("api_key_file", None)
    cards = _cards(values)
    return Setup(
        profile=values["profile"],
        sansan=SansanAccess(**{"api_version": "", **sansan}),
        api_key_env=values.get("sansan.api_key_env", ""),
        api_key_file=path("sansan.api_key_file"),
        environment=values["salesforce.environment"],
        domain=values.get("salesforce.domain", ""),
        consumer_key=values.get("salesforce.consumer_key", vendor.consumer_key()).strip(),
        recipients_file=path("recipients.file"),
        default_username=values.get("recipients.default", ""),
        cards=cards.choosing(cards.chosen_fields),
        destination=values.get("destination.object", "auto"),
        links=LinkOptions(
            values.get("links.after_sync", False),
            Create(values.get("links.create", Create.NONE)),
            values.get("links.fill_empty", False),
        ),
        unattended=UnattendedSetup(
            values.get("unattended.consumer_secret_env", ""),
            path("unattended.consumer_secret_file"),
            values.get("unattended.domain", ""),
            values.get("unattended.keep_sign_in", True),
        )
        if unattended
        else None,
    )


def _cards(values: Mapping[str, Any]) -> CardChoice:
    return CardChoice(
        tuple(values.get("cards.exclude_owners", ())),
        str(values.get("cards.exchanged_from", "")),
        Options(values.get("cards.memo", True), values.get("cards.tags", True)),
        tuple(dict.fromkeys(values.get("cards.tags_any", ()))),
        tuple((item, values[f"fields.{item}"] or "") for item in ITEMS if f"fields.{item}" in values),
    )
