"""package.xml and the destructive manifests: which components of which types are meant."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.typed import check_elements, read, required
from wizard.standin.salesforce.metadata.xmltree import Element

ALL = "*"


@dataclass(frozen=True)
class Member:
    """One named component, and where the manifest names it."""

    kind: str
    name: str
    at: Element


def read_manifest(data: bytes | None) -> list[Member]:
    """Return the members of a manifest in its order. Raises ComponentError, also when there is none."""
    if data is None:
        raise ComponentError("No package.xml found")
    package = read(data, "Package")
    known = ("types", "version", "fullName", "description", "apiAccessLevel", "namespacePrefix", "uninstallClass")
    check_elements(package, "Package", known)
    members: list[Member] = []
    for types in package.all("types"):
        check_elements(types, "PackageTypeMembers", ("members", "name"))
        kind = required(types, "name")
        members += [Member(kind, member.text.strip(), member) for member in types.all("members")]
    required(package, "version")
    return members
