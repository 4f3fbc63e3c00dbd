"""A saved set-up as a set-up file (interfaces.md), to be opened on another organisation; it holds no secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.links import LinkOptions
from wizard.domain.mapping import Line, lines_of
from wizard.domain.profile import Profile
from wizard.services import mapping_file
from wizard.services.profiles import write_chosen

_CHOSEN = ("manual", "file")  # by a person; all others are matched anew wherever the file is opened


def write(profile: Profile, path: Path) -> None:
    """Write the set-up to ``path`` and the recipients a person chose beside it, as ``NAME-recipients.csv``.

    Raises ``SetupMustChange`` (``folder_not_writable``).
    """
    lines = _lines(profile)
    beside = path.with_name(f"{path.stem}-recipients.csv")
    try:
        if lines:
            mapping_file.write(beside, lines, "ja")
        write_chosen(path, _text(profile, beside.name if lines else "").encode())
    except OSError:
        raise SetupMustChange("folder_not_writable", folder=str(path.parent)) from None


def _text(profile: Profile, recipients: str) -> str:
    sections = [f"profile = {_value(profile.name)}"]
    for name, values in _sections(profile, recipients).items():
        given = {key: value for key, value in values.items() if value not in ("", [])}
        if given:
            sections.append("\n".join([f"[{name}]", *(f"{key} = {_value(value)}" for key, value in given.items())]))
    return "\n\n".join(sections) + "\n"


def _sections(profile: Profile, recipients: str) -> Mapping[str, Mapping[str, object]]:
    sansan, salesforce, cards = profile.sansan, profile.salesforce, profile.cards
    left_out = cards.options.left_out
    skipped = {r.sansan.email for r in profile.recipients if r.skip and r.sansan.email}
    return {
        "sansan": {
            "name": sansan.name,
            "api_key_env": "SANSAN_API_KEY",
            "api_version": sansan.api_version,
            "include_past_cards": sansan.include_past_cards,
            "requests_per_second": sansan.requests_per_second,
            "requests_per_minute": sansan.requests_per_minute,
        },
        "salesforce": {
            "environment": salesforce.environment,
            "domain": salesforce.login_url if salesforce.environment == "custom" else "",
            "consumer_key": salesforce.consumer_key,
        },
        "recipients": {"file": recipients, "default": profile.default_user.username},
        "cards": {
            "exclude_owners": sorted({*cards.exclude_owners, *skipped}),
            "memo": cards.options.memo,
            "tags": cards.options.tags,
            "exchanged_from": cards.exchanged_from,
            "tags_any": list(cards.tags_any),
        },
        "fields": {item: name or False for item, name in cards.fields if not (item in left_out and name)},
        "destination": {"object": profile.destination},
        "links": _links(profile),
        "unattended": _unattended(profile),
    }


def _links(profile: Profile) -> Mapping[str, object]:
    links = replace(profile.links, defaults=())  # which the file has no name for
    return (
        {name: value for name, value in asdict(links).items() if name != "defaults"} if links != LinkOptions() else {}
    )


def _unattended(profile: Profile) -> Mapping[str, object]:
    """The secret is to be given where the file is opened; the domain is the organisation's of the moment."""
    if profile.unattended is None:
        return {}
    kept = {} if profile.keeps_sign_in else {"keep_sign_in": False}
    return {"consumer_secret_env": "SALESFORCE_CONSUMER_SECRET", **kept}


def _lines(profile: Profile) -> list[Line]:
    return lines_of([r for r in profile.recipients if r.reason in _CHOSEN])


def _value(value: object) -> str:
    """Return a TOML value: texts, lists, numbers and flags are written as in JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
