"""Which files of the zip a manifest means, and what is wrong between the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

from wizard.standin.salesforce.metadata.archive import Archive
from wizard.standin.salesforce.metadata.manifest import ALL, Member
from wizard.standin.salesforce.metadata.problems import ComponentError, Message, failure

MANIFEST = "package.xml"
DESTRUCTIVE = ("destructiveChangesPre.xml", "destructiveChanges.xml", "destructiveChangesPost.xml")
"""The manifests of what is deleted: the first two before, the last after the other changes [C]."""

FILES = {
    "CustomObject": ("objects/", ".object"),
    "CustomTab": ("tabs/", ".tab"),
    "CustomLabels": ("labels/", ".labels"),
    "Layout": ("layouts/", ".layout"),
    "CustomApplication": ("applications/", ".app"),
    "Translations": ("translations/", ".translation"),
    "CustomObjectTranslation": ("objectTranslations/", ".objectTranslation"),
    "PermissionSet": ("permissionsets/", ".permissionset"),
}
"""Folder and ending of each type, in the order of deployment: later ones may refer to earlier ones."""

INSIDE = {"CustomField": "CustomObject", "CustomLabel": "CustomLabels"}
"""Types whose components stand inside a file of another type."""

_OTHERS_TEXT = """
ApexClass ApexTrigger ApexPage ApexComponent AuraDefinitionBundle LightningComponentBundle StaticResource Profile
FlexiPage Flow Workflow WorkflowRule ValidationRule RecordType ListView CompactLayout WebLink BusinessProcess
FieldSet Report Dashboard Document EmailTemplate CustomSite CustomMetadata GlobalValueSet StandardValueSet Queue
Group Role Settings ConnectedApp ExternalClientApplication NamedCredential RemoteSiteSetting QuickAction
AssignmentRules AutoResponseRules SharingRules PermissionSetGroup CustomPermission DuplicateRule MatchingRules
ReportType HomePageLayout HomePageComponent ContentAsset AppMenu PathAssistant Community Network
"""
_OTHERS = frozenset(_OTHERS_TEXT.split())


@dataclass
class Wanted:
    """A file to deploy. ``whole``: named itself; ``parts``: components inside it that are named."""

    kind: str
    name: str
    file: str
    whole: bool = False
    parts: list[Member] = field(default_factory=list)


@dataclass
class Selection:
    """The files to deploy in order, and what the manifest is wrong about."""

    wanted: list[Wanted]
    messages: list[Message]


def select(archive: Archive, members: list[Member], *, allow_missing: bool) -> Selection:
    """Return what the manifest selects of the archive."""
    files = _files(archive)
    wanted: dict[str, Wanted] = {}
    messages: list[Message] = []
    for member in members:
        try:
            found = _find(files, member)
        except ComponentError as problem:
            messages.append(failure("", member.name, archive.prefix + MANIFEST, problem))
            continue
        if not found and member.name != ALL:
            messages.append(missing(member, archive.prefix, warning=allow_missing))
        for file in found:
            entry = wanted.setdefault(file, Wanted(*files[file], file))
            if member.kind in INSIDE:
                entry.parts.append(member)
            else:
                entry.whole = True
    messages += _unnamed(archive, files, set(wanted))
    order = list(FILES)
    return Selection(sorted(wanted.values(), key=lambda each: (order.index(each.kind), each.file)), messages)


def missing(member: Member, prefix: str, *, warning: bool = False) -> Message:
    """Return the message about a component that is named but not there."""
    text = (
        f"An object '{member.name}' of type {member.kind} was named in package.xml, "
        "but was not found in zipped directory"
    )
    at, kind = member.at, "Warning" if warning else "Error"
    return Message("", member.name, prefix + MANIFEST, problem=text, problem_type=kind, line=at.line, column=at.column)


def _find(files: dict[str, tuple[str, str]], member: Member) -> list[str]:
    if member.kind not in FILES and member.kind not in INSIDE:
        if member.kind in _OTHERS:
            raise ComponentError(f"The metadata type {member.kind} is not supported by the stand-in", member.at)
        raise ComponentError(f"Unknown type name '{member.kind}' specified in package.xml", member.at)
    kind = INSIDE.get(member.kind, member.kind)
    name = _holder(member)
    return [file for file, (its_kind, its_name) in files.items() if its_kind == kind and name in (its_name, ALL)]


def _holder(member: Member) -> str:
    """Return the name of the file that holds a component."""
    if member.kind == "CustomField":
        return member.name.partition(".")[0]
    return "CustomLabels" if member.kind == "CustomLabel" else member.name


def _files(archive: Archive) -> dict[str, tuple[str, str]]:
    """Return type and name of every component file; names may be percent-encoded in the zip."""
    files = {}
    for path in archive.names:
        for kind, (folder, ending) in FILES.items():
            if path.startswith(folder) and path.endswith(ending) and "/" not in path[len(folder) :]:
                files[path] = kind, unquote(path[len(folder) : -len(ending)])
    return files


def _unnamed(archive: Archive, files: dict[str, tuple[str, str]], wanted: set[str]) -> list[Message]:
    """What lies in the zip without a name in the manifest is a warning (old tools) or an error; here an error [C2]."""
    messages = []
    for path in archive.names:
        if path in wanted or path == MANIFEST or path in DESTRUCTIVE:
            continue
        kind, name = files.get(path, ("", path))
        text = "Not in package.xml"
        messages.append(Message(kind, name, archive.prefix + path, problem=text, problem_type="Error"))
    return messages
