"""Profiles as files: one JSON file each, replaced as a whole, without any secret."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.links import Create, LinkOptions
from wizard.domain.profile import CardChoice, Profile, SalesforceAccess, SansanAccess, Unattended
from wizard.domain.recipients import Recipient
from wizard.domain.users import Account, Organization, SalesforceUser, SansanUser
from wizard.services.home import Home

FORMAT = 1
_BEFORE, _DAMAGED = "profile.json.before", "profile.json.damaged"
_log = logging.getLogger(__name__)


class Profiles:
    """The saved set-ups of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def names(self) -> list[str]:
        """Return the names of all saved profiles, sorted."""
        return sorted(path.parent.name for path in self._home.profiles.glob("*/profile.json"))

    def load(self, name: str) -> Profile | None:
        """Return a profile, or None when there is none. Raises ``SetupMustChange`` when it cannot be read."""
        path = self._path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise SetupMustChange("profile_unreadable", profile=name) from None
        try:
            return _profile(name, data)
        except SetupMustChange as fault:
            if fault.code == "profile_unreadable" and (restored := self._restored(name)):
                return restored
            raise

    def loadable(self) -> Iterator[Profile]:
        """Yield the profiles that can be read."""
        for name in self.names():
            with suppress(SetupMustChange):
                if profile := self.load(name):
                    yield profile

    def earlier(self, name: str) -> Profile | None:
        """Return what a new set-up of this name takes the place of, None where that cannot be read or is not there."""
        return None if self.is_damaged(name) else self.load(name)

    def is_damaged(self, name: str) -> bool:
        """Whether a profile is there that cannot be read, nor the one before it."""
        try:
            self.load(name)
        except SetupMustChange as fault:
            return fault.code == "profile_unreadable"
        return False

    def restored(self) -> tuple[AppError, ...]:
        """Return which profiles are those before, since their file was damaged; until they are saved again."""
        names = [name for name in self.names() if self._path(name).with_name(_DAMAGED).exists()]
        return (SetupMustChange("profile_restored", profile=", ".join(names)),) if names else ()

    def id_of_damaged(self, name: str) -> str:
        """Return the id that a damaged profile had, which names its secrets; empty where it cannot be made out."""
        with suppress(OSError):
            found = re.search(rb'"id": ?"([0-9a-f]{4,64})"', self._path(name).read_bytes())
            return found[1].decode() if found else ""
        return ""

    def pick(self, name: str | None) -> Profile:
        """Return the named profile, or the only one. Raises ``SetupMustChange`` when that is not one."""
        names = self.names()
        if name is None and len(names) > 1:
            raise SetupMustChange("which_profile", names=", ".join(names))
        if name is None and not names:
            raise SetupMustChange("nothing_set_up")
        name = names[0] if name is None else name
        profile = self.load(name) if name in names else None
        if profile is None:
            raise SetupMustChange("no_profile", profile=name)
        return profile

    def save(self, profile: Profile) -> None:
        """Write a profile. The old one stays whole until the new one is on the disk.

        Raises ``SetupMustChange`` (``profile_of_another``) where another set-up has the name, if only by another letter
        case on a disk that does not tell them apart: its ledger would be taken for this one's.
        """
        path = self._path(profile.name)
        if (there := self.earlier(profile.name)) and there.id != profile.id:
            raise SetupMustChange("profile_of_another", profile=profile.name)
        self._home.folder(profile.name)
        text = json.dumps({"format": FORMAT, **asdict(profile)}, ensure_ascii=False, indent=1)
        try:
            if path.exists() and not self.is_damaged(profile.name):  # the one before stays as a backup
                write_whole(path.with_name(_BEFORE), path.read_bytes())
            write_whole(path, text.encode())
            path.with_name(_DAMAGED).unlink(missing_ok=True)
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(path.parent)) from None

    def remove(self, name: str) -> None:
        """Delete a profile with its ledger and reports. Raises ``SetupMustChange`` (``folder_not_writable``)."""
        folder = self._path(name).parent
        try:
            self._path(name).unlink(missing_ok=True)  # first: half a folder is no profile any more
            shutil.rmtree(folder)
        except FileNotFoundError:
            return
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(folder)) from None

    def rename(self, name: str, new: str) -> None:
        """Give a profile, its ledger and its reports another name. Raises ``SetupMustChange``.

        The folder's name is the profile's name, so that one step changes it.
        """
        profile = self.pick(name)
        try:
            self._path(name).parent.rename(self._path(new).parent)
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._path(new).parent)) from None
        self.save(replace(profile, name=new))

    def _restored(self, name: str) -> Profile | None:
        """Put the profile before in place of a damaged one, which stays beside it; None where that is no better."""
        path = self._path(name)
        try:
            before = path.with_name(_BEFORE).read_bytes()
            profile = _profile(name, before)
        except (OSError, SetupMustChange):
            return None
        _log.warning("a damaged set-up was restored from the one before")
        with suppress(OSError):  # it can be worked with even where nothing can be written
            path.replace(path.with_name(_DAMAGED))
            write_whole(path, before)
        return profile

    def _path(self, name: str) -> Path:
        return self._home.profiles / name / "profile.json"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file for the owner only, so that a reader or a power cut sees the old or the new one."""
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _put_in_place(fresh, path)


def write_chosen(path: Path, data: bytes) -> None:
    """Write the very file that a person chose, a new one for its owner only: a Mac allows no other beside it."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)


def _put_in_place(fresh: Path, path: Path) -> None:
    """Replace a file. On Windows a virus scanner may hold it for a moment, so that is borne for three seconds."""
    if os.name != "nt":
        fresh.replace(path)
        return
    from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

    held = retry_if_exception_type(PermissionError)
    Retrying(retry=held, wait=wait_fixed(0.1), stop=stop_after_delay(3), reraise=True)(fresh.replace, path)


def _profile(name: str, written: bytes) -> Profile:
    """Raises ``SetupMustChange``: ``profile_unreadable``, ``profile_too_new``."""
    try:
        data: dict[str, Any] = json.loads(written.decode())
        if data.pop("format") != FORMAT:
            raise SetupMustChange("profile_too_new", profile=name)
        recipients = _identified(map(_recipient, data["recipients"]), data.pop("owner_ids_proven", None))
        return Profile(
            **{
                **data,
                "name": name,
                "sansan": SansanAccess(**data["sansan"]),
                "salesforce": SalesforceAccess(**data["salesforce"]),
                "account": _account(data["account"]),
                "cards": CardChoice.read(data["cards"]),
                "default_user": SalesforceUser(**data["default_user"]),
                "recipients": recipients,
                "links": _links(data.get("links") or {}),
                "unattended": _unattended(data.get("unattended")),
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SetupMustChange("profile_unreadable", profile=name) from None


def _account(data: dict[str, Any]) -> Account:
    organization, user = Organization(**data["organization"]), SalesforceUser(**data["user"])
    return Account(**{**data, "organization": organization, "user": user})


def _links(data: dict[str, Any]) -> LinkOptions:
    defaults = tuple((kind, name, value) for kind, name, value in data.get("defaults", ()))
    return LinkOptions(**{**data, "create": Create(data.get("create", Create.NONE)), "defaults": defaults})


def _unattended(data: dict[str, Any] | None) -> Unattended | None:
    return Unattended(**{**data, "user": SalesforceUser(**data["user"])}) if data else None


def _recipient(data: dict[str, Any]) -> Recipient:
    return Recipient(**{**data, "sansan": SansanUser(**data["sansan"])})


def _identified(recipients: Iterable[Recipient], proven: bool | None) -> tuple[Recipient, ...]:
    """Return recipients with what an earlier program knew of their ids: whether they are those of cards' owners.

    Where it did not, an id that stands beside an address told nothing. None: this program wrote them.
    """

    def known(user: SansanUser) -> SansanUser:
        if proven:
            return replace(user, owner_id=user.id)
        return replace(user, id="") if user.email else user

    return tuple(r if proven is None else replace(r, sansan=known(r.sansan)) for r in recipients)
