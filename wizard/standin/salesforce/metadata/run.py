"""One deploy carried out on a draft of the organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wizard.standin.salesforce.metadata.archive import Archive
from wizard.standin.salesforce.metadata.custom_object import read_object
from wizard.standin.salesforce.metadata.destruction import destroy
from wizard.standin.salesforce.metadata.draft import Draft
from wizard.standin.salesforce.metadata.manifest import ALL, Member, read_manifest
from wizard.standin.salesforce.metadata.permission_set import deploy_permission_set
from wizard.standin.salesforce.metadata.problems import ComponentError, Message, failure
from wizard.standin.salesforce.metadata.saving import Saved, save_field, save_object
from wizard.standin.salesforce.metadata.selection import DESTRUCTIVE, MANIFEST, Wanted, missing, select
from wizard.standin.salesforce.metadata.stored import deploy_stored
from wizard.standin.salesforce.metadata.xmltree import Element

_T = TypeVar("_T")


class Run:
    """Deploys the files of an archive; ``messages`` tells of each component. Raises ArchiveError."""

    def __init__(self, draft: Draft, archive: Archive, *, allow_missing: bool) -> None:
        self._draft, self._archive, self._allow_missing = draft, archive, allow_missing
        self.messages: list[Message] = []

    @property
    def failed(self) -> bool:
        """Whether a component was refused."""
        return any(not message.success for message in self.messages)

    def carry_out(self) -> None:
        """Read the manifest, then delete, make and change what it says."""
        members = self._manifest(MANIFEST)
        if members is None:
            return
        self.messages.append(Message("", MANIFEST, self._archive.prefix + MANIFEST))
        before, plain, after = DESTRUCTIVE
        self._destroy(before)
        self._destroy(plain)
        selection = select(self._archive, members, allow_missing=self._allow_missing)
        self.messages += selection.messages
        self._deploy(selection.wanted)
        self._destroy(after)

    def _manifest(self, name: str) -> list[Member] | None:
        data = self._archive.read(name)
        if data is None and name != MANIFEST:
            return None
        return self._attempt("", name, name, lambda: read_manifest(data))

    def _destroy(self, name: str) -> None:
        members = self._manifest(name) or []
        self.messages += destroy(self._draft, members, self._archive.prefix + name)

    def _deploy(self, wanted: list[Wanted]) -> None:
        objects = [entry for entry in wanted if entry.kind == "CustomObject"]
        opened = [(entry, self._object(entry)) for entry in objects]
        for entry, element in opened:  # when all objects are there: a lookup may refer to any of them
            if element is not None:
                self._fields(entry, element)
        for entry in wanted:
            if entry.kind != "CustomObject":
                self._other(entry)

    def _object(self, entry: Wanted) -> Element | None:
        """Return the file of an object; when the object itself is meant, it is made or changed."""
        kind, name, file = entry.kind, entry.name, entry.file
        element = self._attempt(kind, name, file, lambda: read_object(self._read(file)))
        if element is None or not entry.whole:
            return element
        return element if self._save(kind, name, file, lambda: save_object(self._draft, name, element)) else None

    def _fields(self, entry: Wanted, element: Element) -> None:
        """Deploy the fields that are meant; a standard field in the file of a standard object is passed over."""
        named = {member.name: member for member in entry.parts}
        everything = entry.whole or ALL in named
        for field in element.all("fields"):
            path = f"{entry.name}.{field.value('fullName')}"
            meant = named.pop(path, None) or everything
            if meant and (path.endswith("__c") or field.find("type") is not None):
                self._field(entry, path, field)
        named.pop(ALL, None)
        prefix, warning = self._archive.prefix, self._allow_missing
        self.messages += [missing(member, prefix, warning=warning) for member in named.values()]

    def _field(self, entry: Wanted, path: str, field: Element) -> None:
        self._save("CustomField", path, entry.file, lambda: save_field(self._draft, entry.name, field))

    def _other(self, entry: Wanted) -> None:
        def save() -> Saved:
            if entry.kind == "PermissionSet":
                return deploy_permission_set(self._draft, entry.name, self._read(entry.file))
            return deploy_stored(self._draft, entry.kind, entry.name, self._read(entry.file))

        self._save(entry.kind, entry.name, entry.file, save)

    def _read(self, file: str) -> bytes:
        return self._archive.read(file) or b""

    def _save(self, kind: str, name: str, file: str, work: Callable[[], Saved]) -> bool:
        """Do the work on a component and tell of it; return whether it went well."""
        saved = self._attempt(kind, name, file, work)
        if saved is None:
            return False
        component, new, changed = saved
        file = self._archive.prefix + file
        self.messages.append(Message(kind, name, file, component, created=new, changed=changed))
        return True

    def _attempt(self, kind: str, name: str, file: str, work: Callable[[], _T]) -> _T | None:
        try:
            return work()
        except ComponentError as problem:
            self.messages.append(failure(kind, name, self._archive.prefix + file, problem))
            return None
